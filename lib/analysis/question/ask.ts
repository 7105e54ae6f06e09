import { valueError } from '../../errors';
import { Answer } from '../answer';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId, PortSets } from '../evaluate/port-sets';
import { EntryJudge } from '../graph/entry-judge';
import { Pairs } from '../graph/pairs';
import type { Model } from '../model';
import type { ServiceFacts } from '../network/services';
import { type Party, partyOf } from './party';

/** One pair of ends that a question is about, and what may pass between them. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  /** Undefined where the end is no workload. */
  readonly source?: Member;
  readonly destination?: Member;
  readonly judgement: Judgement;
}

/** Asks a model for pairs of ends; each question costs only what its ends do. */
export class Asking {
  private readonly pairs: Pairs;
  private readonly entries: EntryJudge;

  public constructor(private readonly model: Model) {
    this.pairs = new Pairs(model.reach, model.population);
    this.entries = new EntryJudge(model);
  }

  /**
   * Every pair that a question is about; of a `*` at both ends not those of a workload with itself.
   *
   * @param asked - the ports; a Service maps its own to those of its pods
   * @throws when an end is nobody, or both are outside
   */
  public *pairsOf(fromText: string, toText: string, asked: PortSetId): Generator<Pair> {
    const from = partyOf(this.model, fromText);
    const to = partyOf(this.model, toText);
    if (from.kind === 'service') throw notASource(from.text);
    if (to.kind === 'entry') throw notADestination(to.text);
    if (from.kind === 'entry') yield* this.fromEntry(from.text, to);
    else if (to.kind === 'service') yield* this.toService(from, to.service, asked);
    else if (from.kind === 'workloads') yield* this.fromWorkloads(from, to);
    else if (to.kind === 'workloads') {
      for (const member of to.members) {
        const judgement = this.pairs.between(from.ends, member.classes);
        yield { from: from.text, to: member.name, destination: member, judgement };
      }
    } else {
      throw valueError({
        law: 'one end of a question must be in the cluster',
        got: `${fromText} and ${toText}`,
        remedy: 'name a workload, as in shop/web',
      });
    }
  }

  /** What may pass between two members, of which one may be a stand-in. */
  public between(from: Member, to: Member): Judgement {
    return this.pairs.betweenMembers(from, to);
  }

  private *fromWorkloads(from: Party & { kind: 'workloads' }, to: Party): Generator<Pair> {
    for (const source of from.members) {
      if (to.kind === 'addresses') {
        const judgement = this.pairs.between(source.classes, to.ends);
        yield { from: source.name, to: to.text, source, judgement };
      }
      if (to.kind !== 'workloads') continue;
      const isOne = from.members.length === 1 && to.members.length === 1;
      for (const destination of to.members) {
        if (source === destination && !isOne) continue;
        const judgement = this.pairs.betweenMembers(source, destination);
        yield { from: source.name, to: destination.name, source, destination, judgement };
      }
    }
  }

  /** Every workload behind the Service, with the ports of its pods told as the Service's. */
  private *toService(from: Party, service: ServiceFacts, asked: PortSetId): Generator<Pair> {
    const { reach, addressing, population } = this.model;
    const sources: { name: string; ends: readonly EndId[]; member?: Member }[] =
      from.kind === 'workloads'
        ? from.members.map((member) => ({ name: member.name, ends: member.classes, member }))
        : [{ name: from.text, ends: from.kind === 'addresses' ? from.ends : [] }];
    const name = `${service.object.namespace}/${service.object.name}`;
    for (const { name: source, ends, member } of sources) {
      let judgement: Judgement = { allowed: reach.ports.none, possible: reach.ports.none };
      for (const port of service.ports) {
        const own = reach.ports.range(port.protocol, port.port, port.port);
        if (reach.ports.intersection(own, asked) === reach.ports.none) continue;
        const targets = addressing.targets(service, port).flatMap((target) => (target.kind === 'pods' ? [target] : []));
        const passes = targets.map((target) => {
          const at = reach.ports.range(target.protocol, target.port, target.port);
          const to = population.memberOf(target.workload);
          const found = member ? this.pairs.betweenMembers(member, to) : this.pairs.between(ends, to.classes);
          return {
            certain: target.isCertain && reach.ports.contains(found.allowed, at),
            possible: reach.ports.contains(found.possible, at),
          };
        });
        if (passes.length === 0) continue;
        judgement = {
          allowed: passes.every(({ certain }) => certain)
            ? reach.ports.union(judgement.allowed, own)
            : judgement.allowed,
          possible: passes.some(({ possible }) => possible)
            ? reach.ports.union(judgement.possible, own)
            : judgement.possible,
        };
      }
      yield { from: source, to: name, source: member, judgement };
    }
  }

  /** What comes through an entry: only where a route leads. */
  private *fromEntry(entry: string, to: Party): Generator<Pair> {
    const { reach, waysIn, population } = this.model;
    const { ports } = reach;
    if (to.kind !== 'workloads') throw notADestination(to.text);
    for (const destination of to.members) {
      let judgement: Judgement = { allowed: ports.none, possible: ports.none };
      for (const way of waysIn) {
        if (way.entry.name !== entry) continue;
        for (const target of way.targets) {
          if (population.memberOf(target.workload) !== destination) continue;
          const found = this.entries.of(way, target);
          judgement = {
            allowed: ports.union(judgement.allowed, found.allowed),
            possible: ports.union(judgement.possible, found.possible),
          };
        }
      }
      yield { from: entry, to: destination.name, destination, judgement };
    }
  }
}

/** Whether a connection may be opened on a port among these: on any of them, where there are several. */
export function answered(ports: PortSets, { allowed, possible }: Judgement, asked: PortSetId): Answer {
  if (ports.intersection(allowed, asked) !== ports.none) return Answer.ALLOWED;
  return ports.intersection(possible, asked) === ports.none ? Answer.DENIED : Answer.UNKNOWN;
}

function notASource(text: string): Error {
  return valueError({
    law: 'connections are opened by workloads, entries and addresses',
    got: text,
    remedy: 'a Service opens none; name the workload behind it',
  });
}

function notADestination(text: string): Error {
  return valueError({
    law: 'connections through an entry lead to workloads',
    got: text,
    remedy: 'name the workload, as in shop/web',
  });
}
