import type { Workload } from '../../traffic';
import type { Member, Population } from '../evaluate/population';

/** The workloads of the manifests whose pods are those of a workload that was meant: all of them, and for certain. */
export function selectorMatches(population: Population, { namespace, name, selector }: Workload): readonly Member[] {
  const isMeant = ({ workload }: Member) => workload?.pods.every(({ labels }) => selector.matches(labels)) === true;
  // Most are called as they were meant to be, and no others need be looked at.
  const named = population.workload(`${namespace}/${name}`);
  return named && isMeant(named) ? [named] : population.inNamespace(namespace).filter(isMeant);
}
