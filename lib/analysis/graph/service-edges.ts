import type { PodTarget } from '../addressing/target';
import type { Judgement } from '../evaluate/judgement';
import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import { EndKind } from './connection-list';
import type { Edge } from './edge';
import type { Focus } from './focus';
import { ListedEnds } from './listed-ends';
import { Pairs } from './pairs';
import { memberDoubts } from './workload-edges';

/** A port of a Service, with the pods behind it. */
interface Stop {
  readonly service: ServiceFacts;
  readonly port: ServicePortFacts;
  readonly targets: readonly PodTarget[];
}

/** Who can use which Service by its name: DNS, the Service's port, the pods' port, and the policies of both ends. */
export class ServiceEdges {
  private readonly ends: ListedEnds;
  private readonly pairs: Pairs;

  public constructor(
    private readonly model: Model,
    private readonly focus: Focus,
  ) {
    this.ends = new ListedEnds(model.reach);
    this.pairs = new Pairs(model.reach, model.population);
  }

  /** Sorted by source, then by Service. */
  public *all(): Generator<Edge> {
    const stops = this.stops();
    const behind = new Map<Member, Stop[]>();
    for (const stop of stops) {
      for (const { workload } of stop.targets) {
        const member = this.model.population.memberOf(workload);
        const list = behind.get(member);
        if (list) list.push(stop);
        else behind.set(member, [stop]);
      }
    }
    const place = new Map(stops.map((stop, i) => [stop, i]));
    for (const from of this.model.population.workloads) {
      const row = this.pairs.from(from);
      const met = new Set([...row.members.keys()].flatMap((to) => behind.get(to) ?? []));
      const names = this.namesFor(from);
      for (const stop of [...met].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))) {
        const edge = this.edge(from, stop, row.members, names);
        if (edge) yield edge;
      }
    }
  }

  /** The workloads that can't resolve names, as sentences. */
  public notes(): string[] {
    const { ports } = this.model.reach;
    return this.model.population.workloads.flatMap((from) =>
      this.namesFor(from).possible === ports.none
        ? [`${from.name} can't resolve names, so that it reaches Services by their addresses only`]
        : [],
    );
  }

  /** All ports with what they ask of DNS: what is allowed is `all` where names resolve over both UDP and TCP. */
  private namesFor(from: Member): Judgement {
    const { dnsPods, dns, reach } = this.model;
    const { ports } = reach;
    const asked = dns.ports.reduce(
      (sum, { protocol, first, last }) => ports.union(sum, ports.range(protocol, first, last)),
      ports.none,
    );
    const found = dnsPods.map((to) => this.pairs.betweenMembers(from, to));
    const resolves = (pick: (judgement: Judgement) => number) =>
      found.some((judgement) => ports.contains(pick(judgement), asked)) ? ports.all : ports.none;
    return { allowed: resolves(({ allowed }) => allowed), possible: resolves(({ possible }) => possible) };
  }

  private edge(
    from: Member,
    { service, port, targets }: Stop,
    row: ReadonlyMap<Member, Judgement>,
    names: Judgement,
  ): Edge | undefined {
    const { ports } = this.model.reach;
    const others = targets
      .map((target) => ({ target, to: this.model.population.memberOf(target.workload) }))
      .filter(({ to }) => to !== from || to.hasReplicas);
    if (others.length === 0 || names.possible === ports.none || !this.isMeant(from, others)) {
      return undefined;
    }
    const passes = others.map(({ target, to }) => {
      const judgement = row.get(to);
      const asked = ports.range(target.protocol, target.port, target.port);
      return {
        to,
        target,
        certain: target.isCertain && judgement !== undefined && ports.contains(judgement.allowed, asked),
        possible: judgement !== undefined && ports.contains(judgement.possible, asked),
      };
    });
    if (!passes.some(({ possible }) => possible)) return undefined;
    const asked = ports.range(port.protocol, port.port, port.port);
    const isCertain = names.allowed === ports.all && passes.every(({ certain }) => certain);
    const doubts = () => [
      ...(names.allowed === ports.all ? [] : [`whether ${from.name} can resolve names is not known`]),
      ...passes.flatMap(({ to, possible, certain, target }) => {
        if (certain) return [];
        if (!target.isCertain) return [`whether the Service selects ${to.name} depends on labels added at run time`];
        return possible ? memberDoubts(this.model, from, to) : [`of the pods behind it ${to.name} is out of reach`];
      }),
    ];
    return {
      source: this.ends.of(EndKind.WORKLOAD, from.name),
      destination: this.ends.of(EndKind.SERVICE, `${service.object.namespace}/${service.object.name}:${port.port}`),
      allowed: isCertain ? asked : ports.none,
      possible: asked,
      via: passes
        .filter(({ possible }) => possible)
        .map(({ to, target }) => `${to.name} ${target.protocol} ${target.port}`)
        .sort()
        .join(', '),
      doubts,
    };
  }

  private isMeant(from: Member, others: readonly { readonly to: Member }[]): boolean {
    return others.some(({ to }) => this.focus.covers(from, to));
  }

  private stops(): Stop[] {
    const { network, addressing } = this.model;
    const stops = network.services.flatMap((service) =>
      service.ports.map((port) => ({
        service,
        port,
        targets: addressing.targets(service, port).flatMap((target) => (target.kind === 'pods' ? [target] : [])),
      })),
    );
    return stops.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a.port.port - b.port.port));
  }
}

function nameOf({ service: { object } }: Stop): string {
  return `${object.namespace}/${object.name}`;
}
