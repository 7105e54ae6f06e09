import { longName, type Member } from '../evaluate/population';
import type { Model } from '../model';
import type { WorkloadFacts } from '../network/workloads';

/** A workload that is in one input or in both. */
export interface Both {
  /** `shop/deployment/web`, by which both inputs know it. */
  readonly key: string;
  /** As the newer input calls it, else the older one. */
  readonly name: string;
  readonly older?: Member;
  readonly newer?: Member;
}

/** The same workloads in two inputs, by kind, namespace and name. */
export function bothOf(older: Model, newer: Model): Map<string, Both> {
  const found = new Map<string, Both>();
  for (const member of older.population.workloads) {
    found.set(keyOf(member), { key: keyOf(member), name: member.name, older: member });
  }
  for (const member of newer.population.workloads) {
    const before = found.get(keyOf(member))?.older;
    found.set(keyOf(member), { key: keyOf(member), name: member.name, older: before, newer: member });
  }
  return found;
}

/** `shop/deployment/web`, by which a workload is known in both inputs. */
export function keyOf({ workload }: Member): string {
  return longName(workload as WorkloadFacts);
}
