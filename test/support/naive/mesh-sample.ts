import * as fc from 'fast-check';
import { compact, maybe, NAMESPACES } from './alphabet';
import type { Manifest } from './kinds';

/** What a mesh puts into a cluster: words for namespaces and pods, accounts, and policies of its own. */
export interface SampleMesh {
  /** In the order of `NAMESPACES`. */
  readonly namespaces: readonly Words[];
  /** By the number of the workload. */
  readonly pods: readonly PodWords[];
  readonly policies: readonly Manifest[];
  /** Whether policies of all sorts stand beside those of the mesh, and hide what it does. */
  readonly isCrowded: boolean;
  /** Whether all Namespaces are among the manifests; whether pods are in the mesh is known then. */
  readonly isRead: boolean;
}

export interface Words {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

export interface PodWords extends Words {
  readonly serviceAccountName?: string;
}

/** Few names, so that what speaks of accounts often means those of somebody. */
export const ACCOUNTS = ['web', 'api'];

/** What there may be in one kind of mesh. */
export interface MeshParts {
  readonly namespace: fc.Arbitrary<Words>;
  readonly pod: fc.Arbitrary<Words>;
  readonly policies: fc.Arbitrary<readonly Manifest[]>;
  /** One that speaks of the ports to which the mesh carries connections. */
  readonly networkPolicy: fc.Arbitrary<Manifest>;
}

/** A mesh of some kind. */
export function mesh({ namespace, pod, policies, networkPolicy }: MeshParts): fc.Arbitrary<SampleMesh> {
  const account = maybe(fc.constantFrom(...ACCOUNTS), 1, 2);
  const networkPolicies = fc.array(networkPolicy, { maxLength: 2 });
  return fc.record({
    namespaces: fc.array(namespace, { minLength: NAMESPACES.length, maxLength: NAMESPACES.length }),
    pods: fc.array(
      fc.record({ words: pod, serviceAccountName: account }).map(({ words, ...own }) => compact({ ...words, ...own })),
      { maxLength: 6 },
    ),
    policies: fc
      .tuple(policies, networkPolicies)
      .map(([own, ofNetwork]) => [...own, ...ofNetwork.map((each, i) => named(each, `carried-${i}`))]),
    isCrowded: fc.constantFrom(false, false, false, true),
    isRead: fc.constantFrom(true, true, true, false),
  });
}

/** An object of a mesh, under a name that it may not keep. */
export function of(apiVersion: string, kind: string, namespace: string, spec: object): Manifest {
  return { apiVersion, kind, metadata: { name: 'policy', namespace }, spec };
}

export function named(manifest: Manifest, name: string): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, name } };
}

/** One or two. */
export function some<T>(item: fc.Arbitrary<T>) {
  return fc.uniqueArray(item, { minLength: 1, maxLength: 2 });
}
