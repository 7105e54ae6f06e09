import { constructError, type Fault, type Located } from '../../errors';
import { isZero } from './amount';
import { Rollout } from './rollout';

/** The parts of a rollout that each kind of workload has. */
const PARTS: { [kind: string]: string[] } = {
  Deployment: ['rolling', 'recreate', 'maxSurge', 'maxUnavailable', 'minReady', 'progressDeadline'],
  StatefulSet: ['rolling', 'onDelete', 'minReady', 'partition'],
  DaemonSet: ['rolling', 'onDelete', 'maxSurge', 'maxUnavailable', 'minReady'],
};

/** Kubernetes' own, in seconds. */
const PROGRESS_DEADLINE = 600;

/** Checks that a kind of workload can be replaced in the given way. */
export function checkRollout(place: Located, kind: string, rollout: Rollout | undefined): void {
  if (rollout === undefined) return;
  if (!Rollout.isRollout(rollout)) {
    throw constructError(place, {
      law: '`rollout` must be a Rollout',
      got: rollout,
      remedy: 'write it as in Rollout.rolling({ maxSurge: 1 })',
    });
  }
  const fault = lackingPart(kind, rollout) ?? (kind === 'Deployment' ? tooLate(rollout) : undefined);
  const contrary = fault ?? (kind === 'DaemonSet' ? bothOrNeither(rollout) : undefined);
  if (contrary) throw constructError(place, contrary);
}

function lackingPart(kind: string, { _way, _options }: Rollout): Fault | undefined {
  const { revisionHistoryLimit, ...parts } = _options;
  const given = Object.entries(parts).flatMap(([part, value]) => (value === undefined ? [] : [part]));
  const lacking = [_way, ...given].find((part) => !PARTS[kind]?.includes(part));
  if (lacking === undefined) return undefined;
  return {
    law: `the rollout of a ${kind} must be made of what it has (${PARTS[kind]?.join(', ')})`,
    got: lacking,
    remedy: 'leave it out, or choose another way',
  };
}

/** Of a Deployment: a pod that has to be ready for longer than progress may take would never count. */
function tooLate({ _options: { minReady, progressDeadline } }: Rollout): Fault | undefined {
  const [ready, deadline] = [minReady?.toSeconds() ?? 0, progressDeadline?.toSeconds() ?? PROGRESS_DEADLINE];
  if (ready < deadline) return undefined;
  return {
    law: '`minReady` must be shorter than `progressDeadline`, after which the rollout counts as failed',
    got: `${ready} s of ${deadline} s`,
    remedy: 'raise `progressDeadline`',
  };
}

/** Of a DaemonSet: on each node the new pod starts before the old one ends, or after it. */
function bothOrNeither({ _way, _options }: Rollout): Fault | undefined {
  const surge = !isZero(_options.maxSurge ?? 0);
  const missing = !isZero(_options.maxUnavailable ?? (surge ? 0 : 1));
  if (_way !== 'rolling' || surge !== missing) return undefined;
  return {
    law: 'one of `maxSurge` and `maxUnavailable` of a DaemonSet must be 0 and the other not, as the API server wants it',
    got: `${_options.maxSurge ?? 0} and ${_options.maxUnavailable ?? 0}`,
    remedy: 'give one of them only',
  };
}
