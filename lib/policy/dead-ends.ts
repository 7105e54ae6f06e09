import { valueError } from '../errors';
import { type Problem, problemOf } from '../objects';
import { Direction } from '../traffic';
import { type Edge, type End, isPeer, near } from './edge';
import type { Party } from './party';
import type { PeerReach } from './peer-reach';

/** Connections with a peer whose labels mean nobody of the app but workloads that can't be connected. */
export function deadEnds(parties: Party[], reach: PeerReach): Problem[] {
  const isOpen = (edge: Edge, direction: Direction) =>
    parties.some((party) => !party.refusal && reach.edges(party, direction).includes(edge));
  return parties.flatMap((party) => {
    const { refusal } = party;
    if (!refusal) return [];
    return [Direction.INGRESS, Direction.EGRESS].flatMap((direction) =>
      reach
        .edges(party, direction)
        .filter((edge) => namesPods(near(edge, direction)) && !isOpen(edge, direction))
        .map((edge) => problemOf(edge.declaredBy, valueError(refusal))),
    );
  });
}

/** Whether a peer is known by labels of its pods, rather than as all that there is in a place. */
function namesPods(end: End): boolean {
  return isPeer(end) && end.selections.every(({ pods }) => !pods.isEverything);
}
