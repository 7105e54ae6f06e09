import type { EntryTarget, WayIn } from './entry/way-in';
import { tryRangeOf } from './evaluate/address-range';
import { seenInTunnel } from './evaluate/carriage';
import type { CompiledPolicy } from './evaluate/compiled-policy';
import type { Judgement } from './evaluate/judgement';
import type { EndId } from './evaluate/peer-sets';
import type { Member } from './evaluate/population';
import type { PortSetId } from './evaluate/port-sets';
import type { EntryJudge } from './graph/entry-judge';
import type { Model } from './model';
import type { Direction } from './network/policies';
import { deniers } from './why/side';

/** Who opens connections that are denied. */
interface Caller {
  readonly name: string;
  readonly ends: readonly EndId[];
  /** Undefined for addresses. */
  readonly member?: Member;
}

/** Which policies deny what is denied: those of administrators, those whose rules say so, and those that isolate pods. */
export class Denials {
  public constructor(private readonly model: Model) {}

  /** Those on one side of two workloads, of which it is known that this side lets none of the ports pass. */
  public on(direction: 'ingress' | 'egress', own: Member, other: Member, asked: PortSetId): CompiledPolicy[] {
    const [subject] = own.classes;
    const [peer] = other.classes;
    if (subject === undefined || peer === undefined) return [];
    const names = { subjectName: own.name, peerName: other.name };
    return deniers(this.model.reach, { direction, subject, peer, asked, ...names });
  }

  /** Those that keep the addresses of a network from a workload. */
  public ofAddresses(cidr: string, to: Member, asked: PortSetId): CompiledPolicy[] {
    const range = tryRangeOf(cidr);
    return this.into({ name: cidr, ends: range ? this.model.reach.addressEndsOver(range) : [] }, to, asked);
  }

  /** Those that keep pods from a workload. */
  public ofPods(from: Member, to: Member, asked: PortSetId): CompiledPolicy[] {
    return this.into({ name: from.name, ends: from.classes, member: from }, to, asked);
  }

  /** Those that keep what carries the requests of a way in from a target of it. */
  public ofEntry(entries: EntryJudge, way: WayIn, target: EntryTarget): CompiledPolicy[] {
    const { reach, population } = this.model;
    const to = population.memberOf(target.workload);
    const asked = reach.ports.range(target.protocol, target.port, target.port);
    const found = entries.sources(way, target).flatMap((each) => this.into(each, to, asked));
    return [...new Set(found)];
  }

  /** Those on the first side that lets none of the ports pass: the caller's own, that of the workload, and its mesh. */
  private into({ name, ends, member }: Caller, to: Member, asked: PortSetId): CompiledPolicy[] {
    const { reach } = this.model;
    const { ports } = reach;
    const [from] = ends;
    const [own] = to.classes;
    if (from === undefined || own === undefined) return [];
    const seen = reach.carriage(from, own) === 'tunnelled' ? seenInTunnel(ports, asked) : asked;
    const side = (direction: Direction, passing: Judgement, on: PortSetId) => {
      if (ports.intersection(passing.possible, on) !== ports.none) return undefined;
      const ended = direction === 'egress' ? { subject: from, peer: own } : { subject: own, peer: from };
      const names = direction === 'egress' ? [name, to.name] : [to.name, name];
      const [subjectName, peerName] = names as [string, string];
      return deniers(reach, { direction, ...ended, subjectName, peerName, asked: on });
    };
    return (
      (member && side('egress', reach.outOf(from, own), seen)) ??
      side('ingress', reach.into(from, own), seen) ??
      (reach.asksWho(own) ? side('identity', reach.known(from, own, asked), asked) : undefined) ??
      []
    );
  }
}
