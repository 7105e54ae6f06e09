import type { PodOptions } from '../pod/pod-options';
import type { PodProps } from '../pod/pod-props';
import type { Autoscaling } from './autoscaling';
import type { DisruptionBudget } from './disruption-budget';
import type { Rollout } from './rollout';

/** What pods run of which there may be several alike. */
export interface ReplicaOptions extends PodOptions {
  /**
   * How many pods run, or within which limits a HorizontalPodAutoscaler decides it.
   *
   * @default 1
   */
  readonly replicas?: number | Autoscaling;

  /**
   * How the pods are replaced when something about them changes.
   *
   * @default - Kubernetes' own: step by step
   */
  readonly rollout?: Rollout;

  /**
   * How many pods may be missing when nodes are drained.
   *
   * @default - one, where there are always two or more; no budget where there may be one, since its node couldn't be
   * drained then
   */
  readonly disruptionBudget?: DisruptionBudget;
}

/** What a workload of several pods alike is made of. */
export interface ReplicatedProps extends PodProps {
  /** What users say of its pods. */
  readonly options: ReplicaOptions;
}
