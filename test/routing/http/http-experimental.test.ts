import { type Chart, Duration } from 'cdk8s';
import {
  Clusters,
  Gateway,
  GatewayApiChannel,
  GatewayApiVersion,
  HttpFilter,
  type HttpRetry,
  HttpRoute,
  type HttpRouteRule,
  Platform,
} from '../../../lib';
import { Backend, envoyProxies, names, SECRET, space, written } from '../sample';

const { STANDARD, EXPERIMENTAL } = GatewayApiChannel;
const { V1_3, V1_6 } = GatewayApiVersion;

/** A route with one rule on a cluster with the experimental channel, but for what a test says. */
function routed(
  rule: (web: Backend, auth: Backend) => HttpRouteRule,
  gatewayApiChannel: GatewayApiChannel = EXPERIMENTAL,
  gatewayApiVersion: GatewayApiVersion = V1_6,
): HttpRoute {
  const app = new Platform({ cluster: Clusters.kubeadm({ gatewayApiChannel, gatewayApiVersion }) });
  const shop = space(app, 'shop');
  const auth = new Backend(space(app, 'security'), 'auth', { port: 9000, servicePort: 80 });
  const rules = [rule(new Backend(shop, 'web'), auth)];
  const gateway = Gateway.shared(shop);
  return new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules });
}

function retried(retry: HttpRetry): any {
  return routed((web) => ({ backends: [web], retry })).toJson().spec.rules[0].retry;
}

describe('a retry', () => {
  test('is written', () => {
    expect(retried({ codes: [502, 503], attempts: 2, backoff: Duration.millis(1500) })).toEqual({
      codes: [502, 503],
      attempts: 2,
      backoff: '1s500ms',
    });
    expect(retried({ attempts: 1 })).toEqual({ attempts: 1 });
  });

  test('is refused by the standard channel', () => {
    expect(() => routed((web) => ({ backends: [web], retry: { attempts: 2 } }), STANDARD)).toThrow(
      new Error(
        '[shop/route] the `retry` of a rule must be left to clusters with the experimental channel of the Gateway API, ' +
          'but the cluster profile "kubeadm" says that its cluster has 1.6; leave it out, or give the profile ' +
          '`gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL`, where `kubectl get crd ' +
          'httproutes.gateway.networking.k8s.io -o yaml` shows it as `channel`',
      ),
    );
  });

  test('does not follow lists that are changed later', () => {
    const codes = [503];
    const route = routed((web) => ({ backends: [web], retry: { codes } }));
    codes.push(500);
    expect(route.toJson().spec.rules[0].retry).toEqual({ codes: [503] });
  });

  test.each([
    [
      {},
      'the `retry` of a rule must have `codes`, `attempts` or a `backoff`; write it as in { codes: [503], attempts: 2 }',
    ],
    [7, 'the `retry` of a rule must be an object, but got 7; write it in { }'],
    [
      { count: 2 },
      'the `retry` of a rule must have no `count`, but got 2; leave it out; it may have codes, attempts, backoff',
    ],
    ...[[399], [600], [503, 503], [], 503].map((codes): [any, string] => [
      { codes },
      'the `codes` of a retry must be a list of status codes from 400 to 599, each once, but got ' +
        `${Array.isArray(codes) && codes.length === 0 ? 'an empty list' : JSON.stringify(codes)}; write it as in [502, 503]`,
    ]),
    [
      { attempts: 0 },
      'the `attempts` of a retry must be a whole number of at least 1, but got 0; write it as in 2, or leave `retry` out',
    ],
    [
      { backoff: 2 },
      'the `backoff` of a rule must be a Duration of whole milliseconds, below 100000 hours, but got 2; write it as in ' +
        'Duration.seconds(10)',
    ],
  ])('is refused: %j', (retry, problem) => {
    expect(() => retried(retry)).toThrow(new Error(`[shop/route] ${problem}`));
  });
});

describe('an external authorization', () => {
  test('by HTTP is written, granted, and its backend opened to the data plane', () => {
    const route = routed((web, auth) => ({
      backends: [web],
      filters: [
        HttpFilter.httpExternalAuth(auth, {
          port: 80,
          path: '/check',
          allowedHeaders: ['cookie'],
          allowedResponseHeaders: ['x-user'],
          maxBodyBytes: 1024,
        }),
      ],
    }));
    expect(route.toJson().spec.rules[0].filters).toEqual([
      {
        type: 'ExternalAuth',
        externalAuth: {
          backendRef: { name: 'auth', namespace: 'security', port: 80 },
          protocol: 'HTTP',
          http: { path: '/check', allowedHeaders: ['cookie'], allowedResponseHeaders: ['x-user'] },
          forwardBody: { maxSize: 1024 },
        },
      },
    ]);
    const security = route.node.root.node.findChild('security') as Chart;
    expect(names(security, 'ReferenceGrant')).toEqual(['service-auth-from-shop']);
    expect(written(security, 'NetworkPolicy', 'auth').spec.ingress).toEqual([
      { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 9000, protocol: 'TCP' }] },
    ]);
    expect(route.grants.map(({ name }) => name)).toEqual(['service-auth-from-shop']);
  });

  test('by gRPC is written', () => {
    const [plain, full] = [{}, { allowedHeaders: ['cookie'], maxBodyBytes: 1 }].map(
      (options) =>
        routed((web, auth) => ({ backends: [web], filters: [HttpFilter.grpcExternalAuth(auth, options)] })).toJson()
          .spec.rules[0].filters[0].externalAuth,
    );
    const backendRef = { name: 'auth', namespace: 'security', port: 80 };
    expect(plain).toEqual({ backendRef, protocol: 'GRPC', grpc: {} });
    expect(full).toEqual({
      backendRef,
      protocol: 'GRPC',
      grpc: { allowedHeaders: ['cookie'] },
      forwardBody: { maxSize: 1 },
    });
  });

  const asked = (web: Backend, auth: Backend) => ({ backends: [web], filters: [HttpFilter.httpExternalAuth(auth)] });

  test('is refused by the standard channel, and by older versions', () => {
    expect(() => routed(asked, STANDARD)).toThrow(
      /^\[shop\/route\] an external authorization must be left to clusters with the experimental channel of the Gateway API, /,
    );
    expect(() => routed(asked, EXPERIMENTAL, V1_3)).toThrow(
      /^\[shop\/route\] an external authorization must be left to clusters with Gateway API 1\.4 or newer, /,
    );
  });

  test('is asked once in a rule, and not for one backend', () => {
    const filter = (auth: Backend) => HttpFilter.httpExternalAuth(auth);
    expect(() => routed((web, auth) => ({ backends: [web], filters: [filter(auth), filter(auth)] }))).toThrow(
      new Error(
        '[shop/route] the `filters` of an HTTPRoute must have one external authorization at most, but got 2; put them ' +
          'together into one, or make a second rule',
      ),
    );
    expect(() => routed((web, auth) => ({ split: [{ to: web, weight: 1, filters: [filter(auth)] }] }))).toThrow(
      new Error(
        '[shop/route] a filter of a backend must change request or response headers, but got "an external ' +
          'authorization"; give it to the rule, for all of its backends',
      ),
    );
  });

  test.each([
    [{ path: 'check' }, /^the `path` of an external authorization must start with "\/", /],
    [
      { allowedHeaders: [] },
      /^the `allowedHeaders` of an external authorization must be a list of 1 to 64 headers, each once, but got an empty list; write it as in \['cookie'\]$/,
    ],
    [{ allowedHeaders: ['a', 'a'] }, /must be a list of 1 to 64 headers, each once, but got \["a","a"\]; /],
    [{ allowedResponseHeaders: 'a' }, /^the `allowedResponseHeaders` .* but got "a"; /],
    [{ allowedHeaders: ['a b'] }, /^the name of a header must have 1 to 256 characters, .*, but got "a b"; /],
    [
      { maxBodyBytes: 0 },
      /^the `maxBodyBytes` of an external authorization must be a whole number of bytes from 1 to 65535, but got 0; leave it out where the body is of no matter$/,
    ],
    [{ maxBodyBytes: 65_536 }, /must be a whole number of bytes from 1 to 65535, but got 65536; /],
    [
      { body: true },
      /^an external authorization must have no `body`, but got true; leave it out; it may have port, path, allowedHeaders, allowedResponseHeaders, maxBodyBytes$/,
    ],
    ['/check', /^an external authorization must be an object, but got "\/check"; write it in \{ \}$/],
  ])('is refused: %j', (options: any, problem) => {
    expect(() => HttpFilter.httpExternalAuth({} as any, options)).toThrow(problem);
  });

  test('has no path by gRPC', () => {
    expect(() => HttpFilter.grpcExternalAuth({} as any, { path: '/' } as any)).toThrow(
      new Error(
        'an external authorization must have no `path`, but got "/"; leave it out; it may have port, allowedHeaders, ' +
          'maxBodyBytes',
      ),
    );
  });
});
