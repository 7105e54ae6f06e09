import { doubtsBetween } from '../evaluate/doubts';
import type { Judgement } from '../evaluate/judgement';
import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import { waypointDoubts } from '../waypoint/doubts';
import { alike } from './alike';
import type { ListedEnd } from './connection-list';
import type { Edge } from './edge';
import type { Focus } from './focus';
import { ListedEnds } from './listed-ends';
import type { Pairs } from './pairs';

/** The edges from workload to workload and between them and the outside, one source after the other. */
export class WorkloadEdges {
  public readonly ends: ListedEnds;
  private readonly pairs: Pairs;

  public constructor(
    private readonly model: Model,
    private readonly focus: Focus,
  ) {
    this.ends = new ListedEnds(model.reach);
    this.pairs = model.pairs;
  }

  /** Sorted by source, then by destination; workloads come before the outside. */
  public *all(): Generator<Edge> {
    const { workloads } = this.model.population;
    for (const from of workloads) if (this.focus.mayStart(from)) yield* this.from(from);
    for (const to of workloads) if (this.focus.covers(undefined, to)) yield* this.fromOutside(to);
  }

  private *from(from: Member): Generator<Edge> {
    const row = this.pairs.from(from);
    const source = this.endOf(from);
    const reached = [...row.members.keys()].filter(
      (to) => this.focus.covers(from, to) && (to !== from || to.hasReplicas),
    );
    for (const to of reached.sort(byPlace)) {
      const doubts = () => memberDoubts(this.model, from, to);
      const edge = { source, destination: this.endOf(to), doubts };
      for (const part of this.partsOf(from, to, row.members.get(to) as Judgement)) yield { ...edge, ...part };
    }
    if (!this.focus.covers(from)) return;
    for (const [ends, judgement] of alike(row.addresses)) {
      const doubts = () => [
        ...from.classes.flatMap((id) => doubtsBetween(this.model.reach, id, ends[0])),
        ...differences(from),
      ];
      yield { source, destination: this.ends.addresses(ends), ...judgement, doubts };
    }
  }

  /** What goes through a waypoint only is an edge of its own. */
  private partsOf(from: Member, to: Member, judgement: Judgement): (Judgement & { readonly via?: string })[] {
    const { waypoints, reach } = this.model;
    if (!waypoints?.leadsTo(to)) return [judgement];
    const { ports } = reach;
    const { around } = waypoints.between(from, to);
    const beside = ports.difference(judgement.allowed, around.allowed);
    const may = ports.difference(around.possible, beside);
    return [
      { allowed: around.allowed, possible: may },
      {
        allowed: beside,
        possible: ports.difference(judgement.possible, may),
        via: waypoints.namesBetween(from, to).map(viaText).join(', '),
      },
    ].filter(({ possible }) => possible !== ports.none);
  }

  private *fromOutside(to: Member): Generator<Edge> {
    const { reach } = this.model;
    for (const [ends, judgement] of alike(this.pairs.addressesInto(to))) {
      const doubts = () => [...to.classes.flatMap((id) => doubtsBetween(reach, ends[0], id)), ...differences(to)];
      yield { source: this.ends.addresses(ends), destination: this.endOf(to), ...judgement, doubts };
    }
  }

  private endOf(member: Member): ListedEnd {
    return this.ends.workload(member);
  }
}

/** By what a list tells that a connection goes through a waypoint. */
export function viaText(name: string): string {
  return `waypoint ${name}`;
}

/** Why it isn't known whether one reaches the other. */
export function memberDoubts({ reach, waypoints }: Model, from: Member, to: Member): string[] {
  const doubts = from.classes.flatMap((a) => to.classes.flatMap((b) => doubtsBetween(reach, a, b)));
  if (waypoints?.leadsTo(to)) doubts.push(...waypointDoubts(reach, waypoints, from, to));
  doubts.push(...differences(from), ...(to === from ? [] : differences(to)));
  return [...new Set(doubts)];
}

/** Pods of one workload that policies can tell apart. */
function differences({ name, classes }: Member): string[] {
  return classes.length > 1 ? [`the pods of ${name} differ, and policies don't treat them alike`] : [];
}

function byPlace(a: Member, b: Member): number {
  return a.place - b.place;
}
