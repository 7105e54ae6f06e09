import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { addressOf, holds, rangeOf } from './addresses';
import type { SampleCluster } from './arbitrary';
import type { NaiveCluster } from './naive';

/** Addresses at both sides of the borders that the blocks of the samples draw. */
const ADDRESSES = [
  '9.255.255.255',
  '10.0.255.255',
  '10.1.0.7',
  '10.1.0.8',
  '10.2.0.0',
  '128.0.0.1',
  '198.51.100.7',
  '203.0.113.15',
  '203.0.113.16',
  '203.0.113.128',
  '2001:db8::1',
  '2001:db8:1::1',
  '2001:db9::',
  'fd00:1::7',
  'fd00:2::1',
];

/** Ports at both sides of the borders that the rules of the samples draw. */
const DOORS: readonly (readonly [number, string])[] = [
  [53, 'UDP'],
  [80, 'TCP'],
  [80, 'UDP'],
  [81, 'TCP'],
  [8080, 'TCP'],
  [8081, 'SCTP'],
  [4190, 'TCP'],
  [65535, 'TCP'],
];

/** What is asked of every pair of ends. */
export interface Asked {
  readonly addresses: readonly string[];
  readonly doors: readonly (readonly [number, string])[];
}

export interface Question {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

/** A few of the addresses and ports that make a difference; over many clusters all of them are asked about. */
export const someQuestions: fc.Arbitrary<Asked> = fc.record({
  addresses: fc.uniqueArray(fc.constantFrom(...ADDRESSES), { minLength: 3, maxLength: 4 }),
  doors: fc.uniqueArray(fc.constantFrom(...DOORS), { minLength: 2, maxLength: 2 }),
});

/** Every pair of ends that may be asked about: not two addresses, and no address that is meant to be a pod's. */
export function questions({ workloads }: NaiveCluster, { options }: SampleCluster, asked: Asked): Question[] {
  const names = [...workloads.keys()];
  const pods = (options.podCidrs ?? []).map(rangeOf);
  const outside = asked.addresses.filter((address) => !holds(pods, addressOf(address))).map(outsideName);
  const pairs = names.flatMap((name) => [
    ...[...names, ...outside].map((to) => ({ from: name, to })),
    ...outside.map((from) => ({ from, to: name })),
  ]);
  return pairs.flatMap((pair) => asked.doors.map(([port, protocol]) => ({ ...pair, port, protocol })));
}

function outsideName(address: string): string {
  return `external:${address}`;
}

/** The cluster and what was found there, as one would write it into a folder to look at it again. */
export function told({ manifests, options }: SampleCluster, finding: object): string {
  const documents = manifests.map((manifest) => stringify(manifest, { aliasDuplicateObjects: false }));
  return [`# ${JSON.stringify({ ...finding, options })}\n`, ...documents].join('---\n');
}

/** How often a property is tried, and from where, so that it fails the same way when it is tried again. */
export interface Trials {
  readonly seed: number;
  readonly numRuns: number;
}

/** What speaks against a property, shrunk to the smallest sample that does; empty where nothing is found. */
export function counterexample<T>(samples: fc.Arbitrary<T>, trials: Trials, find: (sample: T) => string): string {
  const { failed, counterexample: found } = fc.check(
    fc.property(samples, (sample) => find(sample) === ''),
    trials,
  );
  return failed && found ? find(found[0]) : '';
}
