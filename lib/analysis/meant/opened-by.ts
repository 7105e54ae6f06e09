import { Direction } from '../../traffic';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Reach } from '../evaluate/reach';
import type { Model } from '../model';
import type { ObjectRef } from '../network/place';
import type { MeantWorkload, SurplusConnection } from './meant';

/** A connection that is allowed, and nobody meant. */
interface Opening {
  readonly from: Member;
  readonly to: Member;
  readonly extra: PortSetId;
  readonly source: MeantWorkload;
  readonly destination: MeantWorkload;
}

/** Which objects let a connection pass, in each direction that was to be closed. */
export function openedBy({ reach }: Model, opening: Opening): SurplusConnection['sides'] {
  const { from, to, extra, source, destination } = opening;
  const egress = source.closes.includes(Direction.EGRESS) ? [sideOf(reach, Direction.EGRESS, from, to, extra)] : [];
  const ingress = destination.closes.includes(Direction.INGRESS)
    ? [sideOf(reach, Direction.INGRESS, to, from, extra)]
    : [];
  return [...egress, ...ingress];
}

function sideOf(reach: Reach, direction: Direction, own: Member, other: Member, extra: PortSetId) {
  const found = own.classes.flatMap((subject) =>
    other.classes.flatMap((peer) => {
      const isEgress = direction === Direction.EGRESS;
      const profile = reach.profileOf(subject, isEgress ? 'egress' : 'ingress');
      const matches = reach.matchesOf(profile, peer);
      const destination = isEgress ? peer : subject;
      return profile.policies
        .flatMap(({ policy }) => (isEgress ? policy.egress : policy.ingress))
        .filter((rule) => rule.action === 'Allow' && (rule.peers === 'everyone' || matches.has(rule)))
        .filter(
          (rule) => reach.ports.intersection(reach.portsOf(rule, destination).possible, extra) !== reach.ports.none,
        )
        .map(({ policy }) => policy.object);
    }),
  );
  return { direction, openedBy: [...new Set<ObjectRef>(found)] };
}
