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

/**
 * Labels that all pods have whom the network policy opens: these policies have no words for conditions, and pods that one
 * left out would be open for all that gets in. Where there are conditions alone, the labels that these ask for.
 */
export function podLabels({ selector, labels }: Workload): { readonly [key: string]: string } {
  if (Object.keys(selector.labels).length > 0) return selector.labels;
  const asked = selector.expressions.flatMap(({ key }) => (labels[key] === undefined ? [] : [[key, labels[key]]]));
  return asked.length > 0 ? Object.fromEntries(asked) : labels;
}
