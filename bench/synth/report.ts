import { type Column, tableOf } from '../analysis/table';
import type { Layout } from './layout';
import type { Loaded } from './loading';
import type { Figures, Runs } from './measure';

/** The figures of one layout as a Markdown section. */
export function sectionOf(layout: Layout, figures: readonly Figures[]): string {
  const ratio = (title: string, of: (runs: Runs) => number): Column<Figures> => ({
    title,
    value: (each) => each.ratio(of),
    digits: 2,
    hasNoGrowth: true,
  });
  const cpu: Column<Figures>[] = [
    { title: 'N', value: ({ size }) => size },
    { title: 'objects', value: ({ ours }) => ours.objects },
    { title: 'stock CPU ms', value: ({ stock }) => stock.cpuMs },
    { title: 'ours', value: ({ ours }) => ours.cpuMs },
    { title: 'ours, unchecked', value: ({ unchecked }) => unchecked.cpuMs },
    { title: 'least', value: ({ least }) => least.cpuMs },
    ratio('ours / stock', ({ ours, stock }) => ours.cpuMs / stock.cpuMs),
    ratio('unchecked / stock', ({ unchecked, stock }) => unchecked.cpuMs / stock.cpuMs),
    ratio('least / stock', ({ least, stock }) => least.cpuMs / stock.cpuMs),
    ratio('ours / unchecked', ({ ours, unchecked }) => ours.cpuMs / unchecked.cpuMs),
  ];
  const time: Column<Figures>[] = [
    { title: 'N', value: ({ size }) => size },
    { title: 'stock time ms', value: ({ stock }) => stock.ms },
    { title: 'ours', value: ({ ours }) => ours.ms },
    { title: 'ours, unchecked', value: ({ unchecked }) => unchecked.ms },
    { title: 'least', value: ({ least }) => least.ms },
    ratio('stock / ours', ({ ours, stock }) => stock.ms / ours.ms),
    ratio('stock / unchecked', ({ unchecked, stock }) => stock.ms / unchecked.ms),
    ratio('stock / least', ({ least, stock }) => stock.ms / least.ms),
    ratio('ours / unchecked', ({ ours, unchecked }) => ours.ms / unchecked.ms),
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
    ratio('synth, unchecked / stock', ({ unchecked, stock }) => unchecked.synthMs / stock.synthMs),
    { title: 'least: declare CPU ms', value: ({ least }) => least.declareMs },
    { title: 'synth', value: ({ least }) => least.synthMs },
  ];
  const tables = [cpu, time, steps].map((columns) => tableOf(figures, ({ size }) => size, columns));
  return [`### ${layout}`, ...tables].join('\n\n');
}

/** What loading takes, as a Markdown section. */
export function loadingOf(loaded: readonly Loaded[]): string {
  const lines = loaded.map(
    ({ name, cpuMs, moreMs, peakMb }) =>
      `| ${name} | ${cpuMs.toFixed(0)} | ${moreMs.toFixed(0)} | ${peakMb.toFixed(0)} |`,
  );
  const head = ['| | CPU ms | more than the one above | peak MB |', '| --- | --: | --: | --: |'];
  return ['### Loading', [...head, ...lines].join('\n')].join('\n\n');
}
