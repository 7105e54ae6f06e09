import * as fs from 'node:fs';
import * as path from 'node:path';
import { accountOf } from '../support/demo';
import { expectExample } from '../support/examples';

const EXAMPLES = path.resolve(__dirname, '../../examples');
const names = fs
  .readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

// The same code for a cluster that is entered by a Gateway, and for one that is entered by an Ingress.
const cases = names.flatMap((name) => ['gateway', 'ingress'].map((entry) => [name, entry]));

test('there are examples', () => {
  expect(names).toEqual(['hello', 'online-boutique']);
});

test.each(cases)('%s by %s writes the expected manifests, and they allow the expected connections', (name, entry) => {
  const expected = path.join(EXAMPLES, name, 'expected');
  expectExample(name, path.join(expected, entry), { ENTRY: entry });
  const connectivity = path.join(expected, `connectivity-${entry}.txt`);
  const table = `${accountOf(path.join(expected, entry))}\n`;
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(connectivity, table);
  expect(table).toBe(fs.readFileSync(connectivity, 'utf8'));
});
