import * as fs from 'node:fs';
import * as path from 'node:path';
import { valueError } from '../lib/errors';

/** What standard input is called among paths. */
export const STDIN = '-';

const MANIFEST = /\.(ya?ml|json)$/;

/** What cdk8s writes beside the manifests, for those who validate them. */
const METADATA = 'construct-metadata.json';

/**
 * The files with manifests that paths name, as they are read: a folder's in the order of their names, with those of the
 * folders inside. A file that several paths or links lead to is taken once, so that its objects aren't there twice.
 *
 * @param paths - files, folders, or `-`
 * @param cwd - the folder that paths start from
 * @throws when a path names nothing that can be read, or a folder has no manifests
 */
export function manifestFiles(paths: readonly string[], cwd: string): string[] {
  const names = new Map<string, string>();
  for (const { name, real } of paths.flatMap((each) => filesAt(each, cwd))) {
    if (!names.has(real)) names.set(real, name);
  }
  return [...names.values()];
}

/** A file by the name that leads to it, and where it really is. */
interface Found {
  readonly name: string;
  readonly real: string;
}

function filesAt(name: string, cwd: string): Found[] {
  if (name === STDIN) return [{ name, real: STDIN }];
  const real = readable(name, () => fs.realpathSync(path.resolve(cwd, name)));
  if (!readable(name, () => fs.statSync(real)).isDirectory()) return [{ name, real }];
  const files = filesBelow({ name, real }, new Set());
  if (files.length > 0) return files;
  throw valueError({
    law: 'a folder must have a file that ends in .yaml, .yml or .json',
    got: name,
    remedy: 'name the folder with the manifests; hidden files and node_modules are not looked at',
  });
}

/** Links may lead to a folder again: each is entered once. */
function filesBelow({ name, real }: Found, entered: Set<string>): Found[] {
  if (entered.has(real)) return [];
  entered.add(real);
  const entries = readable(name, () => fs.readdirSync(real, { withFileTypes: true }))
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const inside = { name: path.join(name, entry.name), real: path.join(real, entry.name) };
    if (entry.isDirectory()) return filesBelow(inside, entered);
    if (entry.isSymbolicLink()) return filesBehind(inside, entered);
    return entry.isFile() && MANIFEST.test(entry.name) && entry.name !== METADATA ? [inside] : [];
  });
}

/** A link to nowhere matters only where its name promises a manifest. */
function filesBehind({ name, real: link }: Found, entered: Set<string>): Found[] {
  if (!fs.existsSync(link) && !MANIFEST.test(name)) return [];
  const target = { name, real: readable(name, () => fs.realpathSync(link)) };
  const stat = readable(name, () => fs.statSync(target.real));
  if (stat.isDirectory()) return filesBelow(target, entered);
  return stat.isFile() && MANIFEST.test(name) ? [target] : [];
}

/**
 * Does something with a file; where the system refuses, the error names the file as the user did.
 *
 * @throws when the system refuses
 */
export function readable<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw valueError({
      law: 'a path must name a file or folder that can be read',
      got: name,
      remedy: REASONS[code ?? ''] ?? (error instanceof Error ? error.message : String(error)),
    });
  }
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
};
