import type { Writable } from 'node:stream';

/** Work that takes no longer says nothing. */
const PATIENCE = 1000;

/** More bytes than are read and understood within that time. */
const LARGE = 5_000_000;

/** Between two lines, so that telling costs nothing. */
const PAUSE = 100;

/**
 * One line on a terminal that tells how far long work is, and goes away when it is done.
 *
 * Where standard error is no terminal, nothing is ever written: a log would keep every line.
 */
export class Progress {
  private readonly start: number;
  private last = Number.NEGATIVE_INFINITY;
  private isShown = false;

  /**
   * @param stderr - the terminal
   * @param now - the clock, in milliseconds
   */
  public constructor(
    private readonly stderr: Writable & { readonly isTTY?: boolean },
    private readonly now: () => number = Date.now,
  ) {
    this.start = now();
  }

  /** Tells how far the work is: `Reading 1,200 of 20,000 files...`. */
  public tell(done: number, all: number): void {
    const time = this.now();
    if (time - this.last < PAUSE) return;
    this.last = time;
    this.show(`Reading ${counted(done)} of ${counted(all)} files...`);
  }

  /**
   * Tells what the work is now, for a step that can't say how far it is, nor say anything before it is done: a large
   * input is told of at once.
   *
   * @param text - what the work is
   * @param bytes - how large its input is
   */
  public announce(text: string, bytes = 0): void {
    if (bytes > LARGE) this.write(text);
    else this.show(text);
  }

  /** Takes the line away. */
  public end(): void {
    if (this.isShown) this.stderr.write(CLEARED);
    this.isShown = false;
  }

  private show(text: string): void {
    if (this.now() - this.start >= PATIENCE) this.write(text);
  }

  private write(text: string): void {
    if (!this.stderr.isTTY) return;
    this.stderr.write(`${CLEARED}${text}`);
    this.isShown = true;
  }
}

/** To the start of the line, and nothing left on it. */
const CLEARED = '\r\u001b[K';

function counted(count: number): string {
  return count.toLocaleString('en-US');
}
