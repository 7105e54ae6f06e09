import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';
import { durationText, timeOf } from './http-timeouts';

/**
 * Which requests a backend is given once more.
 *
 * What a request has changed already it may change again: name the codes by which a backend says that it did nothing.
 */
export interface HttpRetry {
  /**
   * The status codes of answers after which the request is sent again, each from 400 to 599.
   *
   * @default - the implementation's own
   */
  readonly codes?: number[];

  /**
   * How often at most: a whole number, at least 1.
   *
   * @default - the implementation's own
   */
  readonly attempts?: number;

  /**
   * How long at least is waited before, in whole milliseconds.
   *
   * @default - the implementation's own
   */
  readonly backoff?: Duration;
}

const WHAT = 'the `retry` of a rule';

/** Checks when requests are sent again, and returns it as it is written. */
export function retryManifest(retry: HttpRetry): any {
  checkObject(WHAT, retry);
  checkKnownOptions(WHAT, retry, ['codes', 'attempts', 'backoff']);
  const { codes, attempts } = retry;
  const backoff = timeOf('backoff', retry.backoff);
  if (codes === undefined && attempts === undefined && backoff === undefined) {
    throw valueError({
      law: `${WHAT} must have \`codes\`, \`attempts\` or a \`backoff\``,
      remedy: 'write it as in { codes: [503], attempts: 2 }',
    });
  }
  if (codes !== undefined) checkCodes(codes);
  if (attempts !== undefined) checkAttempts(attempts);
  return {
    ...(codes === undefined ? {} : { codes: [...codes] }),
    ...(attempts === undefined ? {} : { attempts }),
    ...(backoff === undefined ? {} : { backoff: durationText(backoff) }),
  };
}

function checkCodes(codes: number[]): void {
  const isList = Array.isArray(codes) && codes.length > 0;
  const isCode = (code: number) => Number.isInteger(code) && code >= 400 && code <= 599;
  if (isList && codes.every(isCode) && new Set(codes).size === codes.length) return;
  throw valueError({
    law: 'the `codes` of a retry must be a list of status codes from 400 to 599, each once',
    got: codes,
    remedy: 'write it as in [502, 503]',
  });
}

function checkAttempts(attempts: number): void {
  if (Number.isSafeInteger(attempts) && attempts >= 1) return;
  throw valueError({
    law: 'the `attempts` of a retry must be a whole number of at least 1',
    got: attempts,
    remedy: 'write it as in 2, or leave `retry` out',
  });
}
