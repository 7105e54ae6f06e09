import type { IIngressController } from '../cluster';
import { constructError, type Located, located, valueError } from '../errors';

const MAX_LENGTH = 1024;
const CHARACTERS = /^([A-Za-z0-9/\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*$/;
const REWRITTEN = /\/\/|\/\.\.?(\/|$)|%2f/i;

/**
 * A path as both Ingress and HTTPRoute take it: absolute, without a query, and without what a proxy would rewrite.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch
 */
export function checkPath(place: Located, path: string): void {
  located(place, () => checkPathText('a path', path));
}

/**
 * The same, for a path that isn't yet of a route.
 *
 * @param what - the subject of the error: `a path`
 */
export function checkPathText(what: string, path: string): void {
  const isSound = typeof path === 'string' && isAbsolute(path);
  if (isSound) return;
  throw valueError({
    law:
      `${what} must start with "/", have at most ${MAX_LENGTH} characters, all of them allowed in a URL path (so no "?", ` +
      '"#" or space), and contain no "//", "/./", "/../" or "%2F"',
    got: path,
    remedy: 'write it as the browser sends it, such as "/admin"',
  });
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') && path.length <= MAX_LENGTH && CHARACTERS.test(path) && !REWRITTEN.test(path);
}

/** The narrower law of an ingress controller, which would refuse the Ingress or take the path for something else. */
export function checkPathFor({ name, pathCharacters }: IIngressController, place: Located, path: string): void {
  if (pathCharacters === undefined) return;
  const isTaken = [...path].every((character) => /[A-Za-z0-9/]/.test(character) || pathCharacters.includes(character));
  if (isTaken) return;
  const characters = ['letters', 'digits', ...['/', ...pathCharacters].map((character) => `"${character}"`)];
  throw constructError(place, {
    law: `a path by ${name} must have no characters but ${characters.join(', ')}`,
    got: path,
    remedy: 'serve a shorter path above it, or name another `entry`',
  });
}

/** A prefix as it is compared: element by element, so a slash at its end changes nothing. */
export function prefixOf(path: string): string {
  return path.replace(/(.)\/$/, '$1');
}
