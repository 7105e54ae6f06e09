import type { IdentityPolicyFacts, WaypointPolicyFacts } from '../network/mesh';
import type { Network } from '../network/network';
import type { ObjectRef } from '../network/place';
import type {
  AdminPolicyFacts,
  Direction,
  NetworkPolicyFacts,
  PluginPolicyFacts,
  PolicyPort,
  RuleFacts,
} from '../network/policies';
import { EVERYTHING, selects } from '../network/selector';
import type { AddressSpace } from './address-space';
import type { BlockLaws } from './block-laws';
import type { ClassTable } from './class-table';
import type { CompiledPolicy, CompiledRule } from './compiled-policy';
import { type InboundRules, inboundRules, type ServerRules, serverRules } from './linkerd-rules';
import { PeerSets } from './peer-sets';
import type { InMesh } from './pod-class';
import type { PortSetId, PortSets } from './port-sets';
import { type Selection, Selections, together } from './selections';
import { type TlsDemand, tlsDemands } from './tls-demands';

/** Policies with every selector and block looked up, so that a question costs no more than its rules. */
export interface Compiled {
  readonly policies: readonly CompiledPolicy[];
  /** All rules; the number of a rule is its place here. */
  readonly rules: readonly CompiledRule[];
  /** What waypoints are asked, and no pods. */
  readonly atWaypoints: ReadonlyMap<WaypointPolicyFacts, CompiledPolicy>;
  /** What the selectors of all of them select. */
  readonly selections: Selections;
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

/** What Calico takes the place of a NetworkPolicy to be, among its own. */
const NETWORK_POLICY_ORDER = 1000;

const SERVER_ORDER = NETWORK_POLICY_ORDER;

const isOfLinkerd = (mode: InMesh) => mode === 'linkerd';
const isOfIstio = (mode: InMesh) => !isOfLinkerd(mode);

type Rules = Partial<{ readonly [direction in Direction]: readonly RuleFacts[] }>;

const NOBODY: Selection = { certain: [], doubtful: [] };

const NOTHING = { ingress: false, egress: false, identity: false };

/** A policy without its rules. */
interface Head extends Omit<CompiledPolicy, Direction> {
  /** Whether pods on their node's network are left out as peers. */
  readonly leavesOutNodes: boolean;
}

class Compiler {
  public readonly compiled: Compiled;
  private readonly rules: CompiledRule[] = [];
  private readonly selections: Selections;
  private readonly peers: PeerSets;

  public constructor(private readonly ground: Ground) {
    const { network, table, addresses, laws } = ground;
    this.selections = new Selections(table);
    this.peers = new PeerSets({ table, selections: this.selections, addresses, laws, sets: network.addressSets });
    const policies = [
      ...network.policies.map((policy) => this.networkPolicy(policy)),
      ...network.pluginPolicies.map((policy) => this.pluginPolicy(policy)),
      ...network.adminPolicies.map((policy) => this.adminPolicy(policy)),
      ...network.identityPolicies.map((policy) => this.identityPolicy(policy)),
      ...tlsDemands(table, network.peerAuthentications).map((demand) => this.tlsDemand(demand)),
      ...serverRules(network).map((server) => this.server(server)),
      ...inboundRules(table).map((inbound) => this.inbound(inbound)),
    ];
    const atWaypoints = new Map(network.waypointPolicies.map((facts) => [facts, this.waypointPolicy(facts)]));
    this.compiled = { policies, rules: this.rules, atWaypoints, selections: this.selections };
  }

  private networkPolicy(facts: NetworkPolicyFacts): CompiledPolicy {
    const { object, isolatesIngress, isolatesEgress } = facts;
    return this.policy(facts, {
      object,
      tier: 'Network',
      priority: NETWORK_POLICY_ORDER,
      isOrderedByName: false,
      subject: this.governed(this.selections.inNamespace(object.namespace, facts.pods, 'subject'), false),
      isolates: { ingress: isolatesIngress, egress: isolatesEgress, identity: false },
      leavesOutNodes: false,
    });
  }

  private pluginPolicy(facts: PluginPolicyFacts): CompiledPolicy {
    const { object, order, isOrderedByName, leavesOutNodes, isolatesIngress, isolatesEgress } = facts;
    return this.policy(facts, {
      object,
      tier: 'Network',
      priority: order,
      isOrderedByName,
      subject: this.governed(this.ofAny(facts), leavesOutNodes),
      isolates: { ingress: isolatesIngress, egress: isolatesEgress, identity: false },
      leavesOutNodes,
    });
  }

  private adminPolicy(facts: AdminPolicyFacts): CompiledPolicy {
    const { object, tier, priority, subject, isClusterNetworkPolicy } = facts;
    return this.policy(facts, {
      object,
      tier,
      priority,
      isOrderedByName: false,
      subject: this.governed(this.selections.inNamespaces(subject.namespaces, subject.pods), isClusterNetworkPolicy),
      // What it says nothing of is for others to decide.
      isolates: NOTHING,
      leavesOutNodes: isClusterNetworkPolicy,
    });
  }

  /** Those that deny are asked first, and whom those that allow don't let in is refused. */
  private identityPolicy({ object, namespaces, pods, isolates, rules }: IdentityPolicyFacts): CompiledPolicy {
    const subject =
      namespaces === 'own'
        ? this.selections.inNamespace(object.namespace, pods, 'subject')
        : this.selections.inNamespaces(EVERYTHING, pods);
    const head = {
      object,
      tier: 'Network' as const,
      isOrderedByName: false,
      subject: this.within(subject, isOfIstio),
      leavesOutNodes: false,
    };
    const priority = isolates ? NETWORK_POLICY_ORDER : Number.NEGATIVE_INFINITY;
    return this.policy({ identity: rules }, { ...head, priority, isolates: { ...NOTHING, identity: isolates } });
  }

  /** Of a waypoint it governs no pods: who asks it, knows for what. */
  private waypointPolicy({ object, isolates, rules }: WaypointPolicyFacts): CompiledPolicy {
    const head = { object, tier: 'Network' as const, isOrderedByName: false, subject: NOBODY, leavesOutNodes: false };
    const priority = isolates ? NETWORK_POLICY_ORDER : Number.NEGATIVE_INFINITY;
    return this.policy({ identity: rules }, { ...head, priority, isolates: { ...NOTHING, identity: isolates } });
  }

  private tlsDemand({ object, subject, rules }: TlsDemand): CompiledPolicy {
    const head = { object, tier: 'Network' as const, isOrderedByName: false, subject, leavesOutNodes: false };
    const priority = Number.NEGATIVE_INFINITY;
    return this.policy({ identity: rules }, { ...head, priority, isolates: NOTHING });
  }

  /** Of Servers that guard one port, only one counts; which one no manifest tells. */
  private server({ object, pods, rules }: ServerRules): CompiledPolicy {
    const subject = this.within(this.selections.inNamespace(object.namespace, pods, 'subject'), isOfLinkerd);
    return this.linkerdPolicy(object, subject, SERVER_ORDER, rules);
  }

  private inbound({ object, subject, rules }: InboundRules): CompiledPolicy {
    return this.linkerdPolicy(object, subject, Number.POSITIVE_INFINITY, rules);
  }

  private linkerdPolicy(
    object: ObjectRef,
    subject: Selection,
    priority: number,
    rules: readonly RuleFacts[],
  ): CompiledPolicy {
    const head = { object, tier: 'Network' as const, isOrderedByName: false, subject, leavesOutNodes: false };
    return this.policy({ identity: rules }, { ...head, priority, isolates: NOTHING });
  }

  /** Those of a selection that are in the mesh; a mesh governs no others. */
  private within({ certain, doubtful }: Selection, isOf: (mode: InMesh) => boolean): Selection {
    const modesOf = (id: number) =>
      (this.ground.table.classes[id].identity?.modes ?? []).filter((each) => each !== 'none');
    const isSure = (id: number) => modesOf(id).every(isOf);
    const may = (id: number) => isSure(id) || modesOf(id).some(isOf);
    return {
      certain: certain.filter(isSure),
      doubtful: [...doubtful, ...certain.filter((id) => !isSure(id))].filter(may).sort((a, b) => a - b),
    };
  }

  private policy(
    { ingress = [], egress = [], identity = [] }: Rules,
    { leavesOutNodes, ...head }: Head,
  ): CompiledPolicy {
    const none = { ingress: [] as CompiledRule[], egress: [] as CompiledRule[], identity: [] as CompiledRule[] };
    const policy = { ...head, ...none };
    for (const rule of identity) policy.identity.push(this.rule(policy, rule, leavesOutNodes));
    for (const rule of ingress) policy.ingress.push(this.rule(policy, rule, leavesOutNodes));
    for (const rule of egress) policy.egress.push(this.rule(policy, rule, leavesOutNodes));
    return policy;
  }

  /** The pods that any of the subjects of a policy means. */
  private ofAny({ object, subjects, plugin }: PluginPolicyFacts): Selection {
    const found = subjects.map(({ namespaces, pods }) =>
      namespaces === 'own'
        ? this.selections.inNamespace(object.namespace, pods, 'subject')
        : this.selections.inNamespaces(namespaces, pods),
    );
    // To Cilium, its own proxies are endpoints like others, which have no labels.
    const proxies = plugin === 'cilium' && object.namespace === '' ? this.ground.table.entities : [];
    const unlabelled = subjects.some(
      ({ namespaces, pods }) => namespaces !== 'own' && selects(namespaces, {}) && selects(pods, {}),
    );
    return together([...found, { certain: [], doubtful: unlabelled ? proxies : [] }]);
  }

  /** A policy may or may not govern pods on their node's network, unless its kind leaves them out for certain. */
  private governed({ certain, doubtful }: Selection, leavesOutNodes: boolean): Selection {
    const { classes } = this.ground.table;
    const isOnNode = (id: number) => classes[id].hostNetwork !== false;
    if (!certain.some(isOnNode) && !doubtful.some(isOnNode)) return { certain, doubtful };
    const stays = (id: number) => !(leavesOutNodes && classes[id].hostNetwork);
    return {
      certain: certain.filter((id) => !isOnNode(id)),
      doubtful: [...doubtful, ...certain.filter(isOnNode)].filter(stays).sort((a, b) => a - b),
    };
  }

  private rule(policy: CompiledPolicy, facts: RuleFacts, leavesOutNodes: boolean): CompiledRule {
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
          : this.peers.of(facts.peers, policy.object.namespace, leavesOutNodes),
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
