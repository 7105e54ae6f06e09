import { type Checkup, type JudgedFinding, Severity } from '../checks';
import { valueError } from '../errors';
import { plainText } from './plain-text';

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
  /** The formats: `text` for people, `json` for programs. */
  public static get formats(): string[] {
    return [...FORMATS.keys()];
  }

  /**
   * What was found.
   *
   * @param checkup - the findings
   * @param format - one of `formats`; `text` unless given
   * @throws when there is no such format
   */
  public static of(checkup: Checkup, format = 'text'): string {
    const print = FORMATS.get(format);
    if (print) return print(checkup.findings);
    throw valueError({ law: `the format of check must be one of ${CheckReport.formats.join(', ')}`, got: format });
  }

  private constructor() {}
}

const FORMATS = new Map([
  ['text', textOf],
  ['json', jsonOf],
]);

function textOf(findings: readonly JudgedFinding[]): string {
  const lines = findings.flatMap((finding) => [...linesOf(finding).map(plainText), '']);
  return `${[...lines, countsOf(findings)].join('\n')}\n`;
}

function linesOf({ subject, severity, check, message, evidence = [], harm, remedy }: JudgedFinding): string[] {
  const { kind, namespace, name, file, line } = subject;
  return [
    `${file}:${line}: ${severity} ${check}: ${kind} ${namespace && `${namespace}/`}${name}: ${message}`,
    ...evidence.map((line) => `    evidence: ${line}`),
    `    harm: ${harm}`,
    `    remedy: ${remedy}`,
  ];
}

const NOUNS: readonly (readonly [Severity, string, string])[] = [
  [Severity.ERROR, 'error', 'errors'],
  [Severity.WARNING, 'warning', 'warnings'],
  [Severity.INFO, 'note', 'notes'],
];

/** `1 error, 2 warnings.` */
function countsOf(findings: readonly JudgedFinding[]): string {
  if (findings.length === 0) return 'Nothing was found.';
  const counts = NOUNS.flatMap(([severity, one, many]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return `${counts.join(', ')}.`;
}

function jsonOf(findings: readonly JudgedFinding[]): string {
  const told = findings.map(({ check, severity, subject, message, evidence, harm, remedy, see }) => {
    const { kind, namespace, name, file, line } = subject;
    return { check, severity, file, line, kind, namespace, name, message, evidence, harm, remedy, see };
  });
  return `${JSON.stringify({ findings: told }, undefined, 2)}\n`;
}
