import { valueError } from '../errors';

/**
 * Checks that options have no names but those that are known: what is misspelt would be left out in silence.
 *
 * @param what - who has the options, for the error: `a Headless Service`
 * @param options - what was given; what is undefined says nothing
 * @param known - the names that it may have
 * @throws when there is another one
 */
export function checkKnownOptions(what: string, options: object, known: string[]): void {
  const stray = Object.entries(options).find(([option, value]) => value !== undefined && !known.includes(option));
  if (!stray) return;
  throw valueError({
    law: `${what} must have no \`${stray[0]}\``,
    got: stray[1],
    remedy: `leave it out; it may have ${known.join(', ')}`,
  });
}
