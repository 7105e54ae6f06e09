import type {
  ConnectionChange,
  ConnectionList,
  DiffReport,
  Expectation,
  ListedConnection,
  SuggestReport,
  VerifyReport,
  WhyReport,
} from '../../analysis';
import type { JudgedFinding, Subject } from '../../checks';
import type { CheckResult } from '../check-result';
import type { Format } from '../format';
import type { ListReportOptions } from '../list-report-options';
import { endNames, isForPrograms, recordsOf } from '../record';

/** JSON for programs. Lists are there even when they are empty, and fields that don't apply are left out. */
export const json: Format = { name: 'json', list, why, verify, diff, check, suggest };

function list({ connections, unknown, notes }: ConnectionList, options: ListReportOptions): string {
  const isTold = (edge: ListedConnection) => isForPrograms(edge, options);
  return printed({
    connections: connections.filter(isTold).flatMap(recordsOf),
    unknown: unknown
      .filter(isTold)
      .flatMap((edge) => recordsOf(edge).map((record) => ({ ...record, reasons: edge.reasons }))),
    notes,
  });
}

function why({ from, to, ports, answer, legs, remedy }: WhyReport): string {
  const told = legs.map((leg) => ({ leg: leg.leg, answer: leg.answer, text: leg.text, decidedBy: leg.decidedBy }));
  return printed({ from, to, ports, answer, legs: told, remedy });
}

function verify({ checked, failures }: VerifyReport): string {
  return printed({ checked, failed: failures.map(({ expectation, got }) => ({ ...asked(expectation), got })) });
}

/** The expectation with what it leaves out: a port without a protocol is one of TCP. */
function asked({ from, to, port, protocol, expect }: Expectation) {
  return { from, to, port, protocol: protocol ?? (port === undefined ? undefined : 'TCP'), expect };
}

function diff({ changes }: DiffReport): string {
  return printed({ changes: changes.flatMap(changeRecords) });
}

/** One record for each network where an end is outside the cluster, as in a list. */
function changeRecords(change: ConnectionChange) {
  const { kind, answer, before, after, opened, closed, causes, acknowledged } = change;
  return endNames(change.source).flatMap((source) =>
    endNames(change.destination).map((destination) => ({
      kind,
      source,
      destination,
      answer,
      before,
      after,
      opened,
      closed,
      causes,
      acknowledged,
    })),
  );
}

function suggest({ suggestions, others }: SuggestReport): string {
  const told = suggestions.map(({ certainty, workload, direction, peer, ports, evidence, doubt, needs }) => ({
    certainty,
    workload,
    direction,
    peer: { kind: peer.kind, name: peer.name },
    ports: ports.map(({ protocol, port }) => ({ protocol, port })),
    evidence,
    doubt,
    needs,
  }));
  return printed({ suggestions: told, others });
}

function check({ checkup, lock }: CheckResult): string {
  const { findings, acknowledged, unused } = checkup;
  return printed({
    findings: findings.map(findingRecord),
    acknowledged: acknowledged.map((finding) => ({ ...findingRecord(finding), reason: finding.reason })),
    unused: unused.map(({ check: id, subject, reason }) => ({ check: id, ...subjectRecord(subject), reason })),
    ...(lock && { lock: { file: lock.file, changes: lock.changes, update: lock.update } }),
  });
}

function findingRecord({ check: id, severity, subject, message, evidence, harm, remedy, see }: JudgedFinding) {
  return { check: id, severity, ...subjectRecord(subject), message, evidence, harm, remedy, see };
}

function subjectRecord({ file, line, kind, namespace, name }: Subject) {
  return { file, line, kind, namespace, name };
}

function printed(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
