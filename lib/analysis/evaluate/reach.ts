import { Protocol } from '../../traffic';
import type { Network } from '../network/network';
import type { Direction } from '../network/policies';
import type { AddressRange } from './address-range';
import type { AddressSpace } from './address-space';
import type { BlockLaws } from './block-laws';
import { type Carriage, carriageBetween, isMixed, leftAlone, TUNNELS } from './carriage';
import type { ClassId, ClassTable } from './class-table';
import { type Compiled, compile } from './compile';
import type { CompiledRule } from './compiled-policy';
import { HeldEnds } from './held-ends';
import { IngressRows } from './ingress-rows';
import { type Judgement, judge, type Matches } from './judgement';
import { type JudgementId, Judgements } from './judgements';
import { NamedPorts, type NamesId, NO_NAMES, type RulePorts } from './named-ports';
import { type EndId, holdsEnd, type PeerSet } from './peer-sets';
import type { PortSetId, PortSets } from './port-sets';
import { mayBeMember } from './principals';
import { type Profile, Profiles } from './profiles';
import { type TrailId, Trails } from './trails';

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

  private readonly judgements: Judgements;
  private readonly judged = new Map<Profile, Map<number, JudgementId>>();
  private readonly open: JudgementId;

  private readonly trails: Trails;
  private readonly rows: IngressRows;
  /** A visitor must not ask for another row while one is made. */
  private readonly held: HeldEnds;

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
    this.judgements = new Judgements(ports);
    this.open = this.judgements.open;
    this.rows = new IngressRows(table, this.trails, policies, this.size, (to, trail) =>
      this.judgedId(this.ingress.of(to), trail, this.named.of(to)),
    );
    this.held = new HeldEnds(table, this.trails, this.size);
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
      const { allowed, possible } = this.judgements.of(id);
      return `${this.ports.intersection(allowed, asked)} ${this.ports.intersection(possible, asked)}`;
    });
    return new Set(texts).size === 1;
  }

  /** Whom a mesh lets in to an end, on the ports that are asked about. */
  public known(from: EndId, to: EndId, asked: PortSetId): Judgement {
    const judged = this.identified(from, to);
    const mayPassBy = this.keepsApart(to) && this.ports.contains(leftAlone(this.ports), asked);
    return this.judgements.of(mayPassBy ? this.judgements.orLeftAlone(judged, this.open) : judged);
  }

  /** The same, if its proxy is asked on every port. */
  public asked(from: EndId, to: EndId): Judgement {
    return this.judgements.of(this.identified(from, to));
  }

  /** Whom a profile lets in that is none of pods, such as that of a waypoint in front of a Service. */
  public admittedBy(profile: Profile, from: EndId): Judgement {
    return this.judgements.of(this.judgedId(profile, this.trailOf(profile, from), NO_NAMES));
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
    return this.judgements.of(this.combined(from, to, this.leaving(from, to), this.entering(from, to)));
  }

  /** What an end lets out to another. */
  public outOf(from: EndId, to: EndId): Judgement {
    return this.judgements.of(this.leaving(from, to));
  }

  /** What an end lets in from another. */
  public into(from: EndId, to: EndId): Judgement {
    return this.judgements.of(this.admitted(from, this.entering(from, to)));
  }

  /** Visits every end to which something may pass from a class of pods, each once. */
  public eachFrom(from: ClassId, visit: (to: EndId, judgement: Judgement) => void): void {
    const profile = this.egress.of(from);
    const entering = this.rows.from(from);
    const held = this.held.note(profile);
    const untouched = Array.from({ length: this.named.count }, (_, names) => this.judgedId(profile, 0, names));
    const ask = (to: EndId) => {
      const names = this.named.of(to);
      const trail = this.held.trail(to);
      const out = trail === 0 ? untouched[names] : this.judgedId(profile, trail, names);
      if (!this.judgements.mayPass(out)) return;
      const id = this.combined(from, to, out, to < this.podCount ? entering[to] : this.open);
      if (this.judgements.mayPass(id)) visit(to, this.judgements.of(id));
    };

    const isClosed = !untouched.some((id) => this.judgements.mayPass(id));
    if (isClosed) for (const to of held) ask(to);
    else for (let to = 0; to < this.size; to++) ask(to);
    this.held.release(held);
  }

  /** Visits every class of addresses from which something may pass to a class of pods. */
  public eachAddressInto(to: ClassId, visit: (from: EndId, judgement: Judgement) => void): void {
    const profile = this.ingress.of(to);
    const names = this.named.of(to);
    const held = this.held.note(profile, this.podCount);
    const ask = (from: EndId) => {
      const id = this.combined(from, to, this.open, this.judgedId(profile, this.held.trail(from), names));
      if (this.judgements.mayPass(id)) visit(from, this.judgements.of(id));
    };
    if (!this.judgements.mayPass(this.rows.fromUnheld(to))) for (const from of held) ask(from);
    else for (let from = this.podCount; from < this.size; from++) ask(from);
    this.held.release(held);
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
    if (!this.identity || !this.isPod(to)) return this.judgements.atBoth(out, admitted);
    const carriage = this.carriage(from, to);
    const seen = this.seen(carriage, out, admitted);
    const judged = this.judgements.atBoth(
      seen.reduce((a, b) => this.judgements.either(a, b)),
      this.identified(from, to),
    );
    return this.keepsApart(to) ? this.judgements.orLeftAlone(judged, this.judgements.atBoth(out, admitted)) : judged;
  }

  private keepsApart(to: EndId): boolean {
    return this.table.classes[to]?.identity?.modes.includes('linkerd') === true;
  }

  /** What the network lets pass in each of the ways in which a connection may be carried. */
  private seen(carriage: Carriage, out: JudgementId, admitted: JudgementId): JudgementId[] {
    const inside = TUNNELS[carriage].map((port) =>
      this.judgements.atBoth(this.judgements.inTunnel(out, port), this.judgements.inTunnel(admitted, port)),
    );
    return carriage === 'tunnelled' ? inside : [this.judgements.atBoth(out, admitted), ...inside];
  }

  /** Whom the mesh lets in, which it asks about TCP only, and only where the destination is in it. */
  private identified(from: EndId, to: EndId): JudgementId {
    const { identity: own } = this.table.classes[to];
    if (!this.identity || !mayBeMember(own)) return this.open;
    const profile = this.identity.of(to);
    if (profile.policies.length === 0 && profile.opaque.length === 0) return this.open;
    const { ports } = this;
    const { allowed, possible } = this.judgements.of(
      this.judgedId(profile, this.trailOf(profile, from), this.named.of(to)),
    );
    const others = ports.difference(ports.all, ports.range(Protocol.TCP));
    const mixed = isMixed(this.table.classes[from]?.identity, own);
    // Of stand-ins nobody says what Linkerd does on ports that no Server has.
    const isClear = !mixed && !(own?.modes.includes('linkerd') && !own.inbound);
    const isSure = isClear && own?.modes.includes('none') === false;
    const id = this.judgements.idOf({
      allowed: ports.union(others, isClear ? allowed : ports.none),
      possible: isSure ? ports.union(others, possible) : ports.all,
    });
    // What comes from the node itself passes an ambient mesh by.
    return own?.modes.includes('ambient') ? this.admitted(from, id) : id;
  }

  /** A pod on its node's network reaches the pods of that node, whatever policies say. */
  private admitted(from: EndId, into: JudgementId): JudgementId {
    if (!this.isPod(from) || !this.table.classes[from].hostNetwork) return into;
    return this.judgements.idOf({ allowed: this.judgements.of(into).allowed, possible: this.ports.all });
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

  private judgedId(profile: Profile, trail: TrailId, names: NamesId): JudgementId {
    const known = this.judged.get(profile) ?? new Map<number, JudgementId>();
    if (known.size === 0) this.judged.set(profile, known);
    const key = trail * this.named.count + names;
    const before = known.get(key);
    if (before !== undefined) return before;
    const id = this.judgements.idOf(judge(profile, this.trails.matchesOn(trail), names, this.ports, this.named));
    known.set(key, id);
    return id;
  }
}

const NO_PROFILE: Profile = {
  id: -1,
  direction: 'identity',
  policies: [],
  onlyAllows: false,
  rules: [],
  opaque: [],
};
