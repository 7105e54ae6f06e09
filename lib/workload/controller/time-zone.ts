import { valueError } from '../../errors';

/** Checks the name of a time zone, as the time zone database has it. The API server takes no offsets, and not `Local`. */
export function checkTimeZone(timeZone: string): void {
  const known = canonical(timeZone);
  // Names that differ in their case alone are told as one here, and are files of their own for the API server.
  const isOtherCase = known !== timeZone && known?.toLowerCase() === timeZone?.toLowerCase?.();
  if (known !== undefined && !isOtherCase && isWritten(timeZone)) return;
  throw valueError({
    law: '`timeZone` must be a name of the time zone database',
    got: timeZone,
    remedy: `write it as in ${isOtherCase ? known : 'Europe/Vienna or Etc/UTC'}`,
  });
}

/**
 * Whether a name has capitals where those of the database have them: of a name that is another one's alias, only that
 * other one is told here.
 */
function isWritten(timeZone: string): boolean {
  const words = timeZone.split(/[/_-]/);
  return words.every((word) => /^([A-Z]|\d|(au|es|of)$)/.test(word) && (!/[A-Z]{4}/.test(word) || word === 'CHAT'));
}

/** The name under which the time zone is known here; undefined where it isn't. */
function canonical(timeZone: unknown): string | undefined {
  if (typeof timeZone !== 'string' || !/^[A-Z]/i.test(timeZone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
