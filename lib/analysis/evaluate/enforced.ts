import type { NetworkPlugin } from '../../cluster';
import type { Network } from '../network/network';
import { CILIUM_POLICY, type NetworkPolicyFacts } from '../network/policies';

/**
 * The network as a network plugin takes it: what only Cilium reads says nothing certain where another one is known.
 *
 * Where nobody says which plugin there is, a policy of Cilium's own kind is taken for a sign that it is Cilium.
 */
export function enforcedBy(plugin: NetworkPlugin | undefined, network: Network): Network {
  if (plugin === undefined || plugin.name === 'cilium' || !network.policies.some(isForCilium)) return network;
  const idle = network.policies.filter(isForCilium).map(({ object }) => ({
    object,
    namespace: object.namespace,
    onlyDenies: false,
    why: `only Cilium reads it, and the network plugin is ${plugin.name}`,
  }));
  return {
    ...network,
    policies: network.policies.filter((policy) => !isForCilium(policy)),
    opaquePolicies: [...network.opaquePolicies, ...idle],
  };
}

function isForCilium({ object }: NetworkPolicyFacts): boolean {
  return object.kind === CILIUM_POLICY;
}
