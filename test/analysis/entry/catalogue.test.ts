import * as fs from 'node:fs';
import * as path from 'node:path';
import { EntryKinds } from '../../../lib/analysis/entry/catalogue';

const KINDS = path.resolve(__dirname, '../../../lib/analysis/entry/kinds');

test('the catalogue has every kind of entry that has a file', () => {
  const files = fs.readdirSync(KINDS).map((file) => file.replace(/\.ts$/, ''));
  const named = EntryKinds.all().map(({ name }) => fileOf(name));
  expect([...named].sort()).toEqual(files.sort());
});

/** `http-route` of `HTTPRoute`, `load-balancer` of `LoadBalancer`. */
function fileOf(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}
