import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import { EndKind } from './connection-list';
import type { Edge } from './edge';
import type { Focus } from './focus';
import { ListedEnds } from './listed-ends';
import { Pairs } from './pairs';
import { type Arrival, ServiceJudge } from './service-judge';
import { memberDoubts } from './workload-edges';

/** A port of a Service that leads to pods. */
interface Stop {
  readonly service: ServiceFacts;
  readonly port: ServicePortFacts;
  /** `shop/api:80`. */
  readonly name: string;
}

/** Who can use which Service by its name: DNS, the Service's port, the pods' port, and the policies of both ends. */
export class ServiceEdges {
  private readonly ends: ListedEnds;
  private readonly pairs: Pairs;
  private readonly judge: ServiceJudge;

  public constructor(
    private readonly model: Model,
    private readonly focus: Focus,
  ) {
    this.ends = new ListedEnds(model.reach);
    this.pairs = new Pairs(model.reach, model.population);
    this.judge = new ServiceJudge(model);
  }

  /** Sorted by source, then by Service. */
  public *all(): Generator<Edge> {
    const stops = this.stops();
    const place = new Map(stops.map((stop, i) => [stop, i]));
    const behind = this.behind(stops);
    for (const from of this.model.population.workloads) {
      if (this.judge.names.resolve(from) === false) continue;
      // Only Services with a pod that the client may reach at all are asked about.
      const met = new Set([...this.pairs.from(from).members.keys()].flatMap((to) => behind.get(to) ?? []));
      for (const stop of [...met].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))) {
        const edge = this.edge(from, stop);
        if (edge) yield edge;
      }
    }
  }

  /** The workloads that can't resolve names, as sentences; none where there is no Service to name. */
  public notes(): string[] {
    const { network, population } = this.model;
    const cut = population.workloads.filter(
      (from) => this.focus.covers(from) && this.judge.names.resolve(from) === false,
    );
    return network.services.length === 0
      ? []
      : cut.map(({ name }) => `${name} can't resolve names, so that it reaches Services by their addresses only`);
  }

  private edge(from: Member, { service, port, name }: Stop): Edge | undefined {
    const { ports } = this.model.reach;
    const client = { ends: from.classes, member: from };
    const arrivals = this.judge.arrivals(client, service, port);
    const others = arrivals.flatMap(({ target }) =>
      target.kind === 'pods' ? [this.model.population.memberOf(target.workload)] : [],
    );
    if (!others.some((to) => this.focus.covers(from, to))) return undefined;
    const own = ports.range(port.protocol, port.port, port.port);
    const { allowed, possible } = this.judge.of(client, service, own);
    return {
      source: this.ends.of(EndKind.WORKLOAD, from.name),
      destination: this.ends.of(EndKind.SERVICE, name),
      allowed: ports.intersection(allowed, own),
      possible: ports.intersection(possible, own),
      via: this.podsText(arrivals),
      doubts: () => this.doubts(from, arrivals),
    };
  }

  /** The pods' ports that a client arrives at, or may. */
  private podsText(arrivals: readonly Arrival[]): string {
    const texts = arrivals.flatMap(({ target, arrives }) =>
      target.kind === 'pods' && arrives !== false
        ? [`${this.model.population.memberOf(target.workload).name} ${target.protocol} ${target.port}`]
        : [],
    );
    return [...new Set(texts)].sort().join(', ');
  }

  private doubts(from: Member, arrivals: readonly Arrival[]): string[] {
    const resolves = this.judge.names.resolve(from);
    return [
      ...(resolves ? [] : [`whether ${from.name} can resolve names is not known`]),
      ...arrivals.flatMap(({ target, arrives }) => {
        if (arrives || target.kind !== 'pods') return [];
        const to = this.model.population.memberOf(target.workload);
        if (!target.isCertain) return [`whether the Service selects ${to.name} depends on labels added at run time`];
        return arrives === false
          ? [`of the pods behind it ${to.name} is out of reach`]
          : memberDoubts(this.model, from, to);
      }),
    ];
  }

  private behind(stops: readonly Stop[]): Map<Member, Stop[]> {
    const behind = new Map<Member, Stop[]>();
    for (const stop of stops) {
      for (const target of this.model.addressing.targets(stop.service, stop.port)) {
        if (target.kind !== 'pods') continue;
        const member = this.model.population.memberOf(target.workload);
        const list = behind.get(member);
        if (list) list.push(stop);
        else behind.set(member, [stop]);
      }
    }
    return behind;
  }

  private stops(): Stop[] {
    const stops = this.model.network.services.flatMap((service) =>
      service.ports.map((port) => ({
        service,
        port,
        name: `${service.object.namespace}/${service.object.name}:${port.port}`,
      })),
    );
    return stops.sort((a, b) => compare(a.service, b.service) || a.port.port - b.port.port);
  }
}

function compare({ object: a }: ServiceFacts, { object: b }: ServiceFacts): number {
  const [one, other] = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
