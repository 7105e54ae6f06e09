import type { CompiledRule, Evidence } from './facts';

/** `ingress[0] of NetworkPolicy shop/api`; of the policy itself, `its own ingress[0]`. */
export function ruleText({ facts, policy }: CompiledRule, evidence: Evidence, own: CompiledRule['policy']): string {
  const [direction, index] = facts.path.slice(-2);
  const rule = facts.name === undefined ? `${direction}[${index}]` : `${direction} rule "${facts.name}"`;
  return policy === own ? `its own ${rule}` : `${rule} of ${evidence.nameOf(policy.object)}`;
}
