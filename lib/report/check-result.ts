import { type Checkup, Severity } from '../checks';
import type { LockComparison } from './lock-comparison';

/** All that is told of a checkup. */
export interface CheckResult {
  readonly checkup: Checkup;
  readonly failOn: Severity;
  readonly lock?: LockComparison;
}

/** From the worst. */
const ORDER: readonly Severity[] = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/** Whether something so bad is a failure. */
export function isFailure(severity: Severity, failOn: Severity): boolean {
  return ORDER.indexOf(severity) <= ORDER.indexOf(failOn);
}
