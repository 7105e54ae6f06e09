import * as fs from 'node:fs';
import * as path from 'node:path';
import { Report } from '../../lib/report';
import { expectExample } from '../support/examples';
import { readManifests } from '../support/manifests';
import { reachability } from '../support/reachability';
import { connectivityOf } from './connectivity';

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
  const network = connectivityOf(path.join(expected, entry));
  const list = Report.list(network.list());
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(connectivity, list);
  expect(list).toBe(fs.readFileSync(connectivity, 'utf8'));
  expect(network.problems).toEqual([]);
});

test.each(cases)('%s by %s: a second evaluator finds the same connections', (name, entry) => {
  const folder = path.join(EXAMPLES, name, 'expected', entry);
  const { connections, unknown, notes } = connectivityOf(folder).list();
  const { rows, workloads, problems } = reachability(readManifests(folder));
  // It knows declared ports only, and calls every entry the outside.
  const found = connections
    .filter(({ destination }) => workloads.includes(destination.name))
    .map(({ source, destination, ports }) => {
      const from = workloads.includes(source.name) ? source.name : 'outside';
      return `${from} -> ${destination.name} TCP ${ports.TCP}`;
    });
  const others = rows.filter(({ to }) => workloads.includes(to));
  expect(found.sort()).toEqual(
    others.map(({ from, to, protocol, port }) => `${from} -> ${to} ${protocol} ${port}`).sort(),
  );
  expect([unknown, notes, problems]).toEqual([[], [], []]);
});
