import type { Severity } from '../checks';
import type { LockComparison } from './lock-comparison';

/** What is told of a checkup besides its findings. */
export interface CheckReportOptions {
  /**
   * From which severity on a finding is a failure, to formats that tell failures from remarks.
   *
   * @default Severity.ERROR
   */
  readonly failOn?: Severity;

  /**
   * What became of the connections since they were locked.
   *
   * @default - there is no lock to compare with
   */
  readonly lock?: LockComparison;
}
