import { valueError } from '../../errors';

/** Checks a share of what is requested, of which more than all may be used. */
export function checkPercent(what: string, percent: unknown): void {
  if (Number.isInteger(percent) && (percent as number) >= 1) return;
  throw valueError({
    law: `${what} must be a whole number of percent, 1 or above`,
    got: percent,
    remedy: 'write it as in 70',
  });
}
