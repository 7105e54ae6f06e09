import { type AcknowledgedFinding, type JudgedFinding, Severity, type UnusedAcknowledgement } from '../checks';
import type { CheckResult } from './check-result';
import { type LockChange, LockChangeKind, type LockComparison } from './lock-comparison';
import { plainText } from './plain-text';
import { nameOf } from './remark';

/** What a checkup found, for people. */
export function checkText({ checkup, lock }: CheckResult): string {
  const { findings, acknowledged, unused } = checkup;
  const lines = [
    ...findings.flatMap((finding) => [...linesOf(finding), '']),
    ...acknowledged.flatMap((finding) => [...acknowledgedLines(finding), '']),
    ...unused.flatMap((each) => [unusedLine(each), '']),
    countsOf(findings, acknowledged),
    ...(lock ? ['', ...lockLines(lock)] : []),
  ];
  return `${lines.map(plainText).join('\n')}\n`;
}

function startOf({ subject, severity, check, message }: JudgedFinding): string {
  return `${placeOf(subject)} ${severity} ${check}: ${nameOf(subject)}: ${message}`;
}

/** A finding with what is at stake, what comes of it, and what to do. */
export function linesOf(finding: JudgedFinding): string[] {
  const { evidence = [], harm, remedy } = finding;
  return [
    startOf(finding),
    ...evidence.map((line) => `    evidence: ${line}`),
    `    harm: ${harm}`,
    `    remedy: ${remedy}`,
  ];
}

/** A finding that is meant, and why it is. */
export function acknowledgedLines(finding: AcknowledgedFinding): string[] {
  return [startOf(finding), `    acknowledged: ${finding.reason}`];
}

function unusedLine({ subject, check, reason }: UnusedAcknowledgement): string {
  return `${placeOf(subject)} acknowledged, and not found: ${check}: ${nameOf(subject)}: ${reason}`;
}

function placeOf({ file, line }: JudgedFinding['subject']): string {
  return `${file}:${line}:`;
}

const NOUNS: readonly (readonly [Severity, string, string])[] = [
  [Severity.ERROR, 'error', 'errors'],
  [Severity.WARNING, 'warning', 'warnings'],
  [Severity.INFO, 'note', 'notes'],
];

/** `1 error, 2 warnings, 1 acknowledged.` */
export function countsOf(findings: readonly JudgedFinding[], acknowledged: readonly AcknowledgedFinding[]): string {
  const meant = acknowledged.length === 0 ? [] : [`${acknowledged.length} acknowledged`];
  if (findings.length === 0) return ['Nothing was found', ...meant].join(', ').concat('.');
  const counts = NOUNS.flatMap(([severity, one, many]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return `${[...counts, ...meant].join(', ')}.`;
}

const SIGNS: { readonly [kind in LockChangeKind]: string } = {
  [LockChangeKind.OPENED]: '+',
  [LockChangeKind.CLOSED]: '-',
};

/** What isn't as it is locked, as a comparison of manifests tells it, and what to do where that is meant. */
export function lockLines({ file, changes, update }: LockComparison): string[] {
  if (changes.length === 0) return [`${file}: every connection is as it is locked.`];
  return [
    `${file}: ${countOf(changes, LockChangeKind.OPENED)} opened, ${countOf(changes, LockChangeKind.CLOSED)} closed.`,
    ...changes.map(({ kind, connection }) => `${SIGNS[kind]} ${connection}`),
    `Where that is meant: ${update}`,
  ];
}

function countOf(changes: readonly LockChange[], wanted: LockChangeKind): number {
  return changes.filter(({ kind }) => kind === wanted).length;
}
