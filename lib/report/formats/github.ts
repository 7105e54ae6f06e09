import { Severity } from '../../checks';
import type { CheckResult } from '../check-result';
import { countsOf } from '../check-text';
import type { Format } from '../format';
import { plainText } from '../plain-text';
import { type Remark, remarksIn } from '../remark';
import { repositoryPath } from '../repository-path';

/**
 * Commands of a workflow of GitHub: each line becomes an annotation at its file and line.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Format = { name: 'github', check };

const COMMANDS: { readonly [severity in Severity]: string } = {
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.INFO]: 'notice',
};

/** What is acknowledged isn't shown at the line; the last line counts it. */
function check(result: CheckResult): string {
  const { findings, acknowledged } = result.checkup;
  const lines = remarksIn(result).filter(({ reason }) => reason === undefined);
  return `${[...lines.map(commandOf), countsOf(findings, acknowledged)].join('\n')}\n`;
}

function commandOf({ rule, file, line, about, message, evidence }: Remark): string {
  const place = `file=${property(repositoryPath(file))},line=${line},title=${property(rule.id)}`;
  const lines = [`${about}: ${message}`, ...evidence, `harm: ${rule.harm}`, `remedy: ${rule.remedy}`];
  return `::${COMMANDS[rule.severity]} ${place}::${lines.map((each) => data(each)).join('%0A')}`;
}

function data(words: string): string {
  return plainText(words).replace(/%/g, '%25');
}

function property(words: string): string {
  return data(words).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
