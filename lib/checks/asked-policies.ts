import type { AskedPolicy, Evidence, Place } from './facts';

/** A policy of one namespace with its rules looked up; undefined for objects that are none. */
export function askedPolicyOf(object: Place, evidence: Evidence): AskedPolicy | undefined {
  const known =
    KNOWN.get(evidence) ?? new Map(evidence.governance.policies.map((policy) => [policy.compiled.object, policy]));
  KNOWN.set(evidence, known);
  return known.get(object);
}

const KNOWN = new WeakMap<Evidence, ReadonlyMap<Place, AskedPolicy>>();
