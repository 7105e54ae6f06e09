import type { NetworkPluginProps } from './network-plugin-props';

/** Calico, as it is given away: names of hosts are for those who pay. */
export const CALICO: NetworkPluginProps = {
  name: 'calico',
  enforcesNetworkPolicies: true,
  seesClientsOfOwnNode: true,
};
