import { computedOnce } from '../../traffic';
import type { Requirement, Selector } from '../network/selector';
import { selects } from '../network/selector';
import type { PodFacts, WorkloadFacts } from '../network/workloads';

/** A workload of which some pods are selected, or may be. */
export interface SelectedWorkload {
  readonly workload: WorkloadFacts;
  readonly pods: readonly { readonly pod: PodFacts; readonly isCertain: boolean }[];
  /** Whether some of its pods are selected, whatever labels the cluster adds. */
  readonly isCertain: boolean;
}

/** The label by which each pod of a StatefulSet can be told apart. */
const POD_NAME = 'statefulset.kubernetes.io/pod-name';

/**
 * Finds workloads by the labels of their pods.
 *
 * A question looks only at the workloads that have the rarest of the labels asked for, so its cost follows its answer
 * and not the size of the cluster.
 */
export class LabelIndex {
  /** That of some workloads, made once: several ask for the same ones. */
  public static readonly of = computedOnce((workloads: readonly WorkloadFacts[]) => new LabelIndex(workloads));

  private readonly byPair = new Map<string, WorkloadFacts[]>();
  private readonly byAddedKey = new Map<string, WorkloadFacts[]>();
  /** Workloads whose pods may have every label. */
  private readonly ofAnyLabel = new Map<string, WorkloadFacts[]>();
  private readonly byNamespace = new Map<string, WorkloadFacts[]>();
  private readonly order = new Map<WorkloadFacts, number>();

  private constructor(workloads: readonly WorkloadFacts[]) {
    for (const workload of workloads) this.add(workload);
  }

  /** The workloads of a namespace whose pods are selected, certainly or perhaps, in reading order. */
  public find(namespace: string, selector: Selector): SelectedWorkload[] {
    const found: SelectedWorkload[] = [];
    for (const workload of this.candidates(namespace, selector)) {
      const each = selected(workload, selector);
      if (each.pods.length > 0) found.push(each);
    }
    return found;
  }

  private add(workload: WorkloadFacts): void {
    const { namespace } = workload.object;
    this.order.set(workload, this.order.size);
    append(this.byNamespace, namespace, workload);
    for (const pod of workload.pods) {
      for (const key of Object.keys(pod.labels)) {
        append(this.byPair, pairOf(namespace, key, pod.labels[key] as string), workload);
      }
      if (pod.addedLabels === 'any') append(this.ofAnyLabel, namespace, workload);
      else for (const key of pod.addedLabels) append(this.byAddedKey, keyOf(namespace, key), workload);
    }
  }

  private candidates(namespace: string, { requirements }: Selector): readonly WorkloadFacts[] {
    let rarest: readonly WorkloadFacts[] = this.byNamespace.get(namespace) ?? [];
    for (const requirement of requirements) {
      if (requirement.operator !== 'In' || rarest.length === 0) continue;
      const lists = this.listsOf(namespace, requirement);
      let size = 0;
      for (const list of lists) size += list.length;
      if (size < rarest.length) rarest = lists.flat();
    }
    if (rarest.length < 2) return rarest;
    const once = [...new Set(rarest)];
    return once.sort((a, b) => (this.order.get(a) as number) - (this.order.get(b) as number));
  }

  private listsOf(namespace: string, { key, values }: Requirement): WorkloadFacts[][] {
    const certain = values.map((value) => this.byPair.get(pairOf(namespace, key, value)) ?? []);
    return [...certain, this.byAddedKey.get(keyOf(namespace, key)) ?? [], this.ofAnyLabel.get(namespace) ?? []];
  }
}

function selected(workload: WorkloadFacts, selector: Selector): SelectedWorkload {
  const pods = workload.pods.flatMap((pod) => {
    const answer = selects(selector, pod.labels, pod.addedLabels);
    if (answer === false || !mayHaveName(workload, selector)) return [];
    return [{ pod, isCertain: answer === true }];
  });
  return { workload, pods, isCertain: pods.some(({ isCertain }) => isCertain) };
}

/** Whether a pod can have the name that is asked for: those of a StatefulSet are its own name and a number. */
function mayHaveName({ object }: WorkloadFacts, { requirements }: Selector): boolean {
  if (object.kind !== 'StatefulSet') return true;
  const asked = requirements.find(({ key, operator }) => key === POD_NAME && operator === 'In');
  return (
    !asked ||
    asked.values.some(
      (value) => value.startsWith(`${object.name}-`) && /^\d+$/.test(value.slice(object.name.length + 1)),
    )
  );
}

/** Appends once: pods of one workload come one after another. */
function append(lists: Map<string, WorkloadFacts[]>, key: string, workload: WorkloadFacts): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [workload]);
  else if (list[list.length - 1] !== workload) list.push(workload);
}

function keyOf(namespace: string, key: string): string {
  return `${namespace}\n${key}`;
}

function pairOf(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`;
}
