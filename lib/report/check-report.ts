import {
  type AcknowledgedFinding,
  type Checkup,
  type JudgedFinding,
  Severity,
  type UnusedAcknowledgement,
} from '../checks';
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
   * What was found; what is acknowledged comes after it with its reason, and then what was acknowledged and isn't found.
   *
   * @param checkup - the findings
   * @param format - one of `formats`; `text` unless given
   * @throws when there is no such format
   */
  public static of(checkup: Checkup, format = 'text'): string {
    const print = FORMATS.get(format);
    if (print) return print(checkup);
    throw valueError({ law: `the format of check must be one of ${CheckReport.formats.join(', ')}`, got: format });
  }

  private constructor() {}
}

const FORMATS = new Map([
  ['text', textOf],
  ['json', jsonOf],
]);

function textOf({ findings, acknowledged, unused }: Checkup): string {
  const lines = [
    ...findings.flatMap((finding) => [...linesOf(finding), '']),
    ...acknowledged.flatMap((finding) => [...acknowledgedLines(finding), '']),
    ...unused.flatMap((each) => [unusedLine(each), '']),
  ];
  return `${[...lines.map(plainText), countsOf(findings, acknowledged)].join('\n')}\n`;
}

function startOf({ subject, severity, check, message }: JudgedFinding): string {
  return `${placeOf(subject)} ${severity} ${check}: ${nameOf(subject)}: ${message}`;
}

function acknowledgedLines(finding: AcknowledgedFinding): string[] {
  return [startOf(finding), `    acknowledged: ${finding.reason}`];
}

function unusedLine({ subject, check, reason }: UnusedAcknowledgement): string {
  return `${placeOf(subject)} acknowledged, and not found: ${check}: ${nameOf(subject)}: ${reason}`;
}

function placeOf({ file, line }: JudgedFinding['subject']): string {
  return `${file}:${line}:`;
}

function nameOf({ kind, namespace, name }: JudgedFinding['subject']): string {
  return `${kind} ${namespace && `${namespace}/`}${name}`;
}

function linesOf(finding: JudgedFinding): string[] {
  const { evidence = [], harm, remedy } = finding;
  return [
    startOf(finding),
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

/** `1 error, 2 warnings, 1 acknowledged.` */
function countsOf(findings: readonly JudgedFinding[], acknowledged: readonly AcknowledgedFinding[]): string {
  const meant = acknowledged.length === 0 ? [] : [`${acknowledged.length} acknowledged`];
  if (findings.length === 0) return ['Nothing was found', ...meant].join(', ').concat('.');
  const counts = NOUNS.flatMap(([severity, one, many]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return `${[...counts, ...meant].join(', ')}.`;
}

function jsonOf({ findings, acknowledged, unused }: Checkup): string {
  return `${JSON.stringify(
    {
      findings: findings.map(recordOf),
      acknowledged: acknowledged.map((finding) => ({ ...recordOf(finding), reason: finding.reason })),
      unused: unused.map(({ check, subject, reason }) => ({ check, ...recordOfSubject(subject), reason })),
    },
    undefined,
    2,
  )}\n`;
}

function recordOf({ check, severity, subject, message, evidence, harm, remedy, see }: JudgedFinding) {
  return { check, severity, ...recordOfSubject(subject), message, evidence, harm, remedy, see };
}

function recordOfSubject({ file, line, kind, namespace, name }: JudgedFinding['subject']) {
  return { file, line, kind, namespace, name };
}
