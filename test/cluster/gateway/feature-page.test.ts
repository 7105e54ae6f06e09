import * as fs from 'node:fs';
import * as path from 'node:path';
import { featureTable, reportTable } from './feature-page';

const PAGE = fs.readFileSync(path.resolve(__dirname, '../../../docs/gateway-implementations.md'), 'utf8');

test.each([
  ['who can do what', featureTable()],
  ['from where it was read', reportTable()],
])('docs/gateway-implementations.md says %s as the code does', (_, table) => {
  const [head = ''] = table.split('\n');
  const start = PAGE.indexOf(head);
  const shown = PAGE.slice(start, PAGE.indexOf('\n\n', start));
  expect(shown).toBe(table);
});
