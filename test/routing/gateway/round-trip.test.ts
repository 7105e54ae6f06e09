import { Chart, Duration } from 'cdk8s';
import {
  Clusters,
  Gateway,
  GatewayApiVersion,
  HttpFilter,
  HttpMatch,
  HttpMethod,
  HttpRoute,
  InternalService,
  IsolatedNamespace,
  Platform,
} from '../../../lib';
import { Connectivity } from '../../../lib/analysis';
import { Report } from '../../../lib/report';
import { SECRET } from '../sample';

const CLUSTER = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 });

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

test('what a route writes is read back: its hosts, paths and backends, and nobody else', () => {
  const charts = everything().node.children.filter((child) => Chart.isChart(child));
  const connectivity = Connectivity.ofObjects(
    charts.flatMap((chart) => (chart as Chart).toJson()),
    { cluster: CLUSTER },
  );
  expect(connectivity.problems).toEqual([]);
  expect(Report.list(connectivity.list({ exposure: true }))).toBe(`\
shop/gateway -> payments/shadow  TCP 8082  POST https://api.example.com/v2, https://api.example.com/v2
shop/gateway -> shop/api  TCP 8080  POST https://api.example.com/v2, https://api.example.com/v2, \
https://api.example.com/v3
shop/gateway -> shop/canary  TCP 8081  POST https://api.example.com/v2, https://api.example.com/v2
`);
});
