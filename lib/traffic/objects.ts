import { valueError } from '../errors';

/**
 * Whether something is an object with fields: no list, no function and nothing plain.
 *
 * @param x - anything
 */
export function isObject(x: unknown): boolean {
  return typeof x === 'object' && x !== null && !Array.isArray(x);
}

/**
 * Checks that there is an object: from JavaScript anything may come, and a text would be taken for one without fields.
 *
 * @param what - the subject of the error, such as `a redirect`
 * @param x - what is checked
 * @param remedy - what to do where it is none
 * @throws when it is no object
 */
export function checkObject(what: string, x: unknown, remedy = 'write it in { }'): void {
  if (!isObject(x)) throw valueError({ law: `${what} must be an object`, got: x, remedy });
}
