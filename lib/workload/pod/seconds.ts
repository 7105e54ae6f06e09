import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';

/**
 * A time in whole seconds; undefined where none is given.
 *
 * @param what - the subject of the error, such as `the \`period\` of a probe`
 * @param duration - from JavaScript anything may come
 * @param least - the least number of seconds
 */
export function checkSeconds(what: string, duration: Duration | undefined, least: number): number | undefined {
  if (duration === undefined) return undefined;
  if (typeof duration?.toSeconds !== 'function') {
    throw valueError({
      law: 'a time must be a Duration of cdk8s',
      got: duration,
      remedy: 'write it as in Duration.seconds(5)',
    });
  }
  // A fraction of a second is an error.
  const seconds = duration.toSeconds();
  if (seconds >= least) return seconds;
  throw valueError({
    law: `${what} must be at least ${least === 1 ? '1 second' : `${least} seconds`}`,
    got: `${seconds} s`,
    remedy: `write it as in Duration.seconds(${least})`,
  });
}
