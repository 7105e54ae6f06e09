import { type Checkup, Severity } from '../checks';
import { Formats } from './catalogue';
import type { CheckReportOptions } from './check-report-options';
import type { LockComparison } from './lock-comparison';
import { type Remark, remarksIn } from './remark';

/**
 * Tells what a checkup found, as text.
 *
 * Each text depends on the findings alone and has their order, so that it can be kept in a repository and compared. It
 * ends with a newline.
 *
 * @example
 * console.log(report.CheckReport.of(checks.Checkup.ofText([{ name: 'shop.yaml', text: '' }])));
 */
export class CheckReport {
  /**
   * The formats: `text` for people, `json` for programs, `junit` for build servers, `sarif` for code scanning, `github`
   * for annotations in a workflow of GitHub, `gitlab` for the code quality of GitLab.
   */
  public static get formats(): string[] {
    return Formats.namesFor('check');
  }

  /**
   * What was found; what is acknowledged comes after it with its reason, and then what was acknowledged and isn't found.
   *
   * @param checkup - the findings
   * @param format - one of `formats`; `text` unless given
   * @param options - what is told besides
   * @throws when there is no such format
   */
  public static of(checkup: Checkup, format?: string, options: CheckReportOptions = {}): string {
    const { failOn = Severity.ERROR, lock } = options;
    return Formats.named(format ?? 'text', 'check').check({ checkup, failOn, lock });
  }

  /** @internal what is told, one by one */
  public static _remarks(checkup: Checkup, lock?: LockComparison): readonly Remark[] {
    return remarksIn({ checkup, failOn: Severity.ERROR, lock });
  }

  private constructor() {}
}
