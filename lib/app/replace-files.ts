import * as fs from 'node:fs';
import * as path from 'node:path';
import { valueError } from '../errors';

/**
 * Puts the files of a folder in the place of those in another, all or none. What else is there stays.
 *
 * Everything that may fail for want of space or rights is done first, beside the targets and under names that kubectl
 * doesn't read. Then each file is renamed, which is atomic; where even that fails, what was replaced is put back.
 *
 * @throws when a file can't be written, or its place is taken by a folder
 */
export function replaceFiles(from: string, to: string): void {
  const undo: (() => void)[] = [];
  try {
    makeFolder(to, undo);
    const files = filesBelow(from).map((file) => ({ file: path.join(from, file), target: path.join(to, file) }));
    const replacements = files.map((file, index) => prepared(file, `${path.basename(from)}-${index}`, undo));
    for (const { fresh, target, putBack } of replacements) {
      fs.renameSync(fresh, target);
      undo.push(putBack);
    }
    for (const { former } of replacements) fs.rmSync(former, { force: true });
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

interface Replacement {
  readonly target: string;
  /** The new file, beside its target. */
  readonly fresh: string;
  /** A copy of the former one, if there is one. */
  readonly former: string;
  readonly putBack: () => void;
}

function prepared(
  { file, target: place }: { file: string; target: string },
  name: string,
  undo: (() => void)[],
): Replacement {
  const there = fs.statSync(place, { throwIfNoEntry: false });
  // What a link leads to is written, as by anybody else.
  const target = there ? fs.realpathSync(place) : place;
  const beside = (which: string) => path.join(path.dirname(target), `.${name}-${which}`);
  const [fresh, former] = [beside('new'), beside('former')];
  if (there?.isDirectory()) {
    throw valueError({
      law: 'the files of an app must not have the names of folders in the output folder',
      got: target,
      remedy: 'delete that folder, or write to another `outdir`',
    });
  }
  makeFolder(path.dirname(target), undo);
  undo.push(() => [fresh, former].map((copy) => fs.rmSync(copy, { force: true })));
  fs.copyFileSync(file, fresh);
  if (there) {
    fs.chmodSync(fresh, there.mode);
    fs.copyFileSync(target, former);
  }
  return { target, fresh, former, putBack: () => (there ? fs.renameSync(former, target) : fs.rmSync(target)) };
}

function makeFolder(folder: string, undo: (() => void)[]): void {
  const created = fs.mkdirSync(folder, { recursive: true });
  if (created !== undefined) undo.push(() => removeEmpty(folder, created));
}

/** Removes a folder and those above it, up to a highest one, as far as nobody has put anything into them. */
function removeEmpty(folder: string, highest: string): void {
  for (let each = folder; each.startsWith(highest) && fs.readdirSync(each).length === 0; each = path.dirname(each)) {
    fs.rmdirSync(each);
  }
}

/** The files in a folder and those below, relative to it. */
function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}
