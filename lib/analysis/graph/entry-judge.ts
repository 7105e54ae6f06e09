import { Answer } from '../answer';
import type { EntryPoint, EntryTarget, WayIn } from '../entry/way-in';
import { networksOf, rangeOf, without } from '../evaluate/address-range';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import { CarrierJudge } from './carrier-judge';
import type { Pairs } from './pairs';
import { memberDoubts } from './workload-edges';

/** Who connects to pods on behalf of an entry. */
export interface EntrySource {
  readonly name: string;
  readonly ends: readonly EndId[];
  /** Undefined for addresses. */
  readonly member?: Member;
}

/** What gets from an entry to a pod's port: the route has to lead there, and policies have to let it pass. */
export class EntryJudge {
  private readonly pairs: Pairs;
  private readonly carriers: CarrierJudge;
  private readonly known = new Map<string, Judgement>();

  public constructor(private readonly model: Model) {
    this.pairs = model.pairs;
    this.carriers = new CarrierJudge(model);
  }

  /** What gets to a target of a way, on the target's port alone. */
  public of(way: WayIn, { workload, protocol, port, isCertain }: EntryTarget): Judgement {
    const { ports } = this.model.reach;
    const at = ports.range(protocol, port, port);
    const { allowed, possible } = this.passing(way, this.model.population.memberOf(workload));
    const isSure = isCertain && way.answer === Answer.ALLOWED;
    return {
      allowed: isSure ? ports.intersection(allowed, at) : ports.none,
      possible: way.answer === Answer.DENIED ? ports.none : ports.intersection(possible, at),
    };
  }

  /** Who connects to a target: what carries the entry's requests, or of its clients those that get in if any do. */
  public sources(way: WayIn, { workload }: EntryTarget): readonly EntrySource[] {
    if (way.entry.addresses) return this.carriers.sources(way.entry);
    const clients = this.clientsOf(way);
    if (!clients) {
      return this.model.podsOf(way.entry).map((member) => ({ name: way.entry.name, ends: member.classes, member }));
    }
    const { reach, population } = this.model;
    const to = population.memberOf(workload);
    const judged = clients.map((end) => ({ end, judgement: this.pairs.between([end], to.classes) }));
    const found =
      judged.find(({ judgement }) => judgement.allowed !== reach.ports.none) ??
      judged.find(({ judgement }) => judgement.possible !== reach.ports.none);
    const end = found?.end ?? clients[0];
    const [network = '0.0.0.0/0'] = found
      ? networksOf(reach.addresses.classes[end - reach.addressEnd(0)])
      : (way.entry.clients ?? []);
    return [{ name: network, ends: [end] }];
  }

  /** Why it isn't known whether policies let what carries an entry's requests in to a target. */
  public doubts({ entry }: WayIn, { workload }: EntryTarget): string[] {
    const { model } = this;
    const to = model.population.memberOf(workload);
    if (entry.addresses) return this.carriers.doubts(entry, to);
    const doubts = model.podsOf(entry).flatMap((from) => memberDoubts(model, from, to));
    const name = model.waypoints?.crossings.to(to)[0]?.binding.name;
    return name === undefined
      ? doubts
      : [...doubts, `whether ${entry.name} sends its requests through the waypoint ${name} is not known`];
  }

  /** Why nothing is certain of the addresses of an entry without pods, whatever policies say of them. */
  public doubtsOfAddresses({ entry }: WayIn, to: Member): string[] {
    return entry.addresses ? this.carriers.doubtsOfAddresses(entry, to) : [];
  }

  /**
   * Why a way brings nothing for certain although policies let in the nodes that forward it: Kubernetes puts in their
   * address only after most network plugins have judged a connection. Undefined where it is otherwise.
   */
  public nodesAlone(way: WayIn, { workload, protocol, port }: EntryTarget): string | undefined {
    if (!this.mayShowClients(way)) return undefined;
    const { reach, population, seesClientsOfOwnNode } = this.model;
    const at = reach.ports.range(protocol, port, port);
    const to = population.memberOf(workload);
    const letsIn = ({ allowed }: Judgement) => reach.ports.intersection(allowed, at) === at;
    if (!letsIn(this.byPods(way, to)) || letsIn(this.byClients(way, to))) return undefined;
    const counts = 'the address of the client counts where its pod is on the node that it dials';
    return seesClientsOfOwnNode
      ? `policies let in nodes alone, and ${counts}`
      : `policies let in nodes alone, and with some network plugins ${counts} (--cluster says which plugin)`;
  }

  /** What policies let pass from the pods of an entry, or from its clients where their addresses are kept. */
  private passing(way: WayIn, to: Member): Judgement {
    const { ports } = this.model.reach;
    const clients = this.clientsOf(way);
    const key = `${way.entry.kind} ${way.entry.name} ${clients?.length ?? '-'}\n${to.name}`;
    const before = this.known.get(key);
    if (before) return before;
    let judgement = way.entry.addresses
      ? this.carriers.into(way.entry, to)
      : clients
        ? this.byClients(way, to)
        : this.byPods(way, to);
    if (this.mayShowClients(way)) {
      const other = this.byClients(way, to);
      judgement = {
        allowed: ports.intersection(judgement.allowed, other.allowed),
        possible: ports.union(judgement.possible, other.possible),
      };
    }
    this.known.set(key, judgement);
    return judgement;
  }

  /** Of the pods of an entry any may carry a request. */
  private byPods({ entry }: WayIn, to: Member): Judgement {
    const { ports } = this.model.reach;
    const found = this.model.podsOf(entry).map((from) => this.byPod(from, to));
    return {
      allowed: found.map(({ allowed }) => allowed).reduce((all, each) => ports.intersection(all, each), ports.all),
      possible: ports.unionOf(found.map(({ possible }) => possible)),
    };
  }

  /**
   * What carries requests connects to pods by their addresses. Whether it goes to a waypoint in front of their Service
   * depends on what it is: gateways of Istio do where the Service says so.
   */
  private byPod(from: Member, to: Member): Judgement {
    const { waypoints, reach } = this.model;
    const straight = this.pairs.toPods(from, to);
    if (!waypoints?.leadsTo(to)) return straight;
    const { ports } = reach;
    const { through } = waypoints.between(from, to);
    const mayChoose = waypoints.crossings.to(to).some(({ takesIngress }) => takesIngress);
    return {
      allowed: mayChoose ? ports.intersection(straight.allowed, through.allowed) : straight.allowed,
      possible: ports.union(straight.possible, through.possible),
    };
  }

  /** Of clients with their own addresses it counts that some get in. */
  private byClients({ entry }: WayIn, to: Member): Judgement {
    const { ports } = this.model.reach;
    const found = this.addressesOf(entry).map((from) => this.pairs.between([from], to.classes));
    return {
      allowed: ports.unionOf(found.map(({ allowed }) => allowed)),
      possible: ports.unionOf(found.map(({ possible }) => possible)),
    };
  }

  /** The addresses from which requests come to the pods, where the Service keeps those of its clients. */
  private clientsOf(way: WayIn): EndId[] | undefined {
    return this.trafficPolicyOf(way) === 'Local' ? this.addressesOf(way.entry) : undefined;
  }

  /** Whether a node forwards connections that may be judged by the address of their client nevertheless. */
  private mayShowClients(way: WayIn): boolean {
    return this.trafficPolicyOf(way) === 'Cluster' && this.model.seesClientsOfOwnNode !== false;
  }

  /** Undefined for what doesn't come straight from a Service. */
  private trafficPolicyOf({ origin }: WayIn): 'Cluster' | 'Local' | undefined {
    if (origin.kind !== 'Service') return undefined;
    return this.model.addressing.service(origin.namespace, origin.name)?.externalTrafficPolicy;
  }

  private addressesOf({ clients }: EntryPoint): EndId[] {
    const { reach } = this.model;
    const { addresses } = reach;
    const classes = clients?.flatMap((cidr) => addresses.classesOver(rangeOf(cidr)));
    return (
      [...new Set(classes ?? addresses.classes.keys())]
        // A node is no client of its own.
        .filter((each) => without(addresses.classes[each], reach.laws.nodeRanges).length > 0)
        .map((each) => reach.addressEnd(each))
    );
  }
}
