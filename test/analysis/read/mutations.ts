/** Numbers from 0 up to 1, the same for one seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a value may be turned into. */
const VALUES = [
  '',
  'null',
  'yes',
  '-1',
  '1e400',
  '99999999999999999999999999',
  '.nan',
  '0x7fffffff',
  '""',
  '"a b/c"',
  '"\\u0000"',
  '[]',
  '[[[[[[]]]]]]',
  '{}',
  '{a: {b: {c: d}}}',
  '[{}, null, 5, "x"]',
  '{__proto__: {polluted: 1}}',
  '{constructor: {prototype: 1}}',
  '!!binary aGk=',
  '!!js/function "return 1"',
  '!!set {a, b}',
  '*nothing',
  '&self [*self]',
  '&self {self: *self}',
  '|',
  '>-',
  '"unclosed',
  '[unclosed',
  '{{ .Values.name }}',
  '$(NAME)',
  '2026-01-01',
  `"${'x'.repeat(1000)}"`,
];

/** A text with a few changes, of any kind that a bad tool or a tired hand makes. */
export function mutated(text: string, seed: number): string {
  const random = randomFrom(seed);
  const pick = (count: number) => Math.floor(random() * count);
  let result = text;
  for (let changes = 1 + pick(3); changes > 0; changes--) {
    result = (CHANGES[pick(CHANGES.length)] as Change)(result, pick);
  }
  return result;
}

type Change = (text: string, pick: (count: number) => number) => string;

const CHANGES: readonly Change[] = [
  // Cut off in the middle.
  (text, pick) => text.slice(0, pick(text.length)),
  // Another value.
  (text, pick) => onLine(text, pick, (line) => line.replace(/: .*$/, () => `: ${VALUES[pick(VALUES.length)]}`)),
  (text, pick) =>
    onLine(text, pick, (line) => line.replace(/(: |- ).*$/, (_, start) => start + VALUES[pick(VALUES.length)])),
  // A line that is gone, is there twice, or is indented otherwise.
  (text, pick) => onLine(text, pick, () => undefined),
  (text, pick) => onLine(text, pick, (line) => `${line}\n${line}`),
  (text, pick) => onLine(text, pick, (line) => ` ${line}`),
  (text, pick) => onLine(text, pick, (line) => `\t${line}`),
  (text, pick) => onLine(text, pick, (line) => line.trimStart()),
  // A key that is another.
  (text, pick) =>
    onLine(text, pick, (line) =>
      line.replace(/[\w.-]+:/, ['__proto__:', 'constructor:', 'toString:', '5:', '? :'][pick(5)] as string),
    ),
  // Bytes that are no text.
  (text, pick) =>
    insertedAt(
      text,
      pick(text.length),
      ['\u0000', '\u0007', '\ufffd', '\ud800', '\ufeff', '\u2028'][pick(6)] as string,
    ),
  // Two letters exchanged for others.
  (text, pick) =>
    insertedAt(
      text,
      pick(text.length),
      [':', '- ', '[', '}', '"', '#', '\n', '&a ', '*a ', '---\n'][pick(10)] as string,
    ),
  // A part that is somewhere else as well.
  (text, pick) => insertedAt(text, pick(text.length), text.slice(pick(text.length)).slice(0, pick(400))),
];

function onLine(text: string, pick: (count: number) => number, change: (line: string) => string | undefined): string {
  const lines = text.split('\n');
  const at = pick(lines.length);
  const line = change(lines[at] as string);
  lines.splice(at, 1, ...(line === undefined ? [] : [line]));
  return lines.join('\n');
}

function insertedAt(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at);
}
