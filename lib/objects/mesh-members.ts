import type { IConstruct } from 'constructs';
import type { IMesh } from '../cluster';
import { clusterOf } from './cluster-of';
import { type Homed, homeOf } from './namespaces';
import { PerApp } from './per-app';
import { isPresent } from './present';

interface Member {
  readonly namespace: Homed;
  readonly mesh: IMesh;
}

/** The namespaces of an app whose pods are in the mesh of their cluster. */
const MEMBERS = new PerApp<Map<string, Member>>(() => new Map());

/** Notes that the pods of a namespace are in the mesh of their cluster, before any of them is made. */
export function joinMesh(namespace: Homed): void {
  const { mesh } = clusterOf(namespace.construct);
  if (mesh) MEMBERS.of(namespace.construct).set(homeOf(namespace), { namespace, mesh });
}

/** The mesh that the pods of a namespace are in; undefined where they are in none. */
export function meshOf(namespace: Homed): IMesh | undefined {
  const members = MEMBERS.of(namespace.construct);
  // In most apps there is no mesh, and nobody's namespace need be found.
  const member = members.size === 0 ? undefined : members.get(homeOf(namespace));
  return member && isPresent(member.namespace.construct) ? member.mesh : undefined;
}

/** Whether the pods of a namespace are in a mesh: one that the app writes, or one that the profile names. */
export function isMeshNamespace(scope: IConstruct, mesh: IMesh, namespace: string): boolean {
  return (
    meshOf({ construct: scope, namespace })?.name === mesh.name || (mesh.memberNamespaces ?? []).includes(namespace)
  );
}

/** The names of all namespaces that are known to be in a mesh, sorted. */
export function meshNamespaces(scope: IConstruct, mesh: IMesh): string[] {
  const own = [...MEMBERS.of(scope).values()].flatMap(({ namespace }) => namespace.namespace ?? []);
  return [...new Set([...own, ...(mesh.memberNamespaces ?? [])])]
    .filter((namespace) => isMeshNamespace(scope, mesh, namespace))
    .sort();
}
