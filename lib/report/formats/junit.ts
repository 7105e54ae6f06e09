import type { Expectation, VerifyFailure, VerifyReport } from '../../analysis';
import type { Format } from '../format';
import { text } from './text';

/** JUnit's XML, which build servers read: one test case for each expectation. */
export const junit: Format = { name: 'junit', verify };

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
  const start = `    <testcase classname="${escaped(expectation.from)}" name="${escaped(nameOf(expectation))}"`;
  if (!failure) return [`${start}/>`];
  const why = (text.why?.(failure.why) ?? '').trimEnd();
  const message = `expected ${expectation.expect}, but it is ${failure.got}`;
  return [`${start}>`, `      <failure message="${escaped(message)}">${escaped(why)}</failure>`, '    </testcase>'];
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

const ENTITIES: { readonly [letter: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML has no way at all to write most control characters, nor half of a pair of surrogates. */
function escaped(words: string): string {
  return words
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter])
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd');
}
