import { appendTo } from '../append-to';
import { byText } from '../by-text';
import type { Network } from '../network/network';
import type { WorkloadFacts } from '../network/workloads';
import type { ManifestObject } from '../read/manifest-object';
import { called } from './naming';
import type { SuggestedNamespace, SuggestedWorkload } from './suggest-report';

/** The namespaces of an input with their files, each in that of its first object. */
export function namespacesOf(objects: readonly ManifestObject[], network: Network, home: string): SuggestedNamespace[] {
  const byFile = new Map<string, ManifestObject[]>();
  for (const object of objects) {
    if (!object.apiVersion.startsWith('kustomize.config.k8s.io/')) appendTo(byFile, object.place.file, object);
  }
  const files = new Map<string, string[]>();
  for (const [file, all] of byFile) appendTo(files, homeOf(all, home), file);
  const labels = new Map(network.namespaces.map((each) => [each.object.name, each.labels]));
  const withNamespaces = new Set(network.namespaces.map(({ object }) => object.place.file));
  const names = new Set([
    ...files.keys(),
    ...labels.keys(),
    ...network.workloads.map(({ object }) => called(object.namespace, home)),
  ]);
  return [...names].sort(byText).map((name) => {
    const own = [...(files.get(name) ?? [])].sort(byText);
    const hasNamespaces = own.some((file) => withNamespaces.has(file));
    return { name, files: own, labels: labels.get(name) ?? {}, hasNamespaces };
  });
}

/** Kinds without a namespace. Of others that name none, the namespace is the one that they are applied to. */
const OF_CLUSTER =
  /^(Namespace|Node|Cluster\w+|CustomResourceDefinition|PersistentVolume|StorageClass|IngressClass|GatewayClass|PriorityClass|RuntimeClass|CSIDriver|APIService|\w+WebhookConfiguration|\w+AdmissionPolicy(Binding)?|AdminNetworkPolicy|BaselineAdminNetworkPolicy)$/;

/** The namespace of the first object that is in one; that of a file with nothing but a Namespace is the one it makes. */
function homeOf(objects: readonly ManifestObject[], home: string): string {
  const inside = objects.find(({ kind }) => !OF_CLUSTER.test(kind));
  if (inside) return called(inside.namespace || 'default', home);
  return objects.every(({ kind }) => kind === 'Namespace') ? (objects[0]?.name ?? '') : '';
}

/** The workloads as they can be adopted. */
export function workloadsOf(
  named: ReadonlyMap<WorkloadFacts, string>,
  namespaces: readonly SuggestedNamespace[],
  home: string,
): SuggestedWorkload[] {
  const chartOf = new Map(namespaces.flatMap(({ name, files }) => files.map((file) => [file, name] as const)));
  const seen = new Map<string, number>();
  const keyOf = ({ object }: WorkloadFacts) => `${chartOf.get(object.place.file)}/${object.kind}/${object.name}`;
  for (const workload of named.keys()) seen.set(keyOf(workload), (seen.get(keyOf(workload)) ?? 0) + 1);
  return [...named].map(([workload, name]) => {
    const { kind, namespace, name: objectName, place } = workload.object;
    const isTwice = (seen.get(keyOf(workload)) ?? 0) > 1;
    const obstacle =
      obstacleOf(workload) ?? (isTwice ? 'another of its kind and name is among the same files' : undefined);
    return {
      name,
      kind,
      namespace: called(namespace, home),
      objectName,
      file: place.file,
      ...(obstacle && { obstacle }),
    };
  });
}

function obstacleOf({ object, pods }: WorkloadFacts): string | undefined {
  if (pods.some(({ hostNetwork }) => hostNetwork))
    return 'its pods use the network of their node, where no policy governs them';
  if (pods.some(({ labels }) => Object.keys(labels).length === 0)) return 'its pods have no labels';
  if (object.path.length > 0) return 'it is an item of a List, which cdk8s takes for one object';
  return object.name.endsWith('*') ? 'its name is made up by the cluster' : undefined;
}
