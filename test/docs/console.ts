import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Ran, runIn } from '../cli/harness';

/**
 * A page with what the commands of its console blocks really print: the same text, where the page tells the truth.
 *
 * A line that starts with `$ ` is a command, and what follows is what a terminal shows of it, notes before the result.
 * Understood are this command line, its text on standard input (`<<'END'`), `| head -3`, lines that go on after a `\`,
 * `cat` and `echo $?`.
 *
 * @param page - the text
 * @param folderOf - where the commands of a block run; undefined for a block that is left as it is
 */
export async function replayed(page: string, folderOf: (block: string) => string | undefined): Promise<string> {
  const parts = page.split(/^(```console\n[\s\S]*?\n```)$/m);
  const told = parts.map(async (part) => {
    const folder = part.startsWith('```console\n') ? folderOf(part) : undefined;
    return folder === undefined ? part : replayedBlock(part, folder);
  });
  return (await Promise.all(told)).join('');
}

/** The console blocks of a page. */
export function consoleBlocks(page: string): string[] {
  return page.match(/^```console\n[\s\S]*?\n```$/gm) ?? [];
}

async function replayedBlock(block: string, folder: string): Promise<string> {
  const lines: string[] = [];
  let status = 0;
  for (const { command, input } of commandsOf(block)) {
    const ran = await answered(command, input, folder, status);
    const shown = `${ran.stderr}${ran.stdout}`.replace(/\n$/, '');
    lines.push(`$ ${command}`, ...(input === '' ? [] : [`${input}END`]), ...(shown ? [shown] : []));
    status = ran.status;
  }
  return ['```console', ...lines, '```'].join('\n');
}

/** The commands with what they are given; what the page says they print is left out. */
function commandsOf(block: string): { command: string; input: string }[] {
  const [, ...told] = block.split(/^\$ /m);
  return told.map((text) => {
    const lines = text.split('\n');
    const end = lines.findIndex((line) => !line.endsWith('\\')) + 1;
    const command = lines.slice(0, end).join('\n');
    const rest = lines.slice(end);
    const input = command.includes("<<'END'") ? rest.slice(0, rest.indexOf('END')) : [];
    return { command, input: input.map((line) => `${line}\n`).join('') };
  });
}

/** What a fault of the program itself looks like, which no page may show as if it were meant. */
const FAULT = /Cannot read properties|is not (a function|defined|iterable)|Maximum call stack/;

async function answered(written: string, input: string, folder: string, before: number): Promise<Ran> {
  const command = written.replace(/ *\\\n */g, ' ');
  if (command === 'echo $?') return { status: 0, stdout: `${before}\n`, stderr: '' };
  const [, file] = /^cat ([^ ]+)$/.exec(command) ?? [];
  if (file) return { status: 0, stdout: fs.readFileSync(path.join(folder, file), 'utf8'), stderr: '' };
  const [, words, head] = /^npx cdk8s-networking (.*?)(?: <<'END')?(?: \| head -(\d+))?$/.exec(command) ?? [];
  if (!words) throw new Error(`a console block must have a command that a test can run, but got: ${command}`);
  const argv = [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
  const ran = await runIn(folder, argv, input);
  if (FAULT.test(ran.stderr)) throw new Error(`${command}: ${ran.stderr}`);
  if (!head) return ran;
  return { ...ran, status: 0, stdout: ran.stdout.split('\n').slice(0, Number(head)).join('\n') };
}
