import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PerApp, ReadOnce, templateOf, withoutSpread } from '../../objects';
import { mostPods, type PodCount } from './pod-count';

/** A workload of a namespace as it is written, whoever made it. */
export interface WrittenWorkload {
  /** `Deployment api`. */
  readonly title: string;
  /** Its pods, as their template has them. */
  readonly pod: any;
  /** How many pods it may have at once; undefined where no manifest tells. */
  readonly count?: PodCount;
}

const OBJECTS = new PerApp((root) => new ReadOnce(root, () => byNamespace(root)));

/** The workloads of a namespace, in the order in which they are written. */
export function workloadsIn(scope: IConstruct, namespace: string): WrittenWorkload[] {
  const objects = OBJECTS.of(scope).value.get(namespace) ?? [];
  const scaled = scaledTo(objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler'));
  return objects.flatMap((object) => {
    const manifest = manifestOf(object);
    const pod = manifest && templateOf(manifest)?.spec;
    if (!Array.isArray(pod?.containers)) return [];
    const title = `${object.kind} ${object.name}`;
    return [{ title, pod, count: mostPods(manifest, { most: scaled.get(title) }) }];
  });
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
function scaledTo(autoscalers: ApiObject[]): Map<string, number> {
  return new Map(
    autoscalers.flatMap((object) => {
      const { scaleTargetRef, maxReplicas } = manifestOf(object)?.spec ?? {};
      return scaleTargetRef && typeof maxReplicas === 'number'
        ? [[`${scaleTargetRef.kind} ${scaleTargetRef.name}`, maxReplicas]]
        : [];
    }),
  );
}

/** What can't be written has a problem of its own, and tells it itself. */
function manifestOf(object: ApiObject): any {
  try {
    return withoutSpread([object.node.scope], () => object.toJson());
  } catch {
    return undefined;
  }
}
