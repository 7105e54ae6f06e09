import * as fc from 'fast-check';
import { compact, labels, maybe, NAMESPACE_LABELS, NAMESPACES, NUMBERS, POD_LABELS, PORT_NAMES } from './alphabet';
import { adminNetworkPolicy, baselineAdminNetworkPolicy, clusterNetworkPolicy } from './arbitrary-admin-policies';
import { calicoPolicy, networkSet } from './arbitrary-calico-policies';
import { ciliumClusterwideNetworkPolicy, ciliumNetworkPolicy } from './arbitrary-cilium-policies';
import { meshedNamespace, meshedWorkload, sampleMesh } from './arbitrary-meshes';
import { networkPolicy, opaquePolicy } from './arbitrary-network-policies';
import type { Manifest } from './kinds';
import type { SampleMesh } from './mesh-sample';
import type { AddressOptions } from './pod-addresses';

/** A small cluster in which any of the things may be that an answer can depend on. */
export interface SampleCluster {
  readonly manifests: Manifest[];
  readonly options: AddressOptions;
}

const containerPorts = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...PORT_NAMES),
    containerPort: fc.constantFrom(...NUMBERS),
    protocol: fc.constantFrom('TCP', 'UDP'),
  }),
  { maxLength: 2, selector: ({ name }) => name },
);

/** What is said of pods, in a template or in a live one. */
const podBody = fc
  .record({
    labels: labels(POD_LABELS),
    ports: containerPorts,
    /** Where the ports are declared: by what runs all the time, or by what is over when the rest starts. */
    where: fc.constantFrom('container', 'container', 'sidecar', 'init'),
    hostNetwork: maybe(fc.constant(true), 8, 1),
  })
  .map(({ labels: podLabels, ports, where, hostNetwork }) => ({
    metadata: { labels: podLabels },
    spec: compact({
      hostNetwork,
      containers: [{ name: 'main', ports: where === 'container' ? ports : [] }],
      initContainers:
        where === 'container'
          ? undefined
          : [compact({ name: 'first', ports, restartPolicy: where === 'sidecar' ? 'Always' : undefined })],
    }),
  }));

type PodBody = typeof podBody extends fc.Arbitrary<infer Body> ? Body : never;

const addresses = fc
  .record({ host: fc.constantFrom(4, 5, 9), dualStack: fc.boolean() })
  .map(({ host, dualStack }) => [{ ip: `10.1.0.${host}` }, ...(dualStack ? [{ ip: `fd00:1::${host}` }] : [])]);

const TEMPLATES: { readonly [kind: string]: string } = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/** A workload, and of some of them the pods that live now; its name comes later, when they are counted. */
const workload = fc
  .record({
    namespace: fc.constantFrom(...NAMESPACES),
    kind: fc.constantFrom('Pod', 'Pod', ...Object.keys(TEMPLATES)),
    pod: podBody,
    /** Of the live pods: their addresses, and what the second one has for a template. */
    live: maybe(fc.record({ first: addresses, second: addresses, other: maybe(podBody, 3, 1) }), 2, 1),
    phase: maybe(fc.constantFrom('Running', 'Succeeded'), 6, 1),
  })
  .map(({ kind, live, phase, pod, namespace }) => (name: string): Manifest[] => {
    const metadata = { name, namespace };
    const ips = pod.spec.hostNetwork ? undefined : live?.first;
    if (kind === 'Pod') {
      const status = ips || phase ? { status: compact({ phase, podIPs: ips }) } : {};
      return [{ apiVersion: 'v1', kind, metadata: { ...metadata, ...pod.metadata }, spec: pod.spec, ...status }];
    }
    const apiVersion = TEMPLATES[kind] as string;
    const spec = kind === 'CronJob' ? { jobTemplate: { spec: { template: pod } } } : { template: pod };
    const owner = { apiVersion, kind, metadata, spec };
    if (kind === 'StatefulSet' && live) {
      const pods = [livePod(owner, 0, pod, live.first), livePod(owner, 1, live.other ?? pod, live.second)];
      return [owner, ...pods];
    }
    if (kind === 'Deployment' && live) return [owner, ...rollout(owner, pod, live.first)];
    return [owner];
  });

function livePod(owner: Manifest, index: number, pod: PodBody, podIPs: readonly { ip: string }[]): Manifest {
  const { apiVersion, kind, metadata } = owner;
  const name = `${metadata.name}-${index}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: metadata.namespace,
      labels: { ...pod.metadata.labels, 'statefulset.kubernetes.io/pod-name': name },
      ownerReferences: [{ apiVersion, kind, name: metadata.name, controller: true }],
    },
    spec: pod.spec,
    ...(pod.spec.hostNetwork ? {} : { status: { podIPs } }),
  };
}

/** The ReplicaSet that a Deployment made, and its pod. */
function rollout(owner: Manifest, pod: PodBody, podIPs: readonly { ip: string }[]): Manifest[] {
  const { namespace, name } = owner.metadata;
  const hash = { 'pod-template-hash': '5d4f' };
  const set: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-5d4f`,
      namespace,
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, controller: true }],
    },
    spec: { template: { ...pod, metadata: { labels: { ...pod.metadata.labels, ...hash } } } },
  };
  const live: Manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-5d4f-x`,
      namespace,
      labels: { ...pod.metadata.labels, ...hash },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: set.metadata.name, controller: true }],
    },
    spec: pod.spec,
    ...(pod.spec.hostNetwork ? {} : { status: { podIPs } }),
  };
  return [set, live];
}

const namespaces = fc.uniqueArray(
  fc.record({ name: fc.constantFrom(...NAMESPACES), labels: labels(NAMESPACE_LABELS) }),
  { minLength: 1, maxLength: 4, selector: ({ name }) => name },
);

const options: fc.Arbitrary<AddressOptions> = fc
  .record({
    ipBlockMatchesPods: maybe(fc.boolean(), 1, 3),
    podCidrs: maybe(
      fc.constantFrom(['10.1.0.0/16'], ['10.1.0.0/16', 'fd00:1::/64'], ['10.0.0.0/8'], ['10.1.0.0/24', '10.3.0.0/24']),
    ),
  })
  .map(compact);

const policies = fc
  .tuple(
    fc.array(networkPolicy, { maxLength: 5 }),
    maybe(fc.array(adminNetworkPolicy, { minLength: 1, maxLength: 3 }), 3, 2),
    maybe(baselineAdminNetworkPolicy, 2, 1),
    maybe(fc.array(clusterNetworkPolicy, { minLength: 1, maxLength: 3 }), 3, 2),
    maybe(opaquePolicy, 12, 1),
    maybe(fc.array(ciliumNetworkPolicy, { minLength: 1, maxLength: 3 }), 2, 1),
    maybe(ciliumClusterwideNetworkPolicy, 5, 1),
    maybe(fc.array(calicoPolicy, { minLength: 1, maxLength: 3 }), 2, 1),
    maybe(networkSet, 4, 1),
  )
  .map((groups) => groups.flatMap((group) => group ?? []).map(numbered));

const NO_MESH: SampleMesh = { namespaces: [], pods: [], policies: [], isCrowded: true, isRead: false };

/** Of small clusters all sorts; what fails shrinks to the few objects that matter. */
export const sampleCluster: fc.Arbitrary<SampleCluster> = fc
  .record({
    namespaces,
    workloads: fc.array(workload, { minLength: 2, maxLength: 6 }),
    policies,
    mesh: sampleMesh,
    options,
  })
  .map((sample) => {
    const { mesh = NO_MESH } = sample;
    const unread = NAMESPACES.filter((name) => !sample.namespaces.some((each) => each.name === name));
    const found = [...sample.namespaces, ...(mesh.isRead ? unread.map((name) => ({ name, labels: {} })) : [])];
    return {
      manifests: [
        ...found.map((metadata) => meshedNamespace({ apiVersion: 'v1', kind: 'Namespace', metadata }, mesh)),
        ...sample.workloads.flatMap((make, i) => make(`w${i}`).map((each) => meshedWorkload(each, i, mesh))),
        ...(mesh.isCrowded ? sample.policies : []),
        ...mesh.policies,
      ],
      options: sample.options,
    };
  });

/** Each under a name of its own; a baseline has the only name that there is for it. */
function numbered(manifest: Manifest, i: number): Manifest {
  if (manifest.kind === 'BaselineAdminNetworkPolicy') return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, name: `${manifest.metadata.name}-${i}` } };
}
