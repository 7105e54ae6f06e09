import type { AdminPolicy } from '../admin-policy';
import { Guardrail } from '../guardrail';
import { dns, dnsPods } from './dns';
import type { Ground, Guarantee } from './guarantee';
import { metadata } from './metadata';
import { monitoring } from './monitoring';
import { rules } from './rules';
import { tenants } from './tenants';

const GUARANTEES: { readonly [guardrail in Guardrail]: Guarantee } = {
  [Guardrail.METADATA]: metadata,
  [Guardrail.DNS]: dns,
  [Guardrail.MONITORING]: monitoring,
  [Guardrail.TENANTS]: tenants,
};

/** The policies of all guarantees that are given, in the order in which they are asked. */
export function policiesOf(ground: Ground): AdminPolicy[] {
  const { leftOut = [], opensDnsPods } = ground.props;
  const isGiven = (guardrail: Guardrail) => leftOut.every((each) => each.guardrail !== guardrail);
  const given = Object.values(Guardrail).filter(isGiven);
  const policies = [
    ...given.flatMap((guardrail) => GUARANTEES[guardrail](ground)),
    ...(opensDnsPods ? dnsPods(ground) : []),
    ...rules(ground),
  ];
  const inTier = (tier: string) => policies.filter((policy) => policy.tier === tier);
  return [...inTier('Admin'), ...inTier('Baseline')];
}
