import { ApiObject, type Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  InternalService,
  IsolatedNamespace,
  Peer,
  Platform,
  Port,
  StatefulService,
  Tls,
  WebApp,
  Worker,
} from '../../lib';

/** Where the constructs of an app stand, and in which order its connections are declared. */
interface Arrangement {
  /** Where namespaces stand. */
  readonly namespaces?: (platform: Platform) => Construct;
  /** Where workloads stand in their namespace. */
  readonly workloads?: (chart: Chart) => Construct;
  readonly order?: number[];
}

const CONNECTIONS = 7;

/** A shop with its data in another namespace, and a workload that is not ours. */
function objects({ namespaces = (p) => p, workloads = (c) => c, order }: Arrangement = {}): any[] {
  const platform = new Platform();
  const home = namespaces(platform);
  const shop = new IsolatedNamespace(home, 'shop');
  const data = new IsolatedNamespace(home, 'data');
  const [inShop, inData] = [workloads(shop), workloads(data)];
  const pods = { image: 'ghcr.io/acme/app:1.0', runAs: 1000 };
  const tls = Tls.secret('shop-tls');
  const web = new WebApp(inShop, 'web', { ...pods, port: 3000, host: 'shop.example.com', tls });
  const api = new InternalService(inShop, 'api', {
    ...pods,
    port: 8080,
    extraPorts: [{ name: 'metrics', port: 9090 }],
  });
  const mailer = new Worker(inShop, 'mailer', pods);
  const db = new StatefulService(inData, 'db', { ...pods, port: 5432, replicas: 2 });
  const metrics = daemonSet(inData, 'metrics');

  const declarations = [
    () => web.connections.allowTo(api, { reason: 'orders' }),
    () => api.connections.allowFrom(web, { reason: 'baskets' }),
    () => api.connections.allowTo(db),
    () => mailer.connections.allowTo(db, { reason: 'addresses' }),
    () => mailer.connections.allowTo(Peer.internet(), { ports: [Port.tcp(587)] }),
    () => api.connections.allowFrom(metrics, { ports: [Port.named('metrics')] }),
    () => mailer.connections.allowTo(api, { ports: [Port.tcp(9090), Port.tcp(8080)] }),
  ];
  expect(declarations).toHaveLength(CONNECTIONS);
  for (const index of order ?? declarations.keys()) declarations[index]();
  return [shop, data].flatMap((chart) => chart.toJson()).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** As somebody else writes it, under labels of its own. */
function daemonSet(scope: Construct, name: string): ApiObject {
  const labels = { app: name };
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{}] } } };
  return new ApiObject(scope, name, { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name }, spec });
}

function keyOf({ kind, metadata }: any): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

const EXPECTED = objects();

test('an app has its policies, one for each workload, beside those of its namespaces', () => {
  expect(EXPECTED.map(keyOf).filter((key) => key.startsWith('NetworkPolicy'))).toEqual([
    'NetworkPolicy data/allow-dns',
    'NetworkPolicy data/db',
    'NetworkPolicy data/default-deny',
    'NetworkPolicy data/metrics-daemonset',
    'NetworkPolicy shop/allow-dns',
    'NetworkPolicy shop/api',
    'NetworkPolicy shop/default-deny',
    'NetworkPolicy shop/mailer',
    'NetworkPolicy shop/web',
  ]);
});

test('another order of declarations gives the same objects', () => {
  const anyOrder = fc.shuffledSubarray([...Array(CONNECTIONS).keys()], { minLength: CONNECTIONS });
  fc.assert(
    fc.property(anyOrder, (order) => {
      expect(objects({ order })).toEqual(EXPECTED);
    }),
    { seed: 7, numRuns: 10 },
  );
});

test.each<[string, Arrangement]>([
  ['workloads below another construct', { workloads: (chart) => new Construct(chart, 'backend') }],
  ['workloads two constructs deeper', { workloads: (chart) => new Construct(new Construct(chart, 'team'), 'backend') }],
  ['namespaces below another construct', { namespaces: (platform) => new Construct(platform, 'team') }],
  [
    'both, and declared the other way round',
    {
      namespaces: (platform) => new Construct(platform, 'team'),
      workloads: (chart) => new Construct(chart, 'backend'),
      order: [...Array(CONNECTIONS).keys()].reverse(),
    },
  ],
])('%s give the same objects', (_, arrangement) => {
  expect(objects(arrangement)).toEqual(EXPECTED);
});
