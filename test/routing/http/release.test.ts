import type { Chart } from 'cdk8s';
import {
  Clusters,
  Gateway,
  GatewayApiVersion,
  GrpcMatch,
  GrpcRoute,
  HttpMatch,
  HttpRoute,
  type HttpRouteRule,
  Platform,
  Release,
  ReleaseColor,
} from '../../../lib';
import { Backend, envoyProxies, SECRET, space, written } from '../sample';

const { BLUE, GREEN } = ReleaseColor;
const HEADER = { name: 'x-canary', value: 'yes' };

/** Two versions in a chart of their own. */
function versions(): { routes: Chart; apps: Chart; old: Backend; next: Backend } {
  const app = new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 }) });
  const apps = space(app, 'shop', 'apps');
  const [old, next] = ['old', 'next'].map((id) => new Backend(apps, id)) as [Backend, Backend];
  return { routes: space(app, 'shop', 'routes'), apps, old, next };
}

/** The rules of a route as they are written. */
function writtenRules(routes: Chart, rules: HttpRouteRule[]): any[] {
  const gateway = Gateway.shared(routes);
  new HttpRoute(routes, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules });
  return written(routes, 'HTTPRoute', 'route').spec.rules;
}

/** Whether the policies of both versions let the data plane in. */
function areOpen(apps: Chart): boolean[] {
  const open = { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 3000, protocol: 'TCP' }] };
  return ['old', 'next'].map(
    (name) => JSON.stringify(written(apps, 'NetworkPolicy', name).spec.ingress) === JSON.stringify([open]),
  );
}

const everywhere = { path: { type: 'PathPrefix', value: '/' } };
const asking = { ...everywhere, headers: [{ type: 'Exact', name: 'x-canary', value: 'yes' }] };

describe('a canary', () => {
  test('gets its part, what asks for it by the header, and copies of the rest', () => {
    const { routes, apps, old, next } = versions();
    const release = Release.canary({ stable: old, canary: next, percent: 10, header: HEADER, mirrorTo: next });
    expect(writtenRules(routes, release.rules())).toEqual([
      { matches: [asking], backendRefs: [{ name: 'next', port: 3000 }] },
      {
        matches: [everywhere],
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'next', port: 3000 } } }],
        backendRefs: [
          { name: 'old', port: 3000, weight: 90 },
          { name: 'next', port: 3000, weight: 10 },
        ],
      },
    ]);
    expect(areOpen(apps)).toEqual([true, true]);
  });

  test.each([
    [0, [100, 0]],
    [100, [0, 100]],
    [33, [67, 33]],
    [0.5, [995, 5]],
    [12.34, [8766, 1234]],
    [0.0001, [999_999, 1]],
    [99.9999, [1, 999_999]],
    [0.07, [9993, 7]],
  ])('with %d percent has the weights %j, and both policies are open', (percent, weights) => {
    const { routes, apps, old, next } = versions();
    const [rule] = writtenRules(routes, Release.canary({ stable: old, canary: next, percent }).rules());
    expect(rule.backendRefs.map(({ weight }: any) => weight)).toEqual(weights);
    expect(areOpen(apps)).toEqual([true, true]);
  });

  test('is for some requests alone, and for a port', () => {
    const { routes, old, next } = versions();
    const release = Release.canary({
      stable: old,
      canary: next,
      percent: 1,
      header: HEADER,
      mirrorTo: old,
      port: 3000,
    });
    const rules = [...release.rules(HttpMatch.exactPath('/v2')), { backends: [old] }];
    expect(writtenRules(routes, rules).map(({ matches }) => matches)).toEqual([
      [{ path: { type: 'Exact', value: '/v2' }, headers: asking.headers }],
      [{ path: { type: 'Exact', value: '/v2' } }],
      [everywhere],
    ]);
  });

  test('answers calls by gRPC as well', () => {
    const { routes, old, next } = versions();
    const release = Release.canary({ stable: old, canary: next, percent: 10, header: HEADER });
    const rules = [...release.grpcRules(GrpcMatch.service('acme.Orders')), { backends: [old] }];
    const gateway = Gateway.shared(routes);
    new GrpcRoute(routes, 'calls', { gateway, hostnames: ['grpc.example.com'], tls: SECRET, rules });
    const method = { type: 'Exact', service: 'acme.Orders' };
    expect(written(routes, 'GRPCRoute', 'calls').spec.rules.slice(0, 2)).toEqual([
      { matches: [{ method, headers: asking.headers }], backendRefs: [{ name: 'next', port: 3000 }] },
      {
        matches: [{ method }],
        backendRefs: [
          { name: 'old', port: 3000, weight: 90 },
          { name: 'next', port: 3000, weight: 10 },
        ],
      },
    ]);
    expect(release.grpcRules().map(({ matches }) => matches?.map(({ _claim }) => _claim))).toEqual([
      ['every gRPC call with header x-canary "yes"'],
      ['every gRPC call'],
    ]);
  });
});

describe('blue and green', () => {
  test.each([
    [BLUE, [1, 0], 'next'],
    [GREEN, [0, 1], 'old'],
  ])('with %s live has the weights %j, and %s for the preview', (live, weights, preview) => {
    const { routes, apps, old, next } = versions();
    const release = Release.blueGreen({ blue: old, green: next, live, preview: HEADER });
    const rules = writtenRules(routes, release.rules());
    expect(rules).toEqual([
      { matches: [asking], backendRefs: [{ name: preview, port: 3000 }] },
      {
        matches: [everywhere],
        backendRefs: [
          { name: 'old', port: 3000, weight: weights[0] },
          { name: 'next', port: 3000, weight: weights[1] },
        ],
      },
    ]);
    expect(areOpen(apps)).toEqual([true, true]);
  });

  test('change nothing but the weights in a switch', () => {
    const files = [BLUE, GREEN].map((live) => {
      const { routes, apps, old, next } = versions();
      writtenRules(routes, Release.blueGreen({ blue: old, green: next, live }).rules());
      return JSON.stringify([...apps.toJson(), ...routes.toJson()]).replace(/"weight":[01]/g, '');
    });
    expect(files[0]).toBe(files[1]);
  });

  test('have the port of their Services', () => {
    const { routes, old, next } = versions();
    const release = Release.blueGreen({ blue: old, green: next, live: BLUE, port: 4000 });
    expect(() => writtenRules(routes, release.rules())).toThrow(
      /^\[routes\/route\] a Service port must be one of TCP 3000, but got "TCP 4000"; /,
    );
  });
});

test('a release is known as one', () => {
  const { old, next } = versions();
  const release = Release.canary({ stable: old, canary: next, percent: 1 });
  expect([release, {}, null].map(Release.isRelease)).toEqual([true, false, false]);
});

describe('refuses', () => {
  const { old, next } = versions();

  test.each([[-1], [101], [0.00001], ['10'], [Number.NaN]])('the percentage %j', (percent) => {
    expect(() => Release.canary({ stable: old, canary: next, percent: percent as number })).toThrow(
      new Error(
        'the `percent` of a release must be from 0 to 100, with at most 4 decimals, but got ' +
          `${typeof percent === 'string' ? '"10"' : percent}; write it as in 10 or 0.5`,
      ),
    );
  });

  test('a header that is none', () => {
    const header = { name: 'x canary', value: 'yes' };
    expect(() => Release.canary({ stable: old, canary: next, percent: 1, header })).toThrow(
      /^the name of a header must have 1 to 256 characters, .*, but got "x canary"; /,
    );
    expect(() => Release.blueGreen({ blue: old, green: next, live: BLUE, preview: 'x-next' as any })).toThrow(
      new Error('the `preview` of a blue-green release must be an object, but got "x-next"; write it in { }'),
    );
    expect(() => Release.canary({ stable: old, canary: next, percent: 1, header: { name: 'a' } as any })).toThrow(
      /^the value of the header "a" must be a text, but got undefined; /,
    );
  });

  test('a colour that is none', () => {
    expect(() => Release.blueGreen({ blue: old, green: next, live: 'red' as any })).toThrow(
      new Error(
        'the `live` of a blue-green release must be ReleaseColor.BLUE or ReleaseColor.GREEN, but got "red"; name the ' +
          'version that answers',
      ),
    );
  });

  test('a misspelt option, and what is no object', () => {
    expect(() => Release.canary({ stable: old, canary: next, percent: 1, mirror: true } as any)).toThrow(
      new Error(
        'a canary release must have no `mirror`, but got true; leave it out; it may have stable, canary, percent, ' +
          'header, mirrorTo, port',
      ),
    );
    expect(() => Release.blueGreen(undefined as any)).toThrow(
      new Error('a blue-green release must be an object, but got undefined; write it in { }'),
    );
  });

  test('what is no match, or one that names the header already', () => {
    const release = Release.canary({ stable: old, canary: next, percent: 1, header: HEADER });
    expect(() => release.rules('/' as any)).toThrow(
      new Error(
        'the match of these rules must be of HttpMatch, but got "/"; write it as in HttpMatch.path(\'/admin\')',
      ),
    );
    expect(() => release.grpcRules(HttpMatch.path('/') as any)).toThrow(
      new Error(
        'the match of these rules must be of GrpcMatch, but got a HttpMatch; write it as in ' +
          "GrpcMatch.service('acme.Orders')",
      ),
    );
    expect(() => release.rules(HttpMatch.path('/').header('X-Canary', 'no'))).toThrow(
      /^a match must name a header once, but this one names "X-Canary" twice; /,
    );
  });

  test('what is no backend, by the route', () => {
    const { routes } = versions();
    const release = Release.canary({ stable: 'old' as any, canary: next, percent: 1 });
    expect(() => writtenRules(routes, release.rules())).toThrow(
      /^\[routes\/route\] a backend must have a Service, .*, but got "old"; /,
    );
  });
});
