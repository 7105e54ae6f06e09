import { Duration, JsonPatch } from 'cdk8s';
import {
  BackendProtocol,
  ClusterProfile,
  Clusters,
  Entry,
  Exposure,
  type ExposureProps,
  Gateway,
  GatewayApiVersion,
  GatewayImplementations,
  type IngressOptions,
  InternalService,
  IsolatedNamespace,
  Platform,
  Release,
  Tls,
  WebApp,
} from '../../lib';
import { sharedRouting } from '../../lib/routing';
import { Backend, envoyProxies, istio, names, nginx, platform, SECRET, space, traefik, written } from './sample';

const IMAGE = 'ghcr.io/acme/web:2.0';
const ENVOY = Entry.gateway(GatewayImplementations.envoyGateway());

/** An exposure of a backend in namespace shop, as the chart of it is written. */
function exposed(app: Platform, props: Partial<ExposureProps> = {}) {
  const shop = space(app, 'shop');
  const backend = new Backend(shop, 'app', { port: 3000, servicePort: 80 });
  return { shop, exposure: new Exposure(shop, 'web', { backend, host: 'shop.example.com', tls: SECRET, ...props }) };
}

describe('the same code gives', () => {
  test.each([
    ['an HTTPRoute by Envoy Gateway', ENVOY, ['HTTPRoute web', 'HTTPRoute web-redirect', 'Gateway gateway']],
    ['an HTTPRoute by Istio', istio(), ['HTTPRoute web', 'HTTPRoute web-redirect', 'Gateway gateway']],
    ['an Ingress by ingress-nginx', nginx(), ['Ingress web']],
    ['an Ingress by Traefik', traefik(), ['Ingress web', 'Ingress web-redirect', 'Middleware web-redirect']],
  ])('%s', (_, entry, objects) => {
    const { shop } = exposed(platform(entry));
    const routing = shop.toJson().filter(({ kind }) => !['Service', 'NetworkPolicy'].includes(kind));
    expect(routing.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([...objects].sort());
  });

  test.each([
    ['an entry by Gateway', ENVOY],
    ['an entry by Ingress', nginx()],
  ])('one way in: %s', (_, entry) => {
    const app = platform(entry);
    const [apps, routes] = [space(app, 'shop', 'apps'), space(app, 'shop', 'routes')];
    sharedRouting(apps); // What is shared is in the other file, and the routes stand alone.
    const backend = new Backend(apps, 'app', { port: 3000, servicePort: 80 });
    new Exposure(routes, 'web', { backend, host: 'shop.example.com', tls: SECRET });
    expect(routes).toMatchSnapshot();
  });

  test('the same host, path and Service either way', () => {
    const props = { host: 'www.example.com', path: '/admin', port: 80 };
    const route = exposed(platform(), props).exposure.route.toJson();
    const ingress = exposed(platform(nginx()), props).exposure.route.toJson();
    expect(route.spec.hostnames).toEqual(['www.example.com']);
    expect(route.spec.rules).toEqual([
      { matches: [{ path: { type: 'PathPrefix', value: '/admin' } }], backendRefs: [{ name: 'app', port: 80 }] },
    ]);
    expect(ingress.spec.rules).toEqual([
      {
        host: 'www.example.com',
        http: {
          paths: [{ path: '/admin', pathType: 'Prefix', backend: { service: { name: 'app', port: { number: 80 } } } }],
        },
      },
    ]);
  });

  test('of a WebApp a route and an open way to its pods, and to no pods of others', () => {
    const kinds = [ENVOY, nginx()].map((entry) => {
      const shop = new IsolatedNamespace(platform(entry), 'shop');
      const web = new WebApp(shop, 'web', { image: IMAGE, port: 3000, host: 'shop.example.com', tls: SECRET });
      new InternalService(shop, 'api', { image: IMAGE, port: 8080 });
      const { ingress } = written(shop, 'NetworkPolicy', 'web').spec;
      expect(ingress).toHaveLength(1);
      expect(ingress[0].ports).toEqual([{ port: 3000, protocol: 'TCP' }]);
      expect(written(shop, 'NetworkPolicy', 'api').spec.ingress).toBeUndefined();
      return web.route.kind;
    });
    expect(kinds).toEqual(['HTTPRoute', 'Ingress']);
  });
});

describe('leads', () => {
  test('to several backends by their weights, through all of their policies', () => {
    const shop = space(platform(), 'shop');
    const [web, canary] = [new Backend(shop, 'web-app'), new Backend(shop, 'canary')];
    const split = [
      { to: web, weight: 90 },
      { to: canary, weight: 10 },
    ];
    const { route } = new Exposure(shop, 'web', { split, host: 'shop.example.com', tls: SECRET });
    expect(route.toJson().spec.rules[0].backendRefs).toEqual([
      { name: 'web-app', port: 3000, weight: 90 },
      { name: 'canary', port: 3000, weight: 10 },
    ]);
    expect(written(shop, 'NetworkPolicy', 'canary').spec.ingress).toEqual(
      written(shop, 'NetworkPolicy', 'web-app').spec.ingress,
    );
  });

  test('to another backend than the web app that is exposed', () => {
    const shop = new IsolatedNamespace(platform(), 'shop');
    const web = new WebApp(shop, 'web', { image: IMAGE, port: 3000, host: 'shop.example.com', tls: SECRET });
    const admin = new InternalService(shop, 'admin', { image: IMAGE, port: 8080 });
    const { route } = web.expose({ host: 'shop.example.com', path: '/admin', tls: SECRET, to: admin });
    expect(route.toJson().spec.rules[0].backendRefs).toEqual([{ name: 'admin', port: 8080 }]);
    const split = [
      { to: web, weight: 1 },
      { to: admin, weight: 1 },
    ];
    const both = web.expose({ host: 'shop.example.com', path: '/both', tls: SECRET, split });
    expect(both.route.toJson().spec.rules[0].backendRefs.map(({ name }: any) => name)).toEqual(['web', 'admin']);
  });

  test('to two versions, by header and by percentage, with what is asked of both', () => {
    const shop = space(platform(), 'shop');
    const [stable, canary] = [new Backend(shop, 'stable'), new Backend(shop, 'canary')];
    const release = Release.canary({ stable, canary, percent: 10, header: { name: 'x-canary', value: 'yes' } });
    const options = { rewritePrefix: '/' };
    const host = { host: 'shop.example.com', path: '/app', tls: SECRET };
    const { route } = new Exposure(shop, 'web', { ...host, release, options });
    const path = { type: 'PathPrefix', value: '/app' };
    const [asked, others] = route.toJson().spec.rules;
    expect(asked.matches).toEqual([{ path, headers: [{ type: 'Exact', name: 'x-canary', value: 'yes' }] }]);
    expect(asked.backendRefs).toEqual([{ name: 'canary', port: 3000 }]);
    expect(others.backendRefs.map(({ weight }: any) => weight)).toEqual([90, 10]);
    expect(asked.filters).toEqual(others.filters);
    expect(asked.filters.map(({ type }: any) => type)).toEqual(['URLRewrite']);
  });

  test.each([
    ['Gateway', ENVOY, ({ rules: [rule] }: any) => rule.matches[0].path.type],
    ['Ingress', nginx(), ({ rules: [rule] }: any) => rule.http.paths[0].pathType],
  ])('by %s, to nothing below an exact path', (_, entry, kindOf) => {
    const { exposure } = exposed(platform(entry), { path: '/healthz', exact: true });
    expect(kindOf(exposure.route.toJson().spec)).toBe('Exact');
  });
});

describe('gives by Gateway what is asked', () => {
  const cluster = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 });

  test('for what the Gateway API has words', () => {
    const options = {
      timeout: Duration.seconds(30),
      rewritePrefix: '/',
      cors: { allowOrigins: ['https://a.example'] },
    };
    const { exposure } = exposed(new Platform({ cluster }), { path: '/api', options });
    const [{ filters, timeouts }] = exposure.route.toJson().spec.rules;
    expect(timeouts).toEqual({ request: '30s' });
    expect(filters).toEqual([
      { type: 'CORS', cors: { allowOrigins: ['https://a.example'] } },
      { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
    ]);
  });

  test.each<[string, IngressOptions, string]>([
    [
      'sourceRanges',
      { sourceRanges: ['203.0.113.0/24'] },
      'leave it out, serve the host by an ingress controller that can, or write the policy of the implementation ' +
        'beside the route',
    ],
    [
      'backendProtocol',
      { backendProtocol: BackendProtocol.GRPC },
      'for gRPC, make a GrpcRoute; for TLS on the way to the backend, a BackendTlsPolicy; for others, give the ' +
        "Service's port an `appProtocol`",
    ],
  ])('and refuses `%s`, for which it has none', (name, options, remedy) => {
    expect(() => exposed(new Platform({ cluster }), { options })).toThrow(
      new Error(
        '[shop/web/Route] the options of a host that is served by Gateway must be such as the Gateway API has words ' +
          `for, and it has none for \`${name}\`; ${remedy}`,
      ),
    );
  });
});

test('gives by Ingress what the controller can', () => {
  const { exposure } = exposed(platform(nginx()), { options: { timeout: Duration.seconds(30) } });
  expect(exposure.route.toJson().metadata.annotations).toMatchObject({
    'nginx.ingress.kubernetes.io/proxy-read-timeout': '30',
  });
});

describe('comes by', () => {
  test('the entry that it names', () => {
    const app = platform(ENVOY, nginx());
    expect(exposed(app, { entry: 'ingress-nginx' }).exposure.route.kind).toBe('Ingress');
  });

  test('a Gateway of its own for an entry that is not the first one by Gateway', () => {
    const { shop, exposure } = exposed(platform(istio(), ENVOY), { entry: 'envoy-gateway' });
    expect(exposure.route.toJson().spec.parentRefs).toEqual([
      { name: 'envoy-gateway-gateway', sectionName: 'https-shop.example.com' },
    ]);
    expect(names(shop, 'Gateway')).toEqual(['envoy-gateway-gateway']);
  });

  test('one Gateway of the namespace for all apps, with one listener a host', () => {
    const shop = new IsolatedNamespace(platform(), 'shop');
    const app = { image: IMAGE, port: 3000, tls: SECRET };
    new WebApp(shop, 'web', { ...app, host: 'shop.example.com' });
    new WebApp(shop, 'admin', { ...app, host: 'shop.example.com', path: '/admin' });
    new WebApp(shop, 'blog', { ...app, host: 'blog.example.com' });
    expect(names(shop, 'Gateway')).toEqual(['gateway']);
    expect(written(shop, 'Gateway', 'gateway').spec.listeners.map(({ name }: any) => name)).toEqual([
      'http',
      'https-blog.example.com',
      'https-shop.example.com',
    ]);
  });

  test('the Gateway that its namespace was given, also where the default entry is an ingress controller', () => {
    const app = platform(nginx(), ENVOY);
    const gateway = new Gateway(space(app, 'edge'), 'front', { entry: 'envoy-gateway', tls: SECRET });
    const shop = new IsolatedNamespace(app, 'shop', { gateway });
    const web = new WebApp(shop, 'web', { image: IMAGE, port: 3000, host: 'shop.example.com' });
    expect(web.route.toJson().spec.parentRefs).toEqual([
      { name: 'front', namespace: 'edge', sectionName: 'https-shop.example.com' },
    ]);
    expect(names(shop, 'Gateway')).toEqual([]);
    expect(written(shop, 'NetworkPolicy', 'web').spec.ingress).toEqual([
      { from: [envoyProxies('edge', 'front')], ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
  });

  test('an entry that it names, even where its namespace was given a Gateway', () => {
    const app = platform(ENVOY, nginx());
    const gateway = new Gateway(space(app, 'edge'), 'front', { tls: SECRET });
    const shop = new IsolatedNamespace(app, 'shop', { gateway });
    const props = { backend: new Backend(shop, 'app'), host: 'shop.example.com', tls: SECRET, entry: 'ingress-nginx' };
    expect(new Exposure(shop, 'web', props).route.kind).toBe('Ingress');
  });

  test('the Gateway that it names', () => {
    const app = platform(nginx(), ENVOY);
    const gateway = new Gateway(space(app, 'edge'), 'front', { entry: 'envoy-gateway' });
    const { route } = exposed(app, { gateway }).exposure;
    expect(route.toJson().spec.parentRefs[0]).toMatchObject({ name: 'front', namespace: 'edge' });
  });
});

test('is called like its id, unless a name is given', () => {
  expect(exposed(platform()).exposure.route.name).toBe('web');
  expect(exposed(platform(), { name: 'public' }).exposure.route.name).toBe('public');
  expect(exposed(platform(nginx()), { name: 'public' }).exposure.route.name).toBe('public');
});

test('of an app may have a name longer than a label, made of a long host and path', () => {
  const shop = space(platform(), 'shop');
  const web = new WebApp(shop, 'web', { image: IMAGE, port: 3000, host: 'shop.example.com', tls: SECRET });
  const host = 'a-long-name-of-a-host.department.example.com';
  const name = 'web-a-long-name-of-a-host-department-example-com-a-long-path-of-it';
  expect(web.expose({ host, path: '/a/long/path/of/it', tls: SECRET }).route.name).toBe(name);
  expect(names(shop, 'HTTPRoute')).toContain(`${name}-redirect`);
});

test('writes what a patch says of its route under the field names of Kubernetes', () => {
  const shop = new IsolatedNamespace(platform(), 'shop');
  const web = new WebApp(shop, 'web', { image: IMAGE, port: 3000, host: 'shop.example.com', tls: SECRET });
  web.route.addJsonPatch(JsonPatch.add('/spec/rules/0/timeouts', { request: '10s', backendRequest: '2s' }));
  expect(written(shop, 'HTTPRoute', 'web').spec.rules[0].timeouts).toEqual({ request: '10s', backendRequest: '2s' });
});

describe('refuses', () => {
  test('a cluster without a way in, and tells how to find it', () => {
    const app = new Platform({ cluster: ClusterProfile.define({ name: 'bare' }) });
    expect(() => exposed(app)).toThrow(
      /^\[shop\/web\] the cluster profile "bare" must say how requests come into the cluster; .*`kubectl get gatewayclass,ingressclass`/,
    );
  });

  test('an entry that the profile does not have', () => {
    expect(() => exposed(platform(), { entry: 'internal' })).toThrow(
      /^\[shop\/web\] an entry must be one of the cluster profile "kubeadm": envoy-gateway, but got "internal"; /,
    );
  });

  test('a Gateway together with an entry', () => {
    const app = platform(nginx(), ENVOY);
    const gateway = new Gateway(space(app, 'edge'), 'front', { entry: 'envoy-gateway', tls: SECRET });
    expect(() => exposed(app, { gateway, entry: 'ingress-nginx' })).toThrow(
      new Error(
        '[shop/web] requests must come either by a Gateway or by an entry, but both were given: Gateway edge/front and entry ' +
          '"ingress-nginx"; leave out `entry`: a Gateway has its own',
      ),
    );
  });

  test('a Gateway of another app', () => {
    const gateway = new Gateway(space(platform(), 'edge'), 'front', { tls: SECRET });
    const shop = space(platform(), 'shop');
    const app = { image: IMAGE, port: 3000, host: 'shop.example.com', gateway };
    expect(() => new WebApp(shop, 'web', app)).toThrow(
      new Error(
        '[shop/web/Exposure] a Gateway and whom it serves must be in one app, but [edge/front] is in another; ' +
          'make a Gateway in this app, or the routes in that one',
      ),
    );
  });

  test('a Gateway that is none, and a backend that is none', () => {
    expect(() => exposed(platform(), { gateway: 'front' as any })).toThrow(
      '[shop/web] the `gateway` must be a Gateway, but got "front"; ',
    );
    expect(() => exposed(platform(), { backend: undefined })).toThrow(
      '[shop/web/Route] a backend must have a Service, and take part in connections or be an external peer, but got undefined',
    );
  });

  test('a split by Ingress, and one beside a backend', () => {
    const shop = space(platform(nginx()), 'shop');
    const backend = new Backend(shop, 'app');
    const split = [{ to: backend, weight: 1 }];
    expect(() => new Exposure(shop, 'web', { split, host: 'shop.example.com', tls: SECRET })).toThrow(
      new Error(
        '[shop/web/Route] a `split` must be left to Gateways, since an Ingress knows one backend for a path; name an ' +
          '`entry` by Gateway, or give one `backend`',
      ),
    );
    expect(() => new Exposure(shop, 'web', { backend, split, host: 'shop.example.com', tls: SECRET })).toThrow(
      new Error(
        '[shop/web/Route] an exposure must have one of `backend`, `split` and `release`; put all backends into the ' +
          '`split`, each with its weight, or into the `release`',
      ),
    );
  });

  test.each([
    [undefined, 'the properties of an exposure must be an object, but got undefined; write it in { }'],
    ['web', 'the properties of an exposure must be an object, but got "web"; write it in { }'],
    [
      { hostname: 'shop.example.com' },
      'an exposure must have no `hostname`, but got "shop.example.com"; leave it out; it may have backend, split, ' +
        'release, host, path, exact, tls, port, gateway, entry, routing, name, options',
    ],
  ])('from JavaScript, the properties %j', (props: any, problem) => {
    const shop = space(platform(), 'shop');
    expect(() => new Exposure(shop, 'web', props)).toThrow(new Error(`[shop/web] ${problem}`));
    expect(shop.node.tryFindChild('web')).toBeUndefined();
  });

  test('from JavaScript, a Gateway and options of null', () => {
    expect(() => exposed(platform(), { gateway: null as any })).toThrow(
      '[shop/web] the `gateway` must be a Gateway, but got null; ',
    );
    expect(() => exposed(platform(), { options: null as any })).toThrow(
      new Error('[shop/web/Route] the `options` of a host must be an object, but got null; write it in { }'),
    );
  });

  test('a port beside a release, which has its own', () => {
    const shop = space(platform(), 'shop');
    const [stable, canary] = [new Backend(shop, 'stable'), new Backend(shop, 'canary')];
    const release = Release.canary({ stable, canary, percent: 10 });
    expect(() => new Exposure(shop, 'web', { release, port: 80, host: 'shop.example.com', tls: SECRET })).toThrow(
      new Error(
        '[shop/web/Route] the port of a `release` must be said in it, since its rules are made there, but got 80; write ' +
          'it as in Release.canary({ stable, canary, percent: 10, port: 8080 })',
      ),
    );
  });

  test('a port that the Service does not have', () => {
    expect(() => exposed(platform(), { port: 3000 })).toThrow('[shop/web/Route] a Service port must be one of TCP 80');
    expect(() => exposed(platform(nginx()), { port: 3000 })).toThrow(
      '[shop/web/Route] a Service port must be one of TCP 80',
    );
  });

  test('a path that another app of the host has', () => {
    const shop = new IsolatedNamespace(platform(), 'shop');
    const app = { image: IMAGE, port: 3000, host: 'shop.example.com', tls: SECRET };
    new WebApp(shop, 'web', app);
    expect(() => new WebApp(shop, 'admin', app)).toThrow(
      new Error(
        '[shop/admin/Exposure/Route] a path of a host must belong to one route, but [shop/web/Exposure/Route] has / of ' +
          'shop.example.com already; choose another `path` or `host`',
      ),
    );
  });

  test('another certificate for the host of another app', () => {
    const shop = new IsolatedNamespace(platform(), 'shop');
    const app = { image: IMAGE, port: 3000, host: 'shop.example.com' };
    new WebApp(shop, 'web', { ...app, tls: SECRET });
    expect(() => new WebApp(shop, 'admin', { ...app, path: '/admin', tls: Tls.secret('admin-tls') })).toThrow(
      new Error(
        '[shop/admin/Exposure/Route] all routes of a host must have one certificate, and [shop/web/Exposure/Route] has ' +
          'Secret shop/shop-tls for shop.example.com, but got "Secret shop/admin-tls"; give both the same `tls`',
      ),
    );
  });
});
