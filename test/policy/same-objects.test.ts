import { ApiObject, type Chart, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  type ClusterProfile,
  Clusters,
  Entry,
  GatewayImplementations,
  IngressControllers,
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

/** Where the constructs of an app stand, and in which order they are made and its connections are declared. */
interface Arrangement {
  readonly cluster?: ClusterProfile;
  /** Where namespaces stand. */
  readonly namespaces?: (platform: Platform) => Construct;
  /** Where workloads stand in their namespace. */
  readonly workloads?: (chart: Chart) => Construct;
  readonly creation?: number[];
  readonly connections?: number[];
}

const CREATIONS = 7;
const CONNECTIONS = 8;

/** A shop of two hosts and its back office, with its data in another namespace, and a workload that is not ours. */
function written({ cluster, namespaces = (p) => p, workloads = (c) => c, ...order }: Arrangement): any[] {
  const platform = new Platform({ cluster });
  const home = namespaces(platform);
  const shop = new IsolatedNamespace(home, 'shop');
  const data = new IsolatedNamespace(home, 'data');
  const [inShop, inData] = [workloads(shop), workloads(data)];
  const pods = { image: 'ghcr.io/acme/app:1.0', runAs: 1000 };
  const at = (name: string) => ({ host: `${name}.example.com`, tls: Tls.secret(`${name}-tls`) });
  const web = once(() => new WebApp(inShop, 'web', { ...pods, port: 3000, ...at('shop') }));
  const office = once(() => new WebApp(inShop, 'office', { ...pods, port: 4000, ...at('office') }));
  const extraPorts = [{ name: 'metrics', port: 9090 }];
  const api = once(() => new InternalService(inShop, 'api', { ...pods, port: 8080, extraPorts }));
  const mailer = once(() => new Worker(inShop, 'mailer', pods));
  const db = once(() => new StatefulService(inData, 'db', { ...pods, port: 5432, replicas: 2 }));
  const metrics = once(() => daemonSet(inData, 'metrics'));

  const creations = [web, () => web().expose(at('www')), office, api, mailer, db, metrics];
  expect(creations).toHaveLength(CREATIONS);
  for (const index of order.creation ?? creations.keys()) creations[index]();

  const connections = [
    () => web().connections.allowTo(api(), { reason: 'orders' }),
    () => api().connections.allowFrom(web(), { reason: 'baskets' }),
    () => office().connections.allowTo(api()),
    () => api().connections.allowTo(db()),
    () => mailer().connections.allowTo(db(), { reason: 'addresses' }),
    () => mailer().connections.allowTo(Peer.internet(), { ports: [Port.tcp(587)] }),
    () => api().connections.allowFrom(metrics(), { ports: [Port.named('metrics')] }),
    () => mailer().connections.allowTo(api(), { ports: [Port.tcp(9090), Port.tcp(8080)] }),
  ];
  expect(connections).toHaveLength(CONNECTIONS);
  for (const index of order.connections ?? connections.keys()) connections[index]();
  return [shop, data].flatMap((chart) => chart.toJson());
}

/** Made when it is needed first. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What is written, whatever its place in the file. */
function objects(arrangement: Arrangement): any[] {
  return written(arrangement).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
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

const CLUSTERS: [string, string, ClusterProfile][] = [
  ['a Gateway', 'HTTPRoute', Clusters.kubeadm({ entries: [Entry.gateway(GatewayImplementations.envoyGateway())] })],
  ['an Ingress', 'Ingress', Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] })],
];

const anyOrder = (length: number) => fc.shuffledSubarray([...Array(length).keys()], { minLength: length });

describe.each(CLUSTERS)('behind %s', (_entry, routeKind, cluster) => {
  const EXPECTED = objects({ cluster });

  test('an app has a route for each host', () => {
    const routes = EXPECTED.filter(({ kind }) => kind === routeKind).map(({ metadata }) => metadata.name);
    expect(routes).toEqual(expect.arrayContaining(['office', 'web', 'web-www-example-com']));
  });

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
      'NetworkPolicy shop/office',
      'NetworkPolicy shop/web',
    ]);
  });

  test('another order of connections gives the same bytes', () => {
    const expected = Yaml.stringify(...written({ cluster }));
    fc.assert(
      fc.property(anyOrder(CONNECTIONS), (connections) => {
        expect(Yaml.stringify(...written({ cluster, connections }))).toBe(expected);
      }),
      { seed: 7, numRuns: 10 },
    );
  });

  test('another order of workloads, routes and connections gives the same objects', () => {
    fc.assert(
      fc.property(anyOrder(CREATIONS), anyOrder(CONNECTIONS), (creation, connections) => {
        expect(objects({ cluster, creation, connections })).toEqual(EXPECTED);
      }),
      { seed: 7, numRuns: 20 },
    );
  });

  test.each<[string, Arrangement]>([
    ['workloads below another construct', { workloads: (chart) => new Construct(chart, 'backend') }],
    [
      'workloads two constructs deeper',
      { workloads: (chart) => new Construct(new Construct(chart, 'team'), 'backend') },
    ],
    ['namespaces below another construct', { namespaces: (platform) => new Construct(platform, 'team') }],
    [
      'both, and all of it the other way round',
      {
        namespaces: (platform) => new Construct(platform, 'team'),
        workloads: (chart) => new Construct(chart, 'backend'),
        creation: [...Array(CREATIONS).keys()].reverse(),
        connections: [...Array(CONNECTIONS).keys()].reverse(),
      },
    ],
  ])('%s give the same objects', (_, arrangement) => {
    expect(objects({ cluster, ...arrangement })).toEqual(EXPECTED);
  });
});
