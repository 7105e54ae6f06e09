import { documentsIn } from '../../../lib/analysis/read/documents';

function textsOf(stream: string): string[] {
  return documentsIn(stream).map(({ start, end }) => stream.slice(start, end));
}

test.each<[string, string, string[]]>([
  ['nothing', '', []],
  ['comments alone', '# a\n\n# b\n', []],
  ['directives alone', '%YAML 1.2\n', []],
  ['one document', 'a: 1\n', ['a: 1\n']],
  ['one document after a marker', '---\na: 1\n', ['---\na: 1\n']],
  ['a comment before the first marker', '# a\n---\na: 1\n', ['# a\n---\na: 1\n']],
  ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
  ['a document on the line of its marker', 'a: 1\n--- {b: 2}\n', ['a: 1\n', '--- {b: 2}\n']],
  ['a document of nothing between markers', '---\n---\na: 1\n', ['---\n', '---\na: 1\n']],
  ['a marker at the end', 'a: 1\n---', ['a: 1\n', '---']],
  ['an end of a document', 'a: 1\n...\n# b\n---\nb: 2\n', ['a: 1\n', '# b\n---\nb: 2\n']],
  ['directives after an end', 'a: 1\n...\n%YAML 1.2\n---\nb: 2\n', ['a: 1\n', '%YAML 1.2\n---\nb: 2\n']],
  ['ends without documents', '...\n...\na: 1\n', ['a: 1\n']],
  ['line ends of Windows', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
  ['a byte order mark', '\ufeff---\na: 1\n', ['---\na: 1\n']],
  ['text that only starts like a marker', 'a: |\n  ---\n----: b\n---c: d\n', ['a: |\n  ---\n----: b\n---c: d\n']],
])('%s', (_name, stream, texts) => {
  expect(textsOf(stream)).toEqual(texts);
});

test('documents are counted from 1, those of nothing included', () => {
  expect(documentsIn('---\n---\na: 1\n---\nb: 1\n').map(({ number }) => number)).toEqual([1, 2, 3]);
});
