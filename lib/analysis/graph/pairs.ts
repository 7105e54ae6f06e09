import { appendTo } from '../append-to';
import type { ClassId } from '../evaluate/class-table';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { Member, Population } from '../evaluate/population';
import type { PortSets } from '../evaluate/port-sets';
import type { Reach } from '../evaluate/reach';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import type { WaypointWays } from '../waypoint/ways';

/** What may pass to members and to classes of addresses; those that nothing may reach are left out. */
export interface Row {
  readonly members: ReadonlyMap<Member, Judgement>;
  readonly addresses: ReadonlyMap<EndId, Judgement>;
}

/** Hears what may pass; each end is told once, in no order. */
export interface RowVisitor {
  member(to: Member, judgement: Judgement): void;
  address(to: EndId, judgement: Judgement): void;
}

/** Who may connect to whom between workloads, whose pods may be of several classes. */
export class Pairs {
  private readonly ports: PortSets;
  /** By class: the workloads whose pods are all of it, and those of which only some are. */
  private readonly single: readonly Member[][];
  private readonly mixed: ReadonlyMap<ClassId, Member[]>;

  public constructor(
    private readonly reach: Reach,
    population: Population,
    private readonly waypoints?: WaypointWays,
  ) {
    this.ports = reach.ports;
    const single = reach.table.classes.map((): Member[] => []);
    const mixed = new Map<ClassId, Member[]>();
    for (const member of population.workloads) {
      if (member.classes.length === 1) single[member.classes[0]].push(member);
      else {
        for (const id of member.classes) {
          appendTo(mixed, id, member);
        }
      }
    }
    this.single = single;
    this.mixed = mixed;
  }

  /** What may pass from one to the other, whichever of their pods are meant. */
  public between(from: readonly EndId[], to: readonly EndId[]): Judgement {
    const [a, b] = [from[0], to[0]];
    if (from.length === 1 && to.length === 1 && a !== undefined && b !== undefined) return this.reach.between(a, b);
    return this.common(from.flatMap((a) => to.map((b) => this.reach.between(a, b))));
  }

  /**
   * What may pass between two members, by whatever address it is sent; between one and itself its other replicas are
   * meant.
   */
  public betweenMembers(from: Member, to: Member): Judgement {
    if (this.isItself(from, to)) return this.everything;
    if (!this.waypoints?.leadsTo(to)) return this.between(from.classes, to.classes);
    const { around, through } = this.waypoints.between(from, to);
    return {
      allowed: this.ports.union(around.allowed, through.allowed),
      possible: this.ports.union(around.possible, through.possible),
    };
  }

  /** What may pass by the addresses of the pods. */
  public toPods(from: Member, to: Member): Judgement {
    if (this.isItself(from, to)) return this.everything;
    return this.waypoints?.leadsTo(to) ? this.waypoints.toPods(from, to) : this.between(from.classes, to.classes);
  }

  /** What may pass by a port of a Service, on the ports of the pods. */
  public byService(from: Member, to: Member, service: ServiceFacts, port: ServicePortFacts): Judgement {
    if (this.isItself(from, to)) return this.everything;
    if (!this.waypoints?.leadsTo(to)) return this.between(from.classes, to.classes);
    return this.waypoints.toService(from, to, service, port);
  }

  /** All that a member may reach, itself included. */
  public from(member: Member): Row {
    const members = new Map<Member, Judgement>();
    const addresses = new Map<EndId, Judgement>();
    this.visit(member, {
      member: (to, judgement) => members.set(to, judgement),
      address: (to, judgement) => addresses.set(to, judgement),
    });
    return { members, addresses };
  }

  /** Tells all that a member may reach, itself included. */
  public visit(from: Member, visitor: RowVisitor): void {
    const { waypoints } = this;
    if (!waypoints) {
      this.visitStraight(from, visitor);
      return;
    }
    this.visitStraight(from, {
      member: (to, judgement) => {
        if (!waypoints.leadsTo(to)) visitor.member(to, judgement);
      },
      address: (to, judgement) => visitor.address(to, judgement),
    });
    for (const to of waypoints.members) {
      const judgement = this.betweenMembers(from, to);
      if (judgement.possible !== this.ports.none) visitor.member(to, judgement);
    }
  }

  /** The same, but for what waypoints bring. */
  private visitStraight({ classes }: Member, visitor: RowVisitor): void {
    if (classes.length === 1 && this.mixed.size === 0) {
      this.reach.eachFrom(classes[0], (to, judgement) => this.tell(to, judgement, visitor));
      return;
    }
    const reached = new Map<EndId, Judgement[]>();
    for (const from of classes) {
      this.reach.eachFrom(from, (to, judgement) => {
        appendTo(reached, to, judgement);
      });
    }
    const mixed = new Set<Member>();
    for (const [to, found] of reached) {
      this.tell(to, this.common(found, classes.length), visitor);
      for (const member of this.mixed.get(to) ?? []) mixed.add(member);
    }
    for (const member of mixed) {
      const found = member.classes.flatMap((to) => reached.get(to) ?? []);
      visitor.member(member, this.common(found, classes.length * member.classes.length));
    }
  }

  /** All addresses that may reach a member. */
  public addressesInto({ classes }: Member): Map<EndId, Judgement> {
    const found = new Map<EndId, Judgement[]>();
    for (const id of classes) this.reach.eachAddressInto(id, (from, judgement) => appendTo(found, from, judgement));
    return new Map([...found].map(([from, judgements]) => [from, this.common(judgements, classes.length)]));
  }

  private get everything(): Judgement {
    return { allowed: this.ports.all, possible: this.ports.all };
  }

  private isItself(from: Member, to: Member): boolean {
    return from === to && !from.hasReplicas;
  }

  private tell(to: EndId, judgement: Judgement, visitor: RowVisitor): void {
    if (!this.reach.isPod(to)) visitor.address(to, judgement);
    else for (const member of this.single[to]) visitor.member(member, judgement);
  }

  /** What holds for all: certain is what is certain for each of them, possible what is possible for any. */
  private common(found: readonly Judgement[], count = found.length): Judgement {
    if (found.length === 1 && count === 1) return found[0];
    const { ports } = this;
    return {
      // Pairs that are missing let nothing pass.
      allowed: found.length < count ? ports.none : found.reduce((a, b) => ports.intersection(a, b.allowed), ports.all),
      possible: ports.unionOf(found.map(({ possible }) => possible)),
    };
  }
}
