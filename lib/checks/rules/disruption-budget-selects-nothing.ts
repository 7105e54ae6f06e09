import type { ICheck } from '../check';
import { disruptionBudgets } from '../disruption-budgets';
import type { Finding } from '../finding';
import { GivenPods } from '../given-pods';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds PodDisruptionBudgets whose selector means no pod of their namespace, and names the pods whose labels come close.
 *
 * It is silent about empty selectors, which mean every pod; where no workload of the namespace was read, or a chart or an
 * operator may make some; and about labels that other tools give to pods of theirs.
 */
export class DisruptionBudgetSelectsNothing implements ICheck {
  public readonly id = 'disruption-budget-selects-nothing';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a PodDisruptionBudget whose selector means no pod of its namespace';
  public readonly condition = 'DisruptionAllowed=False, with no expected pods in the status';
  public readonly harm = 'a drain of nodes may take all pods of the app at once, and nobody answers';
  public readonly remedy = 'correct the selector: it asks for labels of the pods, not of their workload';
  public readonly see = 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { governance } = evidence;
    const given = GivenPods.of(evidence);
    return disruptionBudgets(evidence).flatMap(({ object, namespace, selector }) => {
      if (selector.requirements.length === 0 || !given.areWhole(namespace) || given.areOthers(selector)) return [];
      if (governance.areWorkloads(governance.selected(namespace, selector))) return [];
      const near = given.nearest(selector, namespace);
      const told = near ? `; those of ${near.name} have ${governance.labelsAsked(selector, near)}` : '';
      const text = `no pod of namespace ${namespace} has the labels ${selector.text}${told}`;
      const lines = near ? [`all pods of ${near.name} may be evicted at once`] : [];
      return [inspection._at(object, ['spec', 'selector'], text, lines)];
    });
  }
}
