import type { CompiledPolicy, CompiledRule } from './compiled-policy';
import type { NamedPorts, NamesId } from './named-ports';
import type { PortSetId, PortSets } from './port-sets';
import type { Governing, Profile } from './profiles';

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
  return new Judge(matches, names, ports, named).judge(profile);
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
    const left = this.through(profile.tiers.Admin, profile, ports.all);
    const rest = this.through(profile.tiers.Network, profile, left);
    const undecided = this.through(profile.tiers.Baseline, profile, rest);
    this.mayAllow = ports.union(this.mayAllow, undecided);
    if (profile.opaque.length > 0) this.mayDeny = ports.all;
    if (profile.opaque.some(({ onlyDenies }) => !onlyDenies)) this.mayAllow = ports.all;
    return { allowed: ports.difference(ports.all, this.mayDeny), possible: this.mayAllow };
  }

  /**
   * Goes through the policies of a tier, and tells for which ports it may be left to the next one: those that a rule
   * passes on, and those of pods that none isolates. What an isolating policy governs and no rule decides is denied.
   */
  private through(ranks: readonly Governing[][], profile: Profile, reached: PortSetId): PortSetId {
    const { ports } = this;
    let free = reached;
    let closing = ports.none;
    let passed = ports.none;
    for (const equals of ranks) {
      // Among equals the order is undefined: any of them may come first, and so each is asked about all that is open.
      const open = ports.union(free, closing);
      for (const { policy, isCertain } of equals) {
        const { decided, passed: own } = this.ask(policy, profile, open);
        passed = ports.union(passed, own);
        if (policy.isolates[profile.direction]) {
          const still = ports.difference(ports.union(free, closing), decided);
          // A policy that may not select the pods may leave all of it to others.
          closing = isCertain ? still : ports.union(closing, still);
          if (isCertain) free = ports.none;
        } else if (isCertain) {
          free = ports.difference(free, decided);
          closing = ports.difference(closing, decided);
        }
      }
    }
    this.mayDeny = ports.union(this.mayDeny, closing);
    return ports.union(free, passed);
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
