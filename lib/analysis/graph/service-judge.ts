import type { Target } from '../addressing/target';
import { tryRangeOf } from '../evaluate/address-range';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import { sameForAll } from '../same-for-all';
import { Names } from './names';
import type { Pairs } from './pairs';

/** A client: a workload, or addresses outside. */
export interface Client {
  readonly ends: readonly EndId[];
  /** Undefined for addresses, which are taken to know the Service's own. */
  readonly member?: Member;
}

/** Whether a client gets to one of the targets behind a port of a Service; undefined where it isn't known. */
export interface Arrival {
  readonly target: Target;
  readonly arrives: boolean | undefined;
}

/** The name of a Service: `api.shop.svc`, with the domain of the cluster or without. */
const IN_CLUSTER = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/;

/** Names that stand for each other in a ring lead nowhere. */
const MOST_ALIASES = 8;

/** Whether clients get through to a Service: its name, its port, what stands behind it, and the policies of both ends. */
export class ServiceJudge {
  public readonly names: Names;
  private readonly pairs: Pairs;

  public constructor(private readonly model: Model) {
    this.names = new Names(model);
    this.pairs = model.pairs;
  }

  /** What may pass to a Service, on its own ports. */
  public of(client: Client, service: ServiceFacts, asked: PortSetId): Judgement {
    const { ports } = this.model.reach;
    const alias = this.aliasOf(service);
    if (alias === 'unread') return { allowed: ports.none, possible: asked };
    if (alias) return this.of(client, alias, asked);
    const resolves = client.member ? this.names.resolve(client.member) : true;
    if (resolves === false) return { allowed: ports.none, possible: ports.none };
    if (mapsNoPorts(service)) return this.toPods(client, service, asked, resolves);
    let [allowed, possible] = [ports.none, ports.none];
    for (const port of portsOf(service)) {
      const own = port ? ports.range(port.protocol, port.port, port.port) : asked;
      if (ports.intersection(own, asked) === ports.none) continue;
      const arrives = this.near(service, this.through(client, service, port, asked));
      if (arrives !== false) possible = ports.union(possible, own);
      if (arrives && resolves) allowed = ports.union(allowed, own);
    }
    return { allowed, possible };
  }

  /** To which targets of a port a client gets; a pod that calls the Service which it is behind itself is left out. */
  public arrivals(client: Client, service: ServiceFacts, port: ServicePortFacts): readonly Arrival[] {
    return this.model.addressing.targets(service, port).flatMap((target): Arrival[] => {
      if (target.kind === 'problem') return [{ target, arrives: target.isCertain ? false : undefined }];
      const { ports } = this.model.reach;
      if (target.kind === 'name') {
        return [{ target, arrives: this.toAnywhere(client, ports.range(port.protocol, port.port, port.port)) }];
      }
      const at = ports.range(target.protocol, target.port, target.port);
      if (target.kind === 'address')
        return [{ target, arrives: passes(this.model, this.toAddress(client, target.address), at) }];
      const to = this.model.population.memberOf(target.workload);
      if (to === client.member && !to.hasReplicas) return [];
      const judgement = client.member
        ? this.pairs.byService(client.member, to, service, port)
        : this.pairs.between(client.ends, to.classes);
      const arrives = passes(this.model, judgement, at);
      return [{ target, arrives: arrives && !target.isCertain ? undefined : arrives }];
    });
  }

  /** The Service in the cluster for which a name stands; `unread` where it isn't one of the manifests. */
  public aliasOf(service: ServiceFacts): ServiceFacts | 'unread' | undefined {
    let at = service;
    for (let step = 0; step < MOST_ALIASES; step++) {
      const name = at.type === 'ExternalName' ? IN_CLUSTER.exec(at.externalName ?? '') : null;
      if (!name) return at === service ? undefined : at;
      const next = this.model.addressing.service(name[2], name[1]);
      if (!next) return 'unread';
      at = next;
    }
    return 'unread';
  }

  /** The pods behind a headless Service, on whatever port a client connects to: nothing is mapped. */
  private toPods(client: Client, service: ServiceFacts, asked: PortSetId, resolves: boolean | undefined): Judgement {
    const { ports } = this.model.reach;
    const backends = this.model.addressing.backends(service).map(({ workload, isCertain }) => ({
      to: this.model.population.memberOf(workload),
      isCertain: isCertain && resolves === true,
    }));
    const found = backends
      .filter(({ to }) => to !== client.member || to.hasReplicas)
      .map(({ to, isCertain }) => ({ isCertain, judgement: this.toMember(client, to) }));
    return {
      allowed: found
        .map(({ isCertain, judgement }) => (isCertain ? judgement.allowed : ports.none))
        .reduce((a, b) => ports.intersection(a, b), found.length > 0 ? asked : ports.none),
      possible: ports.unionOf(found.map(({ judgement }) => ports.intersection(judgement.possible, asked))),
    };
  }

  /** By the addresses of its pods. */
  private toMember(client: Client, to: Member): Judgement {
    return client.member ? this.pairs.toPods(client.member, to) : this.pairs.between(client.ends, to.classes);
  }

  /** Where only pods of the client's own node are used, there may be none. */
  private near({ internalTrafficPolicy }: ServiceFacts, arrives: boolean | undefined): boolean | undefined {
    return arrives && internalTrafficPolicy === 'Local' ? undefined : arrives;
  }

  /** Whether a client gets through one port: certainly where all targets take it, perhaps where some may. */
  private through(
    client: Client,
    service: ServiceFacts,
    port: ServicePortFacts | undefined,
    asked: PortSetId,
  ): boolean | undefined {
    if (!port) return this.toAnywhere(client, asked);
    const arrivals = this.arrivals(client, service, port);
    const pods = arrivals.filter(({ target }) => target.kind !== 'problem');
    // What is wrong about some targets doesn't count where others are right.
    const counted = pods.length > 0 ? pods : arrivals;
    // A pod that is alone behind the Service which it calls: plugins differ in whether policies see that.
    if (counted.length === 0) return undefined;
    return sameForAll(counted.map(({ arrives }) => arrives));
  }

  /** Whether a client gets to a name outside, whose address isn't known. */
  private toAnywhere(client: Client, asked: PortSetId): boolean | undefined {
    const { reach } = this.model;
    const everywhere = reach.addresses.classes.map((_, i) => this.pairs.between(client.ends, [reach.addressEnd(i)]));
    return sameForAll(everywhere.map((judgement) => passes(this.model, judgement, asked)));
  }

  private toAddress(client: Client, address: string): Judgement {
    const { reach } = this.model;
    const range = tryRangeOf(address);
    const ends = range ? reach.addressEndsOver(range) : [];
    // An address of pods, of which nobody says whose it is.
    if (ends.length === 0) return { allowed: reach.ports.none, possible: reach.ports.all };
    return this.pairs.between(client.ends, ends);
  }
}

/** Whether a name leads to pods themselves, and clients choose the port. */
export function mapsNoPorts({ isHeadless, selector }: ServiceFacts): boolean {
  return isHeadless && selector !== undefined && selector.requirements.length > 0;
}

/** Whether something passes on ports of which each is asked for; undefined where it isn't known. */
function passes({ reach: { ports } }: Model, { allowed, possible }: Judgement, at: PortSetId): boolean | undefined {
  if (ports.contains(allowed, at)) return true;
  return ports.intersection(possible, at) === ports.none ? false : undefined;
}

/** The ports of a Service; a name outside has them all, whether they are written or not. */
function portsOf({ type, ports }: ServiceFacts): readonly (ServicePortFacts | undefined)[] {
  return type === 'ExternalName' ? [undefined] : ports;
}
