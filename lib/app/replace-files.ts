import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { valueError } from '../errors';

/**
 * Puts files into a folder, all or none. What else is there stays, and a file that has the same bytes already isn't
 * touched.
 *
 * Everything that may fail for want of space or rights is done first, beside the targets and under names that kubectl
 * doesn't read. Then each file is renamed, which is atomic; where even that fails, what was replaced is put back.
 *
 * @param files - their texts, by their names in the folder
 * @param to - the folder
 * @throws when a file can't be written, or its place is taken by a folder
 */
export function replaceFiles(files: ReadonlyMap<string, string>, to: string): void {
  const undo: (() => void)[] = [];
  const name = `cdk8s-networking-${randomUUID()}`;
  try {
    makeFolder(to, undo);
    const replacements = [...files].flatMap(([file, text], index) =>
      prepared({ text, target: path.join(to, file) }, `${name}-${index}`, undo),
    );
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

/** One replacement, or none where the file is the same already. */
function prepared(
  { text, target: place }: { text: string; target: string },
  name: string,
  undo: (() => void)[],
): Replacement[] {
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
  if (there && fs.readFileSync(target).equals(Buffer.from(text))) return [];
  makeFolder(path.dirname(target), undo);
  undo.push(() => [fresh, former].map((copy) => fs.rmSync(copy, { force: true })));
  fs.writeFileSync(fresh, text);
  if (there) {
    fs.chmodSync(fresh, there.mode);
    fs.copyFileSync(target, former);
  }
  return [{ target, fresh, former, putBack: () => (there ? fs.renameSync(former, target) : fs.rmSync(target)) }];
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
