import { type Labels, NAMESPACE_NAME, textLabels } from './labels';
import { type Manifest, ofKind } from './manifests';

/** A port that a container declares. */
export interface DeclaredPort {
  readonly name?: string;
  readonly number: number;
  readonly protocol: string;
}

/** What a network policy can see of a pod. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: DeclaredPort[];
  /** Such a pod has the address of its node: no policy governs it and no selector finds it. */
  readonly onHostNetwork: boolean;
}

/** What runs: all the pods of one template. */
export interface Workload extends Pod {
  /** `namespace/name`, and the kind after it where two workloads share that. */
  readonly id: string;
  /** A bare Pod is alone; every other workload may have several pods. */
  readonly hasReplicas: boolean;
}

interface Container {
  readonly restartPolicy?: string;
  readonly ports?: { name?: string; containerPort: number; protocol?: string }[] | null;
}

interface PodSpec {
  readonly containers?: Container[];
  readonly initContainers?: Container[] | null;
  readonly hostNetwork?: boolean;
}

interface PodTemplate {
  readonly metadata?: { labels?: Labels | null };
  readonly spec?: PodSpec;
}

const TEMPLATED: [group: string, kind: string][] = [
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['apps', 'DaemonSet'],
  ['apps', 'ReplicaSet'],
  ['batch', 'Job'],
];

export function workloadsOf(manifests: Manifest[]): Workload[] {
  const found = [
    ...TEMPLATED.flatMap(([group, kind]) =>
      ofKind<{ template?: PodTemplate }>(manifests, group, kind).map((read) => ({
        read,
        template: read.spec.template,
      })),
    ),
    ...ofKind<{ jobTemplate?: { spec?: { template?: PodTemplate } } }>(manifests, 'batch', 'CronJob').map((read) => ({
      read,
      template: read.spec.jobTemplate?.spec?.template,
    })),
    ...ofKind<PodSpec>(manifests, '', 'Pod').map((read) => ({
      read,
      template: { metadata: read.manifest.metadata, spec: read.spec },
    })),
  ];
  const names = found.map(({ read }) => `${read.namespace}/${read.name}`);
  return found.map(({ read, template }, index) => {
    const name = names[index];
    const { kind } = read.manifest;
    return {
      id: names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${kind})`,
      hasReplicas: kind !== 'Pod',
      namespace: read.namespace,
      labels: textLabels(template?.metadata?.labels),
      ports: declaredPorts(template?.spec ?? {}),
      onHostNetwork: template?.spec?.hostNetwork === true,
    };
  });
}

/** The labels of the namespaces that are given, and of every other the one that the API server adds. */
export function namespaceLabels(manifests: Manifest[]): (name: string) => Labels {
  const given = new Map(
    ofKind<unknown>(manifests, '', 'Namespace').map(({ name, manifest }) => [
      name,
      textLabels(manifest.metadata.labels),
    ]),
  );
  return (name) => ({ ...given.get(name), [NAMESPACE_NAME]: name });
}

/** The containers' ports, and those of native sidecars: init containers that are restarted always. */
function declaredPorts(spec: PodSpec): DeclaredPort[] {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...(spec.containers ?? []), ...sidecars]
    .flatMap((container) => container.ports ?? [])
    .map(({ name, containerPort, protocol }) => ({ name, number: containerPort, protocol: protocol ?? 'TCP' }));
}
