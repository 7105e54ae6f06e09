import type { Network } from '../network/network';
import type { AdminPolicyFacts, NetworkPolicyFacts, PolicyPort, RuleFacts } from '../network/policies';
import type { AddressSpace } from './address-space';
import type { BlockLaws } from './block-laws';
import type { ClassTable } from './class-table';
import type { CompiledPolicy, CompiledRule } from './compiled-policy';
import { PeerSets } from './peer-sets';
import type { PortSetId, PortSets } from './port-sets';
import { type Selection, Selections } from './selections';

/** Policies with every selector and block looked up, so that a question costs no more than its rules. */
export interface Compiled {
  readonly policies: readonly CompiledPolicy[];
  /** All rules; the number of a rule is its place here. */
  readonly rules: readonly CompiledRule[];
}

/** What policies are compiled against. */
export interface Ground {
  readonly network: Network;
  readonly table: ClassTable;
  readonly addresses: AddressSpace;
  readonly ports: PortSets;
  readonly laws: BlockLaws;
}

export function compile(ground: Ground): Compiled {
  return new Compiler(ground).compiled;
}

class Compiler {
  public readonly compiled: Compiled;
  private readonly rules: CompiledRule[] = [];
  private readonly selections: Selections;
  private readonly peers: PeerSets;

  public constructor(private readonly ground: Ground) {
    const { network, table, addresses, laws } = ground;
    this.selections = new Selections(table);
    this.peers = new PeerSets(table, this.selections, addresses, laws);
    const policies = [
      ...network.policies.map((policy) => this.networkPolicy(policy)),
      ...network.adminPolicies.map((policy) => this.adminPolicy(policy)),
    ];
    this.compiled = { policies, rules: this.rules };
  }

  private networkPolicy(facts: NetworkPolicyFacts): CompiledPolicy {
    const { object, isolatesIngress, isolatesEgress } = facts;
    const policy = {
      object,
      tier: 'Network' as const,
      priority: 0,
      subject: this.governed(this.selections.inNamespace(object.namespace, facts.pods, 'subject'), false),
      isolatesIngress,
      isolatesEgress,
      ingress: [] as CompiledRule[],
      egress: [] as CompiledRule[],
    };
    for (const rule of facts.ingress) policy.ingress.push(this.rule(policy, rule, object.namespace, false));
    for (const rule of facts.egress) policy.egress.push(this.rule(policy, rule, object.namespace, false));
    return policy;
  }

  private adminPolicy(facts: AdminPolicyFacts): CompiledPolicy {
    const { object, tier, priority, subject, isClusterNetworkPolicy } = facts;
    const policy = {
      object,
      tier,
      priority,
      subject: this.governed(this.selections.inNamespaces(subject.namespaces, subject.pods), isClusterNetworkPolicy),
      // Without rules nothing is isolated, and nothing follows.
      isolatesIngress: facts.ingress.length > 0,
      isolatesEgress: facts.egress.length > 0,
      ingress: [] as CompiledRule[],
      egress: [] as CompiledRule[],
    };
    for (const rule of facts.ingress) policy.ingress.push(this.rule(policy, rule, undefined, isClusterNetworkPolicy));
    for (const rule of facts.egress) policy.egress.push(this.rule(policy, rule, undefined, isClusterNetworkPolicy));
    return policy;
  }

  /** A policy may or may not govern pods on their node's network; a ClusterNetworkPolicy never does. */
  private governed({ certain, doubtful }: Selection, leavesOutHostNetwork: boolean): Selection {
    const { classes } = this.ground.table;
    const isOnNode = (id: number) => classes[id].hostNetwork !== false;
    if (!certain.some(isOnNode) && !doubtful.some(isOnNode)) return { certain, doubtful };
    const stays = (id: number) => !(leavesOutHostNetwork && classes[id].hostNetwork);
    return {
      certain: certain.filter((id) => !isOnNode(id)),
      doubtful: [...doubtful, ...certain.filter(isOnNode)].filter(stays).sort((a, b) => a - b),
    };
  }

  private rule(
    policy: CompiledPolicy,
    facts: RuleFacts,
    namespace: string | undefined,
    isClusterNetworkPolicy: boolean,
  ): CompiledRule {
    const isUnclear = facts.peers !== 'everyone' && facts.peers.some(({ kind }) => kind === 'unknown');
    // A peer that isn't known lets nobody in, and shuts out everyone: the API asks to fail closed.
    const shutsOut = isUnclear && facts.action !== 'Allow';
    const { numbers, names } = this.portsOf(facts.ports);
    const rule: CompiledRule = {
      id: this.rules.length,
      policy,
      facts,
      action: shutsOut ? 'Deny' : facts.action,
      peers:
        facts.peers === 'everyone' || shutsOut
          ? 'everyone'
          : this.peers.of(facts.peers, namespace, isClusterNetworkPolicy),
      ports: numbers,
      names,
    };
    this.rules.push(rule);
    return rule;
  }

  private portsOf(facts: readonly PolicyPort[] | 'every port'): Pick<CompiledRule, 'names'> & { numbers: PortSetId } {
    const { ports } = this.ground;
    if (facts === 'every port') return { numbers: ports.all, names: [] };
    let numbers = ports.none;
    const names: CompiledRule['names'][number][] = [];
    for (const port of facts) {
      if ('name' in port) names.push(port);
      else numbers = ports.union(numbers, ports.range(port.protocol, port.first, port.last));
    }
    return { numbers, names };
  }
}
