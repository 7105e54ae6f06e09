import { valueError } from '../errors';

/**
 * Checks options that are true or false: from JavaScript the text "false" may come, which counts as true.
 *
 * @param flags - the values by the names of the options; what is undefined says nothing
 * @throws when one is anything else
 */
export function checkFlags(flags: { readonly [option: string]: unknown }): void {
  for (const [option, flag] of Object.entries(flags)) {
    if (flag === undefined || typeof flag === 'boolean') continue;
    throw valueError({ law: `\`${option}\` must be true or false`, got: flag, remedy: 'leave it out for the default' });
  }
}
