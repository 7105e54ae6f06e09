import type { Probe, Probes } from '../workload';

/** How pods are asked that need not answer anybody. */
export interface HealthOptions {
  /**
   * How Kubernetes finds out whether a pod works.
   *
   * @default - not at all
   */
  readonly readiness?: Probe;

  /**
   * How Kubernetes finds out whether a pod has to be restarted.
   *
   * @default - not at all
   */
  readonly liveness?: Probe;

  /**
   * How Kubernetes finds out whether a pod has started; until then it isn't asked anything else.
   *
   * @default - not at all
   */
  readonly startup?: Probe;
}

/** The probes among some options. */
export function probesOf({ readiness, liveness, startup }: HealthOptions): Probes {
  return { readiness, liveness, startup };
}
