import { valueError } from '../../errors';

/**
 * Checks the names of headers that a controller writes into the configuration of its proxy as they stand: there `$` and
 * `%` name variables, and what it doesn't take it leaves out, so that its defaults would count.
 *
 * @param controller - the name of the controller
 * @param names - the names; `*` for all of them is let through
 * @throws when one has any other character than a letter, a digit, `-` or `_`
 */
export function checkHeaderNames(controller: string, names: string[]): void {
  const stray = names.find((name) => name !== '*' && !/^[A-Za-z0-9_-]+$/.test(name));
  if (stray === undefined) return;
  throw valueError({
    law: `the name of a header by ${controller} must have no characters but letters, digits, "-" and "_"`,
    got: stray,
    remedy: 'name another header, or another `entry`',
  });
}
