import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PerApp, ReadOnce, templateOf, withoutSpread } from '../../objects';
import { isPodless } from '../../policy';
import { mostPods, type PodCount } from './pod-count';

/** A workload of a namespace as it is written, whoever made it. */
export interface WrittenWorkload {
  /** `Deployment api`. */
  readonly title: string;
  /** Its pods, as their template has them. */
  readonly pod: any;
  /** The claims that each of its pods has made for itself. */
  readonly claims: any[];
  /** How many pods it may have at once; undefined where no manifest tells. */
  readonly count?: PodCount;
}

/** What of a namespace is counted, as it is written. */
export interface Counted {
  readonly workloads: WrittenWorkload[];
  readonly services: any[];
  readonly claims: any[];
}

const OBJECTS = new PerApp((root) => new ReadOnce(root, () => byNamespace(root)));

/** What of a namespace is counted, in the order in which it is written. */
export function countedIn(scope: IConstruct, namespace: string): Counted {
  const objects = OBJECTS.of(scope).value.get(namespace) ?? [];
  const ofKind = (kind: string) => objects.filter((object) => object.kind === kind).flatMap(manifestOf);
  const scaled = scaledTo(ofKind('HorizontalPodAutoscaler'));
  // Policies have no pods, and would be made anew from all that is declared.
  const running = objects.filter((object) => !isPodless(object) && !/NetworkPolicy$/.test(object.kind));
  return {
    workloads: running.flatMap(manifestOf).flatMap((manifest) => workloadOf(manifest, scaled)),
    services: ofKind('Service'),
    claims: ofKind('PersistentVolumeClaim'),
  };
}

function workloadOf(manifest: any, scaled: ReadonlyMap<string, number>): WrittenWorkload[] {
  const pod = templateOf(manifest)?.spec;
  if (!Array.isArray(pod?.containers)) return [];
  const title = `${manifest.kind} ${manifest.metadata.name}`;
  const claims = manifest.kind === 'StatefulSet' ? (manifest.spec.volumeClaimTemplates ?? []) : [];
  return [{ title, pod, claims, count: mostPods(manifest, { most: scaled.get(title) }) }];
}

/** The objects of an app by their namespaces, for all that ask. */
function byNamespace(root: IConstruct): Map<string, ApiObject[]> {
  const found = new Map<string, ApiObject[]>();
  for (const object of root.node.findAll()) {
    if (!ApiObject.isApiObject(object)) continue;
    const { namespace } = object.metadata;
    if (namespace === undefined) continue;
    const there = found.get(namespace);
    if (there) there.push(object);
    else found.set(namespace, [object]);
  }
  return found;
}

/** The most pods that autoscalers make of what they scale. */
function scaledTo(autoscalers: any[]): Map<string, number> {
  return new Map(
    autoscalers.flatMap(({ spec }) => {
      const { scaleTargetRef, maxReplicas } = spec ?? {};
      return scaleTargetRef && typeof maxReplicas === 'number'
        ? [[`${scaleTargetRef.kind} ${scaleTargetRef.name}`, maxReplicas]]
        : [];
    }),
  );
}

/** What can't be written has a problem of its own, and tells it itself. */
function manifestOf(object: ApiObject): any[] {
  try {
    return [withoutSpread([object.node.scope], () => object.toJson())];
  } catch {
    return [];
  }
}
