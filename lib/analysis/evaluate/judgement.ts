import type { CompiledPolicy, CompiledRule } from './compiled-policy';
import type { NamedPorts, NamesId } from './named-ports';
import type { PortSetId, PortSets } from './port-sets';
import type { Profile } from './profiles';

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
 * what they leave or pass on, network policies decide for the pods they select; the rest falls to the baseline, and at
 * last is allowed. Where nothing is unknown each port has exactly one outcome.
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
    const governing = (tier: string) => profile.policies.filter(({ policy }) => policy.tier === tier);
    const left = this.inOrder(governing('Admin'), profile, ports.all);
    const rest = this.byNetworkPolicies(governing('Network'), profile, left);
    const undecided = this.inOrder(governing('Baseline'), profile, rest);
    this.mayAllow = ports.union(this.mayAllow, undecided);
    if (profile.opaque.length > 0) this.mayDeny = ports.all;
    if (profile.opaque.some(({ onlyDenies }) => !onlyDenies)) this.mayAllow = ports.all;
    return { allowed: ports.difference(ports.all, this.mayDeny), possible: this.mayAllow };
  }

  /** Policies with a priority; what they pass on or don't speak of is what comes back. */
  private inOrder(policies: Profile['policies'], profile: Profile, reached: PortSetId): PortSetId {
    const { ports } = this;
    let passed = ports.none;
    let open = reached;
    for (const equals of byPriority(policies)) {
      // Among equal priorities the order is undefined: any of them may come first.
      let rest = open;
      for (const { policy, isCertain } of equals) {
        let own = open;
        for (const rule of rulesOf(policy, profile)) {
          const match = rule.peers === 'everyone' ? true : this.matches.get(rule);
          if (match === undefined) continue;
          const { certain, possible } = this.named.portsOf(rule, this.names);
          const hit = ports.intersection(own, possible);
          if (rule.action === 'Allow') this.mayAllow = ports.union(this.mayAllow, hit);
          else if (rule.action === 'Deny') this.mayDeny = ports.union(this.mayDeny, hit);
          else passed = ports.union(passed, hit);
          if (match) own = ports.difference(own, certain);
        }
        // A policy that may not select the pods may leave all of it to others.
        if (isCertain) rest = ports.intersection(rest, own);
      }
      open = rest;
    }
    return ports.union(open, passed);
  }

  /** Network policies allow, and deny all else to the pods that they select; without any, all of it comes back. */
  private byNetworkPolicies(policies: Profile['policies'], profile: Profile, reached: PortSetId): PortSetId {
    const { ports } = this;
    if (policies.length === 0) return reached;
    const shares = policies.map(({ policy, isCertain }) => ({ isCertain, ...this.allowedBy(policy, profile) }));
    const selecting = shares.filter(({ isCertain }) => isCertain);
    this.mayAllow = ports.union(
      this.mayAllow,
      ports.intersection(reached, ports.unionOf(shares.map(({ possible }) => possible))),
    );
    // Where none certainly selects, any of them may be the only one that does; or none does.
    const guaranteed =
      selecting.length > 0
        ? ports.unionOf(selecting.map(({ allowed }) => allowed))
        : shares.map(({ allowed }) => allowed).reduce((a, b) => ports.intersection(a, b), ports.all);
    this.mayDeny = ports.union(this.mayDeny, ports.difference(reached, guaranteed));
    return selecting.length > 0 ? ports.none : reached;
  }

  private allowedBy(policy: CompiledPolicy, profile: Profile): Judgement {
    const { ports } = this;
    let [allowed, possible] = [ports.none, ports.none];
    for (const rule of rulesOf(policy, profile)) {
      const match = rule.peers === 'everyone' ? true : this.matches.get(rule);
      if (match === undefined) continue;
      const at = this.named.portsOf(rule, this.names);
      if (match) allowed = ports.union(allowed, at.certain);
      possible = ports.union(possible, at.possible);
    }
    return { allowed, possible };
  }
}

function rulesOf(policy: CompiledPolicy, { direction }: Profile): readonly CompiledRule[] {
  return policy[direction];
}

/** Lower is earlier. */
function byPriority(policies: Profile['policies']): Profile['policies'][] {
  const priorities = [...new Set(policies.map(({ policy }) => policy.priority))].sort((a, b) => a - b);
  return priorities.map((priority) => policies.filter(({ policy }) => policy.priority === priority));
}
