import type { CompiledPolicy, CompiledRule } from './compiled-policy';
import type { NamedPorts, NamesId } from './named-ports';
import type { PortSetId, PortSets } from './port-sets';
import { type Governing, type Profile, type Rank, tiersOf } from './profiles';

/** What one side of a connection lets pass. */
export interface Judgement {
  /** Ports that pass, whatever isn't known. */
  readonly allowed: PortSetId;
  /** The same, and those that may pass. */
  readonly possible: PortSetId;
}

/** The rules that hold the other end; false where it isn't known whether they do. */
export type Matches = ReadonlyMap<CompiledRule, boolean>;

/**
 * What the policies of a profile do with connections from or to a peer.
 *
 * For each port it is followed which outcomes are possible: admin policies come first, in the order of their priorities;
 * what they leave or pass on, network policies and those of the plugin decide for the pods they select; the rest falls to
 * the baseline, and at last is allowed. Where nothing is unknown each port has exactly one outcome.
 */
export function judge(
  profile: Profile,
  matches: Matches,
  names: NamesId,
  ports: PortSets,
  named: NamedPorts,
): Judgement {
  if (profile.onlyAllows) return allowedTogether(profile, matches, names, ports, named);
  return new Judge(matches, names, ports, named).judge(profile);
}

/** What policies let pass that only allow: in which order they are asked makes no difference. */
function allowedTogether(
  { policies, direction }: Profile,
  matches: Matches,
  names: NamesId,
  ports: PortSets,
  named: NamedPorts,
): Judgement {
  let allowed = ports.none;
  let possible = ports.none;
  for (const { policy } of policies) {
    for (const rule of policy[direction]) {
      const match = rule.peers === 'everyone' || matches.get(rule);
      if (match === undefined) continue;
      const asked = named.portsOf(rule, names);
      possible = ports.union(possible, asked.possible);
      if (match) allowed = ports.union(allowed, asked.certain);
    }
  }
  return { allowed, possible };
}

/** What becomes of ports on the way through a tier. */
interface Passing {
  /** What no policy isolates so far. */
  free: PortSetId;
  /** What is denied unless another policy decides. */
  closing: PortSetId;
  /** What a rule passes on to the next tier. */
  passed: PortSetId;
}

class Judge {
  private mayAllow: PortSetId;
  private mayDeny: PortSetId;

  public constructor(
    private readonly matches: Matches,
    private readonly names: NamesId,
    private readonly ports: PortSets,
    private readonly named: NamedPorts,
  ) {
    this.mayAllow = ports.none;
    this.mayDeny = ports.none;
  }

  public judge(profile: Profile): Judgement {
    const { ports } = this;
    const tiers = tiersOf(profile);
    const left = this.through(tiers.Admin, profile, ports.all);
    const rest = this.through(tiers.Network, profile, left);
    const undecided = this.through(tiers.Baseline, profile, rest);
    this.mayAllow = ports.union(this.mayAllow, undecided);
    if (profile.opaque.length > 0) this.mayDeny = ports.all;
    if (profile.opaque.some(({ onlyDenies }) => !onlyDenies)) this.mayAllow = ports.all;
    return { allowed: ports.difference(ports.all, this.mayDeny), possible: this.mayAllow };
  }

  /**
   * Goes through the policies of a tier, and tells for which ports it may be left to the next one: those that a rule
   * passes on, and those of pods that none isolates. What an isolating policy governs and no rule decides is denied.
   */
  private through(ranks: readonly Rank[], profile: Profile, reached: PortSetId): PortSetId {
    if (ranks.length === 0) return reached;
    const { ports } = this;
    const state: Passing = { free: reached, closing: ports.none, passed: ports.none };
    for (const rank of ranks) {
      // The order of the lists is undefined: any may come first, and so each is asked about all that is open.
      const open = ports.union(state.free, state.closing);
      for (const list of rank) this.throughList(list, profile, open, state);
    }
    this.mayDeny = ports.union(this.mayDeny, state.closing);
    return ports.union(state.free, state.passed);
  }

  /** Goes through policies of which one is asked after the other. */
  private throughList(list: readonly Governing[], profile: Profile, open: PortSetId, state: Passing): void {
    const { ports } = this;
    let left = open;
    for (const { policy, isCertain } of list) {
      const { decided, passed } = this.ask(policy, profile, left);
      state.passed = ports.union(state.passed, passed);
      if (policy.isolates[profile.direction]) {
        const still = ports.difference(ports.union(state.free, state.closing), decided);
        // A policy that may not select the pods may leave all of it to others.
        state.closing = isCertain ? still : ports.union(state.closing, still);
        if (isCertain) state.free = ports.none;
      } else if (isCertain) {
        state.free = ports.difference(state.free, decided);
        state.closing = ports.difference(state.closing, decided);
      }
      if (isCertain) left = ports.difference(left, decided);
    }
  }

  /** What the rules of one policy do, of which the first that matches decides. */
  private ask(
    policy: CompiledPolicy,
    { direction }: Profile,
    open: PortSetId,
  ): { readonly decided: PortSetId; readonly passed: PortSetId } {
    const { ports } = this;
    let own = open;
    let passed = ports.none;
    for (const rule of policy[direction]) {
      const match = rule.peers === 'everyone' ? true : this.matches.get(rule);
      if (match === undefined) continue;
      const { certain, possible } = this.named.portsOf(rule, this.names);
      const hit = ports.intersection(own, possible);
      if (rule.action === 'Allow') this.mayAllow = ports.union(this.mayAllow, hit);
      else if (rule.action === 'Deny') this.mayDeny = ports.union(this.mayDeny, hit);
      else passed = ports.union(passed, hit);
      if (match) own = ports.difference(own, certain);
    }
    return { decided: ports.difference(open, own), passed };
  }
}
