import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ROOT } from './bundles';

/** What a process took as a whole, from its start to its end, and what it printed. */
export interface ProcessRun {
  readonly ms: number;
  /** What the cores worked for it: less than `ms` where it waited for others, more where it had help in collecting garbage. */
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly status: number;
  /** The file with its standard output. */
  readonly output: string;
}

/** A process that is measured: a program with its arguments, and where its output goes. */
export interface Measured {
  readonly program: string;
  readonly args: readonly string[];
  /** What is loaded first, to tell of its memory. */
  readonly peak: string;
  readonly output: string;
}

/**
 * Runs Node in a process of its own, so that neither time nor memory is another measurement's.
 *
 * @throws when the process ends with another status than 0 or 1, which tells of expectations that don't hold
 */
export function runOnce({ program, args, peak, output }: Measured): ProcessRun {
  const out = fs.openSync(output, 'w');
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--require', peak, program, ...args], {
    stdio: ['ignore', out, 'pipe', 'pipe'],
    env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules'), NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  const ms = performance.now() - start;
  fs.closeSync(out);
  if (child.status !== 0 && child.status !== 1) {
    throw new Error(
      `${path.basename(program)} ${args.join(' ')} ended with ${child.status ?? child.signal}: ${child.stderr.slice(0, 2000)}`,
    );
  }
  const { peakMb, cpuMs } = JSON.parse(String(child.output[3]));
  return { ms, cpuMs, peakMb, status: child.status, output };
}

/** The median of several runs, of each figure by itself. */
export function runOften(measured: Measured, times: number): ProcessRun {
  const runs = Array.from({ length: times }, () => runOnce(measured));
  const last = runs[runs.length - 1] as ProcessRun;
  const of = (pick: (run: ProcessRun) => number) => median(runs.map(pick));
  return { ...last, ms: of(({ ms }) => ms), cpuMs: of(({ cpuMs }) => cpuMs), peakMb: of(({ peakMb }) => peakMb) };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
