import type { NetworkPlugin } from '../../cluster';
import type { Network } from '../network/network';
import { nameOf } from '../network/place';
import type { OpaquePolicy, PluginPolicyFacts } from '../network/policies';

/**
 * The network as a network plugin takes it: what only Cilium or only Calico reads says nothing certain where another
 * plugin is known.
 *
 * Where nobody says which plugin there is, a policy of its own kind is taken for a sign that it is there.
 */
export function enforcedBy(plugin: NetworkPlugin | undefined, network: Network): Network {
  if (plugin === undefined || network.pluginPolicies.every((policy) => isReadBy(plugin, policy))) return network;
  const idle = new Map<string, OpaquePolicy>();
  for (const policy of network.pluginPolicies) {
    if (isReadBy(plugin, policy)) continue;
    const { object, plugin: reader } = policy;
    idle.set(nameOf(object), {
      object,
      ...(object.namespace !== '' && { namespace: object.namespace }),
      onlyDenies: false,
      why: `only ${READERS[reader].name} reads it, and the network plugin is ${plugin.name}`,
    });
  }
  return {
    ...network,
    pluginPolicies: network.pluginPolicies.filter((policy) => isReadBy(plugin, policy)),
    opaquePolicies: [...network.opaquePolicies, ...idle.values()],
  };
}

const READERS = {
  cilium: { name: 'Cilium', plugins: /^cilium\b/ },
  // Canal is Calico's policies over another network.
  calico: { name: 'Calico', plugins: /^(calico|canal)\b/ },
};

function isReadBy({ name }: NetworkPlugin, { plugin }: PluginPolicyFacts): boolean {
  return READERS[plugin].plugins.test(name);
}
