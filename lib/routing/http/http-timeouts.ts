import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';
import { millisecondsOf } from '../../objects';
import { checkKnownOptions, checkObject } from '../../traffic';

/** For how long requests may last. */
export interface HttpTimeouts {
  /**
   * From the request of the client to the end of the answer, in whole milliseconds. No time at all means no end.
   *
   * @default - the implementation's own
   */
  readonly request?: Duration;

  /**
   * The same for one try at a backend, in whole milliseconds; at most that of the `request`. No time at all means no end.
   *
   * @default - the implementation's own
   */
  readonly backendRequest?: Duration;
}

const WHAT = 'the `timeouts` of a rule';
const MAX_HOURS = 99_999;
const UNITS: [string, number][] = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/**
 * Checks timeouts, and returns them as they are written: the Gateway API takes few of the ways to write a duration.
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-2257/
 */
export function timeoutsManifest(timeouts: HttpTimeouts): any {
  checkObject(WHAT, timeouts);
  checkKnownOptions(WHAT, timeouts, ['request', 'backendRequest']);
  const request = timeOf('request', timeouts.request);
  const backendRequest = timeOf('backendRequest', timeouts.backendRequest);
  if (request === undefined && backendRequest === undefined) {
    throw valueError({
      law: `${WHAT} must have a \`request\` or a \`backendRequest\``,
      remedy: 'write it as in { request: Duration.seconds(10) }',
    });
  }
  if (request && backendRequest !== undefined && backendRequest > request) {
    throw valueError({
      law: `the \`backendRequest\` of a rule must not last longer than its \`request\`, which is ${durationText(request)}`,
      got: durationText(backendRequest),
      remedy: 'shorten it, or leave it out',
    });
  }
  return {
    ...(request === undefined ? {} : { request: durationText(request) }),
    ...(backendRequest === undefined ? {} : { backendRequest: durationText(backendRequest) }),
  };
}

/** The milliseconds of a Duration that a rule says; undefined where it says none. */
export function timeOf(option: string, duration: Duration | undefined): number | undefined {
  if (duration === undefined) return undefined;
  const milliseconds = millisecondsOf(duration);
  if (Number.isInteger(milliseconds) && milliseconds / 3_600_000 < MAX_HOURS + 1) return milliseconds;
  throw valueError({
    law: `the \`${option}\` of a rule must be a Duration of whole milliseconds, below ${MAX_HOURS + 1} hours`,
    got: Number.isNaN(milliseconds) ? duration : `${milliseconds} milliseconds`,
    remedy: 'write it as in Duration.seconds(10)',
  });
}

/** `1m30s`: from hours to milliseconds, without those of which there are none. */
export function durationText(milliseconds: number): string {
  let rest = milliseconds;
  const parts = UNITS.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? `${count}${unit}` : '';
  });
  return parts.join('') || '0s';
}
