import * as fc from 'fast-check';
import { parseManifests } from '../manifests';
import { sampleCluster } from './arbitrary';
import type { Manifest } from './kinds';
import { NaiveCluster, naiveAnswer } from './naive';
import { counterexample, questions, someQuestions, told } from './questions';

/** What would be told if someone believed that no connection is ever denied. */
const found = counterexample(
  fc.record({ cluster: sampleCluster, asked: someQuestions }),
  { seed: 1, numRuns: 200 },
  ({ cluster, asked }) => {
    const naive = new NaiveCluster(cluster.manifests, cluster.options);
    const denied = questions(naive, cluster, asked).find(
      ({ from, to, port, protocol }) => naive.answer(from, to, port, protocol) === 'denied',
    );
    return denied ? told(cluster, denied) : '';
  },
);

test('a counterexample shrinks to the few objects that it needs: a namespace, two workloads and a policy', () => {
  const kinds = parseManifests(found).map(({ kind }) => kind);
  expect(kinds.filter((kind) => /Policy$/.test(kind))).toHaveLength(1);
  expect(kinds.length).toBeLessThanOrEqual(4);
});

test('a counterexample is a YAML file with the question in its first line, so that it can be asked again', () => {
  const { from, to, port, protocol, options } = JSON.parse((found.split('\n')[0] ?? '').slice(2));
  expect(naiveAnswer(parseManifests(found) as Manifest[], options, from, to, port, protocol)).toBe('denied');
});

test('a property that holds has no counterexample', () => {
  expect(counterexample(fc.nat(), { seed: 1, numRuns: 10 }, () => '')).toBe('');
});
