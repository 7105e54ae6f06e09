import { valueError } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';

/** A part of the requests: 5 of 1000. */
export interface HttpMirrorFraction {
  /** How many of them: a whole number from 0 to the denominator. */
  readonly numerator: number;

  /**
   * Of how many: a whole number, at least 1.
   *
   * @default 100
   */
  readonly denominator?: number;
}

/** Of how many requests a mirror gets copies, and by which port. */
export interface HttpMirrorOptions {
  /**
   * The port of the Service that gets the copies.
   *
   * @default - its first port
   */
  readonly port?: number;

  /**
   * Of how many requests in a hundred: a whole number from 0 to 100. It needs Gateway API 1.3, said in the cluster
   * profile, since older definitions drop it, and copies are made of all requests.
   *
   * @default - all of them
   */
  readonly percent?: number;

  /**
   * The same for less than one in a hundred; in place of `percent`.
   *
   * @default - all of them
   */
  readonly fraction?: HttpMirrorFraction;
}

const WHAT = 'a mirror';
const FRACTION = 'the `fraction` of a mirror';
const MAX_INT32 = 2_147_483_647;

/** Checks the options of a mirror, and returns them as they are written; without the port, which is the backend's. */
export function mirror(options: HttpMirrorOptions): any {
  checkObject(WHAT, options);
  checkKnownOptions(WHAT, options, ['port', 'percent', 'fraction']);
  const { percent, fraction } = options;
  if (percent !== undefined && fraction !== undefined) {
    throw valueError({
      law: `${WHAT} must have a \`percent\` or a \`fraction\`, but not both`,
      remedy: 'leave one of them out',
    });
  }
  if (percent !== undefined) {
    checkPercent(percent);
    return { percent };
  }
  return fraction === undefined ? {} : { fraction: fractionManifest(fraction) };
}

function checkPercent(percent: number): void {
  if (isWhole(percent, 0, 100)) return;
  throw valueError({
    law: 'the `percent` of a mirror must be a whole number from 0 to 100',
    got: percent,
    remedy: 'for less than one in a hundred, write { fraction: { numerator: 5, denominator: 1000 } }',
  });
}

function fractionManifest(fraction: HttpMirrorFraction): any {
  checkObject(FRACTION, fraction);
  checkKnownOptions(FRACTION, fraction, ['numerator', 'denominator']);
  const { numerator, denominator = 100 } = fraction;
  if (isWhole(denominator, 1, MAX_INT32) && isWhole(numerator, 0, denominator)) return { numerator, denominator };
  throw valueError({
    law: `${FRACTION} must have whole numbers: a \`denominator\` of at least 1, and a \`numerator\` from 0 to it`,
    got: { numerator, denominator },
    remedy: 'write it as in { numerator: 5, denominator: 1000 }',
  });
}

function isWhole(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}
