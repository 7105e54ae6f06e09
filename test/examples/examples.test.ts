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

/** The folders of what an example writes: one for each way into the cluster, where it asks for that. */
function variantsOf(name: string): string[] {
  const asks = fs.readFileSync(path.join(EXAMPLES, name, 'main.ts'), 'utf8').includes('process.env.ENTRY');
  return asks ? ['gateway', 'ingress'] : ['manifests'];
}

/** Who reaches whom in one of these folders. */
function connectivityFile(name: string, variant: string): string {
  const file = variant === 'manifests' ? 'connectivity.txt' : `connectivity-${variant}.txt`;
  return path.join(EXAMPLES, name, 'expected', file);
}

const cases = names.flatMap((name) => variantsOf(name).map((variant) => [name, variant]));

test('there are examples, some of them for both ways into a cluster', () => {
  expect(names).toEqual([
    'adopted-chart',
    'cassandra',
    'guestbook',
    'hello',
    'legacy-database',
    'online-boutique',
    'sock-shop',
  ]);
  expect(cases.filter(([, variant]) => variant === 'ingress').map(([name]) => name)).toEqual([
    'hello',
    'online-boutique',
  ]);
});

test.each(cases)('%s writes the expected %s, which allow the expected connections', (name, variant) => {
  const expected = path.join(EXAMPLES, name, 'expected');
  expectExample(name, path.join(expected, variant), { ENTRY: variant });
  const connectivity = connectivityFile(name, variant);
  const network = connectivityOf(path.join(expected, variant));
  const list = Report.list(network.list());
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(connectivity, list);
  expect(list).toBe(fs.readFileSync(connectivity, 'utf8'));
  expect(network.problems).toEqual([]);
});

test.each(cases)('%s, %s: a second evaluator finds the same connections', (name, variant) => {
  const folder = path.join(EXAMPLES, name, 'expected', variant);
  const { connections, unknown, notes } = connectivityOf(folder).list();
  const { rows, workloads, problems } = reachability(readManifests(folder));
  const found = connections
    .filter(({ destination }) => workloads.includes(destination.name))
    // It knows no ports of nodes; that the policy lets the nodes in, it finds by their addresses.
    .filter(({ source }) => !/\/service\//.test(source.name))
    .flatMap(({ source, destination, ports }) =>
      callersOf(source.name, workloads).flatMap((caller) =>
        numbersIn(ports.TCP).map((port) => `${caller} -> ${destination.name} TCP ${port}`),
      ),
    );
  const others = rows.filter(({ to }) => workloads.includes(to));
  expect(found.sort()).toEqual(
    others.map(({ from, to, protocol, port }) => `${from} -> ${to} ${protocol} ${port}`).sort(),
  );
  expect([unknown, notes, problems]).toEqual([[], [], []]);
});

/** It calls every entry the outside, and each network by itself. */
function callersOf(name: string, workloads: readonly string[]): string[] {
  if (workloads.includes(name)) return [name];
  return name.startsWith('external:') ? name.slice('external:'.length).split(', ') : ['outside'];
}

/** It knows declared ports only, one by one: `7000-7001` is two. */
function numbersIn(ports = ''): number[] {
  return ports.split(', ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
