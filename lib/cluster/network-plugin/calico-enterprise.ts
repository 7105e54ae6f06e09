import { CALICO } from './calico';
import type { NetworkPluginProps } from './network-plugin-props';

/**
 * Calico Enterprise and Calico Cloud, whose own policies know domains.
 *
 * @see https://docs.tigera.io/calico-enterprise/latest/network-policy/domain-based-policy
 */
export const CALICO_ENTERPRISE: NetworkPluginProps = { ...CALICO, name: 'calico-enterprise', matchesHostnames: true };
