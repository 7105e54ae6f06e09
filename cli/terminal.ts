import type { Readable, Writable } from 'node:stream';
import { textOf } from './manifest-text';
import { Progress } from './progress';

/** Where a command reads and writes: a process has one, and a test makes its own. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly columns?: number };
  readonly stderr: Writable & { readonly columns?: number; readonly isTTY?: boolean };
  /** The folder that paths start from. */
  readonly cwd: string;
}

/**
 * What the commands say, in two voices that never mix: the result on standard output, at once and last, and notes on
 * standard error before it.
 */
export class Terminal {
  /** The status with which the process ends. */
  public status = 0;
  /** How far the work is: gone as soon as anything else is said. */
  public readonly progress: Progress;
  private readonly results: string[] = [];

  public constructor(public readonly streams: Streams) {
    this.progress = new Progress(streams.stderr);
  }

  /** Adds to the result. */
  public print(text: string): void {
    this.results.push(text);
  }

  /** Tells something beside the result: text that ends its own lines. */
  public note(text: string): void {
    if (!text) return;
    this.progress.end();
    this.streams.stderr.write(text);
  }

  /** Writes the result and waits until it is out; a reader who has seen enough, such as `head`, is no error. */
  public flush(): Promise<void> {
    this.progress.end();
    const text = this.results.splice(0).join('');
    if (!text) return Promise.resolve();
    const { stdout } = this.streams;
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null) => {
        if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
        else resolve();
      };
      // The stream tells of a failure twice, and the second time nobody may be listening any more.
      stdout.on('error', settle);
      stdout.write(text, settle);
    });
  }

  /** All of standard input, as text. */
  public async input(): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.streams.stdin) chunks.push(Buffer.from(chunk));
    return textOf(Buffer.concat(chunks));
  }
}
