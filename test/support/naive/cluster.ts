import { type Address, addressOf } from './addresses';
import type { Container, Labels, Manifest, PodTemplate } from './kinds';
import type { KnownLabels } from './selector';

/** A pod, or all pods that a template will make. */
export interface Pod extends KnownLabels {
  readonly kind: 'pod';
  readonly name: string;
  readonly namespace: string;
  readonly ports: readonly { readonly name?: string; readonly number: number; readonly protocol: string }[];
  readonly hostNetwork: boolean;
  readonly annotations: Labels;
  readonly serviceAccount: string;
  /** Of a live pod; empty where they aren't known. */
  readonly addresses: readonly Address[];
}

/** An address that is no pod's. */
export interface Outside {
  readonly kind: 'outside';
  readonly address: Address;
}

export type End = Pod | Outside;

/** What runs under one owner. */
export interface Workload {
  readonly name: string;
  /** A Pod that nothing owns, and of which there never is a second one. */
  readonly isBarePod: boolean;
  readonly pods: readonly Pod[];
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * The labels of every namespace, by its name.
 *
 * Of one that isn't among the manifests only the label is known that the API server adds.
 */
export function namespacesIn(manifests: readonly Manifest[]): (name: string) => KnownLabels {
  const read = new Map<string, KnownLabels>();
  for (const { kind, metadata } of manifests) {
    if (kind !== 'Namespace') continue;
    read.set(metadata.name, { labels: { ...metadata.labels, [NAME_LABEL]: metadata.name }, openKeys: [] });
  }
  return (name) => read.get(name) ?? { labels: { [NAME_LABEL]: name }, openKeys: 'all' };
}

/** Labels that the controllers of a kind give to pods, with values that only a live pod shows. */
const ADDED_LABELS: { readonly [kind: string]: readonly string[] } = {
  Deployment: ['pod-template-hash'],
  ReplicaSet: [],
  ReplicationController: [],
  StatefulSet: ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index', 'controller-revision-hash'],
  DaemonSet: ['controller-revision-hash', 'pod-template-generation'],
  Job: ['controller-uid', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index'],
  CronJob: [
    'controller-uid',
    'batch.kubernetes.io/controller-uid',
    'batch.kubernetes.io/job-completion-index',
    'job-name',
    'batch.kubernetes.io/job-name',
  ],
};

/** Those labels altogether: pods that come next have others than the pods that live now. */
const PASSING_LABELS = new Set(Object.values(ADDED_LABELS).flat());

/** One workload for each owner: of its live pods where there are any, otherwise of its template. */
export function workloadsIn(manifests: readonly Manifest[]): Map<string, Workload> {
  const owners = manifests.filter(({ kind }) => Object.hasOwn(ADDED_LABELS, kind));
  const tops = new Map<string, { owner: Manifest; live: Pod[] }>();
  const topOf = (manifest: Manifest): { owner: Manifest; live: Pod[] } => {
    const top = topOwner(manifest, owners);
    const name = nameOf(top);
    const known = tops.get(name) ?? { owner: top, live: [] };
    tops.set(name, known);
    return known;
  };
  for (const owner of owners) topOf(owner);
  for (const manifest of manifests) {
    if (manifest.kind !== 'Pod' || ['Succeeded', 'Failed'].includes(manifest.status?.phase)) continue;
    topOf(manifest).live.push(livePod(manifest));
  }
  return new Map(
    [...tops].map(([name, { owner, live }]) => [
      name,
      { name, isBarePod: owner.kind === 'Pod', pods: live.length > 0 ? withPassingLabelsOpen(live) : [planned(owner)] },
    ]),
  );
}

function topOwner(manifest: Manifest, owners: readonly Manifest[]): Manifest {
  const reference = manifest.metadata.ownerReferences?.find(({ controller }) => controller);
  const owner = owners.find(
    ({ kind, metadata }) =>
      kind === reference?.kind &&
      metadata.name === reference.name &&
      namespaceOf(metadata) === namespaceOf(manifest.metadata),
  );
  if (owner) return topOwner(owner, owners);
  if (!reference) return manifest;
  const { apiVersion, kind, name } = reference;
  return { apiVersion, kind, metadata: { name, namespace: manifest.metadata.namespace } };
}

function livePod(manifest: Manifest): Pod {
  const { podIPs = [] } = manifest.status ?? {};
  return {
    ...podOf(manifest, manifest as PodTemplate),
    addresses: podIPs.map(({ ip }: { ip: string }) => addressOf(ip)),
  };
}

/** What a template makes. A Job's pods have its name among their labels. */
function planned(owner: Manifest): Pod {
  const { template, jobTemplate } = owner.spec;
  const pod = podOf(owner, owner.kind === 'CronJob' ? jobTemplate.spec.template : template);
  const { name } = owner.metadata;
  const labels: Labels = owner.kind === 'Job' ? { 'job-name': name, 'batch.kubernetes.io/job-name': name } : {};
  return { ...pod, labels: { ...pod.labels, ...labels }, openKeys: ADDED_LABELS[owner.kind] ?? [] };
}

function podOf({ metadata }: Manifest, { metadata: inside, spec }: PodTemplate): Pod {
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return {
    kind: 'pod',
    name: metadata.name,
    namespace: namespaceOf(metadata),
    labels: inside?.labels ?? {},
    openKeys: [],
    ports: [...(spec?.containers ?? []), ...sidecars].flatMap(portsOf),
    hostNetwork: spec?.hostNetwork === true,
    annotations: inside?.annotations ?? {},
    serviceAccount: spec?.serviceAccountName ?? 'default',
    addresses: [],
  };
}

function portsOf({ ports = [] }: Container): Pod['ports'] {
  return ports.map(({ name, containerPort, protocol = 'TCP' }) => ({ name, number: containerPort, protocol }));
}

/** Of live pods that are alike but for labels of the run time, those which tell them apart won't last. */
function withPassingLabelsOpen(pods: readonly Pod[]): Pod[] {
  return pods.map((pod) => {
    const alike = pods.filter((other) => likeness(other) === likeness(pod));
    const differing = [...PASSING_LABELS].filter((key) => new Set(alike.map(({ labels }) => labels[key])).size > 1);
    return { ...pod, labels: withoutKeys(pod.labels, differing), openKeys: differing };
  });
}

function likeness({ labels, ports, hostNetwork, annotations, serviceAccount }: Pod): string {
  const lasting = Object.entries(withoutKeys(labels, [...PASSING_LABELS])).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([lasting, ports, hostNetwork, annotations, serviceAccount]);
}

function withoutKeys(labels: Labels, keys: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !keys.includes(key)));
}

function nameOf({ metadata }: Manifest): string {
  return `${namespaceOf(metadata)}/${metadata.name}`;
}

export function namespaceOf({ namespace = 'default' }: Manifest['metadata']): string {
  return namespace;
}
