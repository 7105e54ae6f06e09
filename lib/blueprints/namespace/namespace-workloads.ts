import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PerApp, ReadOnce, templateOf, withoutSpread } from '../../objects';
import { isPodless } from '../../policy';
import { isObject } from '../../traffic';
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

/** An object of a namespace, which is rendered only where it may count. */
interface Written {
  readonly kind: string;
  /** Whether it may run pods. */
  readonly isRunning: boolean;
  manifests(): any[];
}

const OBJECTS = new PerApp((root) => new ReadOnce(root, () => byNamespace(root)));

/** What of a namespace is counted, in the order in which it is written. */
export function countedIn(scope: IConstruct, namespace: string): Counted {
  const objects = OBJECTS.of(scope).value.get(namespace) ?? [];
  const ofKind = (kind: string) =>
    objects.filter((object) => object.kind === kind).flatMap((object) => object.manifests());
  const scaled = scaledTo(ofKind('HorizontalPodAutoscaler'));
  const running = objects.filter(({ isRunning }) => isRunning).flatMap((object) => object.manifests());
  return {
    workloads: running.flatMap((manifest) => workloadOf(manifest, scaled)),
    services: ofKind('Service'),
    claims: ofKind('PersistentVolumeClaim'),
  };
}

function workloadOf(manifest: any, scaled: ReadonlyMap<string, number>): WrittenWorkload[] {
  const pod = templateOf(manifest)?.spec;
  if (!Array.isArray(pod?.containers)) return [];
  const title = `${manifest.kind} ${manifest.metadata.name}`;
  return [{ title, pod, claims: claimsOf(manifest, pod), count: mostPods(manifest, { most: scaled.get(title) }) }];
}

/** Those of the members of a StatefulSet outlive their pods, those of ephemeral volumes end with them: both are counted. */
function claimsOf({ kind, spec }: any, { volumes }: any): any[] {
  const ofMembers = kind === 'StatefulSet' ? (spec.volumeClaimTemplates ?? []) : [];
  const ofPods = (volumes ?? []).flatMap(({ name, ephemeral }: any) =>
    ephemeral?.volumeClaimTemplate ? [{ metadata: { name }, spec: ephemeral.volumeClaimTemplate.spec }] : [],
  );
  return [...ofMembers, ...ofPods];
}

/** The objects of an app by their namespaces, for all that ask. */
function byNamespace(root: IConstruct): Map<string, Written[]> {
  const found = new Map<string, Written[]>();
  for (const object of root.node.findAll()) {
    if (!ApiObject.isApiObject(object)) continue;
    for (const [namespace, written] of writtenBy(object)) {
      if (namespace === undefined) continue;
      const there = found.get(namespace);
      if (there) there.push(written);
      else found.set(namespace, [written]);
    }
  }
  return found;
}

/** To cdk8s a List is one object, and to the API server its items are objects of their own. */
function writtenBy(object: ApiObject): [string | undefined, Written][] {
  const { namespace } = object.metadata;
  if (object.kind === 'List') {
    return itemsOf(manifestOf(object)[0]).map((item) => [
      item.metadata.namespace ?? namespace,
      { kind: item.kind, isRunning: true, manifests: () => [item] },
    ]);
  }
  // Policies have no pods, and would be made anew from all that is declared.
  const isRunning = !isPodless(object) && !/NetworkPolicy$/.test(object.kind);
  return [[namespace, { kind: object.kind, isRunning, manifests: () => manifestOf(object) }]];
}

function itemsOf(list: any): any[] {
  const items: any[] = Array.isArray(list?.items) ? list.items : [];
  return items
    .filter((item) => isObject(item) && isObject(item.metadata))
    .flatMap((item) => (item.kind === 'List' ? itemsOf(item) : [item]));
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
