import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Bundles } from './bundles';
import type { Steps, StepsTask } from './children/steps';
import { generate } from './generate';
import { median, type ProcessRun, runOften, runOnce } from './process-run';
import { questions } from './questions';
import type { Shape } from './shapes/shape';

/** The figures of one size of one shape; those that aren't measured there are missing. */
export interface Figures {
  readonly size: number;
  readonly megabytes: number;
  /** The lines of `list -o csv`. */
  readonly lines?: number;
  readonly steps: Steps;
  /** Milliseconds of whole processes. */
  readonly parseMs: number;
  readonly list?: ProcessRun;
  readonly byNamespace: ProcessRun;
  readonly verify: ProcessRun;
  readonly verifyFailing: ProcessRun;
}

const SEED = 20;
const QUESTIONS = 1000;

/** Up to here a run is short, and chance has its part in it. */
const MANY_RUNS_UP_TO = 800;

/** Generates a cluster in a folder of its own, and measures it. */
export function measure(shape: Shape, size: number, bundles: Bundles, folder: string): Figures {
  const input = path.join(folder, `${shape.name}-${size}`);
  fs.mkdirSync(input);
  const inFolder = (name: string) => path.join(folder, name);
  const cluster = generate(shape, size, SEED);
  for (const { name, text } of cluster.sources) fs.writeFileSync(path.join(input, name), text);
  fs.writeFileSync(inFolder('questions.json'), JSON.stringify(questions(cluster.workloads, QUESTIONS, SEED)));

  const task: StepsTask = {
    folder: input,
    questions: inFolder('questions.json'),
    listsAll: size <= shape.listedUpTo,
    holding: inFolder('holding.yaml'),
    failing: inFolder('failing.yaml'),
  };
  const times = size <= MANY_RUNS_UP_TO ? 3 : 1;
  const { peak } = bundles;
  const output = inFolder('output');
  const run = (...args: string[]) =>
    runOften({ program: bundles.commandLine, args: [...args, ...shape.options], peak, output }, times);
  const steps = Array.from({ length: times }, () => {
    const measured = { program: bundles.steps, args: [JSON.stringify(task)], peak, output };
    return JSON.parse(fs.readFileSync(runOnce(measured).output, 'utf8')) as Steps;
  });
  const list = task.listsAll ? run('list', input, '-o', 'csv') : undefined;
  const lines = list && linesOf(list.output);
  const figures: Figures = {
    size,
    megabytes: cluster.sources.reduce((sum, { text }) => sum + text.length, 0) / 2 ** 20,
    lines,
    steps: medians(steps),
    parseMs: runOften({ program: bundles.parsing, args: [input], peak, output }, times).ms,
    list,
    byNamespace: run('list', input, '--by', 'namespace', '-o', 'csv'),
    verify: must(0, run('verify', input, task.holding)),
    verifyFailing: must(1, run('verify', input, task.failing)),
  };
  fs.rmSync(input, { recursive: true });
  return figures;
}

/** Also tells whether the answers were those of the library. */
function must(status: number, run: ProcessRun): ProcessRun {
  if (run.status === status) return run;
  throw new Error(`verify must end with ${status}, but ended with ${run.status}`);
}

function medians(steps: readonly Steps[]): Steps {
  const of = (pick: (step: Steps) => number) => median(steps.map(pick));
  return {
    readMs: of(({ readMs }) => readMs),
    compileMs: of(({ compileMs }) => compileMs),
    listMs: of(({ listMs }) => listMs),
    questionUs: of(({ questionUs }) => questionUs),
    verifyUs: of(({ verifyUs }) => verifyUs),
  };
}

function linesOf(file: string): number {
  let lines = 0;
  for (const byte of fs.readFileSync(file)) if (byte === LINE_FEED) lines++;
  return lines;
}

const LINE_FEED = 10;
