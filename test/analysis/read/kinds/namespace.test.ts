import { factsOf, problemsOf } from '../reading';

test('a namespace has the label that the API server adds', () => {
  const text = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: a}}\n';
  const labels = { team: 'a', 'kubernetes.io/metadata.name': 'shop' };
  expect(factsOf(text)).toEqual({ namespaces: [{ object: 'Namespace shop', labels }] });
});

test('a namespace is in no namespace', () => {
  const text = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, namespace: other}\n';
  expect(factsOf(text).namespaces[0].object).toBe('Namespace shop');
});

test('the label of the API server may be written, but not with another name', () => {
  const text = (name: string) =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    kubernetes.io/metadata.name: ${name}\n`;
  expect(problemsOf(text('shop'))).toEqual([]);
  expect(problemsOf(text('other'))).toEqual([
    '6 metadata.labels.kubernetes.io/metadata.name: the label kubernetes.io/metadata.name must be the name of the namespace, but got "other"; leave it out: the API server adds it',
  ]);
});

test('a label must be a text', () => {
  const text = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    a: yes\n    b: {}\n    c:\n';
  expect(problemsOf(text)).toEqual([
    '6 metadata.labels.a: the label a must be empty or at most 63 letters, digits, "-", "_" and ".", the first and the last of them a letter or digit, but got true; write it as the text "true"',
    '7 metadata.labels.b: the label b must be a text, but got a mapping; write its value out, or "" for none',
    '8 metadata.labels.c: the label c must be a text, but got nothing; write its value out, or "" for none',
  ]);
});
