import type { LabelExpression } from '../../traffic';
import type { Spread } from './spread';
import type { Toleration } from './toleration';

/** On which nodes pods run, and before whom. */
export interface SchedulingOptions {
  /**
   * Labels that a node must have.
   *
   * @default - any node
   */
  readonly nodeSelector?: { readonly [key: string]: string };

  /**
   * Conditions on labels that a node must meet, all of them: for what `nodeSelector` can't say.
   *
   * @default - none
   */
  readonly nodeExpressions?: LabelExpression[];

  /**
   * Taints of nodes on which the pods may run all the same.
   *
   * @default - none
   */
  readonly tolerations?: Toleration[];

  /**
   * How evenly the pods are spread over zones, nodes or other places.
   *
   * @default - as the cluster has it
   */
  readonly spread?: Spread[];

  /**
   * The PriorityClass by which the pods come before others, and may have them evicted.
   *
   * @default - the default one of the cluster
   */
  readonly priorityClass?: string;

  /**
   * The RuntimeClass under which the containers run, such as one with a kernel of its own.
   *
   * @default - the default one of the nodes
   */
  readonly runtimeClass?: string;
}
