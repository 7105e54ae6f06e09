import * as fs from 'node:fs';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { type AnalysisOptions, Answer, Connectivity, ListBy } from '../../../lib/analysis';
import { LabelSelector, PodSelection } from '../../../lib/traffic';
import type { Question } from '../questions';

/** What is asked of the process, as JSON in its one argument. */
export interface StepsTask {
  readonly folder: string;
  readonly questions: string;
  /** Whether all connections are to be listed; otherwise only those between namespaces. */
  readonly listsAll: boolean;
  /** Where the answers go, as expectations that hold, and as ones that don't. */
  readonly holding: string;
  readonly failing: string;
}

/** Milliseconds of each step, and microseconds of a question: asked by itself, and among those of one `verify`. */
export interface Steps {
  readonly readMs: number;
  readonly compileMs: number;
  readonly listMs: number;
  readonly questionUs: number;
  readonly verifyUs: number;
}

const [argument = '{}'] = process.argv.slice(2);
const task: StepsTask = JSON.parse(argument);
const sources = fs
  .readdirSync(task.folder)
  .sort()
  .map((name) => ({ name, text: fs.readFileSync(path.join(task.folder, name), 'utf8') }));
const asked: Question[] = JSON.parse(fs.readFileSync(task.questions, 'utf8'));

const options: AnalysisOptions = {
  entryPods: {
    shared: PodSelection.inNamespace('gateway-system', LabelSelector.of({ labels: { app: 'gateway' } })),
  },
};

const start = performance.now();
const connectivity = Connectivity.ofText(sources, options);
const read = performance.now();
// The first look at who there is compiles the policies.
const { length: count } = connectivity.workloads;
const compiled = performance.now();
const answers = asked.map(({ from, to, port, protocol }) => connectivity.answer(from, to, port, protocol));
const answeredAll = performance.now();
const rows = asked.map((question, i) => ({ ...question, expect: answers[i] as Answer }));
const opposite = { [Answer.ALLOWED]: Answer.DENIED, [Answer.DENIED]: Answer.ALLOWED, [Answer.UNKNOWN]: Answer.ALLOWED };
const wrong = rows.map((row) => ({ ...row, expect: opposite[row.expect] }));
const prepared = performance.now();
connectivity.verify(rows);
const verified = performance.now();
connectivity.list(task.listsAll ? {} : { by: ListBy.NAMESPACE });
const listed = performance.now();

if (connectivity.problems.length > 0 || count === 0)
  throw new Error('the generated manifests must be free of problems');
fs.writeFileSync(task.holding, JSON.stringify(rows));
fs.writeFileSync(task.failing, JSON.stringify(wrong));

const steps: Steps = {
  readMs: read - start,
  compileMs: compiled - read,
  listMs: listed - verified,
  questionUs: ((answeredAll - compiled) * 1000) / asked.length,
  verifyUs: ((verified - prepared) * 1000) / asked.length,
};
process.stdout.write(JSON.stringify(steps));
