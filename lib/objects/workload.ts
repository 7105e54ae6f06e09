import type { Workload } from '../traffic';

/**
 * Something with pods: what a Service can stand in front of and a policy can govern.
 */
export interface IWorkload {
  /**
   * Its pods as they are when asked: namespace, name, selecting labels and the ports they listen on.
   *
   * Asked at synth, so that a port which is added late counts.
   */
  readonly workload: Workload;
}
