import {
  ClusterProfile,
  Clusters,
  Gateway,
  GatewayApiVersion,
  HttpFilter,
  HttpRoute,
  type HttpRouteRule,
  Platform,
} from '../../../lib';
import { Backend, envoyProxies, SECRET, space, written } from '../sample';

/** The chart of a route with one rule, on a cluster whose Gateway API is so new. */
function routed(gatewayApiVersion: GatewayApiVersion | undefined, rule: (web: Backend) => HttpRouteRule) {
  const cluster = Clusters.kubeadm({ gatewayApiVersion });
  const shop = space(new Platform({ cluster }), 'shop');
  const rules = [rule(new Backend(shop, 'web'))];
  const gateway = Gateway.shared(shop);
  new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules });
  return shop;
}

const PARTLY = (web: Backend) => ({ backends: [web], filters: [HttpFilter.mirror(web, { percent: 5 })] });
const NAMED = (web: Backend) => ({ name: 'orders', backends: [web] });
const SHARED = (web: Backend) => ({ backends: [web], filters: [HttpFilter.cors({ allowOrigins: ['*'] })] });
const REDIRECTED = () => ({ filters: [HttpFilter.redirect({ path: '/new', statusCode: 308 })] });

const { V1_2, V1_3, V1_4, V1_5, V1_6 } = GatewayApiVersion;
const REMEDY =
  'leave it out, or give the profile the `gatewayApiVersion` that ' +
  '`kubectl get crd httproutes.gateway.networking.k8s.io -o yaml` shows as `bundle-version`';

describe.each([
  ['a mirror of a part of the requests', V1_3, V1_2, PARTLY],
  ['the `name` of a rule', V1_4, V1_3, NAMED],
  ['a redirect by 308', V1_5, V1_4, REDIRECTED],
  ['a CORS filter', V1_5, V1_4, SHARED],
])('%s', (what, since, before, rule) => {
  test('is written where the cluster has it', () => {
    expect(() => routed(since, rule)).not.toThrow();
    expect(() => routed(V1_6, rule)).not.toThrow();
  });

  test('is refused where the cluster is older', () => {
    expect(() => routed(before, rule)).toThrow(
      new Error(
        `[shop/route] ${what} must be left to clusters with Gateway API ${since} or newer, but the cluster profile ` +
          `"kubeadm" says that its cluster has ${before}; ${REMEDY}`,
      ),
    );
  });

  test('is refused where nobody says how new the cluster is', () => {
    expect(() => routed(undefined, rule)).toThrow(
      new Error(
        `[shop/route] ${what} must be left to clusters with Gateway API ${since} or newer, but the cluster profile ` +
          `"kubeadm" doesn't say which version its cluster has; ${REMEDY}`,
      ),
    );
  });
});

test('what every version has needs none', () => {
  const rule = (web: Backend) => ({ backends: [web], filters: [HttpFilter.mirror(web)] });
  expect(() => routed(undefined, rule)).not.toThrow();
  expect(() =>
    routed(V1_2, () => ({ filters: [HttpFilter.redirect({ path: '/new', statusCode: 301 })] })),
  ).not.toThrow();
});

test('a name, and a part of the requests, are written to the rule, and the port of a mirror is opened', () => {
  const shop = space(new Platform({ cluster: Clusters.kind({ gatewayApiVersion: V1_4 }) }), 'shop');
  const web = new Backend(shop, 'web');
  const shadow = new Backend(shop, 'shadow', { port: 4000, servicePort: 80 });
  const filters = [HttpFilter.mirror(shadow, { port: 80, fraction: { numerator: 5, denominator: 1000 } })];
  const rules = [{ name: 'orders', backends: [web], filters }];
  const gateway = Gateway.shared(shop);
  new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules });
  expect(written(shop, 'HTTPRoute', 'route').spec.rules).toEqual([
    {
      name: 'orders',
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      filters: [
        {
          type: 'RequestMirror',
          requestMirror: {
            backendRef: { name: 'shadow', port: 80 },
            fraction: { numerator: 5, denominator: 1000 },
          },
        },
      ],
      backendRefs: [{ name: 'web', port: 3000 }],
    },
  ]);
  expect(written(shop, 'HTTPRoute', 'route-redirect').spec.rules[0].name).toBeUndefined();
  expect(written(shop, 'NetworkPolicy', 'shadow').spec.ingress).toEqual([
    { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 4000, protocol: 'TCP' }] },
  ]);
});

describe('the name of a rule', () => {
  const named = (names: any[]) => () => {
    const cluster = ClusterProfile.define({ name: 'new', entries: Clusters.kind().entries, gatewayApiVersion: V1_6 });
    const shop = space(new Platform({ cluster }), 'shop');
    const rules = names.map((name, n) => ({
      name,
      filters: [HttpFilter.redirect({ path: `/to${n}` })],
      matches: [],
    }));
    const gateway = Gateway.shared(shop);
    new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules });
  };

  test('must be a name', () => {
    expect(named(['Orders'])).toThrow(
      new Error(
        '[shop/route] the name of a rule of an HTTPRoute must be a DNS-1123 subdomain (lower case letters, digits, "-" ' +
          'and ".", each part starting and ending with a letter or digit, at most 253 characters), but got "Orders"; ' +
          'write "orders"',
      ),
    );
  });

  test('must be of one rule in a route', () => {
    expect(named(['a', 'b', 'a'])).toThrow(
      new Error(
        '[shop/route] the rules of an HTTPRoute must differ in their names, but got "a"; ' +
          'give one of them another `name`, or none',
      ),
    );
  });
});
