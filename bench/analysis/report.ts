import * as os from 'node:os';
import type { Figures } from './measure';
import type { Shape } from './shapes/shape';
import { type Column, tableOf } from './table';

/** What is measured once in a run, to compare machines by. */
export interface Machine {
  /** Milliseconds of a Node process that does nothing. */
  readonly startMs: number;
  /** How many processes were at work before the run. */
  readonly load: number;
}

/** The machine, in words that tell nothing but how fast it may be. */
export function machineText({ startMs, load }: Machine): string {
  const { node } = process.versions;
  return (
    `${os.cpus().length} cores, Node ${node}; a Node process that does nothing takes ${startMs.toFixed(0)} ms. ` +
    `Before the run ${load.toFixed(1)} processes were at work; on a quiet machine that is near 0.`
  );
}

/** The figures of one shape as a Markdown section. */
export function sectionOf({ name, about }: Shape, figures: readonly Figures[], { startMs }: Machine): string {
  const columns: Column<Figures>[] = [
    { title: 'N', value: ({ size }) => size },
    { title: 'YAML MB', value: ({ megabytes }) => megabytes, digits: 1 },
    { title: 'lines', value: ({ lines }) => lines },
    { title: 'read ms', value: ({ steps }) => steps.readMs },
    { title: 'compile ms', value: ({ steps }) => steps.compileMs },
    { title: 'list ms', value: ({ list, steps }) => list && steps.listMs },
    { title: 'question µs', value: ({ steps }) => steps.questionUs, digits: 1 },
    { title: 'in one verify µs', value: ({ steps }) => steps.verifyUs, digits: 1 },
    { title: '`list -o csv` ms', value: ({ list }) => list?.ms },
    { title: 'CPU ms', value: ({ list }) => list?.cpuMs },
    { title: 'peak MB', value: ({ list }) => list?.peakMb },
    { title: '/ start', value: ({ list }) => list && list.ms / startMs, digits: 1, hasNoGrowth: true },
    { title: '/ parse', value: ({ list, parseMs }) => list && list.ms / parseMs, digits: 2, hasNoGrowth: true },
  ];
  const others: Column<Figures>[] = [
    { title: 'N', value: ({ size }) => size },
    { title: 'only parsing ms', value: ({ parseMs }) => parseMs },
    { title: '`list --by namespace` ms', value: ({ byNamespace }) => byNamespace.ms },
    { title: 'peak MB', value: ({ byNamespace }) => byNamespace.peakMb },
    { title: '`verify`, all hold, ms', value: ({ verify }) => verify.ms },
    { title: 'peak MB', value: ({ verify }) => verify.peakMb },
    { title: '`verify`, none holds, ms', value: ({ verifyFailing }) => verifyFailing.ms },
    { title: 'peak MB', value: ({ verifyFailing }) => verifyFailing.peakMb },
  ];
  const sizeOf = ({ size }: Figures) => size;
  return [`### ${name}`, about, tableOf(figures, sizeOf, columns), tableOf(figures, sizeOf, others)].join('\n\n');
}
