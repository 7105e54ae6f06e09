import { type Column, tableOf } from '../analysis/table';
import type { Layout } from './layout';
import type { Figures } from './measure';

/** What loading takes by itself, in milliseconds of CPU and megabytes. */
export interface Loaded {
  readonly name: string;
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** The figures of one layout as a Markdown section. */
export function sectionOf(layout: Layout, figures: readonly Figures[]): string {
  const columns: Column<Figures>[] = [
    { title: 'N', value: ({ size }) => size },
    { title: 'objects', value: ({ ours }) => ours.objects },
    { title: 'stock CPU ms', value: ({ stock }) => stock.cpuMs },
    { title: 'ours', value: ({ ours }) => ours.cpuMs },
    { title: 'ours, unchecked', value: ({ unchecked }) => unchecked.cpuMs },
    { title: 'ours / stock', value: ({ overStock }) => overStock, digits: 2, hasNoGrowth: true },
    { title: 'ours / unchecked', value: ({ checksOver }) => checksOver, digits: 2, hasNoGrowth: true },
    { title: 'stock time ms', value: ({ stock }) => stock.ms },
    { title: 'ours', value: ({ ours }) => ours.ms },
    { title: 'unchecked', value: ({ unchecked }) => unchecked.ms },
    { title: 'stock peak MB', value: ({ stock }) => stock.peakMb },
    { title: 'ours', value: ({ ours }) => ours.peakMb },
  ];
  const steps: Column<Figures>[] = [
    { title: 'N', value: ({ size }) => size },
    { title: 'stock: declare CPU ms', value: ({ stock }) => stock.declareMs },
    { title: 'synth', value: ({ stock }) => stock.synthMs },
    { title: 'ours: declare CPU ms', value: ({ ours }) => ours.declareMs },
    { title: 'synth', value: ({ ours }) => ours.synthMs },
    { title: 'synth, unchecked', value: ({ unchecked }) => unchecked.synthMs },
    { title: 'synth, ours / stock', value: ({ synthOverStock }) => synthOverStock, digits: 2, hasNoGrowth: true },
  ];
  const sizeOf = ({ size }: Figures) => size;
  return [`### ${layout}`, tableOf(figures, sizeOf, columns), tableOf(figures, sizeOf, steps)].join('\n\n');
}

/** What loading takes, as a Markdown section. */
export function loadingOf(loaded: readonly Loaded[]): string {
  const lines = loaded.map(({ name, cpuMs, peakMb }) => `| ${name} | ${cpuMs.toFixed(0)} | ${peakMb.toFixed(0)} |`);
  return ['### Loading', ['| | CPU ms | peak MB |', '| --- | --: | --: |', ...lines].join('\n')].join('\n\n');
}
