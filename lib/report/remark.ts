import { type AcknowledgedFinding, type JudgedFinding, Severity, type Subject } from '../checks';
import type { CheckResult } from './check-result';
import { LockChangeKind } from './lock-comparison';

/** What remarks of one kind have in common. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly harm: string;
  readonly remedy: string;
  readonly see?: string;
}

/** Something to be told at a line of a file: a finding, or what isn't as it was locked or acknowledged. */
export interface Remark {
  readonly rule: Rule;
  readonly file: string;
  readonly line: number;
  /** What it is about, by words that no move of lines changes: `HTTPRoute shop/web`. */
  readonly about: string;
  readonly message: string;
  readonly evidence: readonly string[];
  /** Why it stays, where it is acknowledged. */
  readonly reason?: string;
}

const UNUSED: Rule = {
  id: 'unused-acknowledgement',
  severity: Severity.INFO,
  summary: 'an acknowledgement that no finding answers to',
  harm: 'it would take the next finding of its check in silence',
  remedy: 'take it out of the annotation',
};

/** The rules by which there could be remarks, in the order of the checks. */
export function rulesOf({ checkup, lock }: CheckResult): readonly Rule[] {
  return [...checkup.checks, UNUSED, ...(lock ? [lockRule(lock.update)] : [])];
}

function lockRule(update: string): Rule {
  return {
    id: 'connectivity-lock',
    severity: Severity.ERROR,
    summary: 'a connection that is not as it is locked',
    harm: 'nobody has agreed to it yet',
    remedy: `where it is meant, write the lock anew: ${update}`,
  };
}

/** All remarks: those that stand, and with a reason those that are acknowledged. */
export function remarksIn({ checkup, lock }: CheckResult): readonly Remark[] {
  const rules = new Map<string, Rule>(checkup.checks.map((check) => [check.id, check]));
  const remark = (finding: JudgedFinding | AcknowledgedFinding): Remark => ({
    rule: rules.get(finding.check) as Rule,
    ...placeOf(finding.subject),
    message: finding.message,
    evidence: finding.evidence ?? [],
    ...('reason' in finding && { reason: finding.reason }),
  });
  return [
    ...checkup.findings.map(remark),
    ...checkup.acknowledged.map(remark),
    ...checkup.unused.map(({ subject, check, reason }) => ({
      rule: UNUSED,
      ...placeOf(subject),
      message: `${check} is acknowledged (${reason}), and not found`,
      evidence: [],
    })),
    ...(lock?.changes ?? []).map(({ kind, connection, line }) => ({
      rule: lockRule(lock?.update ?? ''),
      file: lock?.file ?? '',
      line,
      about: connection,
      message: kind === LockChangeKind.OPENED ? 'opened since it was locked' : 'closed since it was locked',
      evidence: [],
    })),
  ];
}

function placeOf(subject: Subject): Pick<Remark, 'file' | 'line' | 'about'> {
  return { file: subject.file, line: subject.line, about: nameOf(subject) };
}

/** `HTTPRoute shop/web`. */
export function nameOf({ kind, namespace, name }: Subject): string {
  return `${kind} ${namespace && `${namespace}/`}${name}`;
}
