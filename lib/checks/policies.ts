import type { Evidence } from './facts';

type Network = Evidence['network'];

/** A policy of one namespace, in whichever language it is written. */
export interface NamespacePolicy {
  readonly object: Network['policies'][number]['object'];
  /** Whether it governs every pod of its namespace. */
  readonly isForAll: boolean;
  readonly isolatesIngress: boolean;
  readonly isolatesEgress: boolean;
  readonly egress: Network['policies'][number]['egress'];
}

/**
 * The policies of each namespace of which all are understood, in the order in which they were read; none where a policy
 * of no namespace may decide as well.
 */
export function understoodPolicies(network: Network): Map<string, NamespacePolicy[]> {
  const { policies, pluginPolicies, opaquePolicies } = network;
  const found = new Map<string, NamespacePolicy[]>();
  if (pluginPolicies.some(({ object }) => object.namespace === '')) return found;
  const own = [...policies.map(ofKubernetes), ...pluginPolicies.map(ofPlugin)];
  for (const policy of own) {
    const known = found.get(policy.object.namespace);
    if (known) known.push(policy);
    else found.set(policy.object.namespace, [policy]);
  }
  for (const { namespace } of opaquePolicies) {
    if (namespace === undefined) return new Map();
    found.delete(namespace);
  }
  return found;
}

function ofKubernetes(policy: Network['policies'][number]): NamespacePolicy {
  const { object, pods, isolatesIngress, isolatesEgress, egress } = policy;
  return { object, isForAll: pods.text === '', isolatesIngress, isolatesEgress, egress };
}

function ofPlugin({ subjects, ...policy }: Network['pluginPolicies'][number]): NamespacePolicy {
  return { ...policy, isForAll: subjects.some(({ pods }) => pods.text === '') };
}
