import type { NetworkPluginProps } from './network-plugin-props';

/** The plugin of kind. */
export const KINDNET: NetworkPluginProps = {
  name: 'kindnet',
  enforcesNetworkPolicies: true,
  seesClientsOfOwnNode: true,
};
