import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import {
  BackendProtocol,
  Challenge,
  Clusters,
  Connections,
  Entry,
  type Entry as EntryType,
  ExistingService,
  HttpMethod,
  type IBackend,
  Ingress,
  IngressControllers,
  type IngressOptions,
  NetworkPlugin,
  Platform,
  Port,
  Tls,
  Workload,
} from '../../../lib';
import { Backend, CLEAR, nginx, platform, SECRET, space, traefik, written } from '../sample';

/** An Ingress for shop.example.com/app with these options. */
function asking(entry: EntryType, options: any, tls = SECRET): Ingress {
  const app = platform(entry);
  const backend = new Backend(space(app, 'shop', 'apps'), 'web-app');
  const props = { backend, host: 'shop.example.com', path: '/app', tls, options };
  return new Ingress(space(app, 'shop'), 'web', props);
}

/** The backend's part of it. */
function apps({ node }: Ingress): Chart {
  return node.root.node.findChild('apps') as Chart;
}

const EVERYTHING: IngressOptions = {
  timeout: Duration.minutes(2),
  maxBodySize: Size.mebibytes(10),
  stickySession: { cookieName: 'shop', duration: Duration.hours(1) },
  sourceRanges: ['203.0.113.0/24'],
  cors: { allowOrigins: ['https://www.example.com'] },
  backendProtocol: BackendProtocol.HTTPS,
  rateLimit: { requestsPerSecond: 10, burst: 20 },
  basicAuth: { secret: 'users' },
};

test('by ingress-nginx are annotations of the Ingress', () => {
  expect(asking(nginx(), EVERYTHING).toJson().metadata.annotations).toEqual({
    'nginx.ingress.kubernetes.io/affinity': 'cookie',
    'nginx.ingress.kubernetes.io/auth-secret': 'users',
    'nginx.ingress.kubernetes.io/auth-type': 'basic',
    'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
    'nginx.ingress.kubernetes.io/cors-allow-credentials': 'false',
    'nginx.ingress.kubernetes.io/cors-allow-headers': 'Accept,Accept-Language,Content-Language',
    'nginx.ingress.kubernetes.io/cors-allow-methods': 'GET,HEAD,POST',
    'nginx.ingress.kubernetes.io/cors-allow-origin': 'https://www.example.com',
    'nginx.ingress.kubernetes.io/cors-max-age': '5',
    'nginx.ingress.kubernetes.io/enable-cors': 'true',
    'nginx.ingress.kubernetes.io/limit-burst-multiplier': '2',
    'nginx.ingress.kubernetes.io/limit-rps': '10',
    'nginx.ingress.kubernetes.io/proxy-body-size': '10485760',
    'nginx.ingress.kubernetes.io/proxy-read-timeout': '120',
    'nginx.ingress.kubernetes.io/proxy-send-timeout': '120',
    'nginx.ingress.kubernetes.io/session-cookie-max-age': '3600',
    'nginx.ingress.kubernetes.io/session-cookie-name': 'shop',
    'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
    'nginx.ingress.kubernetes.io/whitelist-source-range': '203.0.113.0/24',
  });
});

test('by Traefik are objects of its own, and annotations of the Service too', () => {
  const ingress = asking(traefik(), { ...EVERYTHING, rewritePrefix: '/' });
  expect(Chart.of(ingress)).toMatchSnapshot();
  expect(written(apps(ingress), 'Service', 'web-app').metadata.annotations).toEqual({
    'traefik.ingress.kubernetes.io/service.serversscheme': 'https',
    'traefik.ingress.kubernetes.io/service.serverstransport': 'shop-web-timeout@kubernetescrd',
    'traefik.ingress.kubernetes.io/service.sticky.cookie': 'true',
    'traefik.ingress.kubernetes.io/service.sticky.cookie.httponly': 'true',
    'traefik.ingress.kubernetes.io/service.sticky.cookie.maxage': '3600',
    'traefik.ingress.kubernetes.io/service.sticky.cookie.name': 'shop',
    'traefik.ingress.kubernetes.io/service.sticky.cookie.secure': 'true',
  });
  expect(ingress.controllerObjects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Middleware web-redirect',
    'Middleware web-sources',
    'Middleware web-rate',
    'Middleware web-cors',
    'Middleware web-basic',
    'Middleware web-body',
    'Middleware web-strip',
    'ServersTransport web-timeout',
  ]);
});

test('say all that may be said of CORS', () => {
  const cors = {
    allowOrigins: ['https://*.example.com'],
    allowMethods: [HttpMethod.PUT],
    allowHeaders: ['X-Token'],
    exposeHeaders: ['X-Total'],
    allowCredentials: true,
    maxAge: Duration.minutes(1),
  };
  expect(asking(nginx(), { cors }).toJson().metadata.annotations).toMatchObject({
    'nginx.ingress.kubernetes.io/cors-allow-credentials': 'true',
    'nginx.ingress.kubernetes.io/cors-allow-headers': 'X-Token',
    'nginx.ingress.kubernetes.io/cors-allow-methods': 'PUT',
    'nginx.ingress.kubernetes.io/cors-allow-origin': 'https://*.example.com',
    'nginx.ingress.kubernetes.io/cors-expose-headers': 'X-Total',
    'nginx.ingress.kubernetes.io/cors-max-age': '60',
  });
});

test('leave to the controller what is not said', () => {
  const options = { rateLimit: { requestsPerSecond: 10 }, stickySession: {}, timeout: undefined };
  expect(asking(nginx(), options).toJson().metadata.annotations).toEqual({
    'nginx.ingress.kubernetes.io/affinity': 'cookie',
    'nginx.ingress.kubernetes.io/limit-rps': '10',
    'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
  });
});

test('tell Contour the port of the Service', () => {
  const ingress = asking(Entry.ingress(IngressControllers.contour()), { backendProtocol: BackendProtocol.GRPC });
  expect(written(apps(ingress), 'Service', 'web-app').metadata.annotations).toEqual({
    'projectcontour.io/upstream-protocol.h2c': '3000',
  });
});

describe('who may pass', () => {
  const url = 'https://auth.example.com/check?app=shop';

  test('is asked at an address, and told where to send those who may not', () => {
    const externalAuth = { url, responseHeaders: ['X-User'], signInUrl: 'https://auth.example.com/login' };
    expect(asking(nginx(), { externalAuth }).toJson().metadata.annotations).toMatchObject({
      'nginx.ingress.kubernetes.io/auth-url': url,
      'nginx.ingress.kubernetes.io/auth-response-headers': 'X-User',
      'nginx.ingress.kubernetes.io/auth-signin': 'https://auth.example.com/login',
    });
  });

  test('is asked of a backend of the app, whose policy lets the controller in', () => {
    const app = platform(nginx());
    const chart = space(app, 'shop');
    const sso = space(app, 'sso');
    const auth = new Backend(sso, 'auth', { port: 4180, servicePort: 80 });
    const externalAuth = { backend: auth, path: '/oauth2/auth' };
    const props = { backend: new Backend(chart, 'web-app'), host: 'shop.example.com', tls: SECRET };
    const ingress = new Ingress(chart, 'web', { ...props, options: { externalAuth } });
    expect(ingress.toJson().metadata.annotations).toMatchObject({
      'nginx.ingress.kubernetes.io/auth-url': 'http://auth.sso.svc.cluster.local:80/oauth2/auth',
    });
    const policy = written(sso, 'NetworkPolicy', 'auth');
    expect(policy.spec.ingress[0].ports).toEqual([{ port: 4180, protocol: 'TCP' }]);
    expect(policy.spec.ingress[0].from[0].namespaceSelector.matchLabels).toEqual({
      'kubernetes.io/metadata.name': 'ingress-nginx',
    });
    expect(policy.metadata.annotations['cdk8s-networking/reasons']).toContain(
      'questions of ingress-nginx who may pass',
    );
  });

  test('is not asked of a backend whose namespace nobody knows', () => {
    const app = platform(nginx());
    const chart = space(app, 'shop');
    const auth = new Backend(new Chart(app, 'nowhere'), 'auth');
    const props = { backend: new Backend(chart, 'web-app'), host: 'shop.example.com', tls: SECRET };
    expect(() => new Ingress(chart, 'web', { ...props, options: { externalAuth: { backend: auth } } })).toThrow(
      new Error(
        '[shop/web] the namespace of the `backend` of the `externalAuth` of an Ingress must be known, since the ' +
          'controller asks it from another one; give its chart a `namespace`, or use an IsolatedNamespace',
      ),
    );
  });
});

describe('refuse', () => {
  const auth = 'the `externalAuth` of an Ingress';

  test.each([
    [
      'wait for nothing',
      { timeout: 30 },
      'the `timeout` of an Ingress must be a Duration of whole seconds, from 1 to 2147483647, but got 30; write it as in Duration.seconds(30)',
    ],
    [
      'half a second',
      { timeout: Duration.millis(1500) },
      'the `timeout` of an Ingress must be a Duration of whole seconds, from 1 to 2147483647, but got "1.5 seconds"; write it as in Duration.seconds(30)',
    ],
    [
      'a size in words',
      { maxBodySize: '10m' },
      'the `maxBodySize` of an Ingress must be a Size of at least one KiB, and less than 8 PiB, but got "10m"; write it as in Size.mebibytes(10)',
    ],
    [
      'no size',
      { maxBodySize: Size.kibibytes(0) },
      'the `maxBodySize` of an Ingress must be a Size of at least one KiB, and less than 8 PiB, but got "0 KiB"; write it as in Size.mebibytes(10)',
    ],
    [
      'a cookie in words',
      { stickySession: { cookieName: 'my shop' } },
      'the `cookieName` of a `stickySession` must have 1 to 64 letters, digits, "-" and "_" only, but got "my shop"; write it as in \'shop-session\'',
    ],
    [
      'a session as a flag',
      { stickySession: true },
      'the `stickySession` of an Ingress must be an object, but got true; write { } for the defaults',
    ],
    [
      'no networks',
      { sourceRanges: [] },
      "the `sourceRanges` of an Ingress must be a list with at least one network, but got an empty list; write it as in ['203.0.113.0/24'], or leave it out for all clients",
    ],
    [
      'another protocol',
      { backendProtocol: 'FCGI' },
      'the `backendProtocol` of an Ingress must be one of BackendProtocol: HTTP, HTTPS, GRPC, GRPCS, but got "FCGI"; write it as in BackendProtocol.HTTPS',
    ],
    [
      'no rate',
      { rateLimit: { requestsPerSecond: 0 } },
      'the `requestsPerSecond` of a `rateLimit` must be a whole number from 1 to 2147483647, but got 0; write it as in { requestsPerSecond: 10 }',
    ],
    [
      'half a burst',
      { rateLimit: { requestsPerSecond: 1, burst: 1.5 } },
      'the `burst` of a `rateLimit` must be a whole number from 1 to 2147483647, but got 1.5; write it as in { requestsPerSecond: 10 }',
    ],
    [
      'an option that there is not',
      { timeouts: 1 },
      'the `options` of an Ingress must have no `timeouts`, but got 1; leave it out; it may have timeout, maxBodySize, stickySession, sourceRanges, cors, backendProtocol, rewritePrefix, rateLimit, basicAuth, externalAuth',
    ],
    ['a list', [], 'the `options` of an Ingress must be an object, but got an empty list; write it in { }'],
    [
      'nobody to ask',
      { externalAuth: {} },
      `${auth} must have either a \`url\` or a \`backend\`; name a \`backend\` where it is in the app, so that its policy lets the controller in`,
    ],
    [
      'a path beside an address',
      { externalAuth: { url: 'https://a.example.com', path: '/a' } },
      `${auth} must have \`path\` beside a \`backend\` only; write it into the \`url\``,
    ],
    [
      'a port beside an address',
      { externalAuth: { url: 'https://a.example.com', port: 1 } },
      `${auth} must have \`port\` beside a \`backend\` only; write it into the \`url\``,
    ],
    [
      'what a proxy would read',
      { externalAuth: { url: 'https://a.example.com/;deny all' } },
      `the \`url\` of ${auth} must be "http://" or "https://" with a host, and perhaps a port, a path and a query, but got "https://a.example.com/;deny all"; write it as in 'https://auth.example.com/check'`,
    ],
    [
      'no headers',
      { externalAuth: { url: 'https://a.example.com', responseHeaders: [] } },
      `the \`responseHeaders\` of ${auth} must be a list with at least one header, but got an empty list; write it as in ['X-User'], or leave it out`,
    ],
  ])('%s', (_, options, text) => {
    expect(() => asking(nginx(), options)).toThrow(new Error(`[shop/web] ${text}`));
  });

  test.each([
    [
      'a name that no Secret can have',
      { basicAuth: { secret: 'My Users' } },
      /^\[shop\/web\] the name of a Secret must be a DNS-1123/,
    ],
    ['a network that is none', { sourceRanges: ['everywhere'] }, /^\[shop\/web\] .*"everywhere"/],
    [
      'a path that is none',
      { rewritePrefix: 'v2' },
      /^\[shop\/web\] the `rewritePrefix` of an Ingress must start with "\/"/,
    ],
    [
      'credentials for every site',
      { cors: { allowOrigins: ['*'], allowCredentials: true } },
      /^\[shop\/web\] CORS must not allow credentials/,
    ],
    [
      'a header that is none',
      { externalAuth: { url: 'https://a.example.com', responseHeaders: ['X User'] } },
      /^\[shop\/web\] the name of a header/,
    ],
  ])('%s', (_, options, text) => {
    expect(() => asking(nginx(), options)).toThrow(text);
  });

  test('what the controller can not do, with those who can', () => {
    const contour = Entry.ingress(IngressControllers.contour());
    expect(() => asking(contour, { basicAuth: { secret: 'users' } })).toThrow(
      new Error(
        "[shop/web] an Ingress with `basicAuth` must be served by a controller that has it, and contour doesn't; leave " +
          'it out, or name an `entry` by one that does: haproxy, ingress-nginx, traefik',
      ),
    );
  });

  test('what a controller says at the place of the Ingress', () => {
    expect(() => asking(nginx(), { rateLimit: { requestsPerSecond: 10, burst: 5 } })).toThrow(
      /^\[shop\/web\] the `burst` of a rate limit by ingress-nginx must be a multiple/,
    );
  });

  test('to replace several paths, or none', () => {
    const chart = space(platform(traefik()), 'shop');
    const backend = new Backend(chart, 'web-app');
    const paths = ['/a', '/b'].map((path) => ({ path, backend }));
    const options = { rewritePrefix: '/' };
    const rules = [{ host: 'shop.example.com', paths }];
    expect(() => new Ingress(chart, 'web', { rules, options, tls: SECRET })).toThrow(
      new Error(
        '[shop/web] an Ingress with `rewritePrefix` must have one path, for all of its hosts, and no `defaultBackend`, ' +
          'but got ["/a","/b"]; make an Ingress for each path',
      ),
    );
  });

  test('a name that leaves no room for those of its objects', () => {
    const chart = space(platform(Entry.ingress(long)), 'shop');
    const backend = new Backend(chart, 'web-app');
    const name = 'a'.repeat(240);
    expect(() => new Ingress(chart, 'web', { backend, host: 'shop.example.com', tls: SECRET, name })).toThrow(
      new Error(
        '[shop/web] the name of an Ingress must leave room for that of its Filter, "<name>-what-it-filters", which has at ' +
          `most 253 characters, but got "${'a'.repeat(77)}..."; choose a shorter \`name\``,
      ),
    );
  });

  const { dataPlane, options, ingressClassName } = IngressControllers.traefik();
  const filter = { apiVersion: 'example.com/v1', kind: 'Filter', suffix: 'what-it-filters', fields: {} };
  const long = {
    name: 'own',
    dataPlane,
    options,
    ingressClassName,
    serve: () => ({ annotations: {}, objects: [filter] }),
  };
});

describe('of a Service', () => {
  const sticky = { stickySession: {} };
  const haproxy = Entry.ingress(IngressControllers.haproxy());

  test('are written to each that the Ingress leads to', () => {
    const chart = space(platform(haproxy), 'shop');
    const [web, api] = ['web-app', 'api-app'].map((id) => new Backend(chart, id)) as [Backend, Backend];
    const paths = [{ backend: web }, { path: '/api', backend: api }, { path: '/v2', backend: api }];
    new Ingress(chart, 'web', { rules: [{ host: 'shop.example.com', paths }], tls: SECRET, options: sticky });
    for (const name of ['web-app', 'api-app']) {
      expect(written(chart, 'Service', name).metadata.annotations).toEqual({
        'haproxy.org/cookie-persistence': 'sticky-session',
      });
    }
  });

  test('may be asked by two Ingresses that agree, and not by two that do not', () => {
    const chart = space(platform(haproxy), 'shop');
    const backend = new Backend(chart, 'web-app');
    const ingress = (id: string, options: IngressOptions) =>
      new Ingress(chart, id, { backend, host: `${id}.example.com`, tls: SECRET, options });
    ingress('a', sticky);
    expect(() => ingress('b', sticky)).not.toThrow();
    expect(() => ingress('c', {})).not.toThrow();
    expect(() => ingress('d', { stickySession: { cookieName: 'other' } })).toThrow(
      new Error(
        '[shop/d] all Ingresses of a Service must ask for the same, but [shop/a] wants haproxy.org/cookie-persistence of ' +
          'web-app to be "sticky-session", but got "other"; give both the same `options`, make one Ingress of them, or a ' +
          'second Service',
      ),
    );
    expect(chart.node.tryFindChild('d')).toBeUndefined();
  });

  /** A Service that somebody else writes, in front of pods of theirs. */
  function theirs(chart: Chart, annotations?: { [key: string]: string }): IBackend {
    const object = new ApiObject(chart, 'object', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', annotations },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 3000 }] },
    });
    const ports = [Port.tcp(3000)];
    const workload = Workload.of({ namespace: 'shop', name: 'web', labels: { app: 'web' }, ports });
    const connections = new Connections(chart, { workload: { workload }, policyName: 'web' });
    return { service: ExistingService.of(object), connections };
  }

  test('are not written to one of somebody else: the synth says what it lacks', () => {
    const chart = space(platform(haproxy), 'shop');
    const props = { host: 'shop.example.com', tls: SECRET, options: sticky };
    const ingress = new Ingress(chart, 'web', { backend: theirs(chart), ...props });
    expect((chart.node.findChild('object') as ApiObject).toJson().metadata.annotations).toBeUndefined();
    expect(ingress.node.validate()).toEqual([
      'a Service that an Ingress leads to must have the annotation haproxy.org/cookie-persistence: "sticky-session", but ' +
        '[shop/object] has none; add it where that Service is made',
    ]);
  });

  test('are compared with what one of somebody else has', () => {
    const validated = (annotations: { [key: string]: string }) => {
      const chart = space(platform(haproxy), 'shop');
      const props = { host: 'shop.example.com', tls: SECRET, options: sticky };
      return new Ingress(chart, 'web', { backend: theirs(chart, annotations), ...props }).node.validate();
    };
    expect(validated({ 'haproxy.org/cookie-persistence': 'sticky-session' })).toEqual([]);
    expect(validated({ 'haproxy.org/cookie-persistence': 'other' })).toEqual([
      'a Service that an Ingress leads to must have the annotation haproxy.org/cookie-persistence: "sticky-session", but ' +
        '[shop/object] has "other"; add it where that Service is made',
    ]);
  });
});

describe('a certificate of the cloud', () => {
  const subnetRanges = ['10.0.0.0/24'];
  const arn = 'arn:aws:acm:eu-west-1:123456789012:certificate/12345678';

  test.each([
    [IngressControllers.awsLoadBalancer({ subnetRanges }), 'alb.ingress.kubernetes.io/certificate-arn', arn],
    [
      IngressControllers.azureApplicationGateway({ subnetRanges }),
      'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
      'shop',
    ],
    [IngressControllers.gke(), 'ingress.gcp.kubernetes.io/pre-shared-cert', 'shop'],
  ])('is named by an annotation, and by no Secret: $name', (controller, annotation, certificate) => {
    const { metadata, spec } = asking(Entry.ingress(controller), {}, Tls.cloud(certificate)).toJson();
    expect(metadata.annotations[annotation]).toBe(certificate);
    expect(spec).not.toHaveProperty('tls');
  });

  test('is the only one that AWS takes', () => {
    const alb = Entry.ingress(IngressControllers.awsLoadBalancer({ subnetRanges }));
    expect(() => asking(alb, {})).toThrow(
      "[shop/web] an Ingress with `Tls.secret()` must be served by a controller that has it, and aws-load-balancer doesn't",
    );
    const issued = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });
    expect(() => asking(alb, {}, issued)).toThrow('an Ingress with `Tls.certManager()` must be served');
    expect(() => asking(alb, {}, CLEAR)).not.toThrow();
  });

  test('does not come to GKE by a challenge by HTTP, which another load balancer would get', () => {
    const issued = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
    expect(() => asking(Entry.ingress(IngressControllers.gke()), {}, issued)).toThrow(
      'an Ingress with `Challenge.HTTP01` must be served by a controller that has it',
    );
  });
});

describe('the policies of backends let in', () => {
  const subnetRanges = ['10.0.0.0/24'];
  const from = (entry: EntryType) =>
    written(apps(asking(entry, {}, CLEAR)), 'NetworkPolicy', 'web-app').spec.ingress?.[0];

  test.each([
    ['the subnets of an Application Load Balancer', IngressControllers.awsLoadBalancer({ subnetRanges }), subnetRanges],
    [
      'the subnet of an Application Gateway',
      IngressControllers.azureApplicationGateway({ subnetRanges }),
      subnetRanges,
    ],
    ["Google's front ends", IngressControllers.gke(), ['130.211.0.0/22', '35.191.0.0/16']],
    [
      'the subnet for proxies of GKE too',
      IngressControllers.gke({ internal: { proxyOnlySubnets: ['10.129.0.0/23'] } }),
      ['10.129.0.0/23', '130.211.0.0/22', '35.191.0.0/16'],
    ],
  ])('%s', (_, controller, ranges) => {
    expect(from(Entry.ingress(controller))).toEqual({
      from: ranges.map((cidr) => ({ ipBlock: { cidr } })),
      ports: [{ port: 3000, protocol: 'TCP' }],
    });
  });

  test("Istio's ingress gateway", () => {
    expect(from(Entry.ingress(IngressControllers.istioIngress()))?.from).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
        podSelector: { matchLabels: { istio: 'ingressgateway' } },
      },
    ]);
  });

  test('nobody where that can not be said, and then there is no Ingress', () => {
    const cilium = Entry.ingress(IngressControllers.cilium());
    const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico(), entries: [cilium, nginx()] });
    const chart = space(new Platform({ cluster }), 'shop');
    const props = { backend: new Backend(chart, 'web-app'), host: 'shop.example.com', tls: SECRET };
    expect(() => new Ingress(chart, 'web', props)).toThrow('Cilium entity ingress must be left to clusters');
    expect(chart.node.tryFindChild('web')).toBeUndefined();
    expect(() => new Ingress(chart, 'web', { ...props, entry: 'ingress-nginx' })).not.toThrow();
  });

  test('what serves Ingresses in Cilium, by a policy of its kind', () => {
    const entries = [Entry.ingress(IngressControllers.cilium())];
    const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.cilium(), entries });
    const chart = space(new Platform({ cluster }), 'shop');
    const backend = new Backend(chart, 'web-app');
    new Ingress(chart, 'web', { backend, host: 'shop.example.com', tls: SECRET });
    expect(written(chart, 'CiliumNetworkPolicy', 'web-app').spec.ingress).toEqual([
      { fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '3000', protocol: 'TCP' }] }] },
    ]);
  });
});
