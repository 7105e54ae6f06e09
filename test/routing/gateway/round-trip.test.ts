import { Chart, Duration } from 'cdk8s';
import {
  BackendTlsPolicy,
  BackendTrust,
  Clusters,
  Gateway,
  GatewayApiVersion,
  GatewayImplementations,
  GrpcMatch,
  GrpcRoute,
  HttpFilter,
  HttpMatch,
  HttpMethod,
  HttpRoute,
  InternalService,
  type InternalServiceProps,
  IsolatedNamespace,
  MeshHttpRoute,
  Platform,
  Protocol,
  Release,
  TcpRoute,
  TlsRoute,
  UdpRoute,
} from '../../../lib';
import { Connectivity } from '../../../lib/analysis';
import { Report } from '../../../lib/report';
import { SECRET } from '../sample';

const CLUSTER = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 });

/** An app with routes of all that a rule can say. */
function everything(): Platform {
  const app = new Platform({ cluster: CLUSTER });
  const shop = new IsolatedNamespace(app, 'shop');
  const payments = new IsolatedNamespace(app, 'payments');
  const service = (namespace: IsolatedNamespace, id: string, port: number) =>
    new InternalService(namespace, id, { image: `ghcr.io/acme/${id}:1.4`, port });
  const api = service(shop, 'api', 8080);
  const canary = service(shop, 'canary', 8081);
  const shadow = service(payments, 'shadow', 8082);
  service(shop, 'other', 8083);
  new HttpRoute(shop, 'public', {
    gateway: Gateway.shared(shop),
    hostnames: ['api.example.com'],
    tls: SECRET,
    rules: [
      {
        matches: [
          HttpMatch.path('/v2').method(HttpMethod.POST).header('x-beta', 'yes').query('lang', 'en'),
          HttpMatch.path('/v2'),
        ],
        filters: [
          HttpFilter.rewrite({ hostname: 'legacy.example.com', path: '/' }),
          HttpFilter.mirror(shadow, { percent: 5 }),
          HttpFilter.cors({ allowOrigins: ['https://www.example.com'], allowMethods: [HttpMethod.PUT] }),
          HttpFilter.requestHeaders({ set: { 'x-a': '1' }, add: { 'x-b': '2' }, remove: ['x-c'] }),
          HttpFilter.responseHeaders({ set: { 'x-a': '1' }, add: { 'x-b': '2' }, remove: ['x-c'] }),
          HttpFilter.extension({ group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'limits' }),
        ],
        split: [
          { to: api, weight: 90 },
          { to: canary, weight: 10, filters: [HttpFilter.requestHeaders({ set: { 'x-canary': 'yes' } })] },
        ],
        timeouts: { request: Duration.seconds(90), backendRequest: Duration.millis(1500) },
      },
      { name: 'v3', matches: [HttpMatch.path('/v3')], filters: [HttpFilter.rewritePrefix('/')], backends: [api] },
      { matches: [HttpMatch.path('/old')], filters: [HttpFilter.redirect({ prefix: '/v2', statusCode: 308 })] },
      {
        matches: [HttpMatch.exactPath('/')],
        filters: [HttpFilter.redirect({ hostname: 'www.example.com', path: '/', port: 8443 })],
      },
    ],
  });
  return app;
}

/** An app with a route of each other kind. */
function otherKinds(): Platform {
  const app = new Platform({ cluster: CLUSTER });
  const shop = new IsolatedNamespace(app, 'shop');
  const payments = new IsolatedNamespace(app, 'payments');
  const service = (namespace: IsolatedNamespace, id: string, port: number, more: Partial<InternalServiceProps> = {}) =>
    new InternalService(namespace, id, { image: `ghcr.io/acme/${id}:1.4`, port, ...more });
  const orders = service(shop, 'orders', 9000, { appProtocol: 'kubernetes.io/h2c' });
  const audit = service(payments, 'audit', 9001);
  const vault = service(shop, 'vault', 8200);
  const broker = service(shop, 'broker', 1884, { servicePort: 1883 });
  const names = service(payments, 'names', 8080, {
    extraPorts: [{ name: 'dns', port: 5353, protocol: Protocol.UDP }],
  });
  service(shop, 'other', 8083);
  const gateway = Gateway.shared(shop);
  new GrpcRoute(shop, 'calls', {
    gateway,
    hostnames: ['grpc.example.com'],
    tls: SECRET,
    rules: [
      { matches: [GrpcMatch.method('acme.Orders', 'Place'), GrpcMatch.service('acme.Carts')], backends: [orders] },
      { backends: [orders], filters: [HttpFilter.mirror(audit)] },
    ],
  });
  new TlsRoute(shop, 'secrets', { gateway, hostnames: ['vault.example.com'], backends: [vault] });
  new TcpRoute(shop, 'mqtt', { gateway, port: 8883, backends: [broker], servicePort: 1883 });
  new UdpRoute(shop, 'dns', { gateway, port: 53, backends: [names], servicePort: 5353 });
  new BackendTlsPolicy(shop, 'broker-tls', {
    backend: broker,
    portName: 'main',
    hostname: 'broker.example.com',
    trust: BackendTrust.system(),
  });
  return app;
}

/** An app with a route of a mesh. */
function meshed(): Platform {
  const app = new Platform({ cluster: CLUSTER });
  const shop = new IsolatedNamespace(app, 'shop');
  const service = (id: string) => new InternalService(shop, id, { image: `ghcr.io/acme/${id}:1.4`, port: 8080 });
  const [web, api, next] = ['web', 'api', 'next'].map(service) as [InternalService, InternalService, InternalService];
  const rules = Release.canary({ stable: api, canary: next, percent: 10 }).rules();
  const implementation = GatewayImplementations.istio();
  new MeshHttpRoute(shop, 'release', { service: api, callers: [web], implementation, rules });
  return app;
}

/** What the analyser makes of an app, with problems that it has. */
function readBack(app: Platform, exposure = true): { problems: readonly unknown[]; list: string } {
  const charts = app.node.children.filter((child) => Chart.isChart(child)) as Chart[];
  const objects = charts.flatMap((chart) => chart.toJson());
  const connectivity = Connectivity.ofObjects(objects, { cluster: CLUSTER });
  return { problems: connectivity.problems, list: Report.list(connectivity.list({ exposure })) };
}

test('what an HTTPRoute writes is read back: its hosts, paths and backends, and nobody else', () => {
  const { problems, list } = readBack(everything());
  expect(problems).toEqual([]);
  expect(list).toBe(`\
shop/gateway -> payments/shadow  TCP 8082  POST https://api.example.com/v2, https://api.example.com/v2
shop/gateway -> shop/api  TCP 8080  POST https://api.example.com/v2, https://api.example.com/v2, \
https://api.example.com/v3
shop/gateway -> shop/canary  TCP 8081  POST https://api.example.com/v2, https://api.example.com/v2
`);
});

test('what other routes write is read back: their hosts, ports, methods and backends, and nobody else', () => {
  const { problems, list } = readBack(otherKinds());
  expect(problems).toEqual([]);
  expect(list).toBe(`\
shop/gateway -> payments/audit  TCP 9001  https://grpc.example.com/
shop/gateway -> payments/names  UDP 5353  udp://*:53
shop/gateway -> shop/broker  TCP 1884  tcp://*:8883
shop/gateway -> shop/orders  TCP 9000  https://grpc.example.com/, https://grpc.example.com/acme.Carts/*, \
https://grpc.example.com/acme.Orders/Place
shop/gateway -> shop/vault  TCP 8200  tls://vault.example.com:443
`);
});

test('what a route of a mesh writes is no way in; its callers reach its backends, and nobody else', () => {
  const { problems, list } = readBack(meshed(), false);
  expect(problems).toEqual([]);
  expect(list).toBe('shop/web -> shop/api  TCP 8080\nshop/web -> shop/next  TCP 8080\n');
});
