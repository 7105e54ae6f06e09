import { Chart } from 'cdk8s';
import {
  Clusters,
  Entry,
  Gateway,
  GatewayApiVersion,
  GatewayFeature,
  GatewayImplementations,
  GrpcMatch,
  GrpcRoute,
  type GrpcRouteProps,
  HttpFilter,
  HttpRoute,
  type IGatewayImplementation,
  Platform,
} from '../../../lib';
import { Backend, CLEAR, envoyProxies, names, platform, SECRET, space, written } from '../sample';

/** A route of grpc.example.com with TLS and rules that a test makes of a backend, but for what the test says. */
function route(rules: (orders: Backend) => GrpcRouteProps['rules'], props: Partial<GrpcRouteProps> = {}): GrpcRoute {
  const cluster = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 });
  const app = new Platform({ cluster });
  const routes = space(app, 'shop', 'routes');
  return new GrpcRoute(routes, 'calls', {
    gateway: Gateway.shared(routes),
    hostnames: ['grpc.example.com'],
    rules: rules(new Backend(space(app, 'shop', 'apps'), 'orders')),
    ...('tls' in props ? {} : { tls: SECRET }),
    ...props,
  });
}

const all = (orders: Backend) => [{ backends: [orders] }];

describe('writes', () => {
  test('a route on the listener for HTTPS, no redirect, and their Gateway', () => {
    expect(Chart.of(route(all))).toMatchSnapshot();
  });

  test('a route on the listener for plain HTTP where a host is served in clear text', () => {
    const clear = route(all, { tls: CLEAR });
    expect(clear.toJson().spec.parentRefs).toEqual([{ name: 'gateway', sectionName: 'http' }]);
    expect(clear.toJson().metadata.annotations).toEqual({
      'cdk8s-networking/clear-text-reason': 'the proxy in front terminates TLS',
    });
  });

  test('all that a rule can say', () => {
    const { rules } = route((orders) => {
      const next = new Backend(Chart.of(orders), 'next', { port: 9001, servicePort: 80 });
      return [
        {
          name: 'orders',
          matches: [GrpcMatch.service('acme.Orders').header('x-beta', 'yes'), GrpcMatch.method('acme.Carts', 'Add')],
          filters: [
            HttpFilter.requestHeaders({ set: { 'x-a': '1' } }),
            HttpFilter.responseHeaders({ remove: ['x-b'] }),
            HttpFilter.mirror(next, { percent: 5 }),
            HttpFilter.extension({ group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'limits' }),
          ],
          split: [
            { to: orders, weight: 90 },
            { to: next, weight: 10, port: 80, filters: [HttpFilter.requestHeaders({ set: { 'x-next': 'yes' } })] },
          ],
        },
        { matches: [GrpcMatch.service('grpc.health.v1.Health')], backends: [orders], port: 3000 },
      ];
    }).toJson().spec;
    expect(rules).toEqual([
      {
        name: 'orders',
        matches: [
          {
            method: { type: 'Exact', service: 'acme.Orders' },
            headers: [{ type: 'Exact', name: 'x-beta', value: 'yes' }],
          },
          { method: { type: 'Exact', service: 'acme.Carts', method: 'Add' } },
        ],
        filters: [
          { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-a', value: '1' }] } },
          { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['x-b'] } },
          { type: 'RequestMirror', requestMirror: { backendRef: { name: 'next', port: 80 }, percent: 5 } },
          {
            type: 'ExtensionRef',
            extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'limits' },
          },
        ],
        backendRefs: [
          { name: 'orders', port: 3000, weight: 90 },
          {
            name: 'next',
            port: 80,
            weight: 10,
            filters: [
              { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-next', value: 'yes' }] } },
            ],
          },
        ],
      },
      {
        matches: [{ method: { type: 'Exact', service: 'grpc.health.v1.Health' } }],
        backendRefs: [{ name: 'orders', port: 3000 }],
      },
    ]);
  });
});

describe('opens', () => {
  test('the policies of backends and mirrors to the data plane, whatever their weight', () => {
    const calls = route((orders) => {
      const [next, shadow] = ['next', 'shadow'].map((id) => new Backend(Chart.of(orders), id)) as [Backend, Backend];
      return [
        {
          split: [
            { to: orders, weight: 1 },
            { to: next, weight: 0 },
          ],
          filters: [HttpFilter.mirror(shadow)],
        },
      ];
    });
    const apps = calls.node.root.node.findChild('apps') as Chart;
    const proxies = [{ from: [envoyProxies('shop', 'gateway')], ports: [{ port: 3000, protocol: 'TCP' }] }];
    const opened = ['orders', 'next', 'shadow'].map((name) => written(apps, 'NetworkPolicy', name).spec.ingress);
    expect(opened).toEqual([proxies, proxies, proxies]);
  });

  test('a backend of another namespace by a grant of its own', () => {
    const app = platform();
    const [shop, payments] = [space(app, 'shop'), space(app, 'payments')];
    const ledger = new Backend(payments, 'ledger');
    const gateway = Gateway.shared(shop);
    const { grants } = new GrpcRoute(shop, 'calls', {
      gateway,
      hostnames: ['grpc.example.com'],
      tls: SECRET,
      rules: [{ backends: [ledger, ledger] }],
    });
    new HttpRoute(shop, 'web', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules: [{ backends: [ledger] }] });
    expect(names(payments, 'ReferenceGrant')).toEqual([
      'service-ledger-from-grpcroutes-of-shop',
      'service-ledger-from-shop',
    ]);
    expect(grants.map(({ name }) => name)).toEqual(['service-ledger-from-grpcroutes-of-shop']);
    expect(written(payments, 'ReferenceGrant', 'service-ledger-from-grpcroutes-of-shop').spec).toEqual({
      from: [{ group: 'gateway.networking.k8s.io', kind: 'GRPCRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service', name: 'ledger' }],
    });
  });
});

test('does not follow lists that are changed later', () => {
  const rules: any[] = [];
  const calls = route((orders) => {
    rules.push({ backends: [orders], matches: [GrpcMatch.service('acme.Orders')], filters: [] });
    return rules;
  });
  const before = calls.toJson();
  rules[0].backends.pop();
  rules[0].matches.pop();
  rules[0].filters.push(HttpFilter.responseHeaders({ remove: ['x-b'] }));
  rules.push({});
  expect(calls.toJson()).toEqual(before);
});

describe('refuses', () => {
  test.each([
    ['a redirect', HttpFilter.redirect({ path: '/new' })],
    ['a rewrite', HttpFilter.rewritePrefix('/')],
    ['a CORS filter', HttpFilter.cors({ allowOrigins: ['*'] })],
  ])('%s', (got, filter) => {
    expect(() => route((orders) => [{ backends: [orders], filters: [filter] }])).toThrow(
      new Error(
        '[routes/calls] a filter of a GRPCRoute must change headers, mirror, or be an extension, but got ' +
          `${JSON.stringify(got)}; leave it out, or serve the host by an HttpRoute`,
      ),
    );
  });

  test('what is no match, such as one for HTTP', () => {
    expect(() => route((orders) => [{ backends: [orders], matches: ['acme.Orders' as any] }])).toThrow(
      new Error(
        '[routes/calls] a match must be a GrpcMatch, but got "acme.Orders"; write it as in ' +
          "GrpcMatch.service('acme.Orders')",
      ),
    );
  });

  test('a rule that delivers to nobody', () => {
    expect(() => route(() => [{}])).toThrow(
      new Error(
        '[routes/calls] a rule of a GRPCRoute must have a backend, since one without any answers UNAVAILABLE; ' +
          'give `backends`',
      ),
    );
  });

  test('an option that there is for HTTP alone', () => {
    expect(() => route((orders) => [{ backends: [orders], timeouts: {} } as any])).toThrow(
      new Error(
        '[routes/calls] a rule of a GRPCRoute must have no `timeouts`, but got {}; leave it out; it may have name, ' +
          'backends, split, port, matches, filters',
      ),
    );
  });

  test('no host, no rules, too many matches, and a name twice', () => {
    expect(() => route(all, { hostnames: [] })).toThrow(
      new Error(
        '[routes/calls] a GRPCRoute must have a host, since one without any takes every host of its Gateway, but got an ' +
          'empty list; give `hostnames`',
      ),
    );
    expect(() => route(() => [])).toThrow(
      new Error('[routes/calls] a GRPCRoute must have 1 to 16 rules, but got 0; give `rules`'),
    );
    const many = Array.from({ length: 64 }, (_, n) => GrpcMatch.service(`acme.N${n}`));
    const more = Array.from({ length: 64 }, (_, n) => GrpcMatch.service(`acme.M${n}`));
    expect(() => route((orders) => [many, more].map((matches) => ({ backends: [orders], matches })))).toThrow(
      new Error(
        '[routes/calls] the rules of a GRPCRoute must have at most 127 matches together, but got 128; make a second route',
      ),
    );
    expect(() => route((orders) => [1, 2].map(() => ({ name: 'a', backends: [orders] })))).toThrow(
      new Error(
        '[routes/calls] the rules of a GRPCRoute must differ in their names, but got "a"; give one of them another ' +
          '`name`, or none',
      ),
    );
  });

  test('a method that another route has', () => {
    const first = route((orders) => [{ backends: [orders], matches: [GrpcMatch.method('acme.Orders', 'Place')] }]);
    const chart = Chart.of(first);
    const rules = [{ backends: [new Backend(chart, 'other')], matches: [GrpcMatch.method('acme.Orders', 'Place')] }];
    const { gateway } = first;
    expect(
      () => new GrpcRoute(chart, 'more', { gateway, hostnames: ['grpc.example.com'], tls: SECRET, rules }),
    ).toThrow(
      new Error(
        '[routes/more] a path of a host must belong to one route, but [routes/calls] has gRPC /acme.Orders/Place of ' +
          'grpc.example.com already; choose another `path` or `host`',
      ),
    );
  });

  test('a host of an HTTPRoute, since a cluster serves one of them alone', () => {
    const calls = route(all);
    const chart = Chart.of(calls);
    const rules = [{ backends: [new Backend(chart, 'web')] }];
    const { gateway } = calls;
    expect(
      () => new HttpRoute(chart, 'web-route', { gateway, hostnames: ['grpc.example.com'], tls: SECRET, rules }),
    ).toThrow(
      new Error(
        '[routes/web-route] a host must be served by HTTPRoutes or by GRPCRoutes, but [routes/calls] is a GRPCRoute of ' +
          'grpc.example.com already; choose another host: a cluster would serve the older one alone',
      ),
    );
  });

  test('an implementation that declares that it has none', () => {
    const implementation: IGatewayImplementation = Object.assign(Object.create(GatewayImplementations.envoyGateway()), {
      name: 'plain',
      features: { readFrom: 'plain 1.0', supported: [], unsupported: [GatewayFeature.GRPC_ROUTE] },
    });
    const shop = space(platform(Entry.gateway(implementation)), 'shop');
    const rules = [{ backends: [new Backend(shop, 'orders')] }];
    const gateway = Gateway.shared(shop);
    expect(
      () => new GrpcRoute(shop, 'calls', { gateway, hostnames: ['grpc.example.com'], tls: SECRET, rules }),
    ).toThrow(
      /^\[shop\/calls\] a GRPCRoute must be left to implementations of the Gateway API that have GRPCRoute, and plain doesn't, by the report of plain 1\.0; leave it out, or use one that has it: /,
    );
  });
});
