import type { SynthTask, SynthTimes } from '../layout';

/** What the process is asked. */
export const task: SynthTask = JSON.parse(process.argv[2] ?? '{}');

/** CPU milliseconds of the process so far, those of its start included. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

let last = cpuMs();
const laps: number[] = [];

/** Ends a step: what the cores worked since the one before. */
export function lap(): void {
  const now = cpuMs();
  laps.push(now - last);
  last = now;
}

/** Tells of the three steps. */
export function tellTimes(): void {
  const [importMs = 0, declareMs = 0, synthMs = 0] = laps;
  const times: SynthTimes = { importMs, declareMs, synthMs };
  process.stdout.write(JSON.stringify(times));
}
