import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '../../cli/run';

/** What a run of the command line leaves behind. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stream that keeps what is written to it. */
export class Kept extends Writable {
  public text = '';

  public override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

/** The folder with the manifests of the help pages' examples. */
export const EXAMPLE = path.resolve(__dirname, 'example');

/** Runs the command line in this process, in a folder, with a text on standard input. */
export async function runIn(cwd: string, argv: readonly string[], input = ''): Promise<Ran> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const status = await run(argv, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr, cwd });
  return { status, stdout: stdout.text, stderr: stderr.text };
}

/** Does something in a folder with these files, and takes it away afterwards. */
export async function inFolder<T>(
  files: { readonly [name: string]: string },
  act: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'manifests-')));
  try {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    return await act(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
