import type { ObjectRef } from '../../network/place';
import type { OwnerReference } from '../draft';
import type { Field } from '../fields/field';
import type { KindReader } from '../kind-reader';
import { addressesIn, podFactsIn } from '../pods';

const INDEX = 'batch.kubernetes.io/job-completion-index';
const JOB_UIDS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const JOB_NAMES = ['job-name', 'batch.kubernetes.io/job-name'];

/** What runs pods: of each kind, where its template is and which labels its controller adds. */
export const workloadReaders: readonly KindReader[] = [
  podReader(),
  templateReader('apps', 'Deployment', {
    formerGroups: ['extensions'],
    addedLabels: () => ['pod-template-hash'],
  }),
  templateReader('apps', 'ReplicaSet', {
    formerGroups: ['extensions'],
    addedLabels: (set, owner) =>
      owner && !hasLabel(set.at('spec').at('template'), 'pod-template-hash') ? ['pod-template-hash'] : [],
    follows: () => true,
  }),
  templateReader('apps', 'StatefulSet', {
    addedLabels: () => [
      'statefulset.kubernetes.io/pod-name',
      'apps.kubernetes.io/pod-index',
      'controller-revision-hash',
    ],
  }),
  templateReader('apps', 'DaemonSet', {
    formerGroups: ['extensions'],
    addedLabels: () => ['controller-revision-hash', 'pod-template-generation'],
  }),
  templateReader('', 'ReplicationController', { addedLabels: () => [], follows: () => true }),
  templateReader('batch', 'Job', {
    addedLabels: (job) => {
      const template = job.at('spec').at('template');
      return [...JOB_UIDS.filter((key) => !hasLabel(template, key)), INDEX];
    },
    knownLabels: ({ name }) => (name.endsWith('*') ? {} : Object.fromEntries(JOB_NAMES.map((key) => [key, name]))),
    follows: () => true,
  }),
  templateReader('batch', 'CronJob', {
    path: ['spec', 'jobTemplate', 'spec', 'template'],
    addedLabels: () => [...JOB_UIDS, INDEX, ...JOB_NAMES],
  }),
];

interface TemplateOptions {
  readonly formerGroups?: readonly string[];
  readonly path?: readonly string[];
  addedLabels(workload: Field, owner: OwnerReference | undefined): readonly string[];
  knownLabels?(object: ObjectRef): { readonly [key: string]: string };
  /** Whether its owner is what people know the workload by; an operator's resource may own several workloads. */
  follows?(): boolean;
}

function templateReader(group: string, kind: string, options: TemplateOptions): KindReader {
  const { formerGroups, path = ['spec', 'template'] } = options;
  return {
    group,
    kind,
    versions: ['v1'],
    formerGroups,
    scope: 'Namespaced',
    keepsParts: true,
    whenTwice: 'both count',
    read(object, body) {
      const owner = options.follows ? ownerIn(body) : undefined;
      const template = path.reduce((field, key) => field.at(key), body);
      const pods = podFactsIn(template, options.addedLabels(body, owner));
      const known = options.knownLabels?.(object);
      if (replicasIn(body) === 0 && owner) return {};
      return { running: [{ object, owner, pods: known ? { ...pods, labels: { ...pods.labels, ...known } } : pods }] };
    },
  };
}

function podReader(): KindReader {
  return {
    group: '',
    kind: 'Pod',
    versions: ['v1'],
    scope: 'Namespaced',
    keepsParts: true,
    whenTwice: 'both count',
    read(object, body) {
      const phase = body.at('status').at('phase').optionalText('phase');
      const pods = { ...podFactsIn(body), addresses: addressesIn(body) };
      // What has ended has no address any more.
      if (phase === 'Succeeded' || phase === 'Failed') return {};
      return { running: [{ object, owner: ownerIn(body), pods }] };
    },
  };
}

/** The controller among the owners, or the only owner. A node owns the pods of its own files, but runs no workload. */
function ownerIn(body: Field): OwnerReference | undefined {
  return body.soundly(() => statedOwner(body));
}

function statedOwner(body: Field): OwnerReference | undefined {
  const owners = body.at('metadata').at('ownerReferences').mappings('ownerReferences', 'an owner reference');
  const owner =
    owners.find((field) => field.at('controller').value === true) ?? (owners.length === 1 ? owners[0] : undefined);
  if (!owner || owner.at('kind').value === 'Node') return undefined;
  return {
    apiVersion: owner.at('apiVersion').text('apiVersion'),
    kind: owner.at('kind').text('kind'),
    name: owner.at('name').text('name'),
  };
}

function replicasIn(body: Field): number | undefined {
  const replicas = body.at('spec').at('replicas');
  return replicas.isAbsent ? undefined : replicas.soundly(() => replicas.integer('replicas', 0, 2147483647));
}

function hasLabel(template: Field, key: string): boolean {
  return !template.at('metadata').at('labels').at(key).isAbsent;
}
