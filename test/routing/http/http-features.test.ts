import { Chart, Duration } from 'cdk8s';
import {
  ClusterProfile,
  Entry,
  Gateway,
  GatewayApiChannel,
  GatewayApiVersion,
  GatewayFeature,
  GatewayImplementations,
  HttpFilter,
  HttpMatch,
  HttpMethod,
  HttpRoute,
  type HttpRouteProps,
  type HttpRouteRule,
  HttpScheme,
  type IBackend,
  type IGatewayImplementation,
  Platform,
  Port,
  Service,
} from '../../../lib';
import { hearNotices } from '../../support/notices';
import { Backend, names, SECRET, space } from '../sample';

/** Envoy Gateway, if it couldn't do some things. */
function lacking(...unsupported: GatewayFeature[]): IGatewayImplementation {
  return Object.create(GatewayImplementations.envoyGateway(), {
    name: { value: 'plain' },
    features: { value: { readFrom: 'plain 1.0', supported: [], unsupported } },
  });
}

/** A route with one rule that an implementation serves. */
function routed(
  implementation: IGatewayImplementation,
  rule: (web: Backend) => HttpRouteRule,
  props: Partial<HttpRouteProps> = {},
): HttpRoute {
  const cluster = ClusterProfile.define({
    name: 'plain',
    entries: [Entry.gateway(implementation)],
    gatewayApiVersion: GatewayApiVersion.V1_6,
    gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL,
  });
  const shop = space(new Platform({ cluster }), 'shop');
  const rules = [rule(new Backend(shop, 'web'))];
  const gateway = Gateway.shared(shop);
  return new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules, ...props });
}

type Rule = (web: Backend) => HttpRouteRule;
const filtered = (filter: HttpFilter) => (web: Backend) => ({ backends: [web], filters: [filter] });
const redirected = (filter: HttpFilter) => () => ({ filters: [filter] });
const matched = (match: HttpMatch) => (web: Backend) => ({ backends: [web], matches: [match] });

const NEEDS: [string, GatewayFeature, Rule][] = [
  ['the `name` of a rule', GatewayFeature.HTTP_ROUTE_NAMED_ROUTE_RULE, (web) => ({ name: 'a', backends: [web] })],
  [
    'the method of a match',
    GatewayFeature.HTTP_ROUTE_METHOD_MATCHING,
    matched(HttpMatch.path('/').method(HttpMethod.GET)),
  ],
  [
    'the query parameters of a match',
    GatewayFeature.HTTP_ROUTE_QUERY_PARAM_MATCHING,
    matched(HttpMatch.path('/').query('lang', 'en')),
  ],
  [
    'the `request` of timeouts',
    GatewayFeature.HTTP_ROUTE_REQUEST_TIMEOUT,
    (web) => ({ backends: [web], timeouts: { request: Duration.seconds(1) } }),
  ],
  [
    'the `backendRequest` of timeouts',
    GatewayFeature.HTTP_ROUTE_BACKEND_TIMEOUT,
    (web) => ({ backends: [web], timeouts: { backendRequest: Duration.seconds(1) } }),
  ],
  ['the `retry` of a rule', GatewayFeature.HTTP_ROUTE_RETRY, (web) => ({ backends: [web], retry: { codes: [503] } })],
  [
    'a change of response headers',
    GatewayFeature.HTTP_ROUTE_RESPONSE_HEADER_MODIFICATION,
    filtered(HttpFilter.responseHeaders({ remove: ['x-a'] })),
  ],
  ['a CORS filter', GatewayFeature.HTTP_ROUTE_CORS, filtered(HttpFilter.cors({ allowOrigins: ['*'] }))],
  [
    'a mirror',
    GatewayFeature.HTTP_ROUTE_REQUEST_MIRROR,
    (web) => ({ backends: [web], filters: [HttpFilter.mirror(web)] }),
  ],
  [
    'a mirror of a part of the requests',
    GatewayFeature.HTTP_ROUTE_REQUEST_PERCENTAGE_MIRROR,
    (web) => ({ backends: [web], filters: [HttpFilter.mirror(web, { percent: 5 })] }),
  ],
  [
    'a second mirror in a rule',
    GatewayFeature.HTTP_ROUTE_REQUEST_MULTIPLE_MIRRORS,
    (web) => ({ backends: [web], filters: [HttpFilter.mirror(web), HttpFilter.mirror(web)] }),
  ],
  [
    'a rewrite of the host',
    GatewayFeature.HTTP_ROUTE_HOST_REWRITE,
    filtered(HttpFilter.rewrite({ hostname: 'b.example.com' })),
  ],
  ['a rewrite of the path', GatewayFeature.HTTP_ROUTE_PATH_REWRITE, filtered(HttpFilter.rewritePrefix('/b'))],
  [
    'a redirect to another scheme',
    GatewayFeature.HTTP_ROUTE_SCHEME_REDIRECT,
    redirected(HttpFilter.redirect({ scheme: HttpScheme.HTTPS, hostname: 'b.example.com' })),
  ],
  [
    'a redirect to another path',
    GatewayFeature.HTTP_ROUTE_PATH_REDIRECT,
    redirected(HttpFilter.redirect({ path: '/b' })),
  ],
  [
    'a redirect to another port',
    GatewayFeature.HTTP_ROUTE_PORT_REDIRECT,
    redirected(HttpFilter.redirect({ port: 8443 })),
  ],
  ...[303, 307, 308].map((statusCode): [string, GatewayFeature, Rule] => [
    `a redirect by ${statusCode}`,
    `HTTPRoute${statusCode}RedirectStatusCode` as GatewayFeature,
    redirected(HttpFilter.redirect({ hostname: 'b.example.com', statusCode })),
  ]),
  [
    'a change of request headers for one backend',
    GatewayFeature.HTTP_ROUTE_BACKEND_REQUEST_HEADER_MODIFICATION,
    (web) => ({ split: [{ to: web, weight: 1, filters: [HttpFilter.requestHeaders({ remove: ['x-a'] })] }] }),
  ],
  [
    'a change of response headers',
    GatewayFeature.HTTP_ROUTE_RESPONSE_HEADER_MODIFICATION,
    (web) => ({ split: [{ to: web, weight: 1, filters: [HttpFilter.responseHeaders({ remove: ['x-a'] })] }] }),
  ],
];

describe.each(NEEDS)('%s', (what, feature, rule) => {
  test(`is refused where the implementation declares that it has no ${feature}`, () => {
    expect(() => routed(lacking(feature), rule)).toThrow(
      `[shop/route] ${what} must be left to implementations of the Gateway API that have ${feature}, and plain doesn't, ` +
        'by the report of plain 1.0; ',
    );
  });

  test('is written where it lacks all the rest', () => {
    const rest = NEEDS.map(([, other]) => other).filter((other) => !belongsTo(other, feature));
    expect(() => routed(lacking(...rest), rule)).not.toThrow();
  });
});

/** A mirror of a part, and a second one, are mirrors as well. */
function belongsTo(other: GatewayFeature, feature: GatewayFeature): boolean {
  return (
    other === feature || (other.endsWith('RequestMirror') && feature.endsWith('Mirrors')) || isPart(other, feature)
  );
}

function isPart(other: GatewayFeature, feature: GatewayFeature): boolean {
  return other.endsWith('RequestMirror') && feature.endsWith('PercentageMirror');
}

test('what the core of the Gateway API has is written for everyone', () => {
  const rule = (web: Backend) => ({
    matches: [HttpMatch.exactPath('/a').header('x-a', 'b')],
    filters: [HttpFilter.requestHeaders({ remove: ['x-a'] })],
    split: [{ to: web, weight: 1 }],
  });
  expect(() => routed(lacking(...Object.values(GatewayFeature)), rule)).not.toThrow();
});

describe('the redirect from plain HTTP', () => {
  const lines = hearNotices();
  const plain = (web: Backend) => ({ backends: [web] });

  test('is written where nothing is declared, and nothing is said of it', () => {
    const route = routed(lacking(), plain);
    expect(route.redirect?.name).toBe('route-redirect');
    (route.node.root as Platform).synthYaml();
    expect(lines).toEqual([]);
  });

  test('is left out where the implementation declares that it has none, and a notice says so', () => {
    const route = routed(lacking(GatewayFeature.HTTP_ROUTE_SCHEME_REDIRECT), plain);
    expect(route.redirect).toBeUndefined();
    expect(names(route.node.scope as any, 'HTTPRoute')).toEqual(['route']);
    (route.node.root as Platform).synthYaml();
    expect(lines).toEqual([
      "cdk8s-networking: plain HTTP on Gateway shop/gateway isn't redirected to HTTPS: by the report of plain 1.0, plain " +
        'has no HTTPRouteSchemeRedirect; where it can redirect by its own means, say it there\n',
    ]);
  });

  test('needs another port where HTTPS has one', () => {
    const implementation = lacking(GatewayFeature.HTTP_ROUTE_PORT_REDIRECT);
    expect(routed(implementation, plain).redirect).toBeDefined();
    const cluster = ClusterProfile.define({ name: 'plain', entries: [Entry.gateway(implementation)] });
    const shop = space(new Platform({ cluster }), 'shop');
    const gateway = new Gateway(shop, 'edge', { httpsPort: 8443 });
    const rules = [{ backends: [new Backend(shop, 'web')] }];
    const route = new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules });
    expect(route.redirect).toBeUndefined();
  });
});

describe.each([
  ['kubernetes.io/h2c', GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_H2C],
  ['kubernetes.io/ws', GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_WEBSOCKET],
])('a backend that speaks %s', (appProtocol, feature) => {
  /** A backend with a first port that says nothing, and one that says its protocol. */
  const speaking = (web: Backend): IBackend => {
    const ports = [
      { name: 'plain', target: Port.tcp(3000) },
      { name: 'other', target: Port.tcp(3000), port: 80, appProtocol },
    ];
    const service = new Service(Chart.of(web), 'speaking', { workload: web, ports });
    return { service, connections: web.connections };
  };
  const law = new RegExp(
    `^\\[shop/route\\] a backend with \`appProtocol\` ${appProtocol} must be left to implementations of the Gateway API ` +
      `that have ${feature}, and plain doesn't, `,
  );

  test(`is refused where the implementation declares that it has no ${feature}`, () => {
    const rule = (web: Backend) => ({ backends: [speaking(web)], port: 80 });
    expect(() => routed(lacking(feature), rule)).toThrow(law);
    expect(() => routed(lacking(), rule)).not.toThrow();
    const mirrored = (web: Backend) => ({ backends: [web], filters: [HttpFilter.mirror(speaking(web), { port: 80 })] });
    expect(() => routed(lacking(feature), mirrored)).toThrow(law);
  });

  test('is taken by its other port', () => {
    const rule = (web: Backend) => ({ backends: [speaking(web)] });
    expect(() => routed(lacking(feature), rule)).not.toThrow();
  });
});
