import { type CheckResult, isFailure } from './check-result';
import { acknowledgedLines, linesOf, lockLines } from './check-text';
import type { LockComparison } from './lock-comparison';
import { plainText } from './plain-text';
import { xmlText } from './xml';

/** What became of one check: a test case, and what it counts as. */
interface Case {
  readonly classname: string;
  readonly name: string;
  readonly failed: readonly string[];
  readonly remarks: readonly string[];
  readonly acknowledged: readonly string[];
}

/**
 * A test case for each check, so that a build server shows what was looked for as well, and knows a check again in the
 * next run, whatever it finds there.
 */
export function checkJunit(result: CheckResult): string {
  const cases = casesOf(result);
  const failures = cases.filter(({ failed }) => failed.length > 0).length;
  const skipped = cases.filter(isSkipped).length;
  const counts = `tests="${cases.length}" failures="${failures}"`;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="check" ${counts}>`,
    `  <testsuite name="check" ${counts} errors="0" skipped="${skipped}">`,
    ...cases.flatMap(linesOfCase),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}

function casesOf({ checkup, failOn, lock }: CheckResult): Case[] {
  const checked = checkup.checks.map(({ id }): Case => {
    const found = checkup.findings.filter(({ check }) => check === id);
    return {
      classname: 'check',
      name: id,
      failed: found.filter(({ severity }) => isFailure(severity, failOn)).flatMap(linesOf),
      remarks: found.filter(({ severity }) => !isFailure(severity, failOn)).flatMap(linesOf),
      acknowledged: checkup.acknowledged.filter(({ check }) => check === id).flatMap(acknowledgedLines),
    };
  });
  return [...checked, ...(lock ? [lockCase(lock)] : [])];
}

function lockCase(lock: LockComparison): Case {
  const failed = lock.changes.length > 0 ? lockLines(lock) : [];
  return { classname: 'connectivity', name: lock.file, failed, remarks: [], acknowledged: [] };
}

/** What is acknowledged isn't run, as build servers see it. */
function isSkipped({ failed, remarks, acknowledged }: Case): boolean {
  return failed.length === 0 && remarks.length === 0 && acknowledged.length > 0;
}

function linesOfCase(each: Case): string[] {
  const { classname, name, failed, remarks, acknowledged } = each;
  const start = `    <testcase classname="${xmlText(classname)}" name="${xmlText(name)}"`;
  const printed = [...remarks, ...acknowledged];
  const inside = [
    ...(failed.length > 0 ? [`      <failure message="${attribute(failed)}">${body(failed)}</failure>`] : []),
    ...(isSkipped(each) ? ['      <skipped message="acknowledged"/>'] : []),
    ...(printed.length > 0 ? [`      <system-out>${body(printed)}</system-out>`] : []),
  ];
  return inside.length === 0 ? [`${start}/>`] : [`${start}>`, ...inside, '    </testcase>'];
}

function attribute([first = '']: readonly string[]): string {
  return xmlText(plainText(first));
}

function body(lines: readonly string[]): string {
  return xmlText(lines.map(plainText).join('\n'));
}
