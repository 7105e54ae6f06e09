import { Protocol } from '../../traffic';
import type { Addressing } from '../addressing/addressing';
import type { ClassId } from '../evaluate/class-table';
import type { Judgement } from '../evaluate/judgement';
import type { Member, Population } from '../evaluate/population';
import type { PortSetId, PortSets } from '../evaluate/port-sets';
import { mayBeMember } from '../evaluate/principals';
import type { Reach } from '../evaluate/reach';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import type { Bindings } from './bindings';
import { type Crossing, Crossings } from './crossings';
import { Doors } from './doors';
import type { Binding, Waypoint } from './waypoint';

/** What may pass to pods: past all waypoints, and through one. */
export interface Ways {
  readonly around: Judgement;
  readonly through: Judgement;
}

/** Whether what a caller sends goes to a waypoint that is in front of what it calls. */
type Use = 'always' | 'perhaps' | 'never';

/**
 * Who reaches what through waypoints: the caller has to come to the waypoint, the waypoint to let it through, and the pods
 * to let the waypoint in. What is behind none costs nothing.
 */
export class WaypointWays {
  public readonly crossings: Crossings;
  public readonly doors: Doors;
  private readonly ports: PortSets;
  /** The waypoints in front of the addresses of pods. */
  private readonly own = new Map<Member, OwnBinding>();

  public constructor(
    private readonly reach: Reach,
    population: Population,
    addressing: Addressing,
    bindings: Bindings,
  ) {
    const { network } = reach;
    this.ports = reach.ports;
    this.crossings = new Crossings(network, bindings, addressing, population);
    this.doors = new Doors(reach, population);
    for (const member of population.workloads) {
      const { object, pods = [] } = member.workload ?? {};
      const found = object ? pods.map((pod) => bindings.ofPod(object, pod)) : [];
      const first = found.find((each) => each !== undefined);
      if (!first) continue;
      const isOne = found.every((each) => each?.name === first.name);
      const doubt =
        first.doubt ?? (isOne ? undefined : `not all pods of ${member.name} name the waypoint ${first.name}`);
      const binding = { ...first, ...(doubt !== undefined && { doubt }) };
      this.own.set(member, { binding, plain: this.plainPorts(member, addressing) });
    }
  }

  /** Whether anything leads to a member by a waypoint. */
  public leadsTo(member: Member): boolean {
    return this.own.has(member) || this.crossings.to(member).length > 0;
  }

  /** All to whom something leads by a waypoint. */
  public get members(): readonly Member[] {
    return [...new Set([...this.own.keys(), ...this.crossings.members])];
  }

  /** The waypoint in front of the addresses of a member's pods. */
  public ownOf(member: Member): Binding | undefined {
    return this.own.get(member)?.binding;
  }

  /** What may pass from one to the other, by whatever address it is sent. */
  public between(from: Member, to: Member): Ways {
    const crossings = this.crossings.to(to);
    const pairs = this.pairsOf(from, to).map(([a, b]) => {
      const addressed = this.toAddress(a, b, to);
      return {
        around: this.either(addressed.around, this.byPlainService(a, b, to)),
        through: crossings.reduce((sum, each) => this.either(sum, this.across(a, b, each)), addressed.through),
      };
    });
    return {
      around: this.common(pairs.map(({ around }) => around)),
      through: this.common(pairs.map(({ through }) => through)),
    };
  }

  /** What may pass by the addresses of the pods. */
  public toPods(from: Member, to: Member): Judgement {
    return this.common(
      this.pairsOf(from, to).map(([a, b]) => {
        const { around, through } = this.toAddress(a, b, to);
        return this.either(around, through);
      }),
    );
  }

  /** What may pass by a port of a Service, on the ports of the pods. */
  public toService(from: Member, to: Member, service: ServiceFacts, port: ServicePortFacts): Judgement {
    const binding = this.crossings.bindingOf(service);
    const isBound = binding !== undefined && port.protocol === Protocol.TCP;
    const crossings = this.crossings.to(to).filter((each) => each.service === service && each.port === port);
    return this.common(
      this.pairsOf(from, to).map(([a, b]) => {
        const straight = this.reach.between(a, b);
        const use = isBound ? this.useOf(a, binding) : 'never';
        if (use === 'never') return straight;
        const through = crossings
          .map((each) => this.across(a, b, each))
          .reduce((x, y) => this.either(x, y), this.nothing);
        return use === 'always' ? through : this.oneOf(straight, through);
      }),
    );
  }

  /** What may pass by the ports of one Service. */
  public by(from: Member, crossing: Crossing): Judgement {
    return this.common(this.pairsOf(from, crossing.to).map(([a, b]) => this.across(a, b, crossing)));
  }

  /** The waypoints through which something may pass from one to the other, sorted. */
  public namesBetween(from: Member, to: Member): string[] {
    const { possible } = this.between(from, to).through;
    if (possible === this.ports.none) return [];
    const found = this.crossings.to(to).filter((each) => this.by(from, each).possible !== this.ports.none);
    const own = this.ownOf(to);
    const isByOwn = own && this.pairsOf(from, to).some(([a, b]) => this.mayPass(this.toAddress(a, b, to).through));
    return [...new Set([...found.map(({ binding }) => binding.name), ...(isByOwn ? [own.name] : [])])].sort();
  }

  private mayPass({ possible }: Judgement): boolean {
    return possible !== this.ports.none;
  }

  /** Whether what a member sends goes to a waypoint. */
  public useBy(from: Member, binding: Binding): Use {
    const uses = new Set(from.classes.map((id) => this.useOf(id, binding)));
    const [only] = uses;
    return uses.size === 1 ? only : 'perhaps';
  }

  private get nothing(): Judgement {
    return { allowed: this.ports.none, possible: this.ports.none };
  }

  private pairsOf(from: Member, to: Member): [ClassId, ClassId][] {
    return from.classes.flatMap((a) => to.classes.map((b): [ClassId, ClassId] => [a, b]));
  }

  private useOf(from: ClassId, { waypoint, doubt }: Binding): Use {
    const { identity } = this.reach.table.classes[from];
    if (!waypoint) return mayBeMember(identity) ? 'perhaps' : 'never';
    const carriage = this.reach.carriage(from, this.doors.classOf(waypoint));
    if (carriage === 'direct' || carriage === 'proxied') return 'never';
    return carriage === 'tunnelled' && doubt === undefined ? 'always' : 'perhaps';
  }

  /** What is sent to the address of a pod, which a waypoint may be in front of. */
  private toAddress(a: ClassId, b: ClassId, to: Member): Ways {
    const straight = this.reach.between(a, b);
    const own = this.own.get(to);
    const use = own ? this.useOf(a, own.binding) : 'never';
    const waypoint = own?.binding.waypoint;
    if (!own || !waypoint || use === 'never') return { around: straight, through: this.nothing };
    const { ports } = this;
    const tcp = ports.range(Protocol.TCP);
    const through = this.carried(a, b, waypoint);
    const others = ports.difference(ports.all, tcp);
    if (use === 'always') return { around: this.within(straight, others), through: this.within(through, tcp) };
    const either = this.oneOf(straight, through);
    return {
      around: { allowed: either.allowed, possible: straight.possible },
      through: { allowed: ports.none, possible: ports.intersection(through.possible, tcp) },
    };
  }

  /** What a waypoint in front of pods carries to them, on their own ports. */
  private carried(a: ClassId, b: ClassId, waypoint: Waypoint): Judgement {
    const { isCertain, isPossible } = this.doors.entrance(a, waypoint);
    const last = this.reach.between(this.doors.classOf(waypoint), b);
    const door = this.doors.letsThrough(a, waypoint);
    const { ports } = this;
    return {
      allowed: isCertain ? ports.intersection(door.allowed, last.allowed) : ports.none,
      possible: isPossible ? ports.intersection(door.possible, last.possible) : ports.none,
    };
  }

  /** What comes to pods by Services that are behind no waypoint, although the pods are. */
  private byPlainService(a: ClassId, b: ClassId, to: Member): Judgement {
    const own = this.own.get(to);
    if (!own) return this.nothing;
    const straight = this.reach.between(a, b);
    return {
      allowed: this.ports.intersection(straight.allowed, own.plain.allowed),
      possible: this.ports.intersection(straight.possible, own.plain.possible),
    };
  }

  private across(a: ClassId, b: ClassId, { binding, service, port, targetPort, doubt }: Crossing): Judgement {
    const { ports } = this;
    const use = this.useOf(a, binding);
    if (use === 'never') return this.nothing;
    const arrives = ports.range(Protocol.TCP, targetPort, targetPort);
    const { waypoint } = binding;
    if (!waypoint) return { allowed: ports.none, possible: arrives };
    const { isCertain, isPossible } = this.doors.entrance(a, waypoint);
    if (!isPossible) return this.nothing;
    const asked = ports.range(Protocol.TCP, port.port, port.port);
    const door = this.doors.letsThrough(a, waypoint, service);
    if (!ports.contains(door.possible, asked)) return this.nothing;
    const last = this.reach.between(this.doors.classOf(waypoint), b);
    const isSure = use === 'always' && isCertain && doubt === undefined && ports.contains(door.allowed, asked);
    return {
      allowed: isSure ? ports.intersection(last.allowed, arrives) : ports.none,
      possible: ports.intersection(last.possible, arrives),
    };
  }

  private plainPorts(member: Member, addressing: Addressing): Judgement {
    const { ports } = this;
    const sum = { allowed: ports.none, possible: ports.none };
    for (const service of member.workload ? addressing.servicesOf(member.workload) : []) {
      if (service.isHeadless || service.type === 'ExternalName') continue;
      const binding = this.crossings.bindingOf(service);
      if (binding?.waypoint && binding.doubt === undefined) continue;
      for (const port of service.ports) {
        for (const target of addressing.endpointsOf(service, port)) {
          if (target.kind !== 'pods' || target.workload !== member.workload) continue;
          const at = ports.range(target.protocol, target.port, target.port);
          if (!binding && target.isCertain) sum.allowed = ports.union(sum.allowed, at);
          sum.possible = ports.union(sum.possible, at);
        }
      }
    }
    return sum;
  }

  private within({ allowed, possible }: Judgement, some: PortSetId): Judgement {
    return { allowed: this.ports.intersection(allowed, some), possible: this.ports.intersection(possible, some) };
  }

  /** What passes in one way or in another. */
  private either(a: Judgement, b: Judgement): Judgement {
    const { ports } = this;
    return { allowed: ports.union(a.allowed, b.allowed), possible: ports.union(a.possible, b.possible) };
  }

  /** What passes where only one of two ways is open to it, and it isn't known which. */
  private oneOf(a: Judgement, b: Judgement): Judgement {
    const { ports } = this;
    return { allowed: ports.intersection(a.allowed, b.allowed), possible: ports.union(a.possible, b.possible) };
  }

  /** What holds for all: certain is what is certain for each of them, possible what is possible for any. */
  private common(found: readonly Judgement[]): Judgement {
    const { ports } = this;
    return {
      allowed: found.map(({ allowed }) => allowed).reduce((all, each) => ports.intersection(all, each), ports.all),
      possible: ports.unionOf(found.map(({ possible }) => possible)),
    };
  }
}

/** The waypoint in front of the addresses of pods, and the ports to which Services lead past it. */
interface OwnBinding {
  readonly binding: Binding;
  readonly plain: Judgement;
}
