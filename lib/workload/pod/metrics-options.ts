import type { Duration } from 'cdk8s';

/** Where the pods tell their metrics. */
export interface MetricsOptions {
  /**
   * The number of the TCP port on which they are told. One that no container declares is declared for the main one, under
   * the name `metrics`.
   *
   * @default - the declared port of the name `metrics`, or else the main port; one of both is needed
   */
  readonly port?: number;

  /**
   * Their path.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * After how much time they are asked for again, at least a second. Where pods are found by their annotations, it is
   * the monitoring alone that says it.
   *
   * @default - as the monitoring is set up
   */
  readonly interval?: Duration;
}
