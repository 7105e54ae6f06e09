import { documentsIn } from '../../../lib/analysis/read/documents';
import { readDocument, readDocuments, UnreadableDocument } from '../../../lib/analysis/read/yaml';

test.each<[string, unknown]>([
  ['yes', true],
  ['on', true],
  ['off', false],
  ['"yes"', 'yes'],
  ['null', null],
  ['~', null],
  ['8080', 8080],
  ['010', 8],
  ['0o17', 15],
  ['0x1F', 31],
  ['-0b11', -3],
  ['1_000', 1000],
  ['089', 89],
  ['1:30', '1:30'],
  ['1.5e3', 1500],
  ['2020-01-01', '2020-01-01'],
])('%s is what Kubernetes makes of it', (text, value) => {
  expect(readDocument(`a: ${text}\n`)).toEqual({ a: value });
});

test('merge keys are merged', () => {
  expect(readDocument('a: &a {b: 1}\nc: {<<: *a, d: 2}\n')).toEqual({ a: { b: 1 }, c: { b: 1, d: 2 } });
});

test.each<[string, string, string, number]>([
  ['a key that comes twice', 'a: 1\na: 2\n', 'duplicated mapping key', 1],
  ['a tab for indentation', 'a:\n\tb: 1\n', 'tab characters must not be used in indentation', 1],
  ['a tag of JavaScript', 'a: !!js/function x\n', 'unknown scalar tag !<tag:yaml.org,2002:js/function>', 0],
  ['an alias to nothing', 'a: *b\n', 'unidentified alias "b"', 0],
])('%s is told with its line', (_name, text, reason, line) => {
  expect(readDocument(text)).toEqual(new UnreadableDocument(reason, line));
});

test('documents that are read together are what each is alone', () => {
  const text = 'a: 1\n---\n---\n&a b: 2\n--- c\n';
  const spans = documentsIn(text);
  expect([...readDocuments(text, spans)]).toEqual(spans.map(({ start, end }) => readDocument(text.slice(start, end))));
});

test('a malformed document costs only itself', () => {
  const text = 'a: 1\n---\n{\n---\nb: 2\n';
  const [first, second, third] = readDocuments(text, documentsIn(text));
  expect([first, third]).toEqual([{ a: 1 }, { b: 2 }]);
  expect(second).toBeInstanceOf(UnreadableDocument);
});

test('JSON that is longer than the parser of YAML likes is read as JSON', () => {
  const long = JSON.stringify({ a: 'x'.repeat(5_000_000), __proto__: { b: 1 } });
  expect(readDocument(long)).toEqual(JSON.parse(long));
});

test.each<[string, string, unknown]>([
  ['a bracket', 'a:\n  - b: [\n    1,\n    2\n    ]\nc: 3\n', { a: [{ b: [1, 2] }], c: 3 }],
  ['a brace', 'a: {\nb: 1\n}\nc: 3\n', { a: { b: 1 }, c: 3 }],
  ['a quoted text', 'a:\n  b: "c\n d"\nc: 3\n', { a: { b: 'c d' }, c: 3 }],
])('%s may end with less indentation than YAML asks for, as in Kubernetes', (_name, text, value) => {
  expect(readDocument(text)).toEqual(value);
});

test('a bracket that never ends is told where the indentation gives it away', () => {
  expect(readDocument('a:\n  b: [1,\nc: 2\nd: 3\n')).toEqual(new UnreadableDocument('deficient indentation', 2));
});

test('long JSON that is broken is told as YAML is', () => {
  expect(readDocument(`{"a": "${'x'.repeat(5_000_000)}", "a": 1,,}`)).toBeInstanceOf(UnreadableDocument);
});
