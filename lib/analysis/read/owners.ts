import { appendTo } from '../append-to';
import type { ObjectRef } from '../network/place';
import type { Labels, PodFacts, WorkloadFacts } from '../network/workloads';
import type { OwnerReference, RunningFacts } from './draft';

/**
 * One workload for each top owner, in the order in which the first of its objects was read.
 *
 * Pods that were read themselves stand for what their owner's template says: they are what runs.
 */
export function workloadsOf(running: readonly RunningFacts[]): WorkloadFacts[] {
  const byKey = new Map(running.map((facts) => [keyOf(facts.object.namespace, facts.object), facts]));
  const families = new Map<string, Family>();
  for (const facts of running) {
    const top = topOf(facts, byKey);
    const key = keyOf(top.namespace, top);
    const family = families.get(key) ?? { object: top, live: [], templates: [] };
    families.set(key, family);
    const isTop = facts.object === top || !byKey.has(key);
    if (facts.object.kind === 'Pod') family.live.push(facts.pods as PodFacts);
    else if (isTop) family.templates.push(facts.pods as PodFacts);
  }
  return [...families.values()].map(({ object, live, templates }) => ({
    object,
    pods: variantsOf(live.length > 0 ? live : templates),
    hasReplicas: object.kind !== 'Pod',
  }));
}

interface Family {
  readonly object: ObjectRef;
  readonly live: PodFacts[];
  readonly templates: PodFacts[];
}

/** Groups without their versions, which an owner reference may have older than the object. */
function keyOf(namespace: string, { apiVersion, kind, name }: OwnerReference): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${group}|${kind}|${namespace}|${name}`;
}

function topOf(facts: RunningFacts, byKey: ReadonlyMap<string, RunningFacts>): ObjectRef {
  let current = facts;
  for (let steps = 0; current.owner && steps < LONGEST_LINE; steps++) {
    const { namespace } = current.object;
    const owner = byKey.get(keyOf(namespace, current.owner)) ?? deploymentOf(current, byKey);
    if (!owner) return { ...current.object, ...current.owner };
    current = owner;
  }
  return current.object;
}

/** Owners of owners: a Pod's Job's CronJob, and some to spare; objects that own each other go no further. */
const LONGEST_LINE = 8;

/** The Deployment of a pod whose ReplicaSet wasn't read: the name of a ReplicaSet is its Deployment's and a hash. */
function deploymentOf(pod: RunningFacts, byKey: ReadonlyMap<string, RunningFacts>): RunningFacts | undefined {
  const hash = pod.pods?.labels['pod-template-hash'];
  const { owner, object } = pod;
  if (owner?.kind !== 'ReplicaSet' || !hash || !owner.name.endsWith(`-${hash}`)) return undefined;
  const name = owner.name.slice(0, -hash.length - 1);
  return byKey.get(keyOf(object.namespace, { apiVersion: owner.apiVersion, kind: 'Deployment', name }));
}

/** Labels that tell pods of one template apart, and that are others when the pods are made anew. */
const RUN_TIME_LABELS: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-completion-index',
  'job-name',
  'batch.kubernetes.io/job-name',
  'pod-template-generation',
]);

/** Pods that are alike but for labels of the run time become one, of which the labels that differ aren't known. */
function variantsOf(pods: readonly PodFacts[]): readonly PodFacts[] {
  if (pods.length === 1) return pods;
  const variants = new Map<string, PodFacts[]>();
  for (const pod of pods) {
    appendTo(variants, likeness(pod), pod);
  }
  return [...variants.values()].map(merged);
}

function likeness({ labels, addedLabels, ports, hostNetwork, dnsPolicy, serviceAccount, mesh }: PodFacts): string {
  const lasting = Object.entries(labels).filter(([key]) => !RUN_TIME_LABELS.has(key));
  return JSON.stringify([
    lasting.sort(([a], [b]) => (a < b ? -1 : 1)),
    addedLabels === 'any',
    ports,
    hostNetwork,
    dnsPolicy,
    serviceAccount,
    mesh,
  ]);
}

function merged(pods: readonly PodFacts[]): PodFacts {
  const [first, ...others] = pods as [PodFacts, ...PodFacts[]];
  if (others.length === 0) return first;
  const keys = new Set(pods.flatMap(({ labels }) => Object.keys(labels).filter((key) => RUN_TIME_LABELS.has(key))));
  const differing = [...keys].filter((key) => others.some(({ labels }) => labels[key] !== first.labels[key]));
  return {
    ...first,
    labels: Object.fromEntries(Object.entries(first.labels).filter(([key]) => !differing.includes(key))) as Labels,
    addedLabels: addedKeys(pods, differing),
    addresses: [...new Set(pods.flatMap(({ addresses }) => addresses))],
  };
}

function addedKeys(pods: readonly PodFacts[], differing: readonly string[]): PodFacts['addedLabels'] {
  const keys = new Set(differing);
  for (const { addedLabels } of pods) {
    if (addedLabels === 'any') return 'any';
    for (const key of addedLabels) keys.add(key);
  }
  return [...keys].sort();
}
