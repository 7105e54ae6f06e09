import { Command, CommanderError } from 'commander';
import { Report } from '../lib/report';
import { description, version } from '../package.json';
import { addCheck } from './commands/check';
import { addDiff } from './commands/diff';
import { addFacts } from './commands/facts';
import { addGraph } from './commands/graph';
import { addList } from './commands/list';
import { addSuggest } from './commands/suggest';
import { addVerify } from './commands/verify';
import { addWhy } from './commands/why';
import { ErrorLines } from './error-lines';
import { type Streams, Terminal } from './terminal';

/** The status of a process that was asked wrongly, or given what it can't read. */
const BAD_INPUT = 2;

const WIDTH = 80;

/**
 * Runs the command line and returns the status with which the process has to end.
 *
 * @param argv - the arguments, without those that started the process
 * @param streams - where it reads and writes
 */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  const terminal = new Terminal(streams);
  try {
    await programFor(terminal).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    terminal.status = statusOf(error, terminal);
  }
  try {
    await terminal.flush();
  } catch (error) {
    terminal.status = statusOf(error, terminal);
  }
  return terminal.status;
}

function programFor(terminal: Terminal): Command {
  const { stdout, stderr } = terminal.streams;
  const program = new Command('cdk8s-networking')
    .description(description)
    .version(version)
    .exitOverride()
    .configureHelp({ minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => terminal.print(text),
      writeErr: (text) => terminal.note(text),
      getOutHelpWidth: () => stdout.columns ?? WIDTH,
      getErrHelpWidth: () => stderr.columns ?? WIDTH,
    });
  // Each command inherits what was set so far.
  for (const add of [addList, addWhy, addVerify, addDiff, addCheck, addGraph, addSuggest, addFacts]) {
    add(program, terminal);
  }
  return program;
}

/** Commander has told of its own errors already. */
function statusOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
  const lines = error instanceof ErrorLines ? error.lines : [error instanceof Error ? error.message : String(error)];
  // An error may tell of names in manifests, too.
  terminal.note(lines.map((line) => `${Report._plain(line)}\n`).join(''));
  return BAD_INPUT;
}
