import { valueError } from '../errors';

/**
 * Checks options that are true or false: from JavaScript the text "false" may come, which counts as true.
 *
 * @param flags - the values by the names of the options; what is undefined says nothing
 * @throws when one is anything else
 */
export function checkFlags(flags: { readonly [option: string]: unknown }): void {
  const stray = Object.keys(flags).find((option) => flags[option] !== undefined && typeof flags[option] !== 'boolean');
  if (stray === undefined) return;
  throw valueError({
    law: `\`${stray}\` must be true or false`,
    got: flags[stray],
    remedy: 'leave it out for the default',
  });
}
