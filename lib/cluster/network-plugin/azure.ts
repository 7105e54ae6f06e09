import type { NetworkPluginProps } from './network-plugin-props';

/**
 * Azure CNI with Azure Network Policy Manager.
 *
 * That policies say nothing about the metadata service was reported, and not denied.
 *
 * @see https://learn.microsoft.com/azure/aks/use-network-policies
 * @see https://github.com/Azure/AKS/issues/3170
 */
export const AZURE: NetworkPluginProps = {
  name: 'azure',
  enforcesNetworkPolicies: true,
  enforcesTowardsMetadata: false,
  limits: [
    "azure is reported not to enforce network policies towards the cloud's metadata service, 169.254.169.254 and 168.63.129.16: pods may reach it whatever their policies say",
  ],
};
