import { constructError, type Fault } from '../errors';
import { Direction } from '../traffic';
import type { Party } from './party';
import { Stages } from './stages';

const NO_POLICY = 'there is no policy';

/** An empty policy would close what its owner left open. */
const UNCONNECTED: Fault = {
  law: `${NO_POLICY} before the first connection of an adopted workload, and it has none yet`,
  remedy: 'connect it first, or ask later',
};

/** However it is connected, nothing would be written. */
const UNENFORCED: Fault = {
  law: `${NO_POLICY} of an adopted workload in a namespace that enforces nothing`,
  remedy: 'ask for it where the `enforcement` of the namespace is ingress or all',
};

/** The error for asking a workload for its policy that has none. */
export function noPolicy(party: Party): Error {
  const { refusal, construct } = party;
  if (refusal) return constructError(construct, { ...refusal, law: `${NO_POLICY}: ${refusal.law}` });
  const enforced = Stages.of(construct).enforced(party, [Direction.INGRESS, Direction.EGRESS]);
  return constructError(construct, enforced.length === 0 ? UNENFORCED : UNCONNECTED);
}
