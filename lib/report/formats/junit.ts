import type { Expectation, VerifyFailure, VerifyReport } from '../../analysis';
import { checkJunit } from '../check-junit';
import type { Format } from '../format';
import { xmlText } from '../xml';
import { text } from './text';

/** JUnit's XML, which build servers read: one test case for each expectation, or for each check. */
export const junit: Format = { name: 'junit', verify, check: checkJunit };

function verify({ checked, failures, expectations }: VerifyReport): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="connectivity" tests="${checked}" failures="${failures.length}">`,
    `  <testsuite name="connectivity" tests="${checked}" failures="${failures.length}" errors="0" skipped="0">`,
  ];
  let next = 0;
  for (const expectation of expectations) {
    // Failures stand in the order of the expectations, and equal expectations fail alike.
    const failure = failures[next];
    const fails = failure !== undefined && nameOf(failure.expectation) === nameOf(expectation);
    if (fails) next++;
    lines.push(...caseLines(expectation, fails ? failure : undefined));
  }
  return `${[...lines, '  </testsuite>', '</testsuites>'].join('\n')}\n`;
}

function caseLines(expectation: Expectation, failure?: VerifyFailure): string[] {
  const start = `    <testcase classname="${xmlText(expectation.from)}" name="${xmlText(nameOf(expectation))}"`;
  if (!failure) return [`${start}/>`];
  const why = (text.why?.(failure.why) ?? '').trimEnd();
  const message = `expected ${expectation.expect}, but it is ${failure.got}`;
  return [`${start}>`, `      <failure message="${xmlText(message)}">${xmlText(why)}</failure>`, '    </testcase>'];
}

function nameOf({ from, to, port, protocol, expect }: Expectation): string {
  const ports =
    port === undefined
      ? protocol === undefined
        ? 'any port'
        : `any ${protocol} port`
      : `${protocol ?? 'TCP'} ${port}`;
  return `${from} -> ${to} ${ports} is ${expect}`;
}
