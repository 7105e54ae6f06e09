import * as fc from 'fast-check';
import { Connectivity, EndKind, type ListedEnd } from '../../../lib/analysis';
import { type SampleCluster, sampleCluster } from '../../support/naive/arbitrary';
import { networkPolicy } from '../../support/naive/arbitrary-network-policies';
import type { Manifest } from '../../support/naive/kinds';
import { NaiveCluster } from '../../support/naive/naive';
import { type Asked, counterexample, questions, someQuestions, told } from '../../support/naive/questions';
import { samplePorts } from './port-texts';

interface Change {
  readonly cluster: SampleCluster;
  readonly asked: Asked;
  readonly newer: Manifest[];
}

/** A cluster, and the same with a policy more or less, or another in its place. */
const changes: fc.Arbitrary<Change> = fc
  .record({
    cluster: sampleCluster,
    asked: someQuestions,
    which: fc.nat(9),
    added: fc.array(networkPolicy, { maxLength: 1 }),
  })
  .map(({ cluster, asked, which, added }) => {
    const policies = cluster.manifests.filter(({ kind }) => /Policy$/.test(kind));
    const dropped = policies[which];
    return { cluster, asked, newer: [...cluster.manifests.filter((manifest) => manifest !== dropped), ...added] };
  });

test('what differs in any answer is among the changes', () => {
  expect(counterexample(changes, { seed: 22, numRuns: 150 }, unnoticed)).toBe('');
}, 60_000);

test('what is among the changes differs in an answer', () => {
  expect(counterexample(changes, { seed: 23, numRuns: 150 }, invented)).toBe('');
}, 60_000);

test('a further rule in a NetworkPolicy closes nothing', () => {
  const samples = fc.record({ cluster: sampleCluster, extra: networkPolicy, which: fc.nat(4) });
  expect(counterexample(samples, { seed: 24, numRuns: 150 }, closed)).toBe('');
}, 60_000);

function unnoticed({ cluster, asked, newer }: Change): string {
  const before = new NaiveCluster(cluster.manifests, cluster.options);
  const after = new NaiveCluster(newer, cluster.options);
  const different = questions(before, cluster, asked).find(
    ({ from, to, port, protocol }) =>
      before.answer(from, to, port, protocol) !== after.answer(from, to, port, protocol),
  );
  if (!different || changesOf(cluster, newer).length > 0) return '';
  return told(cluster, { ...different, newer });
}

function invented({ cluster, newer }: Change): string {
  const before = new NaiveCluster(cluster.manifests, cluster.options);
  const after = new NaiveCluster(newer, cluster.options);
  for (const { source, destination, opened, closed: shut } of changesOf(cluster, newer)) {
    for (const from of endsOf(source)) {
      for (const to of endsOf(destination)) {
        for (const [port, protocol] of [...samplePorts(opened), ...samplePorts(shut)]) {
          const [was, is] = [before, after].map((naive) => naive.answer(from, to, port, protocol));
          if (was === is) return told(cluster, { from, to, port, protocol, was, is, newer });
        }
      }
    }
  }
  return '';
}

/** The first address of every network stands for it. */
function endsOf({ name, cidrs }: ListedEnd): string[] {
  return cidrs ? cidrs.map((cidr) => `external:${cidr.split('/')[0]}`) : [name];
}

interface Addition {
  readonly cluster: SampleCluster;
  readonly extra: Manifest;
  readonly which: number;
}

function closed({ cluster, extra, which }: Addition): string {
  const policies = cluster.manifests.filter(({ apiVersion }) => apiVersion === 'networking.k8s.io/v1');
  const policy = policies[which % Math.max(policies.length, 1)];
  if (!policy) return '';
  const newer = cluster.manifests.map((manifest) => (manifest === policy ? withRulesOf(policy, extra) : manifest));
  const shut = changesOf(cluster, newer).find((change) => Object.keys(change.closed).length > 0);
  return shut ? told(cluster, { ...shut, newer }) : '';
}

/** Rules of a direction that the policy didn't isolate before would close it: those stay out. */
function withRulesOf(policy: Manifest, extra: Manifest): Manifest {
  const { spec } = policy;
  const types: readonly string[] = spec.policyTypes ?? [];
  const isolatesEgress = types.length === 0 ? (spec.egress ?? []).length > 0 : types.includes('Egress');
  const egress = isolatesEgress ? [...(spec.egress ?? []), ...(extra.spec.egress ?? [])] : spec.egress;
  return { ...policy, spec: { ...spec, ingress: [...(spec.ingress ?? []), ...(extra.spec.ingress ?? [])], egress } };
}

function changesOf({ manifests, options: { ipBlockMatchesPods, podCidrs } }: SampleCluster, newer: Manifest[]) {
  const options = { ipBlockMatchesPods, podCidrs: podCidrs && [...podCidrs] };
  const [before, after] = [manifests, newer].map((objects) => Connectivity.ofObjects([...objects], options));
  const { changes } = Connectivity.diff(before as Connectivity, after as Connectivity);
  // The naive evaluator knows neither DNS nor Services.
  return changes.filter(({ destination }) => destination.kind !== EndKind.SERVICE);
}
