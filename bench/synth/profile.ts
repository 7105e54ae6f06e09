import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../analysis/bundles';
import type { Layout, SynthTask } from './layout';
import { Places } from './places';
import type { Programs } from './programs';

/** What V8 writes by `--cpu-prof`. */
interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame }[];
  readonly samples: readonly number[];
  /** Microseconds from each sample to the next one. */
  readonly timeDeltas: readonly number[];
}

interface Frame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

/** Fewer samples would be a matter of chance, and more would be of the profiler. */
const INTERVAL_US = 250;
const MOST_FUNCTIONS = 20;

/** Where the time of one run of ours goes, as a Markdown section: by room and package, and by function. */
export function profileText(layout: Layout, size: number, programs: Programs, folder: string): string {
  const task: SynthTask = { layout, size, outdir: fs.mkdtempSync(path.join(folder, 'written-')) };
  const profile = profiled([programs.ours, JSON.stringify(task)], folder);
  const places = new Places(path.join(folder, 'lib'));
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byPlace = new Map<string, number>();
  const byFunction = new Map<string, number>();
  for (const [i, id] of profile.samples.entries()) {
    const ms = (profile.timeDeltas[i + 1] ?? 0) / 1000;
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)') continue;
    const { place, file } = places.of(frame);
    add(byPlace, place, ms);
    if (file) add(byFunction, `\`${frame.functionName || 'anonymous'}\` of ${file}`, ms);
  }
  const all = [...byPlace.values()].reduce((sum, ms) => sum + ms, 0);
  return [
    `### ${layout}, ${size} apps: where the time goes`,
    tableOf('room or package', byPlace, all),
    tableOf('function', byFunction, all, MOST_FUNCTIONS),
  ].join('\n\n');
}

function profiled(argv: readonly string[], folder: string): CpuProfile {
  const file = path.join(folder, 'run.cpuprofile');
  const options = ['--cpu-prof', '--cpu-prof-interval', String(INTERVAL_US), '--cpu-prof-dir', folder];
  const { status, stderr } = spawnSync(
    process.execPath,
    [...options, '--cpu-prof-name', path.basename(file), ...argv],
    {
      env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules'), NODE_OPTIONS: '' },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`the profiled run ended with ${status}: ${stderr.slice(0, 2000)}`);
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function add(sums: Map<string, number>, key: string, ms: number): void {
  sums.set(key, (sums.get(key) ?? 0) + ms);
}

function tableOf(title: string, sums: ReadonlyMap<string, number>, all: number, most = sums.size): string {
  const rows = [...sums].sort(([, a], [, b]) => b - a).slice(0, most);
  const lines = rows.map(([name, ms]) => `| ${name} | ${ms.toFixed(0)} | ${((100 * ms) / all).toFixed(1)} |`);
  return [`| ${title} | ms by itself | % |`, '| --- | --: | --: |', ...lines].join('\n');
}
