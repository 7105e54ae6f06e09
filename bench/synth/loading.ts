import * as path from 'node:path';
import { median, runOnce } from '../analysis/process-run';
import type { Programs } from './programs';

/** What loading takes by itself: medians of several runs. */
export interface Loaded {
  readonly name: string;
  readonly ms: number;
  readonly cpuMs: number;
  /** More than what was loaded right before it: the median of the pairs. */
  readonly moreMs: number;
  readonly peakMb: number;
}

const ROUNDS = 15;

/** Measures loading: one thing after the other and then again, so that each has the others beside it. */
export function measureLoading({ imports, peak }: Programs, folder: string): Loaded[] {
  const output = path.join(folder, 'output');
  const rounds = Array.from({ length: ROUNDS }, () =>
    [...imports.values()].map((program) => runOnce({ program, args: [], peak, output })),
  );
  return [...imports.keys()].map((name, i) => {
    const of = (pick: (runs: (typeof rounds)[number]) => number | undefined) =>
      median(rounds.map((round) => pick(round) ?? 0));
    return {
      name,
      ms: of((runs) => runs[i]?.ms),
      cpuMs: of((runs) => runs[i]?.cpuMs),
      moreMs: of((runs) => (runs[i]?.cpuMs ?? 0) - (runs[i - 1]?.cpuMs ?? 0)),
      peakMb: of((runs) => runs[i]?.peakMb),
    };
  });
}
