import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ROOT } from '../analysis/bundles';
import { median } from '../analysis/process-run';
import { Layout, type SynthTask } from './layout';
import type { Programs } from './programs';

/** A command that is run as a user runs it, with all the processes that it starts. */
export interface Command {
  readonly name: string;
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** What it took. */
export interface CommandTimes {
  readonly ms: number;
  /** Of all its processes. */
  readonly cpuMs: number;
}

const ROUNDS = 3;

/** Whole commands beside each other, as a Markdown section: `cdk8s synth`, and what other tools take for its output. */
export function commandsText(size: number, programs: Programs, folder: string): string {
  const project = path.join(folder, 'project');
  const dist = path.join(project, 'dist');
  fs.mkdirSync(project);
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'), 'junction');
  const task: SynthTask = { layout: Layout.CHART_EACH, size, outdir: dist };
  const cdk8s = path.join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
  const synth = (name: string, program: string, option = ''): Command => {
    const app = `NODE_PATH=${project}/node_modules ${process.execPath} ${program} '${JSON.stringify(task)}' ${option}`;
    const argv = [process.execPath, cdk8s, 'synth', '--no-check-upgrade', '--output', dist, '--app', app];
    return { name, argv, cwd: project };
  };
  const commands = [
    synth('`cdk8s synth`, stock App', programs.stock),
    synth('`cdk8s synth`, ours', programs.ours),
    synth('`cdk8s synth`, ours unchecked', programs.ours, 'unchecked'),
  ];
  const rows = measured(commands);
  const lines = rows.map(({ name, ms, cpuMs }) => `| ${name} | ${ms.toFixed(0)} | ${cpuMs.toFixed(0)} |`);
  return [
    `### Whole commands, ${size} apps in a chart each`,
    ['| command | time ms | CPU ms |', '| --- | --: | --: |', ...lines, ...kustomized(dist)].join('\n'),
    ...(isThere('helm') ? [] : ['`helm` is not on this machine: it is compared with nothing.']),
  ].join('\n\n');
}

/** The files that were written last, put together by `kubectl kustomize`, which renders nothing: it reads and prints. */
function kustomized(dist: string): string[] {
  if (!isThere('kubectl')) return ['| `kubectl kustomize` | not on this machine | |'];
  const resources = fs.readdirSync(dist).filter((name) => name.endsWith('.yaml'));
  fs.writeFileSync(
    path.join(dist, 'kustomization.yaml'),
    `resources:\n${resources.map((each) => `- ${each}\n`).join('')}`,
  );
  const [row] = measured([{ name: '', argv: ['kubectl', 'kustomize', dist], cwd: dist }]);
  return row ? [`| \`kubectl kustomize\` of what ours wrote | ${row.ms.toFixed(0)} | ${row.cpuMs.toFixed(0)} |`] : [];
}

/** Runs commands one after the other, and then again: medians. */
function measured(commands: readonly Command[]): (CommandTimes & { readonly name: string })[] {
  const runs = Array.from({ length: ROUNDS }, () => commands.map(timesOf));
  return commands.map(({ name }, i) => ({
    name,
    ms: median(runs.map((round) => (round[i] as CommandTimes).ms)),
    cpuMs: median(runs.map((round) => (round[i] as CommandTimes).cpuMs)),
  }));
}

/** The shell knows what its children and theirs took. */
export function timesOf({ name, argv, cwd }: Command): CommandTimes {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync('sh', ['-c', '"$@" >/dev/null || exit; times', 'sh', ...argv], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_NETWORKING_QUIET: '1' },
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(-2000)}`);
  return { ms: performance.now() - start, cpuMs: childrenMs(stdout) };
}

/** The second line of `times`: `0m1.234s 0m0.056s`. */
function childrenMs(text: string): number {
  const [, line = ''] = text.trim().split('\n');
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, min, sec]) => sum + Number(min) * 60e3 + Number(sec) * 1e3,
    0,
  );
}

function isThere(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
}
