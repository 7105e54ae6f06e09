import type { Evidence } from './facts';

/** A policy of one namespace. */
export type PolicyFacts = Evidence['network']['policies'][number];

/** Policies by their namespaces, in the order in which they were read. */
export function byNamespace(policies: readonly PolicyFacts[]): Map<string, PolicyFacts[]> {
  const found = new Map<string, PolicyFacts[]>();
  for (const policy of policies) {
    const own = found.get(policy.object.namespace);
    if (own) own.push(policy);
    else found.set(policy.object.namespace, [policy]);
  }
  return found;
}
