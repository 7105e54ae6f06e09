import { ClusterPolicyApi, type ClusterProfile } from '../../../cluster';
import { valueError } from '../../../errors';
import type { AdminApi } from '../admin-policy';
import { ADMIN_NETWORK_POLICY } from './admin-network-policy';
import { CLUSTER_NETWORK_POLICY } from './cluster-network-policy';

const APIS: { readonly [api in ClusterPolicyApi]: AdminApi } = {
  [ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2]: CLUSTER_NETWORK_POLICY,
  [ClusterPolicyApi.ADMIN_NETWORK_POLICY_V1ALPHA1]: ADMIN_NETWORK_POLICY,
};

/**
 * The API by which a cluster takes policies for all of its namespaces.
 *
 * @throws when the profile doesn't say
 */
export function adminApiOf({ name, clusterPolicies }: ClusterProfile): AdminApi {
  if (clusterPolicies) return APIS[clusterPolicies];
  throw valueError({
    law: `the cluster profile "${name}" must say by which API the cluster takes policies for all of its namespaces`,
    remedy:
      'give it `clusterPolicies`, such as ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2; `kubectl get crd ' +
      'clusternetworkpolicies.policy.networking.k8s.io adminnetworkpolicies.policy.networking.k8s.io` shows which it has',
  });
}
