import { Protocol } from '../../traffic';
import type { Network } from '../network/network';
import type { Direction } from '../network/policies';
import type { AddressRange } from './address-range';
import type { AddressSpace } from './address-space';
import type { BlockLaws } from './block-laws';
import { type Carriage, carriageBetween, inTunnel, isMixed, leftAlone, TUNNELS } from './carriage';
import type { ClassId, ClassTable } from './class-table';
import { type Compiled, compile } from './compile';
import type { CompiledRule } from './compiled-policy';
import { type Judgement, judge, type Matches } from './judgement';
import { NamedPorts, type NamesId, type RulePorts } from './named-ports';
import { type EndId, holdsEnd, type PeerSet } from './peer-sets';
import type { PortSetId, PortSets } from './port-sets';
import { mayBeMember } from './principals';
import { type Profile, Profiles } from './profiles';
import { type TrailId, Trails } from './trails';

/** A judgement as a number, so that a row of them is an array of numbers. */
type JudgementId = number;

/** More judgements than fit in memory; so that two numbers make one key. */
const KEYS = 2 ** 26;

/** A row is as long as there are classes of pods: a few are kept, since sources mostly are of a few tiers. */
const ROWS_KEPT = 64;

/**
 * Who may connect to whom by the policies, between classes of pods and classes of addresses.
 *
 * An end is a class of pods, or behind those a class of addresses. A question costs as much as the rules of the policies
 * that govern its two ends; a row as much as what those hold.
 */
export class Reach {
  public readonly compiled: Compiled;
  private readonly ingress: Profiles;
  private readonly egress: Profiles;
  /** Undefined where nothing of a mesh was read. */
  private readonly identity?: Profiles;
  private readonly named: NamedPorts;
  private readonly podCount: number;
  /** The number of ends. */
  private readonly size: number;

  private readonly judgements: Judgement[] = [];
  private readonly judgementIds = new Map<number, JudgementId>();
  private readonly judged = new Map<Profile, Map<number, JudgementId>>();
  private readonly both = new Map<number, JudgementId>();
  private readonly open: JudgementId;

  private readonly trails: Trails;
  /** For each end, the sets of peers that hold it; and those that hold ordinary pods. */
  private readonly setsOf: (readonly PeerSet[])[];
  private readonly setsOfOrdinary: readonly PeerSet[];
  private readonly rulesOfSet = new Map<PeerSet, CompiledRule[]>();
  /** What each class of pods lets in from an end that no rule of its own holds. */
  private readonly unheld: Int32Array;
  /** The last rows of what is let in, by the sets of peers that hold the source. */
  private readonly rows = new Map<string, Int32Array>();
  /** The trail of each end while a row is made; zero otherwise. A visitor must not ask for another row. */
  private readonly marks: Int32Array;

  public constructor(
    public readonly network: Network,
    public readonly table: ClassTable,
    public readonly addresses: AddressSpace,
    public readonly ports: PortSets,
    public readonly laws: BlockLaws,
  ) {
    this.compiled = compile({ network, table, addresses, ports, laws });
    const { policies, rules } = this.compiled;
    this.ingress = new Profiles('ingress', table, policies, network.opaquePolicies);
    this.egress = new Profiles('egress', table, policies, network.opaquePolicies);
    if (table.classes.some(({ identity }) => identity !== undefined)) {
      this.identity = new Profiles('identity', table, policies, network.opaquePolicies);
    }
    this.named = new NamedPorts(table, rules, ports);
    this.trails = new Trails(rules);
    this.podCount = table.classes.length;
    this.size = this.podCount + addresses.classes.length;
    this.open = this.intern({ allowed: ports.all, possible: ports.all });

    const setsOf = Array.from({ length: this.size }, (): PeerSet[] => []);
    const setsOfOrdinary = new Set<PeerSet>();
    for (const rule of policies.flatMap((policy) => policy.ingress)) {
      if (rule.peers === 'everyone') continue;
      const known = this.rulesOfSet.get(rule.peers);
      if (known) {
        known.push(rule);
        continue;
      }
      this.rulesOfSet.set(rule.peers, [rule]);
      for (const end of rule.peers.certain) setsOf[end].push(rule.peers);
      for (const end of rule.peers.doubtful) setsOf[end].push(rule.peers);
      if (rule.peers.ordinaryPods) setsOfOrdinary.add(rule.peers);
    }
    this.setsOf = setsOf;
    this.setsOfOrdinary = [...setsOfOrdinary];
    this.unheld = Int32Array.from(table.classes, (_, id) => this.judgedId(this.ingress.of(id), 0, this.named.of(id)));
    this.marks = new Int32Array(this.size);
  }

  /** What governs a class of pods. */
  public profileOf(id: ClassId, direction: Direction): Profile {
    if (direction === 'identity') return this.identity?.of(id) ?? NO_PROFILE;
    return (direction === 'ingress' ? this.ingress : this.egress).of(id);
  }

  /** Whether a mesh may ask those who connect to an end who they are. */
  public asksWho(to: EndId): boolean {
    return mayBeMember(this.table.classes[to]?.identity);
  }

  /** How TCP gets from one end to the other. */
  public carriage(from: EndId, to: EndId): Carriage {
    return carriageBetween(this.table.classes[from]?.identity, this.table.classes[to]?.identity);
  }

  /** Whether the network lets the same of some ports pass, in whichever way they are carried. */
  public isSeenAlike(from: EndId, to: EndId, asked: PortSetId): boolean {
    const admitted = this.admitted(from, this.entering(from, to));
    const seen = this.seen(this.carriage(from, to), this.leaving(from, to), admitted);
    const texts = seen.map((id) => {
      const { allowed, possible } = this.judgements[id];
      return `${this.ports.intersection(allowed, asked)} ${this.ports.intersection(possible, asked)}`;
    });
    return new Set(texts).size === 1;
  }

  /** Whom a mesh lets in to an end, on the ports that are asked about. */
  public known(from: EndId, to: EndId, asked: PortSetId): Judgement {
    const judged = this.identified(from, to);
    const mayPassBy = this.keepsApart(to) && this.ports.contains(leftAlone(this.ports), asked);
    return this.judgements[mayPassBy ? this.orLeftAlone(judged, this.open) : judged];
  }

  /** The same, if its proxy is asked on every port. */
  public asked(from: EndId, to: EndId): Judgement {
    return this.judgements[this.identified(from, to)];
  }

  public isPod(end: EndId): boolean {
    return end < this.podCount;
  }

  /** The end that is a class of addresses. */
  public addressEnd(addressClass: number): EndId {
    return this.podCount + addressClass;
  }

  /** The ends that have an address in common with a range. */
  public addressEndsOver(range: AddressRange): EndId[] {
    return this.addresses.classesOver(range).map((each) => this.addressEnd(each));
  }

  /** What may pass from one end to the other, of which at least one is a class of pods. */
  public between(from: EndId, to: EndId): Judgement {
    return this.judgements[this.combined(from, to, this.leaving(from, to), this.entering(from, to))];
  }

  /** What an end lets out to another. */
  public outOf(from: EndId, to: EndId): Judgement {
    return this.judgements[this.leaving(from, to)];
  }

  /** What an end lets in from another. */
  public into(from: EndId, to: EndId): Judgement {
    return this.judgements[this.admitted(from, this.entering(from, to))];
  }

  /** Visits every end to which something may pass from a class of pods, each once. */
  public eachFrom(from: ClassId, visit: (to: EndId, judgement: Judgement) => void): void {
    const profile = this.egress.of(from);
    const entering = this.rowInto(from);
    const held = this.held(profile);
    const untouched = Array.from({ length: this.named.count }, (_, names) => this.judgedId(profile, 0, names));
    const ask = (to: EndId) => {
      const names = this.named.of(to);
      const trail = this.marks[to];
      const out = trail === 0 ? untouched[names] : this.judgedId(profile, trail, names);
      if (!this.mayPass(out)) return;
      const id = this.combined(from, to, out, to < this.podCount ? entering[to] : this.open);
      if (this.mayPass(id)) visit(to, this.judgements[id]);
    };

    const isClosed = !untouched.some((id) => this.mayPass(id));
    if (isClosed) for (const to of held) ask(to);
    else for (let to = 0; to < this.size; to++) ask(to);
    for (const end of held) this.marks[end] = 0;
  }

  /** Visits every class of addresses from which something may pass to a class of pods. */
  public eachAddressInto(to: ClassId, visit: (from: EndId, judgement: Judgement) => void): void {
    const profile = this.ingress.of(to);
    const names = this.named.of(to);
    const held = this.held(profile, this.podCount);
    const ask = (from: EndId) => {
      const id = this.combined(from, to, this.open, this.judgedId(profile, this.marks[from], names));
      if (this.mayPass(id)) visit(from, this.judgements[id]);
    };
    if (!this.mayPass(this.unheld[to])) for (const from of held) ask(from);
    else for (let from = this.podCount; from < this.size; from++) ask(from);
    for (const end of held) this.marks[end] = 0;
  }

  /** The ports of a rule at a destination. */
  public portsOf(rule: CompiledRule, destination: EndId): RulePorts {
    return this.named.portsOf(rule, this.named.of(destination));
  }

  /** The rules of a profile that hold an end. */
  public matchesOf(profile: Profile, end: EndId): Matches {
    return this.trails.matchesOn(this.trailOf(profile, end));
  }

  private leaving(from: EndId, to: EndId): JudgementId {
    if (!this.isPod(from)) return this.open;
    const profile = this.egress.of(from);
    return this.judgedId(profile, this.trailOf(profile, to), this.named.of(to));
  }

  private entering(from: EndId, to: EndId): JudgementId {
    if (!this.isPod(to)) return this.open;
    const profile = this.ingress.of(to);
    return this.judgedId(profile, this.trailOf(profile, from), this.named.of(to));
  }

  /** What passes at both ends, inside a connection of the mesh or not, from those whom the destination lets in. */
  private combined(from: EndId, to: EndId, out: JudgementId, into: JudgementId): JudgementId {
    const admitted = this.admitted(from, into);
    if (!this.identity || !this.isPod(to)) return this.atBoth(out, admitted);
    const carriage = this.carriage(from, to);
    const seen = this.seen(carriage, out, admitted);
    const judged = this.atBoth(
      seen.reduce((a, b) => this.either(a, b)),
      this.identified(from, to),
    );
    return this.keepsApart(to) ? this.orLeftAlone(judged, this.atBoth(out, admitted)) : judged;
  }

  private keepsApart(to: EndId): boolean {
    return this.table.classes[to]?.identity?.modes.includes('linkerd') === true;
  }

  /** The same, but for the ports from which the proxies of Linkerd may keep away. */
  private orLeftAlone(judged: JudgementId, plain: JudgementId): JudgementId {
    const { ports } = this;
    const apart = leftAlone(ports);
    const [one, other] = [this.judgements[judged], this.judgements[plain]];
    return this.intern({
      allowed: ports.difference(one.allowed, ports.difference(apart, other.allowed)),
      possible: ports.union(one.possible, ports.intersection(other.possible, apart)),
    });
  }

  /** What the network lets pass in each of the ways in which a connection may be carried. */
  private seen(carriage: Carriage, out: JudgementId, admitted: JudgementId): JudgementId[] {
    const inside = TUNNELS[carriage].map((port) =>
      this.atBoth(this.tunnelled(out, port), this.tunnelled(admitted, port)),
    );
    return carriage === 'tunnelled' ? inside : [this.atBoth(out, admitted), ...inside];
  }

  private tunnelled(id: JudgementId, port: number): JudgementId {
    return this.intern(inTunnel(this.ports, this.judgements[id], port));
  }

  private either(a: JudgementId, b: JudgementId): JudgementId {
    if (a === b) return a;
    const [one, other] = [this.judgements[a], this.judgements[b]];
    return this.intern({
      allowed: this.ports.intersection(one.allowed, other.allowed),
      possible: this.ports.union(one.possible, other.possible),
    });
  }

  /** Whom the mesh lets in, which it asks about TCP only, and only where the destination is in it. */
  private identified(from: EndId, to: EndId): JudgementId {
    const { identity: own } = this.table.classes[to];
    if (!this.identity || !mayBeMember(own)) return this.open;
    const profile = this.identity.of(to);
    if (profile.policies.length === 0 && profile.opaque.length === 0) return this.open;
    const { ports } = this;
    const { allowed, possible } =
      this.judgements[this.judgedId(profile, this.trailOf(profile, from), this.named.of(to))];
    const others = ports.difference(ports.all, ports.range(Protocol.TCP));
    const mixed = isMixed(this.table.classes[from]?.identity, own);
    // Of stand-ins nobody says what Linkerd does on ports that no Server has.
    const isClear = !mixed && !(own?.modes.includes('linkerd') && !own.inbound);
    const isSure = isClear && own?.modes.includes('none') === false;
    const id = this.intern({
      allowed: ports.union(others, isClear ? allowed : ports.none),
      possible: isSure ? ports.union(others, possible) : ports.all,
    });
    // What comes from the node itself passes an ambient mesh by.
    return own?.modes.includes('ambient') ? this.admitted(from, id) : id;
  }

  private atBoth(out: JudgementId, admitted: JudgementId): JudgementId {
    if (out === admitted || admitted === this.open) return out;
    if (out === this.open) return admitted;
    const key = out * KEYS + admitted;
    const before = this.both.get(key);
    if (before !== undefined) return before;
    const [a, b] = [this.judgements[out], this.judgements[admitted]];
    const id = this.intern({
      allowed: this.ports.intersection(a.allowed, b.allowed),
      possible: this.ports.intersection(a.possible, b.possible),
    });
    this.both.set(key, id);
    return id;
  }

  /** A pod on its node's network reaches the pods of that node, whatever policies say. */
  private admitted(from: EndId, into: JudgementId): JudgementId {
    if (!this.isPod(from) || !this.table.classes[from].hostNetwork) return into;
    return this.intern({ allowed: this.judgements[into].allowed, possible: this.ports.all });
  }

  private trailOf(profile: Profile, end: EndId): TrailId {
    const isOrdinary = this.table.isOrdinary(end);
    let trail = 0;
    for (const rule of profile.rules) {
      const holds = holdsEnd(rule.peers as PeerSet, end, isOrdinary);
      if (holds !== false) trail = this.trails.step(trail, rule, holds === true);
    }
    return trail;
  }

  /** Notes in `marks` by which rules of the profile each end is held, and tells which ends are, from one end on. */
  private held({ rules }: Profile, start = 0): readonly EndId[] {
    const held: EndId[] = [];
    for (const rule of rules) {
      const { certain, doubtful, ordinaryPods } = rule.peers as PeerSet;
      this.note(rule, startingAt(certain, start), true, held);
      this.note(rule, startingAt(doubtful, start), false, held);
      if (ordinaryPods && start === 0) this.note(rule, this.table.ordinary, ordinaryPods === 'certain', held);
    }
    return held;
  }

  private note(rule: CompiledRule, ends: ArrayLike<EndId>, isCertain: boolean, held: EndId[]): void {
    const { marks } = this;
    let [before, next] = [-1, -1];
    for (let i = 0; i < ends.length; i++) {
      const end = ends[i];
      const trail = marks[end];
      if (trail === 0) held.push(end);
      // Ends one after the other mostly are held by the same rules.
      if (trail !== before) [before, next] = [trail, this.trails.step(trail, rule, isCertain)];
      marks[end] = next;
    }
  }

  /** What each class of pods lets in from a class: those that the same sets of peers hold have the same row. */
  private rowInto(from: ClassId): Int32Array {
    const isOrdinary = this.table.isOrdinary(from);
    const sets = isOrdinary ? [...this.setsOf[from], ...this.setsOfOrdinary] : this.setsOf[from];
    const certain = sets.map((set) => holdsEnd(set, from, isOrdinary) === true);
    const key = sets.map(({ id }, i) => (certain[i] ? id : -1 - id)).join();
    const before = this.rows.get(key);
    if (before) return before;
    const touched = new Map<ClassId, TrailId>();
    sets.forEach((set, i) => {
      for (const rule of this.rulesOfSet.get(set) ?? []) {
        const { subject } = rule.policy;
        for (const to of subject.certain) touched.set(to, this.trails.step(touched.get(to) ?? 0, rule, certain[i]));
        for (const to of subject.doubtful) touched.set(to, this.trails.step(touched.get(to) ?? 0, rule, certain[i]));
      }
    });
    const row = Int32Array.from(this.unheld);
    for (const [to, trail] of touched) row[to] = this.judgedId(this.ingress.of(to), trail, this.named.of(to));
    if (this.rows.size === ROWS_KEPT) this.rows.delete(this.rows.keys().next().value as string);
    this.rows.set(key, row);
    return row;
  }

  private judgedId(profile: Profile, trail: TrailId, names: NamesId): JudgementId {
    const known = this.judged.get(profile) ?? new Map<number, JudgementId>();
    if (known.size === 0) this.judged.set(profile, known);
    const key = trail * this.named.count + names;
    const before = known.get(key);
    if (before !== undefined) return before;
    const id = this.intern(judge(profile, this.trails.matchesOn(trail), names, this.ports, this.named));
    known.set(key, id);
    return id;
  }

  private intern(judgement: Judgement): JudgementId {
    const key = judgement.allowed * KEYS + judgement.possible;
    const before = this.judgementIds.get(key);
    if (before !== undefined) return before;
    const id = this.judgements.push(judgement) - 1;
    this.judgementIds.set(key, id);
    return id;
  }

  private mayPass(id: JudgementId): boolean {
    return this.judgements[id].possible !== this.ports.none;
  }
}

const NO_PROFILE: Profile = {
  id: -1,
  direction: 'identity',
  policies: [],
  tiers: { Admin: [], Network: [], Baseline: [] },
  rules: [],
  opaque: [],
};

/** Those of sorted ends that are not before a start. */
function startingAt(ends: Int32Array, start: EndId): Int32Array {
  if (start === 0) return ends;
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] < start) low = middle + 1;
    else high = middle;
  }
  return ends.subarray(low);
}
