import type { NetworkPluginProps } from './network-plugin-props';

/**
 * GKE Dataplane V2: Cilium inside, of which GKE offers NetworkPolicy, its own FQDNNetworkPolicy, and no policy that could
 * name an entity.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/dataplane-v2
 */
export const GKE_DATAPLANE_V2: NetworkPluginProps = {
  name: 'gke-dataplane-v2',
  enforcesNetworkPolicies: true,
  matchesNodesByAddress: false,
};
