import { valueError } from '../../errors';

/** The longest time of HAProxy and Kong, which count milliseconds with 31 bits, in seconds. */
export const MAX_MILLISECONDS = 2_147_483;

/** A time that an Ingress asks for, and how much of it a controller takes. */
interface Asked {
  /** What is asked: `timeout`. */
  readonly option: string;
  /** How long; undefined where nothing is asked. */
  readonly seconds: number | undefined;
  /** The longest that the controller takes, in seconds. */
  readonly most: number;
}

/**
 * Checks that a controller takes a time: one that is too long would be refused in the cluster, or cut in silence.
 *
 * @param controller - the name of the controller
 * @throws when it is too long
 */
export function checkSeconds(controller: string, { option, seconds, most }: Asked): void {
  if (seconds === undefined || seconds <= most) return;
  throw valueError({
    law: `the \`${option}\` of an Ingress by ${controller} must be at most ${most} seconds`,
    got: seconds,
    remedy: 'shorten it',
  });
}
