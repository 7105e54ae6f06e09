import * as fs from 'node:fs';
import * as path from 'node:path';
import { KIND_READERS, readerOf } from '../../../lib/analysis/read/catalogue';

const ROOM = path.resolve(__dirname, '../../../lib/analysis/read');
const catalogue = fs.readFileSync(path.join(ROOM, 'catalogue.ts'), 'utf8');

test('has a line for each file, and a file for each line', () => {
  const files = fs.readdirSync(path.join(ROOM, 'kinds')).map((file) => file.replace(/\.ts$/, ''));
  const lines = [...catalogue.matchAll(/from '\.\/kinds\/([a-z-]+)'/g)].map(([, file]) => file);
  expect(lines.sort()).toEqual(files.sort());
});

test('has each reader that it imports', () => {
  const names = [...catalogue.matchAll(/^import \{ (\w+) \} from '\.\/kinds/gm)].map(([, name]) => name as string);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !new RegExp(`^ {2}(\\.\\.\\.)?${name},$`, 'm').test(catalogue))).toEqual([]);
});

test('the contract does not know the catalogue', () => {
  expect(fs.readFileSync(path.join(ROOM, 'kind-reader.ts'), 'utf8')).not.toContain('./catalogue');
});

test('has each kind once', () => {
  const names = KIND_READERS.map(({ group, kind }) => `${group}/${kind}`);
  expect(names).toEqual([...new Set(names)]);
});

test('finds a kind by the group that it once was in', () => {
  expect(readerOf('extensions', 'Ingress')).toBe(readerOf('networking.k8s.io', 'Ingress'));
  expect(readerOf('extensions', 'Service')).toBeUndefined();
});
