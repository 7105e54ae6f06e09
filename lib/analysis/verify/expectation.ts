import type { Answer } from '../answer';
import type { WhyReport } from '../why/why-report';

/** What is expected of one connection. */
export interface Expectation {
  /** Who opens it: `ns/name`, `ns/*`, an address or a CIDR. */
  readonly from: string;

  /** Who answers it: `ns/name`, `ns/*`, an address or a CIDR. */
  readonly to: string;

  /**
   * The port of the pod, 1 to 65535. Without one, `allowed` means that some port is, `denied` that none is.
   *
   * @default - any port
   */
  readonly port?: number;

  /**
   * TCP, UDP or SCTP.
   *
   * @default 'TCP' with a port; any protocol without one
   */
  readonly protocol?: string;

  /** `allowed` or `denied`; with `*` or a CIDR, it must be so for all. */
  readonly expect: Answer;
}

/** An expectation that doesn't hold. */
export interface VerifyFailure {
  /** What was expected. */
  readonly expectation: Expectation;

  /** What was found, of the first pair for which it isn't so. */
  readonly got: Answer;

  /** Why, of that pair. */
  readonly why: WhyReport;
}

/** Whether what was expected holds. */
export interface VerifyReport {
  /** How many expectations there were. */
  readonly checked: number;

  /** Those that don't hold, in the order given. */
  readonly failures: VerifyFailure[];

  /** All expectations, in the order given. */
  readonly expectations: Expectation[];
}
