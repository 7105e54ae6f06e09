import type { NetworkPluginProps } from './network-plugin-props';

/** Cilium, also as AKS installs it by "Azure CNI powered by Cilium". */
export const CILIUM: NetworkPluginProps = {
  name: 'cilium',
  enforcesNetworkPolicies: true,
  matchesNodesByAddress: false,
  seesClientsOfOwnNode: false,
  matchesHostnames: true,
  matchesEntities: true,
};
