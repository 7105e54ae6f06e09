import { Answer } from '../answer';
import type { EntryTarget, WayIn } from '../entry/way-in';
import { networksOf, rangeOf } from '../evaluate/address-range';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import type { Pairs } from './pairs';

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
  private readonly known = new Map<string, Judgement>();

  public constructor(private readonly model: Model) {
    this.pairs = model.pairs;
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

  /** Who connects to a target: the pods of the entry, or of its clients those that get in if any do. */
  public sources(way: WayIn, { workload }: EntryTarget): readonly EntrySource[] {
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

  /** What policies let pass from the pods of an entry, or from its clients where their addresses are kept. */
  private passing(way: WayIn, to: Member): Judgement {
    const clients = this.clientsOf(way);
    const key = `${way.entry.kind} ${way.entry.name} ${clients?.length ?? '-'}\n${to.name}`;
    const before = this.known.get(key);
    if (before) return before;
    const found = clients
      ? clients.map((from) => this.pairs.between([from], to.classes))
      : this.model.podsOf(way.entry).map((from) => this.pairs.betweenMembers(from, to));
    const { ports } = this.model.reach;
    // Of the pods of an entry any may carry a request; of clients with their own addresses it counts that some get in.
    const common = clients ? ports.union.bind(ports) : ports.intersection.bind(ports);
    const judgement = {
      allowed: found.map(({ allowed }) => allowed).reduce(common, clients ? ports.none : ports.all),
      possible: ports.unionOf(found.map(({ possible }) => possible)),
    };
    this.known.set(key, judgement);
    return judgement;
  }

  /** The addresses from which requests come to the pods, where the Service keeps those of its clients. */
  private clientsOf({ entry, origin }: WayIn): EndId[] | undefined {
    const { addressing, reach } = this.model;
    if (origin.kind !== 'Service') return undefined;
    if (addressing.service(origin.namespace, origin.name)?.externalTrafficPolicy !== 'Local') return undefined;
    const { addresses } = reach;
    const classes = entry.clients?.flatMap((cidr) => addresses.classesOver(rangeOf(cidr)));
    return [...new Set(classes ?? addresses.classes.keys())].map((each) => reach.addressEnd(each));
  }
}
