import type { ICheck } from '../check';
import { type Budget, disruptionBudgets } from '../disruption-budgets';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds PodDisruptionBudgets that share pods with another one: Kubernetes refuses to evict a pod that has two.
 *
 * Of each it names the first other one. It is silent about labels that only the cluster adds.
 */
export class DisruptionBudgetsOverlap implements ICheck {
  public readonly id = 'disruption-budgets-overlap';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a pod that two PodDisruptionBudgets select';
  public readonly condition = 'an eviction is answered with 500: the pod has more than one PodDisruptionBudget';
  public readonly harm = 'no node with such a pod can be drained: upgrades of the cluster hang';
  public readonly remedy = 'give each pod one budget';
  public readonly see = 'https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { governance } = evidence;
    /** By the classes of pods, each looked at until the first one that has a budget already. */
    const first = new Map<number, Budget>();
    return disruptionBudgets(evidence).flatMap((budget) => {
      const { certain } = governance.selected(budget.namespace, budget.selector);
      for (const id of certain) {
        const [member] = governance.membersOf([id]);
        const known = first.get(id);
        if (!member) continue;
        if (!known) {
          first.set(id, budget);
          continue;
        }
        const text = `${evidence.nameOf(known.object)} selects pods of ${member.name} as well`;
        const lines = [`no pod of ${member.name} can be evicted`];
        return [inspection._at(budget.object, ['spec', 'selector'], text, lines)];
      }
      return [];
    });
  }
}
