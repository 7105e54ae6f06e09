import type { IMesh } from '../../cluster';
import type { Workload } from '../../traffic';
import type { Admission } from './admission';

/** An object that says by identities who may connect to a workload. */
export interface IdentityObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly spec: any;
}

/** What the identity policies of a workload are made of. */
export interface IdentityProps {
  /** The name of its network policy. */
  readonly name: string;
  readonly workload: Workload;
  readonly admissions: Admission[];
  readonly mesh: IMesh;
}

/** The labels of the pods; in place of conditions, for which these policies have no words, all that the pods have. */
export function podLabels({ selector, labels }: Workload): { readonly [key: string]: string } {
  return selector.expressions.length > 0 ? labels : selector.labels;
}
