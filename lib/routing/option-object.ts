import { valueError } from '../errors';

/**
 * Checks that options are an object: from JavaScript anything may come, and a text would be taken for one without any.
 *
 * @param what - the subject of the error: `a redirect`
 */
export function checkObject(what: string, options: unknown): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw valueError({ law: `${what} must be an object`, got: options, remedy: 'write it in { }' });
}
