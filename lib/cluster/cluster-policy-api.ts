/**
 * The API by which a cluster takes policies for all of its namespaces.
 *
 * @see https://network-policy-api.sigs.k8s.io/
 */
export enum ClusterPolicyApi {
  /** ClusterNetworkPolicy of `policy.networking.k8s.io/v1alpha2`. */
  CLUSTER_NETWORK_POLICY_V1ALPHA2 = 'ClusterNetworkPolicy v1alpha2',
  /** AdminNetworkPolicy and BaselineAdminNetworkPolicy of `policy.networking.k8s.io/v1alpha1`. */
  ADMIN_NETWORK_POLICY_V1ALPHA1 = 'AdminNetworkPolicy v1alpha1',
}
