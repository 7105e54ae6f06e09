import { Answer } from '../answer';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId, PortSets } from '../evaluate/port-sets';
import { EndKind, type ListedEnd } from '../graph/connection-list';
import { type EntryEdge, entryEdges } from '../graph/entry-edges';
import { Focus } from '../graph/focus';
import { ListedEnds } from '../graph/listed-ends';
import type { Pairs, Row } from '../graph/pairs';
import { ServiceJudge } from '../graph/service-judge';
import type { Model } from '../model';
import type { ServiceFacts } from '../network/services';
import { type Both, bothOf, keyOf } from './both-inputs';
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
  private readonly both: ReadonlyMap<string, Both>;
  private readonly olderServices: ServiceJudge;
  private readonly newerServices: ServiceJudge;

  public constructor(before: Side, after: Side) {
    this.older = before.model;
    this.newer = after.model;
    this.olderPairs = this.older.pairs;
    this.newerPairs = this.newer.pairs;
    this.ports = this.newer.reach.ports;
    this.ends = new ListedEnds(this.newer.reach);
    this.causes = new Causes(before, after);
    this.both = bothOf(this.older, this.newer);
    this.olderServices = new ServiceJudge(this.older);
    this.newerServices = new ServiceJudge(this.newer);
    this.nothing = { allowed: this.ports.none, possible: this.ports.none };
  }

  public changes(): ConnectionChange[] {
    const members = [...this.both.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return [
      ...members.flatMap((member) => this.from(member)),
      ...members.flatMap((member) => this.fromOutside(member)),
      ...this.throughEntries(),
      ...this.toDns(),
      ...this.toServices(),
    ];
  }

  private from(member: Both): ConnectionChange[] {
    const was = member.older ? this.olderPairs.from(member.older) : EMPTY;
    const is = member.newer ? this.newerPairs.from(member.newer) : EMPTY;
    const [before, after] = [reachedBy(was, member.older), reachedBy(is, member.newer)];
    const source = this.ends.of(EndKind.WORKLOAD, member.name);
    const others = [...new Set([...before.keys(), ...after.keys()])].map((key) => this.both.get(key) as Both);
    const inside = others
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((to) => {
        const turn = { was: before.get(to.key) ?? this.nothing, is: after.get(to.key) ?? this.nothing };
        return this.change(source, this.ends.of(EndKind.WORKLOAD, to.name), turn, () =>
          this.causes.between(member.key, to.key),
        );
      });
    const outside = this.alike(was.addresses, is.addresses).flatMap(([ends, turn]) =>
      this.change(source, this.ends.addresses(ends), turn, () => this.causes.between(member.key, undefined)),
    );
    return [...inside, ...outside];
  }

  private fromOutside({ key, name, older, newer }: Both): ConnectionChange[] {
    const destination = this.ends.of(EndKind.WORKLOAD, name);
    const before = older ? this.olderPairs.addressesInto(older) : EMPTY.addresses;
    const after = newer ? this.newerPairs.addressesInto(newer) : EMPTY.addresses;
    return this.alike(before, after).flatMap(([ends, turn]) =>
      this.change(this.ends.addresses(ends), destination, turn, () => this.causes.between(undefined, key)),
    );
  }

  private throughEntries(): ConnectionChange[] {
    const [before, after] = [this.older, this.newer].map((model) => {
      const { edges } = entryEdges(model, this.ends, Focus.of({}, model.population));
      return new Map(edges.map((edge) => [`${shortName(edge.source)}\n${keyOf(edge.to)}`, edge]));
    });
    return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
      const [was, is] = [before.get(key), after.get(key)];
      const { source, to } = (is ?? was) as EntryEdge;
      const { name } = this.both.get(keyOf(to)) as Both;
      const turn = { was: was ?? this.nothing, is: is ?? this.nothing };
      const urls = urlChanges(was?.urls ?? [], is?.urls ?? []);
      const isRerouted = was !== undefined && is !== undefined && urls.length > 0;
      return this.change(
        source,
        this.ends.of(EndKind.WORKLOAD, name),
        turn,
        () => [
          ...(isRerouted ? urls : []),
          ...this.causes.among(this.routed(source.name)),
          ...this.causes.outOf(source.name),
          ...this.causes.between(undefined, keyOf(to)),
        ],
        isRerouted,
      );
    });
  }

  /** Clients that can resolve names now, or can't any more: with that, they lose every Service. */
  private toDns(): ConnectionChange[] {
    const destination = this.ends.of(EndKind.SERVICE, 'the cluster DNS');
    return [...this.both.values()].flatMap(({ key, name, older, newer }) => {
      if (!older || !newer) return [];
      const turn = { was: this.resolving(this.olderServices, older), is: this.resolving(this.newerServices, newer) };
      return this.change(this.ends.of(EndKind.WORKLOAD, name), destination, turn, () =>
        this.causes.between(key, undefined),
      );
    });
  }

  private resolving({ names }: ServiceJudge, client: Member): Judgement {
    const resolves = names.resolve(client);
    return {
      allowed: resolves ? names.needed : this.ports.none,
      possible: resolves === false ? this.ports.none : names.needed,
    };
  }

  /** Services that lead elsewhere than before, or are new or gone: what became of each client that can resolve names. */
  private toServices(): ConnectionChange[] {
    const changed = this.changedServices();
    const clients = [...this.both.values()].filter(({ older, newer }) => older && newer);
    return changed.flatMap(({ name, older, newer }) =>
      clients.flatMap((client) => {
        const turn = {
          was: this.judged(this.olderServices, client.older, older),
          is: this.judged(this.newerServices, client.newer, newer),
        };
        const source = this.ends.of(EndKind.WORKLOAD, client.name);
        return this.change(source, this.ends.of(EndKind.SERVICE, name), turn, () => {
          const { object } = (newer ?? older) as ServiceFacts;
          return [...this.causes.among([object]), ...this.causes.endpoints(object.namespace, object.name)];
        });
      }),
    );
  }

  private judged(services: ServiceJudge, client: Member | undefined, service: ServiceFacts | undefined): Judgement {
    if (!client || !service) return this.nothing;
    return services.of({ ends: client.classes, member: client }, service, this.ports.all);
  }

  /** Services whose object or endpoints differ: those that stay lead where workloads' own edges tell of any change. */
  private changedServices(): { name: string; older?: ServiceFacts; newer?: ServiceFacts }[] {
    const found = new Map<string, { name: string; older?: ServiceFacts; newer?: ServiceFacts }>();
    for (const service of this.older.network.services)
      found.set(nameOf(service), { name: nameOf(service), older: service });
    for (const service of this.newer.network.services) {
      found.set(nameOf(service), { name: nameOf(service), older: found.get(nameOf(service))?.older, newer: service });
    }
    return [...found.values()]
      .filter(({ older, newer }) => {
        const { object } = (newer ?? older) as ServiceFacts;
        const causes = [...this.causes.among([object]), ...this.causes.endpoints(object.namespace, object.name)];
        return !older || !newer || causes.length > 0;
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
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
    isRerouted = false,
  ): ConnectionChange[] {
    if (was.allowed === is.allowed && was.possible === is.possible && !isRerouted) return [];
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
        // What is reached by another URL is open to others than before.
        opened: ports.texts(isRerouted ? is.possible : more(was, is)),
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

/** An entry's name as if no workload had the same: which it has depends on what else is there. */
function shortName({ name }: ListedEnd): string {
  return name.replace(/\/(gateway|ingressclass)\//, '/');
}

/** `shop/service/api`. */
function nameOf({ object }: ServiceFacts): string {
  return `${object.namespace}/service/${object.name}`;
}

/** The URLs that came and went, as sentences. */
function urlChanges(was: readonly string[], is: readonly string[]): string[] {
  return [
    ...is.filter((url) => !was.includes(url)).map((url) => `${url} leads there now`),
    ...was.filter((url) => !is.includes(url)).map((url) => `${url} doesn't lead there any more`),
  ];
}

/** What a member reaches, by the keys of others; without itself where it has no replicas. */
function reachedBy({ members }: Row, from: Member | undefined): Map<string, Judgement> {
  const others = [...members].filter(([to]) => to !== from || to.hasReplicas);
  return new Map(others.map(([to, judgement]) => [keyOf(to), judgement]));
}
