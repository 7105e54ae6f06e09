import * as fc from 'fast-check';
import { Connectivity, type ListedConnection, type ListedEnd } from '../../../lib/analysis';
import { addressOf, holds, rangeOf } from '../../support/naive/addresses';
import { type SampleCluster, sampleCluster } from '../../support/naive/arbitrary';
import { NaiveCluster } from '../../support/naive/naive';
import {
  type Asked,
  counterexample,
  type Question,
  questions,
  someQuestions,
  told,
} from '../../support/naive/questions';
import { holdsPort } from './port-texts';

interface Sample {
  readonly cluster: SampleCluster;
  readonly asked: Asked;
}

test('the list holds what is allowed, and beside it what is unknown, and nothing else', () => {
  const samples = fc.record({ cluster: sampleCluster, asked: someQuestions });
  expect(counterexample(samples, { seed: 21, numRuns: 120 }, contradiction)).toBe('');
}, 60_000);

function contradiction({ cluster, asked }: Sample): string {
  const { ipBlockMatchesPods, podCidrs } = cluster.options;
  const fast = Connectivity.ofObjects(cluster.manifests, { ipBlockMatchesPods, podCidrs: podCidrs && [...podCidrs] });
  const naive = new NaiveCluster(cluster.manifests, cluster.options);
  const { connections, unknown } = fast.list();
  for (const question of questions(naive, cluster, asked)) {
    const { from, to, port, protocol } = question;
    // A bare Pod reaches itself, whatever anyone says: that is no connection to list.
    if (from === to && naive.workloads.get(from)?.isBarePod) continue;
    const got = among(connections, question) ? 'allowed' : among(unknown, question) ? 'unknown' : 'denied';
    const expected = fast.answer(from, to, port, protocol);
    if (got !== expected) return told(cluster, { ...question, expected, got });
  }
  return '';
}

function among(connections: readonly ListedConnection[], { from, to, port, protocol }: Question): boolean {
  return connections.some(
    ({ source, destination, ports }) => isAt(source, from) && isAt(destination, to) && holdsPort(ports, port, protocol),
  );
}

function isAt({ name, cidrs }: ListedEnd, end: string): boolean {
  if (!end.startsWith('external:')) return name === end;
  return holds((cidrs ?? []).map(rangeOf), addressOf(end.slice('external:'.length)));
}
