import { valueError } from '../../errors';

const MAX_NAME = 63;

/** What a name gets at its end that another volume has already. */
const SUFFIX = '-volume';

/**
 * The names of the volumes at some paths: made from the paths, so that a new volume renames no other.
 *
 * @param paths - where they are mounted
 * @param taken - the names that others have
 */
export function volumeNames(paths: string[], taken: string[]): Map<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const path of paths) {
    const plain = nameFrom(path);
    const name = taken.includes(plain) ? `${plain.slice(0, MAX_NAME - SUFFIX.length)}${SUFFIX}` : plain;
    const owner = owners.get(name);
    if (owner !== undefined) {
      throw valueError({
        law: 'mount paths must differ in their first 63 letters and digits, which name their volumes',
        got: `${path} beside ${owner}`,
        remedy: 'choose another path for one of them',
      });
    }
    owners.set(name, path);
    names.set(path, name);
  }
  return names;
}

/** The name of a volume at a path. */
export function nameFrom(path: string): string {
  const name = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_NAME)
    .replace(/-$/, '');
  if (name) return name;
  throw valueError({
    law: 'a mount path must have a letter or digit, since these name its volume',
    got: path,
    remedy: 'write it as in /var/lib/data',
  });
}
