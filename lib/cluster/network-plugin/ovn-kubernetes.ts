import type { NetworkPluginProps } from './network-plugin-props';

/**
 * OVN-Kubernetes, the plugin of OpenShift.
 *
 * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/network_security/network-policy
 */
export const OVN_KUBERNETES: NetworkPluginProps = { name: 'ovn-kubernetes', enforcesNetworkPolicies: true };
