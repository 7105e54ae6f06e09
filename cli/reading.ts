import * as fs from 'node:fs';
import * as path from 'node:path';
import { Connectivity, type ManifestSource } from '../lib/analysis';
import { valueError } from '../lib/errors';
import { ErrorLines } from './error-lines';
import { manifestFiles, readable, STDIN } from './manifest-files';
import { textOf } from './manifest-text';
import { analysisOptionsOf, type ReadingOptions } from './options';
import { problemLines, unknownKindsLine } from './problem-lines';
import type { Terminal } from './terminal';

/**
 * Reads manifests and compiles them; what is wrong with them goes to standard error.
 *
 * @param paths - files, folders, or `-`
 * @param options - the common options
 * @param terminal - where standard input and error are
 * @throws when something can't be read, when there is no object at all, or with `--strict` when a manifest has a problem
 */
export async function connectivityOf(
  paths: readonly string[],
  options: ReadingOptions,
  terminal: Terminal,
): Promise<Connectivity> {
  const analysisOptions = analysisOptionsOf(options);
  const { progress, streams } = terminal;
  const files = manifestFiles(paths, streams.cwd);
  const input = files.includes(STDIN) ? await terminal.input() : '';
  const sources = files.map((name, i): ManifestSource => {
    progress.tell(i, files.length);
    return { name, text: name === STDIN ? input : fileText(name, terminal) };
  });
  const size = sources.reduce((sum, { text }) => sum + text.length, 0);
  progress.announce('Analysing...', size);
  const connectivity = Connectivity.ofText(sources, analysisOptions);
  report(connectivity, options, terminal);
  // What is asked of it may take as long as reading it.
  progress.announce('Analysing...', size);
  return connectivity;
}

/**
 * Reads a list of rows from one file, or from standard input.
 *
 * @param name - the file, or `-`
 * @param rowsIn - what reads the text; it throws a line for each row that is wrong
 * @param terminal - where standard input is
 * @throws when the file can't be read, or a row is wrong
 */
export async function rowsOf<T>(
  name: string,
  rowsIn: (source: ManifestSource) => T[],
  terminal: Terminal,
): Promise<T[]> {
  const source = { name, text: name === STDIN ? await terminal.input() : fileText(name, terminal) };
  return ErrorLines.of(() => rowsIn(source));
}

function fileText(name: string, { streams }: Terminal): string {
  return readable(name, () => textOf(fs.readFileSync(path.resolve(streams.cwd, name))));
}

function report(connectivity: Connectivity, { strict, quiet }: ReadingOptions, terminal: Terminal): void {
  const { problems, unknownKinds } = connectivity;
  // What couldn't be read may change every answer: it is told in any case.
  terminal.note(problemLines(problems));
  if (!quiet) terminal.note(unknownKindsLine(unknownKinds));
  // Of nothing, every answer would be that nothing is allowed.
  if (connectivity._isEmpty) throw valueError({ law: 'no manifest could be read' });
  if (!strict || problems.length === 0) return;
  throw valueError({
    law: 'with --strict, manifests must have no problem',
    got: problems.length,
    remedy: 'correct them, or leave --strict out to go on with the rest',
  });
}
