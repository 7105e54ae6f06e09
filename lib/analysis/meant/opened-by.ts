import { Direction } from '../../traffic';
import { carriedBy } from '../evaluate/carriage';
import type { ClassId } from '../evaluate/class-table';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Reach } from '../evaluate/reach';
import type { Model } from '../model';
import type { ObjectRef } from '../network/place';
import type { Meant, MeantWorkload, Opener } from './meant';

/** A connection that is allowed, and nobody declared. */
interface Opening {
  readonly from: Member;
  readonly to: Member;
  readonly extra: PortSetId;
  readonly source: MeantWorkload;
  readonly destination: MeantWorkload;
}

/** What lets a connection pass that nobody meant, port by port. */
export interface Opened {
  /** The ports that nothing says which counts as meant. */
  readonly ports: PortSetId;
  readonly openers: readonly Opener[];
}

/** What lets a connection pass in each direction that was to be closed, but for what counts as meant. */
export function openedBy({ reach }: Model, meant: Meant, opening: Opening): Opened {
  const { from, to, source, destination } = opening;
  const sides = [
    ...(source.closes.includes(Direction.EGRESS) ? [{ direction: Direction.EGRESS, own: from, other: to }] : []),
    ...(destination.closes.includes(Direction.INGRESS) ? [{ direction: Direction.INGRESS, own: to, other: from }] : []),
  ].map((side) => ({ ...side, extra: opening.extra }));
  const opened = sides.map((side) => openedOnSide(reach, meant, side));
  return {
    ports: reach.ports.unionOf(opened.map(({ ports }) => ports)),
    openers: opened.flatMap(({ openers }) => openers),
  };
}

/** One side of a connection: the pods that policies govern, and who is at the other end. */
interface Side {
  readonly direction: Direction;
  readonly own: Pick<Member, 'classes'>;
  readonly other: { readonly classes: readonly EndId[] };
  /** The ports that nobody meant. */
  readonly extra: PortSetId;
}

/** What lets ports pass on one side, but for what counts as meant. */
export function openedOnSide(reach: Reach, meant: Meant, side: Side): Opened {
  const { ports } = reach;
  const found = portsByObject(reach, side);
  const said = [...found].filter(([object]) => meant.countsAsMeant(object)).map(([, open]) => open);
  const left = ports.difference(side.extra, ports.unionOf(said));
  if (left === ports.none) return { ports: left, openers: [] };
  const opening = [...found].filter(
    ([object, open]) => !meant.countsAsMeant(object) && ports.intersection(open, left) !== ports.none,
  );
  // What is written for connections that were meant comes after what may say more.
  const others = opening.filter(([object]) => meant.maySayMore(object));
  const { direction } = side;
  const openers = (others.length > 0 ? others : opening).map(([object, open]) => ({
    direction,
    object,
    ports: ports.text(ports.intersection(open, left)),
  }));
  return { ports: left, openers: openers.length > 0 ? openers : [{ direction, ports: ports.text(left) }] };
}

/** Of each object the ports that it opens, on one side of a connection. */
function portsByObject(reach: Reach, { direction, own, other }: Side): ReadonlyMap<ObjectRef, PortSetId> {
  const found = new Map<ObjectRef, PortSetId>();
  for (const subject of own.classes) {
    for (const peer of other.classes) {
      for (const { object, open } of openRules(reach, direction, subject, peer)) {
        found.set(object, reach.ports.union(found.get(object) ?? reach.ports.none, open));
      }
    }
  }
  return found;
}

function openRules(reach: Reach, direction: Direction, subject: ClassId, peer: EndId) {
  const isEgress = direction === Direction.EGRESS;
  const [from, to] = isEgress ? [subject, peer] : [peer, subject];
  const profile = reach.profileOf(subject, isEgress ? 'egress' : 'ingress');
  const matches = reach.matchesOf(profile, peer);
  const carriage = reach.carriage(from, to);
  return profile.policies
    .flatMap(({ policy }) => (isEgress ? policy.egress : policy.ingress))
    .filter((rule) => rule.action === 'Allow' && (rule.peers === 'everyone' || matches.has(rule)))
    .map((rule) => ({
      object: rule.policy.object,
      open: carriedBy(reach.ports, reach.portsOf(rule, to).possible, carriage),
    }));
}
