import { valueError } from '../errors';

/**
 * Checks that options have no names but those that are known: what is misspelt would be left out in silence.
 *
 * @param what - who has the options, for the error: `a Headless Service`
 * @param options - what was given; what is undefined says nothing
 * @param known - the names that it may have
 * @throws when there is another one
 */
export function checkKnownOptions(what: string, options: object, known: readonly string[] | ReadonlySet<string>): void {
  const isKnown = (option: string) => ('has' in known ? known.has(option) : known.includes(option));
  const given = options as { readonly [option: string]: unknown };
  const stray = Object.keys(given).find((option) => given[option] !== undefined && !isKnown(option));
  if (stray === undefined) return;
  throw valueError({
    law: `${what} must have no \`${stray}\``,
    got: given[stray],
    remedy: `leave it out; it may have ${[...known].join(', ')}`,
  });
}
