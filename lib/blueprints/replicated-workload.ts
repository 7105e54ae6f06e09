import type { ApiObject } from 'cdk8s';
import { autoscalerOf, disruptionBudgetOf } from '../workload';
import { RunningWorkload } from './running-workload';

/**
 * What runs several pods alike.
 *
 * @internal to users its members are those of each blueprint
 */
export abstract class ReplicatedWorkload extends RunningWorkload {
  /** The HorizontalPodAutoscaler that decides how many pods run, where `replicas` is an Autoscaling. */
  public get autoscaler(): ApiObject | undefined {
    return autoscalerOf(this);
  }

  /** The PodDisruptionBudget, where there is one. */
  public get disruptionBudget(): ApiObject | undefined {
    return disruptionBudgetOf(this);
  }
}
