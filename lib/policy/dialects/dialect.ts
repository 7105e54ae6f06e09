import type { Direction, LabelSelector } from '../../traffic';
import type { Allowance, RulePeer } from '../rules';

/** What a policy is meant to say, in no language yet. */
export interface IntendedPolicy {
  /** The pods that it governs, in its own namespace. */
  readonly pods: LabelSelector;
  /** The directions that it governs: in these, what it doesn't allow is denied. */
  readonly directions: Direction[];
  /** Who may connect to the pods. */
  readonly ingress: Allowance[];
  /** To whom the pods may connect. */
  readonly egress: Allowance[];
  /** Those who resolve names for the pods, who are among the peers of `egress` or of another policy. */
  readonly resolvers: Allowance[];
}

/** A language in which policies are written. */
export interface Dialect {
  /** The group and version of its objects. */
  readonly apiVersion: string;
  /** The kind of its objects. */
  readonly kind: string;
  /** Whether it has a word for a peer. */
  names(peer: RulePeer): boolean;
  /** The spec of a policy, whose peers it all has words for. */
  spec(policy: IntendedPolicy): any;
}
