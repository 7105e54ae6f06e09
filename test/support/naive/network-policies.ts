import { difference, holds, rangeOf } from './addresses';
import { type End, namespaceOf, type Pod } from './cluster';
import type { Manifest, NetworkPolicyPeer, NetworkPolicyRule, NetworkPolicySpec } from './kinds';
import { type AddressOptions, blockHoldsPod } from './pod-addresses';
import { type Door, rulePortsHold } from './ports';
import { type KnownLabels, selects } from './selector';
import { both, type Fact, type World } from './worlds';

export type Direction = 'ingress' | 'egress';

/** What policies are about beside themselves. */
export interface Surroundings {
  readonly options: AddressOptions;
  namespace(name: string): KnownLabels;
}

interface NamedPolicy {
  readonly name: string;
  readonly namespace: string;
  readonly spec: NetworkPolicySpec;
}

/** NetworkPolicy, straight from its API reference. */
export class NetworkPolicies {
  private readonly policies: readonly NamedPolicy[];

  public constructor(
    manifests: readonly Manifest[],
    private readonly surroundings: Surroundings,
  ) {
    this.policies = manifests
      .filter(({ kind, apiVersion }) => kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1')
      .map(({ metadata, spec }) => ({ name: metadata.name, namespace: namespaceOf(metadata), spec: spec ?? {} }));
  }

  /**
   * Whether the policies that isolate a pod allow a connection; undefined where none isolates it in this direction.
   *
   * @param peer - who is at the other end
   */
  public allow(world: World, direction: Direction, pod: Pod, peer: End, door: Door): boolean | undefined {
    const isolating = this.policies.filter(
      (policy) =>
        policy.namespace === pod.namespace &&
        isolates(policy.spec, direction) &&
        this.selectsPod(world, policy, direction, pod),
    );
    if (isolating.length === 0) return undefined;
    return isolating.some((policy) =>
      (policy.spec[direction] ?? []).some(
        (rule) => rulePortsHold(rule, door) && this.isAmong(world, direction, rule, policy, peer),
      ),
    );
  }

  private selectsPod(world: World, policy: NamedPolicy, direction: Direction, pod: Pod): boolean {
    const fact = selects(policy.spec.podSelector, pod);
    return world.holds(subjectFact(fact, pod), () => `${policy.name} governs ${direction} of ${pod.name}`);
  }

  /** Whether one of the peers is meant; without peers everyone is, inside the cluster and outside. */
  private isAmong(world: World, direction: Direction, rule: NetworkPolicyRule, policy: NamedPolicy, end: End): boolean {
    const peers = rule.from ?? rule.to ?? [];
    if (peers.length === 0) return true;
    return peers.some((peer) => {
      const fact = this.isMeant(peer, policy.namespace, end);
      return world.holds(
        fact,
        () => `${policy.name} means by ${JSON.stringify(peer)} in ${direction} ${(end as Pod).name}`,
      );
    });
  }

  private isMeant({ ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer, own: string, end: End): Fact {
    const { options, namespace } = this.surroundings;
    if (ipBlock) {
      if (end.kind === 'pod') return blockHoldsPod(ipBlock, end, options.ipBlockMatchesPods, options);
      return holds(difference([rangeOf(ipBlock.cidr)], (ipBlock.except ?? []).map(rangeOf)), end.address);
    }
    if (end.kind === 'outside') return false;
    const inNamespace = namespaceSelector
      ? selects(namespaceSelector, namespace(end.namespace))
      : end.namespace === own;
    const fact = both(inNamespace, selects(podSelector, end));
    // Most network plugins see such a pod as its node, which has no labels.
    return fact !== false && end.hostNetwork ? 'open' : fact;
  }
}

/** What a policy does to a pod on the network of its node isn't defined: it may govern it, or leave it alone. */
export function subjectFact(isSelected: Fact, pod: Pod): Fact {
  return isSelected !== false && pod.hostNetwork ? 'open' : isSelected;
}

function isolates({ policyTypes, egress }: NetworkPolicySpec, direction: Direction): boolean {
  if (policyTypes && policyTypes.length > 0)
    return policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' || (egress ?? []).length > 0;
}
