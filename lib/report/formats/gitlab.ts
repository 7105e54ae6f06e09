import { Severity } from '../../checks';
import type { CheckResult } from '../check-result';
import { fingerprintsOf } from '../fingerprints';
import type { Format } from '../format';
import { remarksIn } from '../remark';
import { repositoryPath } from '../repository-path';

/**
 * The code quality report of GitLab, which merge requests show. What is acknowledged is left out, since it has no way to
 * say so.
 *
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlab: Format = { name: 'gitlab', check };

const SEVERITIES: { readonly [severity in Severity]: string } = {
  [Severity.ERROR]: 'critical',
  [Severity.WARNING]: 'minor',
  [Severity.INFO]: 'info',
};

function check(result: CheckResult): string {
  const remarks = remarksIn(result).filter(({ reason }) => reason === undefined);
  const fingerprints = fingerprintsOf(remarks);
  const issues = remarks.map(({ rule, file, line, about, message }, i) => ({
    description: `${about}: ${message}; remedy: ${rule.remedy}`,
    check_name: rule.id,
    fingerprint: fingerprints[i],
    severity: SEVERITIES[rule.severity],
    location: { path: repositoryPath(file), lines: { begin: line } },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
