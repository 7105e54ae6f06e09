import type { Expectation } from '../../lib/analysis';
import type { WorkloadShape } from './manifests';
import { Random } from './random';

/** A question without an answer. */
export type Question = Omit<Expectation, 'expect'>;

/**
 * Questions about pairs of workloads and about addresses outside: half of them among neighbours, where there is more to
 * find than a denial.
 */
export function questions(workloads: readonly WorkloadShape[], count: number, seed: number): Question[] {
  const random = new Random(seed);
  const byNamespace = new Map<string, WorkloadShape[]>();
  for (const workload of workloads) {
    const known = byNamespace.get(workload.namespace);
    if (known) known.push(workload);
    else byNamespace.set(workload.namespace, [workload]);
  }
  return Array.from({ length: count }, (_, i): Question => {
    const to = random.pick(workloads);
    const others = i % 2 === 0 ? (byNamespace.get(to.namespace) as WorkloadShape[]) : workloads;
    const from = nameOf(random.pick(others));
    if (i % 10 === 9) return { from, to: `203.0.113.${random.below(256)}`, port: 443, protocol: 'TCP' };
    return { from, to: nameOf(to), port: to.port, protocol: 'TCP' };
  });
}

function nameOf({ namespace, name }: WorkloadShape): string {
  return `${namespace}/${name}`;
}
