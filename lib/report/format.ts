import type { ConnectionList, DiffReport, SuggestReport, VerifyReport, WhyReport } from '../analysis';
import type { CheckResult } from './check-result';
import type { Diagram } from './diagram';
import type { ListReportOptions } from './list-report-options';

/** What can be told in some format. */
export type Verb = 'list' | 'why' | 'verify' | 'diff' | 'check' | 'graph' | 'suggest';

/**
 * A way to tell results. Each verb that it knows turns a result into a text, and does nothing else: the same result is
 * always the same text. A text ends with one newline.
 */
export interface Format {
  /** The name by which it is asked for. */
  readonly name: string;
  list?(list: ConnectionList, options: ListReportOptions): string;
  why?(report: WhyReport): string;
  verify?(report: VerifyReport): string;
  diff?(report: DiffReport): string;
  suggest?(report: SuggestReport): string;
  graph?(diagram: Diagram): string;
  check?(result: CheckResult): string;
}
