import * as fs from 'node:fs';
import * as path from 'node:path';
import { Answer, Connectivity, EndKind, ListBy } from '../../../lib/analysis';
import { Clusters } from '../../../lib/cluster';

const ROOT = path.resolve(__dirname, '../../..');
const FOLDER = path.join(ROOT, 'examples/three-teams/expected/kubeadm');

const network = Connectivity.ofText(
  fs.readdirSync(FOLDER).map((name) => ({ name, text: fs.readFileSync(path.join(FOLDER, name), 'utf8') })),
  { cluster: Clusters.kubeadm() },
);
const { connections } = network.list();

test('each connection has the legs that an explanation gives for it', () => {
  const between = connections.filter(({ source, destination }) =>
    [source, destination].every(({ kind }) => kind === EndKind.WORKLOAD),
  );
  expect(between.length).toBeGreaterThan(5);
  for (const each of between) {
    const [[protocol, port]] = Object.entries(each.ports);
    const { legs } = network.why(each.source.name, each.destination.name, { port: `${protocol}/${port}` });
    const policies = legs.filter(({ leg }) => leg === 'egress' || leg === 'ingress');
    expect(network._reasons(each)).toEqual(policies);
  }
});

test('addresses are told of by the rule that names them', () => {
  const [out] = connections.filter(({ destination }) => destination.kind === EndKind.OUTSIDE);
  expect(network._reasons(out).map(({ leg, text, decidedBy }) => [leg, text, decidedBy.length])).toEqual([
    ['egress', 'NetworkPolicy payments/api lets it reach external:198.51.100.0/24', 1],
  ]);
});

test('a way in is told of from its listener to the policy', () => {
  const [way] = connections.filter(({ source }) => source.kind === EndKind.ENTRY);
  const legs = network._reasons(way);
  expect(legs.map(({ leg }) => leg)).toEqual(
    expect.arrayContaining(['controller', 'listener', 'route', 'backend', 'Service', 'ingress']),
  );
  expect(legs.every(({ answer }) => answer === Answer.ALLOWED)).toBe(true);
});

test('a sum over namespaces has no reasons', () => {
  expect(network.list({ by: ListBy.NAMESPACE }).connections.flatMap((each) => network._reasons(each))).toEqual([]);
});
