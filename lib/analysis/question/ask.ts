import { valueError } from '../../errors';
import { Answer } from '../answer';
import { appendTo } from '../append-to';
import type { EntryTarget, WayIn } from '../entry/way-in';
import type { Judgement } from '../evaluate/judgement';
import type { Member } from '../evaluate/population';
import type { PortSetId, PortSets } from '../evaluate/port-sets';
import { EntryJudge } from '../graph/entry-judge';
import type { Pairs } from '../graph/pairs';
import { type Client, ServiceJudge } from '../graph/service-judge';
import type { Model } from '../model';
import { OUTSIDE, type Party, partyOf } from './party';

/** One pair of ends that a question is about, and what may pass between them. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly judgement: Judgement;
}

/** Who opens connections, with the name that a question about it alone has. */
interface Source extends Client {
  readonly text: string;
}

const KNOWN = new WeakMap<Model, Asking>();

/** Asks a model for pairs of ends; each question costs only what its ends do. */
export class Asking {
  /** What answers the questions about a model, made once. */
  public static of(model: Model): Asking {
    const known = KNOWN.get(model) ?? new Asking(model);
    KNOWN.set(model, known);
    return known;
  }

  public readonly entries: EntryJudge;
  public readonly services: ServiceJudge;
  private readonly pairs: Pairs;
  private waysTo?: ReadonlyMap<Member, readonly { readonly way: WayIn; readonly target: EntryTarget }[]>;

  private constructor(private readonly model: Model) {
    this.pairs = model.pairs;
    this.entries = new EntryJudge(model);
    this.services = new ServiceJudge(model);
  }

  /**
   * Every pair that a question is about; with a `*` not that of a pod with itself, with two not that of its replicas.
   *
   * @param asked - the ports; a Service maps its own to those of its pods
   * @throws when an end is nobody, or both are outside
   */
  public *pairsOf(fromText: string, toText: string, asked: PortSetId): Generator<Pair> {
    const from = partyOf(this.model, fromText, 'source');
    const to = partyOf(this.model, toText, 'destination');
    if (from.kind === 'service') throw notASource(from.text);
    if (to.kind === 'entry') throw notADestination(to.text);
    if (from.kind === 'entry') {
      yield* this.fromEntry(from.text, to);
      return;
    }
    for (const source of sourcesOf(from)) {
      if (to.kind === 'service') {
        yield { from: source.text, to: to.text, judgement: this.services.of(source, to.service, asked) };
      } else if (to.kind === 'workloads') {
        yield* this.toWorkloads(source, to, from.kind === 'workloads' && from.isPattern);
      } else {
        if (!source.member) throw bothOutside(fromText, toText);
        for (const { text, end } of to.parts) {
          yield { from: source.text, to: text, judgement: this.pairs.between(source.ends, [end]) };
        }
      }
    }
  }

  private *toWorkloads(source: Source, to: Party & { kind: 'workloads' }, isPattern: boolean): Generator<Pair> {
    for (const member of to.members) {
      // Whoever asks about many doesn't mean what a pod says to itself.
      if (
        member === source.member &&
        (isPattern || to.isPattern) &&
        (isPattern === to.isPattern || !member.hasReplicas)
      ) {
        continue;
      }
      const judgement = source.member
        ? this.pairs.betweenMembers(source.member, member)
        : this.pairs.between(source.ends, member.classes);
      yield { from: source.text, to: to.isPattern ? member.name : to.text, judgement };
    }
  }

  /** What comes through an entry: only where a route leads. */
  private *fromEntry(entry: string, to: Party): Generator<Pair> {
    if (to.kind !== 'workloads') throw notADestination(to.text);
    const { ports } = this.model.reach;
    for (const member of to.members) {
      let judgement: Judgement = { allowed: ports.none, possible: ports.none };
      for (const { way, target } of this.waysInto(member)) {
        if (entry !== OUTSIDE && way.entry.name !== entry) continue;
        const found = this.entries.of(way, target);
        judgement = {
          allowed: ports.union(judgement.allowed, found.allowed),
          possible: ports.union(judgement.possible, found.possible),
        };
      }
      yield { from: entry, to: to.isPattern ? member.name : to.text, judgement };
    }
  }

  private waysInto(member: Member): readonly { readonly way: WayIn; readonly target: EntryTarget }[] {
    this.waysTo ??= this.waysByMember();
    return this.waysTo.get(member) ?? [];
  }

  private waysByMember(): Map<Member, { way: WayIn; target: EntryTarget }[]> {
    const found = new Map<Member, { way: WayIn; target: EntryTarget }[]>();
    for (const way of this.model.waysIn) {
      for (const target of way.targets) {
        const member = this.model.population.memberOf(target.workload);
        appendTo(found, member, { way, target });
      }
    }
    return found;
  }
}

/** Whether a connection may be opened on a port among these: on any of them, where there are several. */
export function answered(ports: PortSets, { allowed, possible }: Judgement, asked: PortSetId): Answer {
  if (ports.intersection(allowed, asked) !== ports.none) return Answer.ALLOWED;
  return ports.intersection(possible, asked) === ports.none ? Answer.DENIED : Answer.UNKNOWN;
}

function sourcesOf(party: Party & { kind: 'workloads' | 'addresses' }): Source[] {
  if (party.kind === 'addresses') return party.parts.map(({ text, end }) => ({ text, ends: [end] }));
  const { members, isPattern, text } = party;
  return members.map((member) => ({ text: isPattern ? member.name : text, ends: member.classes, member }));
}

function bothOutside(from: string, to: string): Error {
  return valueError({
    law: 'one end of a question must be in the cluster',
    got: `${from} and ${to}`,
    remedy: 'name a workload, as in shop/web',
  });
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
