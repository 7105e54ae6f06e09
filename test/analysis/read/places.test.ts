import type { FieldPath } from '../../../lib/analysis/network/place';
import { documentsIn } from '../../../lib/analysis/read/documents';
import { TextPlace, ValuePlace } from '../../../lib/analysis/read/places';
import { SourceText } from '../../../lib/analysis/read/source-text';

const TEXT = `# head
a: 1
---
kind: &k NetworkPolicy
metadata:
  name: x
spec:
  ingress:
    - from:
        - podSelector: {}
        - ipBlock:
            cidr: 10.0.0.0/8
      ports: [
        { port: 1 },
        { port: 2 }
        ]
    -
  shared: &shared
    inside: 1
  again: *shared
  "quoted key": *k
  'it''s': 2
`;

function placeIn(text: string, document: number): TextPlace {
  const span = documentsIn(text)[document - 1];
  if (!span) throw new Error(`there is no document ${document}`);
  return new TextPlace(new SourceText('a.yaml', text), span);
}

test.each<[FieldPath, number]>([
  [[], 4],
  [['kind'], 4],
  [['metadata', 'name'], 6],
  [['spec', 'ingress'], 8],
  [['spec', 'ingress', 0], 9],
  [['spec', 'ingress', 0, 'from', 0, 'podSelector'], 10],
  [['spec', 'ingress', 0, 'from', 1, 'ipBlock', 'cidr'], 12],
  [['spec', 'ingress', 0, 'ports', 1, 'port'], 15],
  [['spec', 'again'], 20],
  [['spec', 'again', 'inside'], 19],
  [['spec', 'quoted key'], 21],
  [['spec', "it's"], 22],
])('%j stands on line %i', (path, line) => {
  expect(placeIn(TEXT, 2).lineOf(path)).toBe(line);
});

test.each<[FieldPath, number]>([
  [['metadata', 'namespace'], 5],
  [['spec', 'ingress', 0, 'ports', 7, 'port'], 13],
  [['nothing', 'of', 'this'], 4],
])('%j, which is not there, stands where the nearest field above does: on line %i', (path, line) => {
  expect(placeIn(TEXT, 2).lineOf(path)).toBe(line);
});

test('lines are found in JSON', () => {
  const text = JSON.stringify({ items: [{ a: 1 }, { b: { c: 2 } }] }, null, 2);
  expect(placeIn(text, 1).lineOf(['items', 1, 'b', 'c'])).toBe(8);
});

test('lines are found behind brackets that are not indented enough', () => {
  expect(placeIn('a: [\n1\n]\nb:\n  c: 1\n', 1).lineOf(['b', 'c'])).toBe(5);
});

test('lines are found with line ends of Windows', () => {
  expect(placeIn('a:\r\n  b: 1\r\n---\r\nc:\r\n  d: 1\r\n', 2).lineOf(['c', 'd'])).toBe(5);
});

test('a place knows its file and document', () => {
  const { file, document } = placeIn(TEXT, 2);
  expect({ file, document }).toEqual({ file: 'a.yaml', document: 2 });
});

test('an object that came as a value is all on one line', () => {
  expect(new ValuePlace('objects', 3).lineOf()).toBe(1);
});
