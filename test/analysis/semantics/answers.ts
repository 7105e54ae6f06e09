import { type AnalysisOptions, Connectivity } from '../../../lib/analysis';
import { parseManifests } from '../../support/manifests';
import type { Manifest } from '../../support/naive/kinds';
import { NaiveCluster } from '../../support/naive/naive';

/** What may be opened, as `shop/web -> shop/api TCP 80` to `allowed`. */
export type Answers = { readonly [question: string]: string };

/** What the analysis answers to each of the questions of a table. */
export function answers(yaml: string, questions: Answers, options?: AnalysisOptions): Answers {
  const network = Connectivity.ofText([{ name: 'test.yaml', text: yaml }], options);
  expect(network.problems.map(({ message }) => message)).toEqual([]);
  return asked(questions, ({ from, to, port, protocol }) => network.answer(from, to, port, protocol));
}

/** The same from the evaluator that was written from the API references alone. It knows no Services and no problems. */
export function naiveAnswers(yaml: string, questions: Answers, options: AnalysisOptions = {}): Answers {
  const naive = new NaiveCluster(parseManifests(yaml) as Manifest[], options);
  return asked(questions, ({ from, to, port, protocol }) => naive.answer(end(from), end(to), port, protocol));
}

/** Expects both evaluators to answer as the table says. */
export function expectAnswers(yaml: string, table: Answers, options?: AnalysisOptions): void {
  expect(answers(yaml, table, options)).toEqual(table);
  expect(naiveAnswers(yaml, table, options)).toEqual(table);
}

/** What is wrong in the manifests, as sentences. */
export function problemsIn(yaml: string): string[] {
  return Connectivity.ofText([{ name: 'test.yaml', text: yaml }]).problems.map(({ message }) => message);
}

interface Question {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

function asked(questions: Answers, answer: (question: Question) => string): Answers {
  return Object.fromEntries(
    Object.keys(questions).map((text) => {
      const [from = '', , to = '', protocol = '', port] = text.split(' ');
      return [text, answer({ from, to, protocol, port: Number(port) })];
    }),
  );
}

function end(text: string): string {
  return text.includes('/') ? text : `external:${text}`;
}

/** What is answered although something is wrong in the manifests. */
export function answersWithProblems(yaml: string, questions: Answers): Answers {
  const network = Connectivity.ofText([{ name: 'test.yaml', text: yaml }]);
  return asked(questions, ({ from, to, port, protocol }) => network.answer(from, to, port, protocol));
}
