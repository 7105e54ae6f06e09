import { appendTo } from '../append-to';
import { byText } from '../by-text';
import type { Judgement } from '../evaluate/judgement';
import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import { EndKind } from './connection-list';
import type { Edge } from './edge';
import type { Focus } from './focus';
import { ListedEnds } from './listed-ends';
import type { Pairs } from './pairs';
import { type Arrival, ServiceJudge } from './service-judge';
import { memberDoubts, viaText } from './workload-edges';

/** A port of a Service. */
interface Stop {
  readonly service: ServiceFacts;
  /** Undefined for a name that leads to pods or outside without saying a port. */
  readonly port?: ServicePortFacts;
  /** `shop/api:80`; `shop/api` without a port. */
  readonly name: string;
  /** Whether pods that were read stand behind it; otherwise every client may get there. */
  readonly hasPods: boolean;
}

/** How a client gets to a Service, if it does. */
interface Way extends Judgement {
  readonly via: string;
}

/** Who can use which Service by its name: DNS, the Service's port, the pods' port, and the policies of both ends. */
export class ServiceEdges {
  private readonly ends: ListedEnds;
  private readonly pairs: Pairs;
  private readonly judge: ServiceJudge;
  private readonly ways = new Map<Stop, Map<string, Way>>();

  public constructor(
    private readonly model: Model,
    private readonly focus: Focus,
  ) {
    this.ends = new ListedEnds(model.reach);
    this.pairs = model.pairs;
    this.judge = new ServiceJudge(model);
  }

  /** Sorted by source, then by Service. */
  public *all(): Generator<Edge> {
    const stops = this.stops();
    const place = new Map(stops.map((stop, i) => [stop, i]));
    const behind = this.behind(stops);
    const others = stops.filter(({ hasPods }) => !hasPods);
    for (const from of this.model.population.workloads) {
      if (this.judge.names.resolve(from) === false) continue;
      // Only Services with a pod that the client may reach at all are asked about.
      const near = [...this.pairs.from(from).members.keys()].flatMap((to) => behind.get(to) ?? []);
      const met = new Set([...near, ...others]);
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

  private edge(from: Member, stop: Stop): Edge | undefined {
    const { service, name, hasPods } = stop;
    const behind = this.model.addressing
      .backends(service)
      .map(({ workload }) => this.model.population.memberOf(workload));
    const isMeant = hasPods ? behind.some((to) => this.focus.covers(from, to)) : this.focus.covers(from);
    const isAlone = behind.length === 1 && behind[0] === from && !from.hasReplicas;
    if (!isMeant || isAlone) return undefined;
    const { allowed, possible, via } = behind.includes(from) ? this.way(from, stop) : this.wayOfAlike(from, stop);
    return {
      source: this.ends.of(EndKind.WORKLOAD, from.name),
      destination: this.ends.of(EndKind.SERVICE, name),
      allowed,
      possible,
      ...(via ? { via } : {}),
      doubts: () => this.doubts(from, this.arrivals(from, stop)),
    };
  }

  /** The same for all clients whose pods policies treat alike and who resolve names alike. */
  private wayOfAlike(from: Member, stop: Stop): Way {
    const key = `${from.classes.join()} ${this.judge.names.resolve(from)}`;
    const known = this.ways.get(stop) ?? new Map<string, Way>();
    const way = known.get(key) ?? this.way(from, stop);
    this.ways.set(stop, known.set(key, way));
    return way;
  }

  private way(from: Member, stop: Stop): Way {
    const { ports } = this.model.reach;
    const { service, port } = stop;
    const own = port ? ports.range(port.protocol, port.port, port.port) : ports.all;
    const { allowed, possible } = this.judge.of({ ends: from.classes, member: from }, service, own);
    return {
      allowed: ports.intersection(allowed, own),
      possible: ports.intersection(possible, own),
      via: [this.arrivalsText(this.arrivals(from, stop)), ...this.waypointOf(from, service)].filter(Boolean).join(', '),
    };
  }

  /** The waypoint to which what a client sends to a Service goes. */
  private waypointOf(from: Member, service: ServiceFacts): string[] {
    const { waypoints } = this.model;
    const binding = waypoints?.crossings.bindingOf(service);
    return waypoints && binding && waypoints.useBy(from, binding) !== 'never' ? [viaText(binding.name)] : [];
  }

  private arrivals(from: Member, { service, port }: Stop): readonly Arrival[] {
    return port ? this.judge.arrivals({ ends: from.classes, member: from }, service, port) : [];
  }

  /** Where a client arrives, or may. */
  private arrivalsText(arrivals: readonly Arrival[]): string {
    const texts = arrivals.flatMap(({ target, arrives }) => {
      if (arrives === false || target.kind === 'problem') return [];
      if (target.kind === 'name') return [target.externalName];
      const whose = target.kind === 'pods' ? this.model.population.memberOf(target.workload).name : target.address;
      return [`${whose} ${target.protocol} ${target.port}`];
    });
    return [...new Set(texts)].sort().join(', ');
  }

  private doubts(from: Member, arrivals: readonly Arrival[]): string[] {
    const resolves = this.judge.names.resolve(from);
    return [
      ...(resolves ? [] : [`whether ${from.name} can resolve names is not known`]),
      ...arrivals.flatMap(({ target, arrives }) => {
        if (arrives) return [];
        if (target.kind === 'problem') return [target.problem];
        if (target.kind === 'name') return [`the addresses of ${target.externalName} are not known`];
        if (target.kind === 'address') return [`whether ${from.name} gets to ${target.address} is not certain`];
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
      for (const { workload } of this.model.addressing.backends(stop.service)) {
        const member = this.model.population.memberOf(workload);
        appendTo(behind, member, stop);
      }
    }
    return behind;
  }

  private stops(): Stop[] {
    const stops = this.model.network.services.flatMap((service): Stop[] => {
      const name = `${service.object.namespace}/${service.object.name}`;
      const hasPods = this.model.addressing.backends(service).length > 0;
      return service.ports.length === 0
        ? [{ service, name, hasPods }]
        : service.ports.map((port) => ({ service, port, name: `${name}:${port.port}`, hasPods }));
    });
    return stops.sort((a, b) => compare(a.service, b.service) || (a.port?.port ?? 0) - (b.port?.port ?? 0));
  }
}

function compare({ object: a }: ServiceFacts, { object: b }: ServiceFacts): number {
  return byText(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`);
}
