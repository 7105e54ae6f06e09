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

test('the clusters that are tried are worth trying: every answer is given often, and no manifest is wrong', () => {
  const answers: { [answer: string]: number } = {};
  const problems: string[] = [];
  for (const { cluster, asked } of fc.sample(samples, { seed: 20, numRuns: 200 })) {
    const naive = new NaiveCluster(cluster.manifests, cluster.options);
    problems.push(...analysed(cluster).problems.map(({ message }) => message));
    for (const { from, to, port, protocol } of questions(naive, cluster, asked)) {
      const answer = naive.answer(from, to, port, protocol);
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
  }
  expect(problems).toEqual([]);
  expect(Object.values(answers).filter((count) => count > 500)).toHaveLength(3);
});

test.each([
  ['Istio', 'security.istio.io/'],
  ['Linkerd', 'policy.linkerd.io/'],
])('what the policies of %s say makes a difference often', (_, group) => {
  const isOfMesh = ({ apiVersion }: Manifest) => apiVersion.startsWith(group);
  const found = { opened: 0, closed: 0 };
  for (const { cluster, asked } of fc.sample(samples, { seed: 20, numRuns: 200 })) {
    if (!cluster.manifests.some(isOfMesh)) continue;
    const naive = new NaiveCluster(cluster.manifests, cluster.options);
    const without = new NaiveCluster(
      cluster.manifests.filter((each) => !isOfMesh(each)),
      cluster.options,
    );
    for (const { from, to, port, protocol } of questions(naive, cluster, asked)) {
      const [before, after] = [without, naive].map((each) => each.answer(from, to, port, protocol));
      if (before !== 'denied' && after === 'denied') found.closed++;
      if (before !== 'allowed' && after === 'allowed') found.opened++;
    }
  }
  expect(found.closed).toBeGreaterThan(10);
  // Those of Istio take away; a Server of Linkerd also lets in where the default doesn't.
  expect(found.opened > 0).toBe(group.startsWith('policy.linkerd.io'));
});

test.each([15008, 4143])('that meshes carry connections to port %i makes a difference often', (port) => {
  let differing = 0;
  for (const { cluster, asked } of fc.sample(samples, { seed: 20, numRuns: 200 })) {
    const text = JSON.stringify(cluster.manifests);
    if (!text.includes(`"port":${port}`)) continue;
    const naive = new NaiveCluster(cluster.manifests, cluster.options);
    const closed = new NaiveCluster(JSON.parse(text.replaceAll(`"port":${port}`, '"port":1')), cluster.options);
    for (const { from, to, port: asksFor, protocol } of questions(naive, cluster, asked)) {
      if (naive.answer(from, to, asksFor, protocol) !== closed.answer(from, to, asksFor, protocol)) differing++;
    }
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
