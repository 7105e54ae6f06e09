import { Protocol } from '../traffic';
import { Denials } from './denials';
import type { EntryTarget, WayIn } from './entry/way-in';
import { merged, overlap, rangeOf, tryRangeOf } from './evaluate/address-range';
import { rangesOf } from './evaluate/address-space';
import type { ClassId } from './evaluate/class-table';
import type { CompiledPolicy, CompiledRule } from './evaluate/compiled-policy';
import type { Judgement } from './evaluate/judgement';
import type { EndId, PeerSet } from './evaluate/peer-sets';
import type { Member, StandIn } from './evaluate/population';
import type { PortSetId, PortSets } from './evaluate/port-sets';
import type { Selection, Selections } from './evaluate/selections';
import { EntryJudge } from './graph/entry-judge';
import { asksClusterDns, Names } from './graph/names';
import type { Model } from './model';
import type { FieldPath } from './network/place';
import type { AdminPolicyFacts, BlockFacts, Direction, SelectedPods } from './network/policies';
import { EVERYTHING, type Selector, selects } from './network/selector';
import type { Labels, WorkloadFacts } from './network/workloads';
import { isMisspelt, labelsAsked, SELECTORS } from './why/dead-policies';

/** A policy of one namespace, in whichever language, with its rules looked up. */
export interface AskedPolicy {
  readonly compiled: CompiledPolicy;
  /** The pods that it is for: those of any of these. */
  readonly subjects: readonly SelectedPods[];
  /** Where its selector stands. */
  readonly selectorPath: FieldPath;
  /** `kubernetes` for a NetworkPolicy. */
  readonly language: 'kubernetes' | 'cilium' | 'calico';
}

/** A rule of a policy of one namespace. */
export interface AskedRule {
  readonly policy: AskedPolicy;
  readonly direction: 'ingress' | 'egress';
  readonly rule: CompiledRule;
}

/** A policy of the cluster, with its rules looked up. */
export interface AskedClusterPolicy {
  readonly compiled: CompiledPolicy;
  readonly subject: AdminPolicyFacts['subject'];
}

/** In the order in which they are asked. */
const TIERS = ['Admin', 'Network', 'Baseline'];

const NOBODY: readonly Member[] = [];

/** The name of pods that are asked about and weren't read. */
const ASKED_PODS = 'asked pods';

/**
 * Policies as checks ask about them: whom each selects, whom its rules hold, and what passes between two ends.
 *
 * Selectors are asked once each, and a question about two ends costs as much as the rules over these.
 */
export class Governance {
  /** Those of one namespace, NetworkPolicies first. */
  public readonly policies: readonly AskedPolicy[];
  /** The rules of these, those of ingress first. */
  public readonly rules: readonly AskedRule[];
  /** Those of the cluster: admin policies and the baseline, in the order in which they were read. */
  public readonly clusterPolicies: readonly AskedClusterPolicy[];
  public readonly ports: PortSets;
  /** Which policies deny what is denied. */
  public readonly denials: Denials;
  private readonly selections: Selections;
  private readonly names: Names;
  /** Equal selectors have one list of classes, and equal peers one set. */
  private readonly members = new WeakMap<readonly ClassId[], readonly Member[]>();
  private readonly held = new WeakMap<PeerSet, readonly Member[]>();
  private entries?: EntryJudge;
  /** The last input that was asked about pods which weren't read: a check asks about the same ones mostly. */
  private asked?: { readonly key: string; readonly model: Model };

  public constructor(private readonly model: Model) {
    const { network, reach } = model;
    this.ports = reach.ports;
    this.denials = new Denials(model);
    this.selections = reach.compiled.selections;
    this.names = new Names(model);
    const { policies } = reach.compiled;
    const own = network.policies.length;
    const ofPlugins = own + network.pluginPolicies.length;
    this.policies = [
      ...network.policies.map((facts, i): AskedPolicy => {
        const subjects = [{ namespaces: 'own' as const, pods: facts.pods }];
        return { compiled: policies[i], subjects, selectorPath: ['spec', 'podSelector'], language: 'kubernetes' };
      }),
      ...network.pluginPolicies.flatMap(({ object, subjects, path, plugin }, i): AskedPolicy[] => {
        if (object.namespace === '') return [];
        const selectorPath = [...path, SELECTORS[plugin]];
        return [{ compiled: policies[own + i], subjects, selectorPath, language: plugin }];
      }),
    ];
    this.rules = this.policies.flatMap((policy) => [
      ...policy.compiled.ingress.map((rule) => ({ policy, direction: 'ingress' as const, rule })),
      ...policy.compiled.egress.map((rule) => ({ policy, direction: 'egress' as const, rule })),
    ]);
    this.clusterPolicies = network.adminPolicies.map(({ subject }, i) => ({
      compiled: policies[ofPlugins + i],
      subject,
    }));
  }

  /** The workloads, sorted by name. */
  public get workloads(): readonly Member[] {
    return this.model.population.workloads;
  }

  /** Those of a namespace, sorted by name. */
  public workloadsIn(namespace: string): readonly Member[] {
    return this.model.population.inNamespace(namespace);
  }

  /** The workloads with pods of some classes, sorted by name. */
  public membersOf(ids: readonly ClassId[]): readonly Member[] {
    if (ids.length === 0) return NOBODY;
    if (ids.length === 1) return this.model.population.withClass(ids[0] as ClassId);
    const known = this.members.get(ids);
    if (known) return known;
    const found = new Set(ids.flatMap((id) => this.model.population.withClass(id)));
    const sorted = [...found].sort((a, b) => a.place - b.place);
    this.members.set(ids, sorted);
    return sorted;
  }

  /** The workloads that a policy certainly selects. */
  public selectedBy({ compiled }: AskedPolicy): readonly Member[] {
    return this.membersOf(compiled.subject.certain);
  }

  /** Whether a policy may select anyone of whom the namespace is known. */
  public selectsSomeone({ compiled: { subject } }: AskedPolicy): boolean {
    return this.areSomeone(subject);
  }

  /** Pods of a namespace, or of those that are selected. */
  public selected(namespaces: Selector | string, pods: Selector): Selection {
    return typeof namespaces === 'string'
      ? this.selections.inNamespace(namespaces, pods, 'peer')
      : this.selections.inNamespaces(namespaces, pods);
  }

  /** The workloads of any namespace that a selector certainly selects. */
  public anywhere(pods: Selector): readonly Member[] {
    return this.membersOf(this.selected(EVERYTHING, pods).certain);
  }

  /** The names of the namespaces that were read and are selected. */
  public namespacesWith(selector: Selector): string[] {
    return this.model.network.namespaces.flatMap(({ object, labels }) =>
      selects(selector, labels) ? object.name : [],
    );
  }

  /** Whether a workload has all of the labels that a selector asks for, or such as come close to them. */
  public isAlmost(pods: Selector, member: Member): boolean {
    return isMisspelt(pods, member);
  }

  /** The labels of a workload's pods by the keys that a selector asks for: `app=web, no tier`. */
  public labelsAsked(pods: Selector, member: Member): string {
    return labelsAsked(pods, member);
  }

  /** Whether a selection may hold pods of a workload that was read. */
  public areWorkloads({ certain, doubtful }: Selection): boolean {
    return [...certain, ...doubtful].some((id) => this.model.population.withClass(id).length > 0);
  }

  /** Whether a selection may hold anyone of whom the namespace is known. */
  public areSomeone({ certain, doubtful }: Selection): boolean {
    const { classes } = this.model.reach.table;
    const isPlaced = (id: ClassId) => classes[id].namespace !== undefined || classes[id].mayBeIn !== undefined;
    return certain.some(isPlaced) || doubtful.some(isPlaced);
  }

  /** The workloads that a rule's peers certainly hold; all of them where it is about everyone. */
  public heldBy({ peers }: CompiledRule): readonly Member[] {
    if (peers === 'everyone') return this.workloads;
    const known = this.held.get(peers);
    if (known) return known;
    const ids: ClassId[] = [];
    for (const end of peers.certain) if (this.model.reach.isPod(end)) ids.push(end);
    const found = this.membersOf(ids);
    this.held.set(peers, found);
    return found;
  }

  /** Whether nothing governs the pods of a workload in a direction, and nothing is there that isn't understood. */
  public isUngoverned({ classes }: Member, direction: Direction): boolean {
    return classes.every((id) => {
      const { policies, opaque } = this.model.reach.profileOf(id, direction);
      return policies.length === 0 && opaque.length === 0;
    });
  }

  /** Whether something over the pods of a workload isn't understood. */
  public isUnclear({ classes }: Member): boolean {
    const directions: Direction[] = ['ingress', 'egress'];
    return classes.some((id) =>
      directions.some((direction) => {
        const { policies, opaque } = this.model.reach.profileOf(id, direction);
        return opaque.length > 0 || policies.some(({ isCertain }) => !isCertain);
      }),
    );
  }

  /** The policies that certainly deny to all pods of a workload what they don't let pass. */
  public closing({ classes }: Member, direction: Direction): readonly CompiledPolicy[] {
    const [first] = classes;
    if (first === undefined) return [];
    return this.model.reach
      .profileOf(first, direction)
      .policies.flatMap(({ policy, isCertain }) => (isCertain && policy.isolates[direction] ? [policy] : []));
  }

  /**
   * The policies that say what passes in a direction: those that certainly deny to all pods of a workload what they don't let
   * pass, and those whose rules deny. Those of administrators come first, as they are asked.
   */
  public deciding({ classes }: Member, direction: Direction): readonly CompiledPolicy[] {
    const [first] = classes;
    if (first === undefined) return [];
    const found = this.model.reach.profileOf(first, direction).policies.flatMap(({ policy, isCertain }) => {
      const denies = policy[direction].some(({ action }) => action === 'Deny');
      return isCertain && (policy.isolates[direction] || denies) ? [policy] : [];
    });
    return [...found].sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier));
  }

  /** What may pass from one workload to another, by both of their policies. */
  public between(from: Member, to: Member): Judgement {
    return this.model.pairs.betweenMembers(from, to);
  }

  /** Ports that one side may let pass: egress that of the first, ingress that of the second. */
  public passes(direction: 'ingress' | 'egress', from: Member, to: Member): PortSetId {
    const { reach } = this.model;
    let passing = this.ports.none;
    for (const a of from.classes) {
      for (const b of to.classes) {
        const { possible } = direction === 'egress' ? reach.outOf(a, b) : reach.into(a, b);
        passing = this.ports.union(passing, possible);
      }
    }
    return passing;
  }

  /** What gets by a way in to a target of it, on the target's port alone: its steps and the policies have to let it pass. */
  public entering(way: WayIn, target: EntryTarget): Judgement {
    return this.entryJudge.of(way, target);
  }

  /** The policies that keep what carries the requests of a way in from a target of it, of which nothing gets by. */
  public denyingEntry(way: WayIn, target: EntryTarget): readonly CompiledPolicy[] {
    return this.denials.ofEntry(this.entryJudge, way, target);
  }

  private get entryJudge(): EntryJudge {
    this.entries ??= new EntryJudge(this.model);
    return this.entries;
  }

  /** The ports that a rule speaks of at a workload. */
  public portsAt(rule: CompiledRule, to: Member): PortSetId {
    let ports = this.ports.none;
    for (const id of to.classes) ports = this.ports.union(ports, this.model.reach.portsOf(rule, id).possible);
    return ports;
  }

  /** Ports on which a workload certainly reaches all addresses of a network, by its own policies. */
  public reachedAt(from: Member, cidr: string): PortSetId {
    const range = tryRangeOf(cidr);
    const ends: readonly EndId[] = range ? this.model.reach.addressEndsOver(range) : [];
    if (ends.length === 0) return this.ports.none;
    const found = from.classes.flatMap((id) => ends.map((end) => this.model.reach.outOf(id, end).allowed));
    return found.reduce((a, b) => this.ports.intersection(a, b), this.ports.all);
  }

  /** Ports on which the addresses of a network may reach a workload. */
  public admittedFrom(cidr: string, to: Member): PortSetId {
    const range = tryRangeOf(cidr);
    const ends: readonly EndId[] = range ? this.model.reach.addressEndsOver(range) : [];
    return this.ports.unionOf(ends.flatMap((end) => to.classes.map((id) => this.model.reach.into(end, id).possible)));
  }

  /** Ports on which pods of a namespace with some labels, whoever runs them, may reach a workload. */
  public admittedPods(namespace: string, labels: Labels, to: Member): PortSetId {
    const asked = this.withPods({ namespace, labels });
    const member = asked.population.workload(to.name);
    return member ? asked.pairs.betweenMembers(asked.population.standIn(ASKED_PODS), member).possible : this.ports.all;
  }

  /** The policies that keep such pods from a workload. */
  public denyingPods(namespace: string, labels: Labels, to: Member, asked: PortSetId): readonly CompiledPolicy[] {
    const model = this.withPods({ namespace, labels });
    const member = model.population.workload(to.name);
    return member ? new Denials(model).ofPods(model.population.standIn(ASKED_PODS), member, asked) : [];
  }

  /** The ports of the cluster's DNS that pods which ask it certainly don't reach; none for those that don't ask. */
  public unreachedDns(member: Member): PortSetId {
    if (asksClusterDns(member) !== true || this.names.resolve(member) !== false) return this.ports.none;
    const reached = this.names.toDns(member).map(({ judgement }) => judgement.possible);
    return this.ports.difference(this.names.needed, this.ports.unionOf(reached));
  }

  /** The protocols of which a set has ports. */
  public protocolsOf(asked: PortSetId): ReadonlySet<string> {
    const { none } = this.ports;
    const has = (protocol: Protocol) => this.ports.intersection(asked, this.ports.range(protocol, 1, 65535)) !== none;
    return new Set(Object.values(Protocol).filter(has));
  }

  /** Ports on which any pod of a namespace without workloads certainly reaches a workload, whatever its labels. */
  public admittedFromElsewhere(to: Member): PortSetId {
    const asked = this.withPods({ isElsewhere: true, labels: {} });
    const member = asked.population.workload(to.name);
    return member ? asked.pairs.betweenMembers(asked.population.standIn(ASKED_PODS), member).allowed : this.ports.none;
  }

  /** The member that a workload is. */
  public memberOf(workload: WorkloadFacts): Member {
    return this.model.population.memberOf(workload);
  }

  /** Whether a block has an address in common with some networks. */
  public overlaps(block: BlockFacts, cidrs: readonly string[]): boolean {
    return overlap(rangesOf(block), merged(cidrs.map(rangeOf)));
  }

  /** Whether all pods of a workload are on the network of their node. */
  public isOnNode({ workload }: Member): boolean {
    return workload?.pods.every(({ hostNetwork }) => hostNetwork === true) === true;
  }

  private withPods(pods: Pick<StandIn, 'namespace' | 'isElsewhere' | 'labels'>): Model {
    const key = JSON.stringify(pods);
    if (this.asked?.key !== key) {
      this.asked = { key, model: this.model.with([{ name: ASKED_PODS, hostNetwork: false, ...pods }]) };
    }
    return this.asked.model;
  }
}
