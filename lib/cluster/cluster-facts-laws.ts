import { valueError } from '../errors';
import { checkFlags, Peer } from '../traffic';
import { CloudMetadata } from './cloud-metadata';
import type { ClusterFactsProps } from './cluster-facts-props';
import { ClusterPolicyApi } from './cluster-policy-api';
import { KubernetesApi } from './kubernetes-api';
import { MeshMode } from './mesh/mesh';
import type { IMonitoring } from './monitoring/monitoring';
import { PolicyDialect } from './policy-dialect';
import { WorkloadIdentity } from './workload-identity';

/** What a fact has to be. */
interface Kind {
  readonly fact: keyof ClusterFactsProps;
  readonly isOne: (x: unknown) => boolean;
  /** In the words of the error: `a KubernetesApi`. */
  readonly kind: string;
  readonly remedy: string;
}

const KINDS: readonly Kind[] = [
  {
    fact: 'kubernetesApi',
    isOne: KubernetesApi._isKubernetesApi,
    kind: 'a KubernetesApi',
    remedy:
      "write it as in KubernetesApi.at(['10.0.0.4']), with the addresses that `kubectl get endpointslices -n default -l " +
      'kubernetes.io/service-name=kubernetes -o wide` shows',
  },
  {
    fact: 'monitoring',
    isOne: isMonitoring,
    kind: 'an IMonitoring',
    remedy: "take one from Monitoring, such as Monitoring.kubePrometheusStack({ namespace: 'monitoring' })",
  },
  { fact: 'mesh', isOne: isMesh, kind: 'an IMesh', remedy: 'take one from Mesh, such as Mesh.istioAmbient()' },
  {
    fact: 'metadata',
    isOne: CloudMetadata._isCloudMetadata,
    kind: 'a CloudMetadata',
    remedy: 'write it as in CloudMetadata.aws(), or CloudMetadata.none() where there is no cloud',
  },
  {
    fact: 'workloadIdentity',
    isOne: WorkloadIdentity._isWorkloadIdentity,
    kind: 'a WorkloadIdentity',
    remedy: 'write it as in WorkloadIdentity.eksPodIdentity()',
  },
  {
    fact: 'policyDialect',
    isOne: (x) => Object.values(PolicyDialect).includes(x as PolicyDialect),
    kind: 'a PolicyDialect',
    remedy: 'write it as in PolicyDialect.CILIUM',
  },
  {
    fact: 'clusterPolicies',
    isOne: (x) => Object.values(ClusterPolicyApi).includes(x as ClusterPolicyApi),
    kind: 'a ClusterPolicyApi',
    remedy: 'write it as in ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2',
  },
  {
    fact: 'kubernetesVersion',
    isOne: (x) => typeof x === 'string' && /^1\.[1-9]\d?$/.test(x),
    kind: 'a minor version of Kubernetes',
    remedy: "write it as in '1.34'; `kubectl version` shows that of the server",
  },
];

/** The network plugins that read the policies of a dialect. */
const READERS: Partial<Record<PolicyDialect, readonly string[]>> = {
  [PolicyDialect.CILIUM]: ['cilium'],
  [PolicyDialect.CALICO]: ['calico', 'calico-enterprise'],
};

/**
 * Checks the facts that are said in the same way of every kind of cluster: from JavaScript anything may come, and would be
 * missed only where it is used.
 *
 * @param props - the facts
 * @param plugin - the name of the network plugin, where it is known
 */
export function checkSharedFacts(props: ClusterFactsProps, plugin: string | undefined): void {
  for (const { fact, isOne, kind, remedy } of KINDS) {
    const value: unknown = props[fact];
    if (value === undefined || value === null || isOne(value)) continue;
    throw valueError({ law: `the \`${fact}\` of a cluster profile must be ${kind}`, got: value, remedy });
  }
  if (props.monitoring) checkScraper(props.monitoring);
  checkFlags({ assignsPodUsers: props.assignsPodUsers ?? undefined });
  checkDialect(props.policyDialect ?? PolicyDialect.NETWORK_POLICY, plugin);
}

/** Without one, no policy could say who may ask for metrics. */
function checkScraper({ name, scraper }: IMonitoring): void {
  if (Peer.isPeer(scraper)) return;
  throw valueError({
    law: `the \`scraper\` of the monitoring "${name}" must be a Peer, whom policies let in`,
    got: scraper,
    remedy: "write it as in Peer.pods({ namespace: 'monitoring', labels: { app: 'prometheus' } })",
  });
}

/** Other plugins would leave such policies lie idle, or their cluster would refuse them. */
function checkDialect(dialect: PolicyDialect, plugin: string | undefined): void {
  const readers = READERS[dialect];
  if (!readers || (plugin !== undefined && readers.includes(plugin))) return;
  const known = plugin === undefined ? "the profile doesn't say which it is" : `the profile says that it is ${plugin}`;
  throw valueError({
    law: `policies in the words of ${dialect} must be left to clusters whose network plugin is ${readers.join(' or ')}, but ${known}`,
    remedy: `give it as \`networkPlugin\`, or leave \`policyDialect\` out; \`kubectl get pods -n kube-system\` shows the plugin`,
  });
}

function isMonitoring(x: unknown): boolean {
  const { name, discover } = x as { readonly name?: unknown; readonly discover?: unknown };
  return typeof name === 'string' && typeof discover === 'function';
}

function isMesh(x: unknown): boolean {
  const { name, mode } = x as { readonly name?: unknown; readonly mode?: unknown };
  return typeof name === 'string' && Object.values(MeshMode).includes(mode as MeshMode);
}
