import { holds, rangeOf } from './addresses';
import type { End, Pod } from './cluster';
import type { AdminPeer, AdminPolicySpec, Manifest, NamespacedPods } from './kinds';
import { type Direction, type Surroundings, subjectFact } from './network-policies';
import { blockHoldsPod } from './pod-addresses';
import { adminPortsHold, type Door } from './ports';
import { selects } from './selector';
import { both, type Fact, type World, whicheverIsFirst } from './worlds';

type Tier = 'Admin' | 'Baseline';
type Decision = 'allow' | 'deny' | 'pass';

interface AdminPolicy {
  readonly name: string;
  readonly tier: Tier;
  readonly priority: number;
  readonly spec: AdminPolicySpec;
  /** Pods on the network of their node are neither its subjects nor its peers, and its networks hold pods. */
  readonly isClusterNetworkPolicy: boolean;
}

const DECISIONS: { readonly [action: string]: Decision } = {
  Allow: 'allow',
  Accept: 'allow',
  Deny: 'deny',
  Pass: 'pass',
};

/** AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1, ClusterNetworkPolicy v1alpha2. */
export class AdminPolicies {
  private readonly policies: readonly AdminPolicy[];

  public constructor(
    manifests: readonly Manifest[],
    private readonly surroundings: Surroundings,
  ) {
    this.policies = manifests.flatMap(policyOf);
  }

  /** What the first rule that matches in a tier decides; undefined where none matches. */
  public decide(world: World, tier: Tier, direction: Direction, pod: Pod, peer: End, door: Door): Decision | undefined {
    const policies = this.policies.filter((policy) => policy.tier === tier);
    const priorities = [...new Set(policies.map(({ priority }) => priority))].sort((a, b) => a - b);
    for (const priority of priorities) {
      const decisions = new Set(
        policies
          .filter((policy) => policy.priority === priority)
          .map((policy) => this.firstMatch(world, policy, direction, pod, peer, door))
          .filter((decision) => decision !== undefined),
      );
      if (decisions.size > 0) return whicheverIsFirst(world, [...decisions], `${tier} ${priority} ${direction}`);
    }
    return undefined;
  }

  private firstMatch(
    world: World,
    policy: AdminPolicy,
    direction: Direction,
    pod: Pod,
    peer: End,
    door: Door,
  ): Decision | undefined {
    const rules = policy.spec[direction] ?? [];
    if (rules.length === 0 || !this.isSubject(world, policy, direction, pod)) return undefined;
    for (const [i, rule] of rules.entries()) {
      if (!adminPortsHold(rule, door)) continue;
      const peers = rule.from ?? rule.to ?? [];
      // What isn't understood must not let more through: such a rule allows nobody, or denies everyone.
      const isClear = peers.every((each) => isKnown(each, direction));
      if (!isClear && DECISIONS[rule.action] !== 'allow') return 'deny';
      const known = peers.filter((each) => isKnown(each, direction));
      const isMeant = known.flatMap((each) => this.factsOf(policy, each, peer));
      const name = (k: number) => `peer ${k} of ${direction} ${i} of ${policy.name} means ${(peer as Pod).name}`;
      if (isMeant.some((fact, k) => world.holds(fact, () => name(k)))) return DECISIONS[rule.action];
    }
    return undefined;
  }

  private isSubject(world: World, policy: AdminPolicy, direction: Direction, pod: Pod): boolean {
    const { name, spec, isClusterNetworkPolicy } = policy;
    if (isClusterNetworkPolicy && pod.hostNetwork) return false;
    const { subject } = spec;
    const isSelected = this.among(subject.pods ?? { namespaceSelector: subject.namespaces }, pod);
    return world.holds(subjectFact(isSelected, pod), () => `${name} governs ${direction} of ${pod.name}`);
  }

  /** Whether each part of a peer means an end: networks are parts of their own. */
  private factsOf({ isClusterNetworkPolicy }: AdminPolicy, peer: AdminPeer, end: End): Fact | Fact[] {
    const { options } = this.surroundings;
    const { namespaces, pods, nodes, networks } = peer;
    if (networks) {
      return networks.map((cidr) => {
        if (end.kind === 'outside') return holds([rangeOf(cidr)], end.address);
        const matchesPods = isClusterNetworkPolicy ? true : options.ipBlockMatchesPods;
        return blockHoldsPod({ cidr }, end, matchesPods, options);
      });
    }
    // Which addresses nodes have isn't known: one outside may be a node's.
    if (nodes) return end.kind === 'outside' || end.hostNetwork ? 'open' : false;
    // Which addresses a name has changes by the minute.
    if (peer.domainNames) return end.kind === 'outside' ? 'open' : false;
    if (end.kind === 'outside') return false;
    const fact = this.among(pods ?? { namespaceSelector: namespaces }, end);
    if (fact === false || !end.hostNetwork) return fact;
    return isClusterNetworkPolicy ? false : 'open';
  }

  private among({ namespaceSelector, podSelector }: NamespacedPods, pod: Pod): Fact {
    return both(selects(namespaceSelector, this.surroundings.namespace(pod.namespace)), selects(podSelector, pod));
  }
}

function policyOf({ kind, metadata, spec }: Manifest): AdminPolicy[] {
  const { name } = metadata;
  switch (kind) {
    case 'AdminNetworkPolicy':
      return [{ name, tier: 'Admin', priority: spec.priority, spec, isClusterNetworkPolicy: false }];
    case 'BaselineAdminNetworkPolicy':
      return [{ name, tier: 'Baseline', priority: 0, spec, isClusterNetworkPolicy: false }];
    case 'ClusterNetworkPolicy':
      return [{ name, tier: spec.tier, priority: spec.priority, spec, isClusterNetworkPolicy: true }];
    default:
      return [];
  }
}

function isKnown(peer: AdminPeer, direction: Direction): boolean {
  if (peer.namespaces || peer.pods) return true;
  return direction === 'egress' && Boolean(peer.nodes ?? peer.networks ?? peer.domainNames);
}
