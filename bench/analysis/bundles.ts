import { execSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { AS_PUBLISHED } from '../../projenrc/library-files';

export const ROOT = path.resolve(__dirname, '../..');

/** Programs that are measured, as files that Node runs without a compiler of its own. */
export interface Bundles {
  /** The command line, as it is published. */
  readonly commandLine: string;
  /** The library, with a clock around each of its steps. */
  readonly steps: string;
  /** Nothing but the YAML parser. */
  readonly parsing: string;
  /** What is loaded before each of them, to tell of their memory when they end. */
  readonly peak: string;
}

/**
 * Bundles what is measured into a folder.
 *
 * @throws when the build of the command line isn't found among the project's tasks
 */
export function bundlesIn(folder: string): Bundles {
  const commandLine = path.join(folder, 'cli.cjs');
  execSync(buildOfCommandLine(commandLine), {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${path.join(ROOT, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}` },
  });
  return {
    commandLine,
    steps: bundled('steps', folder),
    parsing: bundled('parsing', folder),
    peak: bundled('peak', folder),
  };
}

/** The published command line is built by this very command, but into another file. */
function buildOfCommandLine(file: string): string {
  const { tasks } = JSON.parse(fs.readFileSync(path.join(ROOT, '.projen/tasks.json'), 'utf8'));
  const steps: { readonly exec?: string }[] = tasks['post-compile']?.steps ?? [];
  const command = steps.find(({ exec }) => exec?.includes(OUTFILE))?.exec;
  if (command === undefined) throw new Error(`no step of the task post-compile has ${OUTFILE}`);
  return command.replace(OUTFILE, `--outfile=${JSON.stringify(file)}`);
}

const OUTFILE = '--outfile=build/cli.js';

function bundled(name: string, folder: string): string {
  const outfile = path.join(folder, `${name}.cjs`);
  buildSync({
    ...AS_PUBLISHED,
    entryPoints: [path.join(__dirname, 'children', `${name}.ts`)],
    outfile,
  });
  return outfile;
}
