import type { Duration } from 'cdk8s';
import type { PodOptions } from '../pod/pod-options';
import type { PodProps } from '../pod/pod-props';

/** What pods run that come to an end. */
export interface JobOptions extends PodOptions {
  /**
   * How often it is tried again before the job counts as failed.
   *
   * @default - Kubernetes' own: 6 times
   */
  readonly retries?: number;

  /**
   * Whether a container that fails is started again in its own pod, rather than in a new one.
   *
   * A new pod leaves the failed one behind with all it printed, so that one can read what went wrong. The same pod is
   * quicker back, and keeps its `emptyDir` volumes, but when the retries are used up it is deleted with what it printed.
   *
   * @default false
   */
  readonly retriesInPlace?: boolean;

  /**
   * After which time all of its pods are ended, and the job counts as failed.
   *
   * @default - never
   */
  readonly deadline?: Duration;

  /**
   * How long the job is kept after its end, with its pods and what they printed.
   *
   * @default - until somebody deletes it; of a ScheduledJob, until its history is full
   */
  readonly timeToLive?: Duration;

  /**
   * How many pods have to end well.
   *
   * @default 1
   */
  readonly completions?: number;

  /**
   * How many pods run at once.
   *
   * @default 1
   */
  readonly parallelism?: number;

  /**
   * Whether the pods are numbered from 0, so that each takes its own share: the number is in the environment variable
   * `JOB_COMPLETION_INDEX` of its containers. `completions` must be given then.
   *
   * @default false
   */
  readonly indexed?: boolean;
}

/** What a job is made of. */
export interface JobPodProps extends PodProps {
  /** What users say of its pods. */
  readonly options: JobOptions;
}
