import type { IpRange } from '../traffic';
import type { CloudMetadata } from './cloud-metadata';
import type { FactOrigins } from './cluster-description';
import type { ClusterDns } from './cluster-dns';
import type { ClusterPolicyApi } from './cluster-policy-api';
import type { Entry } from './entry';
import type { GatewayApiChannel, GatewayApiVersion } from './gateway-api-version';
import type { KubernetesApi } from './kubernetes-api';
import type { ILoadBalancer } from './load-balancer/load-balancer';
import type { IMesh } from './mesh/mesh';
import type { IMonitoring } from './monitoring/monitoring';
import type { NetworkPlugin } from './network-plugin/catalogue';
import type { PolicyDialect } from './policy-dialect';
import type { WorkloadIdentity } from './workload-identity';

/** One fact of a cluster, and how one knows it. */
export interface ClusterFact {
  /** Its name, as it is given to a profile and written to its file: `networkPlugin`. */
  readonly name: string;

  /** What is known, in words; `not known` where nothing is. */
  readonly value: string;

  /**
   * Where it comes from: `given` by whoever made the profile, `default of eks`, the line of a file such as
   * `cluster.yaml:7`, `assumed` where nobody has said it, or `not given` where nothing is known then.
   */
  readonly source: string;

  /** What it is for. */
  readonly purpose: string;

  /** The command by which it is found. */
  readonly command: string;
}

/** The facts that a profile has. */
interface Known {
  readonly dns: ClusterDns;
  readonly networkPlugin?: NetworkPlugin;
  readonly entries: Entry[];
  readonly nodeRanges: IpRange[];
  readonly podRanges: IpRange[];
  readonly serviceRanges: IpRange[];
  readonly kubernetesApi?: KubernetesApi;
  readonly loadBalancer: ILoadBalancer;
  readonly gatewayApiVersion?: GatewayApiVersion;
  readonly gatewayApiChannel: GatewayApiChannel;
  readonly monitoring?: IMonitoring;
  readonly mesh?: IMesh;
  readonly metadata?: CloudMetadata;
  readonly workloadIdentity?: WorkloadIdentity;
  readonly policyDialect: PolicyDialect;
  readonly clusterPolicies?: ClusterPolicyApi;
  readonly kubernetesVersion?: string;
  readonly assignsPodUsers: boolean;
}

/** How a fact is told. */
interface Telling {
  readonly value: (known: Known) => string | undefined;
  readonly purpose: string;
  readonly command: string;
}

const GATEWAY_API = 'kubectl get crd httproutes.gateway.networking.k8s.io -o yaml';

/** Each fact, in the order in which they are told. */
const FACTS: { readonly [name in keyof Known]-?: Telling } = {
  dns: {
    value: ({ dns, networkPlugin }) => `${listed(dns.peers(networkPlugin))}; ${dns.ports.join(', ')}`,
    purpose: 'who resolves names: every policy of egress lets pods reach it',
    command: 'kubectl get pods -n kube-system -l k8s-app=kube-dns -o wide',
  },
  networkPlugin: {
    value: ({ networkPlugin }) => networkPlugin?.name,
    purpose: 'whether policies are enforced at all, and what they can name',
    command: 'kubectl get pods -n kube-system',
  },
  entries: {
    value: ({ entries }) => entries.map(({ name }) => name).join(', ') || 'none',
    purpose: 'how requests come in, and whom the policies of their backends let in',
    command: 'kubectl get gatewayclass,ingressclass',
  },
  nodeRanges: {
    value: ({ nodeRanges }) => rangesText(nodeRanges),
    purpose: 'who connects to pods by way of a node: Services of type NodePort and LoadBalancer',
    command: 'kubectl get nodes -o wide',
  },
  podRanges: {
    value: ({ podRanges }) => rangesText(podRanges),
    purpose: 'which addresses are pods, where something speaks of addresses alone',
    command: "kubectl get nodes -o jsonpath='{.items[*].spec.podCIDRs}'",
  },
  serviceRanges: {
    value: ({ serviceRanges }) => rangesText(serviceRanges),
    purpose: 'which addresses are Services, where something speaks of addresses alone',
    command: 'kubectl get servicecidrs',
  },
  kubernetesApi: {
    value: ({ kubernetesApi: api }) => api && `${listed(api.ranges)}; ${api.ports.join(', ')}`,
    purpose: 'where workloads reach the Kubernetes API, which no labels stand for',
    command: 'kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes -o wide',
  },
  loadBalancer: {
    value: ({ loadBalancer }) => loadBalancer.name,
    purpose: 'what a Service of type LoadBalancer can ask for, and who connects to its pods',
    command: 'kubectl get services -A -o wide',
  },
  gatewayApiVersion: {
    value: ({ gatewayApiVersion }) => gatewayApiVersion,
    purpose: 'which kinds and fields of the Gateway API may be written',
    command: GATEWAY_API,
  },
  gatewayApiChannel: {
    value: ({ gatewayApiChannel }) => gatewayApiChannel,
    purpose: 'whether those may be written that can still change',
    command: GATEWAY_API,
  },
  monitoring: {
    value: ({ monitoring }) => monitoring && `${monitoring.name}: ${monitoring.scraper}`,
    purpose: 'how metrics are found, and whom policies let in to ask for them',
    command: 'kubectl get prometheus -A',
  },
  mesh: {
    value: ({ mesh }) => mesh?.name,
    purpose: 'how a namespace joins the mesh, and which ports its proxies need',
    command: 'kubectl get namespaces --show-labels',
  },
  metadata: {
    value: ({ metadata }) =>
      metadata ? [metadata.name, ...listOf(metadata.ranges)].join(': ') : 'those of every cloud',
    purpose: 'the addresses that hand out the credentials of nodes, which no pod should reach',
    command: "kubectl get nodes -o jsonpath='{.items[*].spec.providerID}'",
  },
  workloadIdentity: {
    value: ({ workloadIdentity: identity }) =>
      identity && [identity.name, ...listOf([...identity.ranges, ...identity.hostnames])].join(': '),
    purpose: 'from where pods fetch the credentials of their own',
    command: 'kubectl get serviceaccounts -A -o yaml',
  },
  policyDialect: {
    value: ({ policyDialect }) => policyDialect,
    purpose: 'in whose words policies are written',
    command: 'kubectl get crd ciliumnetworkpolicies.cilium.io networkpolicies.crd.projectcalico.org',
  },
  clusterPolicies: {
    value: ({ clusterPolicies }) => clusterPolicies ?? 'none',
    purpose: 'whether policies for all namespaces can be written',
    command: 'kubectl api-resources --api-group=policy.networking.k8s.io',
  },
  kubernetesVersion: {
    value: ({ kubernetesVersion }) => kubernetesVersion,
    purpose: 'which fields the cluster takes',
    command: 'kubectl version',
  },
  assignsPodUsers: {
    value: ({ assignsPodUsers }) => (assignsPodUsers ? 'yes' : 'no'),
    purpose: 'whether a pod may name the user it runs as',
    command: 'kubectl api-resources --api-group=security.openshift.io',
  },
};

/**
 * The facts of a profile, each with what it is for, where it comes from, and how it is found.
 *
 * @param known - the profile
 * @param origins - where each comes from that somebody has said
 */
export function toldFacts(known: Known, origins: FactOrigins): ClusterFact[] {
  return Object.entries(FACTS).map(([name, { value, purpose, command }]) => {
    const text = value(known);
    const source = origins[name] ?? (text === undefined ? 'not given' : 'assumed');
    return { name, value: text ?? 'not known', source, purpose, command };
  });
}

function rangesText(ranges: IpRange[]): string | undefined {
  return ranges.length > 0 ? ranges.join(', ') : undefined;
}

function listed(items: { toString(): string }[]): string {
  return items.join(', ');
}

function listOf(items: { toString(): string }[]): string[] {
  return items.length > 0 ? [listed(items)] : [];
}
