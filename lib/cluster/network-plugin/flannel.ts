import type { NetworkPluginProps } from './network-plugin-props';

/** Flannel, which connects pods and does no more. */
export const FLANNEL: NetworkPluginProps = {
  name: 'flannel',
  enforcesNetworkPolicies: false,
  seesClientsOfOwnNode: false,
};
