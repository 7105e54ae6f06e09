import { valueError } from '../../errors';
import { checkQualifiedName } from '../../traffic';

/** Those that are told one by one, by their key. */
const KEYED = /^metadata\.(labels|annotations)\['([^']+)'\]$/;

/**
 * Checks a field that Kubernetes tells a container of its pod.
 *
 * @param what - the subject of the error, such as `the field of a variable`
 * @param path - the field
 * @param fields - those that are told in this place, beside single labels and annotations
 * @param remedy - what to do
 */
export function checkFieldPath(what: string, path: unknown, fields: string[], remedy: string): void {
  if (fields.includes(path as string)) return;
  const [, map, key] = KEYED.exec(typeof path === 'string' ? path : '') ?? [];
  if (key !== undefined) {
    // As in annotations themselves, the API server takes upper case before the "/" there.
    checkQualifiedName('the key in a field', map === 'labels' ? key : key.toLowerCase(), "metadata.labels['app']");
    return;
  }
  throw valueError({
    law: `${what} must be one of ${fields.join(', ')}, metadata.labels['...'], metadata.annotations['...']`,
    got: path,
    remedy,
  });
}
