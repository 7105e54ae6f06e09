import * as fc from 'fast-check';
import { Connectivity } from '../../../lib/analysis';
import { type SampleCluster, sampleCluster } from '../../support/naive/arbitrary';
import type { Manifest } from '../../support/naive/kinds';
import { NaiveCluster } from '../../support/naive/naive';
import { type Asked, counterexample, questions, someQuestions, told } from '../../support/naive/questions';

interface Sample {
  readonly cluster: SampleCluster;
  readonly asked: Asked;
}

const samples: fc.Arbitrary<Sample> = fc.record({ cluster: sampleCluster, asked: someQuestions });

test('of every pair of ends, the answer is that of an evaluator written from the API references alone', () => {
  expect(counterexample(samples, { seed: 20, numRuns: 750 }, disagreement)).toBe('');
}, 120_000);

/** Some of the clusters that are tried, with the answers of the evaluator. */
let tried: Tried[];

interface Tried {
  readonly cluster: SampleCluster;
  readonly asked: Asked;
  readonly answers: readonly string[];
}

beforeAll(() => {
  tried = fc
    .sample(samples, { seed: 20, numRuns: 200 })
    .map((sample) => ({ ...sample, answers: answersTo(sample, sample.cluster.manifests) }));
});

/** What the evaluator answers to all that is asked of a cluster when its manifests are these. */
function answersTo({ cluster, asked }: Sample, manifests: readonly Manifest[]): string[] {
  const asking = new NaiveCluster(cluster.manifests, cluster.options);
  const answering = new NaiveCluster(manifests, cluster.options);
  return [...questions(asking, cluster, asked)].map(({ from, to, port, protocol }) =>
    answering.answer(from, to, port, protocol),
  );
}

test('the clusters that are tried are worth trying: every answer is given often, and no manifest is wrong', () => {
  const counts: { [answer: string]: number } = {};
  for (const answer of tried.flatMap(({ answers }) => answers)) counts[answer] = (counts[answer] ?? 0) + 1;
  expect(tried.flatMap(({ cluster }) => analysed(cluster).problems.map(({ message }) => message))).toEqual([]);
  expect(Object.values(counts).filter((count) => count > 500)).toHaveLength(3);
});

test.each([
  ['Istio', 'security.istio.io/'],
  ['Linkerd', 'policy.linkerd.io/'],
])('what the policies of %s say makes a difference often', (_, group) => {
  const isOfMesh = ({ apiVersion }: Manifest) => apiVersion.startsWith(group);
  const found = { opened: 0, closed: 0 };
  for (const { answers, ...sample } of tried) {
    const { manifests } = sample.cluster;
    if (!manifests.some(isOfMesh)) continue;
    const without = answersTo(
      sample,
      manifests.filter((each) => !isOfMesh(each)),
    );
    for (const [i, after] of answers.entries()) {
      if (without[i] !== 'denied' && after === 'denied') found.closed++;
      if (without[i] !== 'allowed' && after === 'allowed') found.opened++;
    }
  }
  expect(found.closed).toBeGreaterThan(10);
  // Those of Istio take away; a Server of Linkerd also lets in where the default doesn't.
  expect(found.opened > 0).toBe(group.startsWith('policy.linkerd.io'));
});

test.each([15008, 4143])('that meshes carry connections to port %i makes a difference often', (port) => {
  let differing = 0;
  for (const { answers, ...sample } of tried) {
    const text = JSON.stringify(sample.cluster.manifests);
    if (!text.includes(`"port":${port}`)) continue;
    const closed = answersTo(sample, JSON.parse(text.replaceAll(`"port":${port}`, '"port":1')));
    differing += answers.filter((answer, i) => answer !== closed[i]).length;
  }
  expect(differing).toBeGreaterThan(10);
});

function disagreement({ cluster, asked }: Sample): string {
  const naive = new NaiveCluster(cluster.manifests, cluster.options);
  const fast = analysed(cluster);
  const names = [...naive.workloads.keys()].sort();
  if (names.join() !== fast.workloads.join()) return told(cluster, { expected: names, got: fast.workloads });
  for (const question of questions(naive, cluster, asked)) {
    const { from, to, port, protocol } = question;
    const expected = naive.answer(from, to, port, protocol);
    const got = fast.answer(from, to, port, protocol);
    if (got !== expected) return told(cluster, { ...question, expected, got });
  }
  return '';
}

function analysed({ manifests, options: { ipBlockMatchesPods, podCidrs } }: SampleCluster): Connectivity {
  return Connectivity.ofObjects(manifests, { ipBlockMatchesPods, podCidrs: podCidrs && [...podCidrs] });
}
