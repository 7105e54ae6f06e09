import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ofKind, parseManifests, readManifests } from './manifests';

const names = (text: string) => parseManifests(text).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

test('several documents, empty ones among them, and lists', () => {
  const text = [
    '---',
    '# nothing here',
    '---',
    '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }',
    '---',
    '{ apiVersion: v1, kind: List, items: [{ apiVersion: v1, kind: Pod, metadata: { name: one } }] }',
  ].join('\n');
  expect(names(text)).toEqual(['Namespace shop', 'Pod one']);
  expect(names('')).toEqual([]);
});

test.each([
  ['{ apiVersion: v1, kind: Pod', /expected|must/i],
  ['{ a: 1, a: 2 }', 'unique'],
  ['{ kind: Pod, metadata: { name: one } }', 'not a Kubernetes object: {"kind":"Pod","metadata":{"name":"one"}}'],
  ['text', 'not a Kubernetes object: "text"'],
])('throws at %s', (text, words) => {
  expect(() => parseManifests(text)).toThrow(words);
});

test('a kind is told from the same kind of another API', () => {
  const manifests = parseManifests('{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: web } }');
  expect(ofKind(manifests, '', 'Service')).toEqual([]);
  expect(ofKind(manifests, 'serving.knative.dev', 'Service')).toMatchObject([{ name: 'web', namespace: 'default' }]);
});

test('every YAML file below a folder, and no other', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'manifests-'));
  fs.mkdirSync(path.join(folder, 'below'));
  const namespace = (name: string) => `{ apiVersion: v1, kind: Namespace, metadata: { name: ${name} } }`;
  fs.writeFileSync(path.join(folder, 'b.yaml'), namespace('b'));
  fs.writeFileSync(path.join(folder, 'below', 'a.yml'), namespace('a'));
  fs.writeFileSync(path.join(folder, 'notes.txt'), 'no YAML: at: all');
  expect(readManifests(folder).map(({ metadata }) => metadata.name)).toEqual(['b', 'a']);
  fs.rmSync(folder, { recursive: true });
});
