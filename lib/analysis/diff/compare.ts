import { Answer } from '../answer';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId, PortSets } from '../evaluate/port-sets';
import { EndKind, type ListedEnd } from '../graph/connection-list';
import { entryEdges } from '../graph/entry-edges';
import { Focus } from '../graph/focus';
import { ListedEnds } from '../graph/listed-ends';
import { Pairs, type Row } from '../graph/pairs';
import type { Model } from '../model';
import { Causes, type Side } from './causes';
import { ChangeKind, type ConnectionChange } from './diff-report';

/**
 * The changes from one input to another, sorted by their ends: none exactly when every answer is the same.
 *
 * Both models must share their sets of ports, and have classes of addresses that respect the blocks of both.
 */
export function compare(before: Side, after: Side): ConnectionChange[] {
  return new Comparison(before, after).changes();
}

const EMPTY: Row = { members: new Map(), addresses: new Map() };

/** What was and what is between two ends. */
interface Turn {
  readonly was: Judgement;
  readonly is: Judgement;
}

class Comparison {
  private readonly older: Model;
  private readonly newer: Model;
  private readonly olderPairs: Pairs;
  private readonly newerPairs: Pairs;
  private readonly ports: PortSets;
  private readonly ends: ListedEnds;
  private readonly causes: Causes;
  private readonly nothing: Judgement;

  public constructor(before: Side, after: Side) {
    this.older = before.model;
    this.newer = after.model;
    this.olderPairs = new Pairs(this.older.reach, this.older.population);
    this.newerPairs = new Pairs(this.newer.reach, this.newer.population);
    this.ports = this.newer.reach.ports;
    this.ends = new ListedEnds(this.newer.reach);
    this.causes = new Causes(before, after);
    this.nothing = { allowed: this.ports.none, possible: this.ports.none };
  }

  public changes(): ConnectionChange[] {
    const names = new Set(
      [...this.older.population.workloads, ...this.newer.population.workloads].map(({ name }) => name),
    );
    const sorted = [...names].sort();
    return [
      ...sorted.flatMap((name) => this.from(name)),
      ...sorted.flatMap((name) => this.fromOutside(name)),
      ...this.throughEntries(),
    ];
  }

  private from(name: string): ConnectionChange[] {
    const [was, is] = [this.rowOf(this.older, this.olderPairs, name), this.rowOf(this.newer, this.newerPairs, name)];
    const [before, after] = [byName(was, name), byName(is, name)];
    const source = this.ends.of(EndKind.WORKLOAD, name);
    const inside = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((to) => {
      const turn = { was: before.get(to) ?? this.nothing, is: after.get(to) ?? this.nothing };
      return this.change(source, this.ends.of(EndKind.WORKLOAD, to), turn, () => this.causes.between(name, to));
    });
    const outside = this.alike(was.addresses, is.addresses).flatMap(([ends, turn]) =>
      this.change(source, this.ends.addresses(ends), turn, () => this.causes.between(name, undefined)),
    );
    return [...inside, ...outside];
  }

  private fromOutside(name: string): ConnectionChange[] {
    const destination = this.ends.of(EndKind.WORKLOAD, name);
    const before = addressesInto(this.older, this.olderPairs, name);
    const after = addressesInto(this.newer, this.newerPairs, name);
    return this.alike(before, after).flatMap(([ends, turn]) =>
      this.change(this.ends.addresses(ends), destination, turn, () => this.causes.between(undefined, name)),
    );
  }

  private throughEntries(): ConnectionChange[] {
    const [before, after] = [this.older, this.newer].map((model) => {
      const { edges } = entryEdges(model, this.ends, Focus.of({}, model.population));
      return new Map(edges.map((edge) => [`${edge.source.name}\n${edge.destination.name}`, edge]));
    });
    return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
      const [was, is] = [before.get(key), after.get(key)];
      const { source, destination } = (is ?? was) as { source: ListedEnd; destination: ListedEnd };
      return this.change(source, destination, { was: was ?? this.nothing, is: is ?? this.nothing }, () => [
        ...this.causes.among(this.routed(source.name)),
        ...this.causes.between(undefined, destination.name),
      ]);
    });
  }

  /** The objects by which an entry leads anywhere. */
  private routed(entry: string) {
    return [this.older, this.newer].flatMap(({ waysIn }) =>
      waysIn
        .filter((way) => way.entry.name === entry)
        .flatMap((way) => [way.origin, ...way.legs.flatMap(({ decidedBy }) => decidedBy.map(({ object }) => object))]),
    );
  }

  private change(
    source: ListedEnd,
    destination: ListedEnd,
    { was, is }: Turn,
    causes: () => string[],
  ): ConnectionChange[] {
    if (was.allowed === is.allowed && was.possible === is.possible) return [];
    const { ports } = this;
    const more = (a: Judgement, b: Judgement): PortSetId =>
      ports.union(ports.difference(b.allowed, a.allowed), ports.difference(b.possible, a.possible));
    const isCertain = was.allowed === was.possible && is.allowed === is.possible;
    return [
      {
        kind: this.kindOf({ was, is }),
        source,
        destination,
        before: ports.texts(was.allowed),
        after: ports.texts(is.allowed),
        opened: ports.texts(more(was, is)),
        closed: ports.texts(more(is, was)),
        answer: isCertain ? Answer.ALLOWED : Answer.UNKNOWN,
        causes: [...new Set(causes())],
      },
    ];
  }

  private kindOf({ was, is }: Turn): ChangeKind {
    if (was.possible === this.ports.none) return ChangeKind.OPENED;
    return is.possible === this.ports.none ? ChangeKind.CLOSED : ChangeKind.CHANGED;
  }

  private rowOf(model: Model, pairs: Pairs, name: string): Row {
    const member = model.population.workload(name);
    return member ? pairs.from(member) : EMPTY;
  }

  /** Classes of addresses of which the same became, as one. */
  private alike(before: ReadonlyMap<EndId, Judgement>, after: ReadonlyMap<EndId, Judgement>): [EndId[], Turn][] {
    const [older, newer] = [this.older, this.newer].map(({ reach }) => reach.addressEnd(0));
    const groups = new Map<string, [EndId[], Turn]>();
    this.newer.reach.addresses.classes.forEach((_, i) => {
      const turn = { was: before.get(older + i) ?? this.nothing, is: after.get(newer + i) ?? this.nothing };
      const key = [turn.was.allowed, turn.was.possible, turn.is.allowed, turn.is.possible].join();
      const group = groups.get(key);
      if (group) group[0].push(newer + i);
      else groups.set(key, [[newer + i], turn]);
    });
    return [...groups.values()];
  }
}

/** What a member reaches, by name; without itself where it has no replicas. */
function byName({ members }: Row, from: string): Map<string, Judgement> {
  const others = [...members].filter(([to]) => to.name !== from || to.hasReplicas);
  return new Map(others.map(([to, judgement]) => [to.name, judgement]));
}

function addressesInto(model: Model, pairs: Pairs, name: string): Map<EndId, Judgement> {
  const member: Member | undefined = model.population.workload(name);
  const found = new Map<EndId, Judgement>();
  for (const id of member?.classes ?? []) {
    model.reach.eachAddressInto(id, (from) => {
      if (!found.has(from)) found.set(from, pairs.between([from], (member as Member).classes));
    });
  }
  return found;
}
