import * as fs from 'node:fs';
import * as path from 'node:path';
import { median, runOnce } from '../analysis/process-run';
import { Layout, type SynthTask, type SynthTimes } from './layout';
import type { Programs } from './programs';

/** What a whole process takes, and its steps: medians of several runs. */
export interface Taken extends SynthTimes {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  /** How many objects it wrote. */
  readonly objects: number;
}

/** What is measured at each size; each run of ours has one of all others beside it. */
export interface Runs {
  readonly ours: Taken;
  readonly unchecked: Taken;
  readonly least: Taken;
  readonly stock: Taken;
}

/** The figures of one size. */
export interface Figures extends Runs {
  readonly size: number;
  /** A ratio of what is measured: the median of those of the pairs. */
  readonly ratio: (of: (runs: Runs) => number) => number;
}

/** Measures apps of one size: ours, the stock App, ours unchecked and the least, one after the other and then again. */
export function measure(layout: Layout, size: number, programs: Programs, folder: string): Figures {
  const run = (program: string, ...options: string[]) => taken(program, options, { layout, size }, programs, folder);
  const rounds: Runs[] = Array.from({ length: roundsOf(layout, size) }, () => ({
    ours: run(programs.ours),
    stock: run(programs.stock),
    unchecked: run(programs.ours, 'unchecked'),
    least: run(programs.least),
  }));
  for (const { ours, stock, least } of rounds) mustBeAsMany(ours, stock, least);
  return {
    size,
    ours: medians(rounds.map(({ ours }) => ours)),
    unchecked: medians(rounds.map(({ unchecked }) => unchecked)),
    least: medians(rounds.map(({ least }) => least)),
    stock: medians(rounds.map(({ stock }) => stock)),
    ratio: (of) => median(rounds.map(of)),
  };
}

/** A stock App takes minutes for as many charts. */
function roundsOf(layout: Layout, size: number): number {
  if (size <= 1000) return 5;
  return layout === Layout.ONE_CHART ? 3 : 1;
}

function taken(
  program: string,
  options: readonly string[],
  of: Pick<SynthTask, 'layout' | 'size'>,
  { peak }: Programs,
  folder: string,
): Taken {
  // Each has a folder of its own, and all stay until the end: where files were just deleted, a file system may take a
  // millisecond to make a new one.
  const outdir = fs.mkdtempSync(path.join(folder, 'written-'));
  const task: SynthTask = { ...of, outdir };
  const args = [JSON.stringify(task), ...options];
  const { ms, cpuMs, peakMb, output } = runOnce({ program, args, peak, output: path.join(folder, 'output') });
  const texts = fs.readdirSync(outdir).map((name) => fs.readFileSync(path.join(outdir, name), 'utf8'));
  const objects = texts.reduce((sum, text) => sum + (text.match(/^kind: /gm) ?? []).length, 0);
  const times: SynthTimes = JSON.parse(fs.readFileSync(output, 'utf8'));
  return { ms, cpuMs, peakMb, objects, ...times };
}

function mustBeAsMany({ objects }: Taken, ...others: readonly Taken[]): void {
  for (const other of others) {
    if (objects === other.objects) continue;
    throw new Error(`all must write the same objects, but ours are ${objects}, and those of another ${other.objects}`);
  }
}

function medians(runs: readonly Taken[]): Taken {
  const of = (name: keyof Taken) => median(runs.map((run) => run[name]));
  return {
    ms: of('ms'),
    cpuMs: of('cpuMs'),
    peakMb: of('peakMb'),
    objects: of('objects'),
    importMs: of('importMs'),
    declareMs: of('declareMs'),
    synthMs: of('synthMs'),
  };
}
