import * as fs from 'node:fs';
import * as path from 'node:path';
import { Connectivity, type ManifestSource } from '../lib/analysis';
import { valueError } from '../lib/errors';
import { manifestFiles, readable, STDIN } from './manifest-files';
import { analysisOptionsOf, type CommonOptions } from './options';
import { problemLines, unknownKindsLine } from './problem-lines';
import { Progress } from './progress';
import type { Terminal } from './terminal';

/**
 * Reads manifests and compiles them; what is wrong with them goes to standard error.
 *
 * @param paths - files, folders, or `-`
 * @param options - the common options
 * @param terminal - where standard input and error are
 * @throws when something can't be read, or with `--strict` when a manifest has a problem
 */
export async function connectivityOf(
  paths: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<Connectivity> {
  const analysisOptions = analysisOptionsOf(options);
  const files = manifestFiles(paths, terminal.streams.cwd);
  const input = files.includes(STDIN) ? await terminal.input() : '';
  const progress = new Progress(terminal.streams.stderr);
  try {
    const sources = files.map((name, i): ManifestSource => {
      progress.tell(i, files.length);
      return { name, text: name === STDIN ? input : fileText(name, terminal.streams.cwd) };
    });
    progress.announce('Analysing...');
    const connectivity = Connectivity.ofText(sources, analysisOptions);
    progress.end();
    report(connectivity, options, terminal);
    return connectivity;
  } finally {
    progress.end();
  }
}

/**
 * Reads one file, or standard input.
 *
 * @throws when it can't be read
 */
export async function sourceOf(name: string, terminal: Terminal): Promise<ManifestSource> {
  return { name, text: name === STDIN ? await terminal.input() : fileText(name, terminal.streams.cwd) };
}

function fileText(name: string, cwd: string): string {
  return readable(name, () => fs.readFileSync(path.resolve(cwd, name), 'utf8'));
}

function report({ problems, unknownKinds }: Connectivity, { strict, quiet }: CommonOptions, terminal: Terminal): void {
  // What couldn't be read may change every answer: it is told in any case.
  terminal.note(problemLines(problems));
  if (!quiet) terminal.note(unknownKindsLine(unknownKinds));
  if (!strict || problems.length === 0) return;
  throw valueError({
    law: 'with --strict, manifests must have no problem',
    got: problems.length,
    remedy: 'correct them, or leave --strict out to go on with the rest',
  });
}
