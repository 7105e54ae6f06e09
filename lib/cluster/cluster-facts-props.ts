import type { CloudMetadata } from './cloud-metadata';
import type { ClusterPolicyApi } from './cluster-policy-api';
import type { KubernetesApi } from './kubernetes-api';
import type { IMesh } from './mesh/mesh';
import type { IMonitoring } from './monitoring/monitoring';
import type { PolicyDialect } from './policy-dialect';
import type { WorkloadIdentity } from './workload-identity';

/** The facts of a cluster that are said in the same way of every kind of cluster. */
export interface ClusterFactsProps {
  /**
   * Where the Kubernetes API answers.
   *
   * @default - not known: a workload that talks to it is an error
   */
  readonly kubernetesApi?: KubernetesApi;

  /**
   * The networks of the pods' addresses, in CIDR notation. `kubectl get pods -A -o wide` shows the addresses, and
   * `kubectl get nodes -o jsonpath='{.items[*].spec.podCIDRs}'` the networks where nodes have them.
   *
   * @default - not known
   */
  readonly podRanges?: string[];

  /**
   * The networks of the Services' addresses, in CIDR notation. `kubectl get servicecidrs` shows them, from Kubernetes 1.33
   * on.
   *
   * @default - not known
   */
  readonly serviceRanges?: string[];

  /**
   * What collects the metrics of workloads.
   *
   * @default - nothing: a workload that offers metrics is an error
   */
  readonly monitoring?: IMonitoring;

  /**
   * The service mesh. `kubectl get namespaces --show-labels` shows which namespaces are in one.
   *
   * @default - none
   */
  readonly mesh?: IMesh;

  /**
   * The addresses at which the cloud hands out the credentials of its nodes.
   *
   * @default - not known: every address that any cloud has for it
   */
  readonly metadata?: CloudMetadata;

  /**
   * From where pods fetch the credentials of an identity of their own.
   *
   * @default - not known: a workload that has such an identity is an error
   */
  readonly workloadIdentity?: WorkloadIdentity;

  /**
   * In whose words policies are written.
   *
   * @default PolicyDialect.NETWORK_POLICY
   */
  readonly policyDialect?: PolicyDialect;

  /**
   * The API by which the cluster takes policies for all of its namespaces. `kubectl api-resources
   * --api-group=policy.networking.k8s.io` shows it.
   *
   * @default - none
   */
  readonly clusterPolicies?: ClusterPolicyApi;

  /**
   * The minor version of Kubernetes, such as `1.34`. `kubectl version` shows that of the server.
   *
   * @default - not known
   */
  readonly kubernetesVersion?: string;

  /**
   * Whether the cluster assigns users and groups to pods, and refuses those that name their own, as OpenShift does by its
   * security context constraints.
   *
   * @default false
   */
  readonly assignsPodUsers?: boolean;
}
