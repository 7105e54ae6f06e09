import { constructError, type Fault, type Located } from '../../errors';
import { Autoscaling } from './autoscaling';
import { DisruptionBudget } from './disruption-budget';
import type { ReplicaOptions } from './replica-options';

/** The number of pods as a number; undefined where none is given, or an autoscaler decides it. */
export function fixedReplicas({ replicas }: ReplicaOptions): number | undefined {
  return typeof replicas === 'number' ? replicas : undefined;
}

/** How many pods there are at least. */
export function fewestReplicas({ replicas = 1 }: ReplicaOptions): number {
  return typeof replicas === 'number' ? replicas : replicas.min;
}

/** Checks the number of pods, and how many of them may be missing. */
export function checkReplicas(place: Located, options: ReplicaOptions): void {
  const { replicas } = options;
  if (replicas !== undefined && !Autoscaling.isAutoscaling(replicas) && !isCount(replicas)) {
    throw constructError(place, {
      law: '`replicas` must be a whole number, 0 or above, or an Autoscaling',
      got: replicas,
      remedy: 'give the number of pods, or write Autoscaling.between(2, 10, { cpu: 70 })',
    });
  }
  checkBudget(place, options);
}

function checkBudget(place: Located, options: ReplicaOptions): void {
  const { disruptionBudget } = options;
  if (disruptionBudget === undefined) return;
  if (!DisruptionBudget.isDisruptionBudget(disruptionBudget)) {
    throw constructError(place, {
      law: '`disruptionBudget` must be a DisruptionBudget',
      got: disruptionBudget,
      remedy: 'write it as in DisruptionBudget.maxUnavailable(1)',
    });
  }
  const fault = budgetFault(disruptionBudget, fewestReplicas(options));
  if (fault) throw constructError(place, fault);
}

/** What is wrong with a budget of so many pods. */
export function budgetFault(budget: DisruptionBudget, pods: number): Fault | undefined {
  if (!budget._blocks(pods)) return undefined;
  return {
    law: 'a disruption budget must let one pod go, or the drain of a node would wait for ever',
    got: `${budget} of ${pods}`,
    remedy: 'raise `replicas`, or lower the budget; DisruptionBudget.none() makes none',
  };
}

function isCount(replicas: unknown): boolean {
  return Number.isInteger(replicas) && (replicas as number) >= 0;
}

/**
 * Completes the number of pods in a written workload. Without one, cdk8s-plus would write its own default, unless it is
 * an autoscaler of cdk8s-plus that decides it.
 */
export function completeReplicas({ spec }: any, { replicas }: ReplicaOptions): void {
  if (Autoscaling.isAutoscaling(replicas)) delete spec.replicas;
  if (replicas === undefined && spec.replicas !== undefined) spec.replicas = 1;
}
