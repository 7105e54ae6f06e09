import type { Protocol } from '../../traffic';
import type { ObjectRef } from '../network/place';
import type { Direction, RuleAction, RuleFacts } from '../network/policies';
import type { PeerSet } from './peer-sets';
import type { PortSetId } from './port-sets';
import type { Selection } from './selections';

/** Where a policy stands in the order of judgement. */
export type Tier = 'Admin' | 'Network' | 'Baseline';

/** A rule with its peers and ports looked up. */
export interface CompiledRule {
  readonly id: number;
  readonly policy: CompiledPolicy;
  readonly facts: RuleFacts;
  readonly action: RuleAction;
  readonly peers: PeerSet | 'everyone';
  /** The ports that it says by number. */
  readonly ports: PortSetId;
  /** The ports that it says by name, for each destination to resolve. */
  readonly names: readonly { readonly protocol: Protocol | 'any'; readonly name: string }[];
}

/** A policy with its subject looked up. */
export interface CompiledPolicy {
  readonly object: ObjectRef;
  readonly tier: Tier;
  readonly priority: number;
  readonly subject: Selection;
  /** Whether, among policies of the same priority, the name decides which comes first. */
  readonly isOrderedByName: boolean;
  /** Whether it denies what no rule decides. */
  readonly isolates: { readonly [direction in Direction]: boolean };
  readonly ingress: readonly CompiledRule[];
  readonly egress: readonly CompiledRule[];
  /** What it says of who may connect, as a mesh knows them. */
  readonly identity: readonly CompiledRule[];
}
