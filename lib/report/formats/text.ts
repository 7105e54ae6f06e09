import {
  Answer,
  ChangeKind,
  type ConnectionChange,
  type ConnectionList,
  type DiffReport,
  type VerifyReport,
  type WhyReport,
} from '../../analysis';
import { changeText } from '../change-text';
import { checkText } from '../check-text';
import { edgeText } from '../edge-text';
import type { Format } from '../format';
import { plainText } from '../plain-text';
import { suggestCode } from '../suggest-code';

/**
 * Lines for people, and for files under version control: nothing is padded, so that a new long name changes no line
 * but its own.
 */
export const text: Format = { name: 'text', list, why, verify, diff, check: checkText, suggest: suggestCode };

function list({ connections, unknown, notes }: ConnectionList): string {
  const lines = connections.map(edgeText);
  if (lines.length === 0) lines.push('No connection is allowed.');
  if (unknown.length > 0) lines.push('', 'Unknown:');
  for (const edge of unknown) lines.push(`${edgeText(edge)}  (${edge.reasons.join('; ')})`);
  if (notes.length > 0) lines.push('', 'Notes:');
  for (const note of notes) lines.push(note);
  return printed(lines);
}

const MARKS: { readonly [answer in Answer]: string } = {
  [Answer.ALLOWED]: 'ok',
  [Answer.DENIED]: 'no',
  [Answer.UNKNOWN]: '??',
};

function why(report: WhyReport): string {
  return printed(whyLines(report));
}

function whyLines({ from, to, ports, answer, legs, remedy }: WhyReport): string[] {
  return [
    `${from} -> ${to}${ports ? ` ${ports}` : ''}: ${answer}`,
    ...legs.flatMap((leg) => [
      `  ${MARKS[leg.answer]}  ${leg.leg}: ${leg.text}`,
      ...leg.decidedBy.map((rule) => `      by ${rule}`),
    ]),
    // The one text with lines of its own: it is YAML to copy.
    ...(remedy === undefined ? [] : `To allow it: ${remedy}`.trimEnd().split('\n')),
  ];
}

function verify({ checked, failures }: VerifyReport): string {
  const holding = checked - failures.length;
  const lines = [`${holding} of ${checked} ${checked === 1 ? 'expectation holds' : 'expectations hold'}.`];
  for (const { expectation, got, why: report } of failures) {
    lines.push('', `Expected ${expectation.expect}, but it is ${got}:`);
    for (const line of whyLines(report)) lines.push(line === '' ? '' : `  ${line}`);
  }
  return printed(lines);
}

function diff({ changes }: DiffReport): string {
  return printed(changes.length > 0 ? changes.flatMap(changeLines) : ['No connection is opened, closed or changed.']);
}

const SIGNS: { readonly [kind in ChangeKind]: string } = {
  [ChangeKind.OPENED]: '+',
  [ChangeKind.CLOSED]: '-',
  [ChangeKind.CHANGED]: '~',
};

function changeLines(change: ConnectionChange): string[] {
  const { kind, source, destination, answer, causes, acknowledged } = change;
  const marks = [
    ...(answer === Answer.UNKNOWN ? ['  (unknown)'] : []),
    ...(acknowledged === undefined ? [] : [`  (acknowledged: ${acknowledged})`]),
  ];
  return [
    `${SIGNS[kind]} ${source.name} -> ${destination.name}  ${changeText(change)}${marks.join('')}`,
    ...causes.map((cause) => `    ${cause}`),
  ];
}

/** Each line as the one line that it is, whatever the names in it are. */
function printed(lines: readonly string[]): string {
  return `${lines.map(plainText).join('\n')}\n`;
}
