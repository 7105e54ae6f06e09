import { Chart, JsonPatch } from 'cdk8s';
import {
  Challenge,
  ClusterProfile,
  Clusters,
  Entry,
  Gateway,
  GatewayApiVersion,
  GatewayImplementations,
  type GatewayProps,
  HttpMatch,
  HttpRoute,
  IsolatedNamespace,
  Platform,
  TcpRoute,
  Tls,
} from '../../../lib';
import { hearNotices } from '../../support/notices';
import { admitting, Backend, CLEAR, envoyProxies, nginx, platform, SECRET, space, written } from '../sample';

const HTTP01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
const DNS01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });

function edge(props?: GatewayProps): Gateway {
  return new Gateway(space(platform(), 'edge'), 'gateway', props);
}

/** A route to a backend of its own, in the chart of the Gateway unless another is given. */
function route(gateway: Gateway, host: string, more: { tls?: Tls; path?: string; id?: string; chart?: Chart } = {}) {
  const { tls, path = '/', id = `${host}${path}`.match(/[a-z0-9]+/g)?.join('-') ?? '', chart } = more;
  const home = chart ?? Chart.of(gateway);
  return new HttpRoute(home, id, {
    gateway,
    tls,
    hostnames: [host],
    rules: [{ matches: [HttpMatch.path(path)], backends: [new Backend(home, `${id}-app`)] }],
  });
}

function spec(gateway: Gateway): any {
  return gateway.toJson().spec;
}

/** The listeners for HTTPS by name, with the Secret of each. */
function certificates(gateway: Gateway): any {
  const secure = spec(gateway).listeners.filter((listener: any) => listener.protocol === 'HTTPS');
  return Object.fromEntries(secure.map((listener: any) => [listener.name, listener.tls.certificateRefs]));
}

/** What cert-manager is asked for, by the name of the Certificate. */
function asked(gateway: Gateway): any {
  return Object.fromEntries(gateway.certificates.map((certificate) => [certificate.name, certificate.toJson().spec]));
}

function issuedBy(kind: string, name: string, ...dnsNames: string[]): any {
  return { secretName: expect.any(String), dnsNames, issuerRef: { group: 'cert-manager.io', kind, name } };
}

function admitted(gateway: Gateway): any {
  return Object.fromEntries(spec(gateway).listeners.map((listener: any) => [listener.name, listener.allowedRoutes]));
}

describe('writes', () => {
  test('a listener for plain HTTP, and one for HTTPS for each host', () => {
    const gateway = edge({ hostnames: ['shop.example.com', '*.example.com'], tls: SECRET });
    expect(Chart.of(gateway)).toMatchSnapshot();
  });

  test('the GatewayClass of its entry', () => {
    const entries = [
      Entry.gateway(GatewayImplementations.envoyGateway({ gatewayClassName: 'public' })),
      Entry.gateway(GatewayImplementations.envoyGateway({ gatewayClassName: 'private' }), { name: 'intern' }),
    ];
    const chart = space(platform(...entries), 'edge');
    expect(spec(new Gateway(chart, 'gateway')).gatewayClassName).toBe('public');
    expect(spec(new Gateway(chart, 'other', { entry: 'intern' })).gatewayClassName).toBe('private');
  });

  test('its id as its name, unless one is given', () => {
    expect(edge().name).toBe('gateway');
    expect(edge({ name: 'front' }).name).toBe('front');
    expect(edge({ name: 'front' }).displayName).toBe('edge/front');
  });

  test('the listener for plain HTTP alone while nobody asks for a host', () => {
    expect(spec(edge()).listeners).toEqual([
      { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: admitting('edge') },
    ]);
  });

  test('no listener for plain HTTP beside connections alone, until a host is served', () => {
    const chart = space(
      new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 }) }),
      'edge',
    );
    const gateway = new Gateway(chart, 'gateway');
    const db = new Backend(chart, 'db', { port: 5432 });
    const names = () => spec(gateway).listeners.map(({ name }: any) => name);
    new TcpRoute(chart, 'tcp', { gateway, port: 5432, backends: [db] });
    expect(names()).toEqual(['tcp-5432']);
    route(gateway, 'shop.example.com', { tls: SECRET });
    expect(names()).toEqual(['http', 'https-shop.example.com', 'tcp-5432']);
  });

  test('the same whatever the order of its routes', () => {
    const hosts = ['b.example.com', 'a.example.com', 'c.example.com'];
    const [one, other] = [hosts, [...hosts].reverse()].map((order) => {
      const gateway = edge({ tls: SECRET });
      for (const host of order) route(gateway, host);
      return gateway.toJson();
    });
    expect(one).toEqual(other);
    expect(one.spec.listeners.map((listener: any) => listener.hostname)).toEqual([undefined, ...hosts.sort()]);
  });

  test('what a patch says under the field names of Kubernetes', () => {
    const gateway = edge();
    gateway.addJsonPatch(JsonPatch.add('/spec/addresses', [{ type: 'IPAddress', value: '203.0.113.10' }]));
    expect(spec(gateway).addresses).toEqual([{ type: 'IPAddress', value: '203.0.113.10' }]);
  });
});

describe('shared by a namespace', () => {
  test('is one for all its routes', () => {
    const shop = new IsolatedNamespace(platform(), 'shop');
    expect(Gateway.shared(new Backend(shop, 'web'))).toBe(Gateway.shared(shop));
    expect(Gateway.shared(shop).displayName).toBe('shop/gateway');
  });

  test('is one for several charts of the namespace, too', () => {
    const app = platform();
    const [one, two] = [space(app, 'shop', 'one'), space(app, 'shop', 'two')];
    expect(Gateway.shared(two)).toBe(Gateway.shared(one));
  });

  test('is another one in another namespace', () => {
    const app = platform();
    expect(Gateway.shared(space(app, 'bank')).displayName).toBe('bank/gateway');
    expect(Gateway.shared(space(app, 'shop')).displayName).toBe('shop/gateway');
  });

  test('is called after an entry that is not the default one', () => {
    const intern = Entry.gateway(GatewayImplementations.envoyGateway({ gatewayClassName: 'private' }), {
      name: 'intern',
    });
    const shop = space(platform(Entry.gateway(GatewayImplementations.envoyGateway()), intern), 'shop');
    expect(Gateway.shared(shop, 'intern').name).toBe('intern-gateway');
    expect(Gateway.shared(shop, 'intern')).toBe(Gateway.shared(shop, 'intern'));
    expect(Gateway.shared(shop, 'envoy-gateway')).toBe(Gateway.shared(shop));
    expect(Gateway.shared(shop).name).toBe('gateway');
  });

  test('is the one that the namespace was given', () => {
    const app = platform();
    const gateway = new Gateway(space(app, 'edge'), 'gateway');
    const shop = new IsolatedNamespace(app, 'shop', { gateway });
    const bank = space(app, 'bank');
    Gateway.attach(bank, gateway);
    expect(Gateway.shared(shop)).toBe(gateway);
    expect(Gateway.shared(bank)).toBe(gateway);
  });

  test('is the one that the namespace was given, for all of its charts', () => {
    const app = platform();
    const gateway = new Gateway(space(app, 'edge'), 'gateway');
    const shop = new IsolatedNamespace(app, 'shop', { gateway });
    const more = space(app, 'shop', 'more');
    expect(Gateway.shared(more)).toBe(gateway);
    expect(() => Gateway.attach(more, gateway)).not.toThrow();
    expect(() => Gateway.attach(more, new Gateway(Chart.of(gateway), 'other'))).toThrow(
      new Error(
        '[more] a namespace must be given one Gateway at most, and edge/gateway serves this one already, but got "edge/other"; give ' +
          'all charts of the namespace the same, or name the `gateway` where an app is exposed',
      ),
    );
    expect(Gateway.shared(shop)).toBe(gateway);
  });

  test('cannot be one of another app, nor what is no Gateway', () => {
    const gateway = new Gateway(space(platform(), 'edge'), 'gateway');
    const shop = space(platform(), 'shop');
    expect(() => Gateway.attach(shop, gateway)).toThrow(
      new Error(
        '[shop] a Gateway and whom it serves must be in one app, but [edge/gateway] is in another; ' +
          'make a Gateway in this app, or the routes in that one',
      ),
    );
    expect(() => Gateway.attach(shop, 'gateway' as any)).toThrow(
      new Error(
        '[shop] the `gateway` must be a Gateway, but got "gateway"; give one that was made with `new Gateway()`, or ' +
          'Gateway.shared() for the one of a namespace',
      ),
    );
  });

  test('is one of its own for a namespace that was given one, where an entry is named', () => {
    const app = platform();
    const shop = new IsolatedNamespace(app, 'shop', { gateway: new Gateway(space(app, 'edge'), 'gateway') });
    expect(Gateway.shared(shop, 'envoy-gateway').displayName).toBe('shop/gateway');
  });
});

describe('opens', () => {
  test('one listener for a host, however many routes share it', () => {
    const gateway = edge({ tls: SECRET });
    route(gateway, 'shop.example.com');
    route(gateway, 'shop.example.com', { path: '/admin' });
    expect(Object.keys(certificates(gateway))).toEqual(['https-shop.example.com']);
  });

  test('one listener for each host, with the certificate that its route brings', () => {
    const gateway = edge();
    route(gateway, 'shop.example.com', { tls: Tls.secret('shop-tls') });
    route(gateway, 'www.example.com', { tls: Tls.secret('www-tls') });
    expect(certificates(gateway)).toEqual({
      'https-shop.example.com': [{ kind: 'Secret', name: 'shop-tls' }],
      'https-www.example.com': [{ kind: 'Secret', name: 'www-tls' }],
    });
  });

  test('a listener for a wildcard beside the one for a host below it', () => {
    const gateway = edge({ tls: SECRET });
    route(gateway, '*.example.com');
    route(gateway, 'shop.example.com');
    expect(Object.keys(certificates(gateway))).toEqual(['wildcard-https-example.com', 'https-shop.example.com']);
  });

  test('no listener for HTTPS where a host is served in clear text', () => {
    const gateway = edge({ tls: CLEAR });
    route(gateway, 'shop.example.com');
    expect(spec(gateway).listeners.map((listener: any) => listener.name)).toEqual(['http']);
  });
});

describe('admits', () => {
  test('the namespaces of the routes of each host, by name', () => {
    const app = platform();
    const gateway = new Gateway(space(app, 'edge'), 'gateway', { tls: SECRET });
    const [shop, bank] = [space(app, 'shop'), space(app, 'bank')];
    route(gateway, 'shop.example.com', { chart: shop });
    route(gateway, 'bank.example.com', { chart: bank });
    route(gateway, 'bank.example.com', { chart: shop, path: '/shop' });
    expect(admitted(gateway)).toEqual({
      http: admitting('bank', 'edge', 'shop'),
      'https-bank.example.com': admitting('bank', 'edge', 'shop'),
      'https-shop.example.com': admitting('edge', 'shop'),
    });
  });

  test('its own namespace for plain HTTP, where certificate challenges come', () => {
    const gateway = edge({ hostnames: ['shop.example.com'], tls: HTTP01 });
    expect(admitted(gateway).http).toEqual(admitting('edge'));
  });
});

describe('keeps apart', () => {
  test('a wildcard and a host that reads like its name', () => {
    const gateway = edge({ hostnames: ['*.corp', 'corp-wildcard'], tls: DNS01 });
    expect(certificates(gateway)).toEqual({
      'wildcard-https-corp': [{ kind: 'Secret', name: 'corp-tls-wildcard' }],
      'https-corp-wildcard': [{ kind: 'Secret', name: 'corp-wildcard-tls' }],
    });
  });
});

describe('with given hostnames', () => {
  test('takes every host below a wildcard, on the listener of the wildcard', () => {
    const gateway = edge({ hostnames: ['*.example.com'], tls: SECRET });
    const { parentRefs } = route(gateway, 'eu.shop.example.com').toJson().spec;
    expect(parentRefs).toEqual([{ name: 'gateway', sectionName: 'wildcard-https-example.com' }]);
  });

  test.each([
    [['*.example.com', '*.shop.example.com', 'eu.shop.example.com'], 'https-eu.shop.example.com'],
    [['*.example.com', '*.shop.example.com'], 'wildcard-https-shop.example.com'],
    [['*.shop.example.com', '*.example.com'], 'wildcard-https-shop.example.com'],
  ])('of which several fit, takes the one to which the data plane gives the requests: %j', (hostnames, sectionName) => {
    const gateway = edge({ hostnames, tls: SECRET });
    expect(route(gateway, 'eu.shop.example.com').toJson().spec.parentRefs).toEqual([{ name: 'gateway', sectionName }]);
  });

  test('has its listeners without any route', () => {
    const gateway = edge({ hostnames: ['shop.example.com'], tls: SECRET });
    expect(admitted(gateway)).toEqual({ http: admitting('edge'), 'https-shop.example.com': admitting('edge') });
  });

  test('in clear text serves them by the listener for plain HTTP', () => {
    const gateway = edge({ hostnames: ['shop.example.com'], tls: CLEAR });
    const { parentRefs } = route(gateway, 'shop.example.com').toJson().spec;
    expect(parentRefs).toEqual([{ name: 'gateway', sectionName: 'http' }]);
  });

  test('refuses a host that no listener accepts', () => {
    const gateway = edge({ hostnames: ['shop.example.com', '*.example.org'], tls: SECRET });
    expect(() => route(gateway, 'example.org')).toThrow(
      new Error(
        '[edge/example-org] a host must be one that the listeners of Gateway edge/gateway accept: ' +
          'shop.example.com, *.example.org, but got "example.org"; ' +
          "add it to the Gateway's `hostnames`, or choose another host or Gateway",
      ),
    );
  });

  test('refuses a route that brings another certificate', () => {
    const gateway = edge({ hostnames: ['*.example.com'], tls: SECRET });
    expect(() => route(gateway, 'shop.example.com', { tls: Tls.secret('mine') })).toThrow(
      new Error(
        '[edge/shop-example-com] the certificate of *.example.com must be the Gateway\'s, Secret edge/shop-tls, but got "Secret edge/mine"; ' +
          'leave `tls` out, or leave out the `hostnames` of the Gateway so that routes bring their own',
      ),
    );
  });

  test.each([undefined, 'edge'])(
    'is silent about a route that brings the same certificate, with namespace %s',
    (namespace) => {
      const gateway = edge({ hostnames: ['*.example.com'], tls: SECRET });
      expect(() => route(gateway, 'shop.example.com', { tls: Tls.secret('shop-tls', { namespace }) })).not.toThrow();
    },
  );

  test('refuses an empty list, which would refuse every route', () => {
    expect(() => edge({ hostnames: [], tls: SECRET })).toThrow(
      new Error(
        '[edge/gateway] the `hostnames` of a Gateway must name a host, since a route for any other is an error, ' +
          'but got an empty list; name the hosts, or leave `hostnames` out for those of its routes',
      ),
    );
  });

  test('refuses them without a certificate', () => {
    expect(() => edge({ hostnames: ['shop.example.com'] })).toThrow(
      new Error(
        '[edge/gateway] a host must have a certificate, but neither the app, nor the Gateway, nor the entry of the ' +
          'cluster profile gives one for shop.example.com; ' +
          "give `tls`: Tls.secret('name'), Tls.certManager({ ... }), or Tls.none({ reason: '...' }) for clear text",
      ),
    );
  });

  test('refuses a host that is none', () => {
    expect(() => edge({ hostnames: ['https://shop.example.com'], tls: SECRET })).toThrow(
      /^\[edge\/gateway\] a hostname must be .*, but got "https:\/\/shop\.example\.com"; write "shop\.example\.com"$/,
    );
  });
});

describe('a certificate', () => {
  test('of the entry counts where neither route nor Gateway says', () => {
    const entry = Entry.gateway(GatewayImplementations.envoyGateway(), { tls: Tls.secret('from-entry') });
    const gateway = new Gateway(space(platform(entry), 'edge'), 'gateway');
    route(gateway, 'shop.example.com');
    expect(certificates(gateway)).toEqual({ 'https-shop.example.com': [{ kind: 'Secret', name: 'from-entry' }] });
  });

  test('of the Gateway counts before that of the entry, and of the route before both', () => {
    const entry = Entry.gateway(GatewayImplementations.envoyGateway(), { tls: Tls.secret('from-entry') });
    const gateway = new Gateway(space(platform(entry), 'edge'), 'gateway', { tls: Tls.secret('from-gateway') });
    route(gateway, 'shop.example.com');
    route(gateway, 'www.example.com', { tls: Tls.secret('from-route') });
    expect(certificates(gateway)).toEqual({
      'https-shop.example.com': [{ kind: 'Secret', name: 'from-gateway' }],
      'https-www.example.com': [{ kind: 'Secret', name: 'from-route' }],
    });
  });

  test('in another namespace is named with it, and granted there by name', () => {
    const gateway = edge({ hostnames: ['shop.example.com'], tls: Tls.secret('shared-tls', { namespace: 'certs' }) });
    expect(certificates(gateway)).toEqual({
      'https-shop.example.com': [{ kind: 'Secret', name: 'shared-tls', namespace: 'certs' }],
    });
    const grant = written(Chart.of(gateway), 'ReferenceGrant', 'secret-shared-tls-from-edge');
    expect(grant.metadata.namespace).toBe('certs');
    expect(grant.spec).toEqual({
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'edge' }],
      to: [{ group: '', kind: 'Secret', name: 'shared-tls' }],
    });
  });

  test('in another namespace is granted once to several Gateways of a namespace', () => {
    const chart = space(platform(), 'edge');
    const tls = Tls.secret('shared-tls', { namespace: 'certs' });
    new Gateway(chart, 'one', { hostnames: ['a.example.com', 'b.example.com'], tls });
    new Gateway(chart, 'two', { hostnames: ['c.example.com'], tls });
    expect(chart.toJson().map(({ kind }) => kind)).toEqual(['Gateway', 'ReferenceGrant', 'Gateway']);
  });

  test('in another namespace has a grant that each Gateway tells, for the hosts so far', () => {
    const chart = space(platform(), 'edge');
    const tls = Tls.secret('shared-tls', { namespace: 'certs' });
    const one = new Gateway(chart, 'one', { hostnames: ['a.example.com', 'b.example.com'], tls });
    const two = new Gateway(chart, 'two');
    expect(one.grants.map(({ name }) => name)).toEqual(['secret-shared-tls-from-edge']);
    expect(two.grants).toEqual([]);
    route(two, 'c.example.com', { tls });
    expect(two.grants).toEqual(one.grants);
  });

  test("in the Gateway's namespace needs no grant, even where the namespace is said", () => {
    const gateway = edge({ hostnames: ['shop.example.com'], tls: Tls.secret('shop-tls', { namespace: 'edge' }) });
    expect(certificates(gateway)).toEqual({ 'https-shop.example.com': [{ kind: 'Secret', name: 'shop-tls' }] });
    expect(
      Chart.of(gateway)
        .toJson()
        .map(({ kind }) => kind),
    ).toEqual(['Gateway']);
  });

  test.each([
    ['ClusterIssuer', 'letsencrypt', DNS01],
    ['Issuer', 'own-ca', Tls.certManager({ issuer: 'own-ca', challenge: Challenge.DNS01 })],
  ])(
    'that cert-manager issues by a %s is asked for by a Certificate of its own, named after the host',
    (kind, name, tls) => {
      const gateway = edge({ hostnames: ['shop.example.com', '*.example.com'], tls });
      expect(asked(gateway)).toEqual({
        'example.com-tls-wildcard': issuedBy(kind, name, '*.example.com'),
        'shop.example.com-tls': issuedBy(kind, name, 'shop.example.com'),
      });
      expect(certificates(gateway)).toEqual({
        'wildcard-https-example.com': [{ kind: 'Secret', name: 'example.com-tls-wildcard' }],
        'https-shop.example.com': [{ kind: 'Secret', name: 'shop.example.com-tls' }],
      });
    },
  );

  test('that cert-manager issues is asked for once in a namespace', () => {
    const app = platform();
    const chart = space(app, 'edge');
    const [one, other] = ['one', 'other'].map(
      (id) => new Gateway(chart, id, { hostnames: ['shop.example.com'], tls: DNS01 }),
    ) as [Gateway, Gateway];
    expect(other.certificates).toEqual(one.certificates);
    expect(written(chart, 'Certificate', 'shop.example.com-tls')).toMatchSnapshot();
  });

  test('in a Secret asks cert-manager for nothing', () => {
    const gateway = edge({ hostnames: ['shop.example.com'], tls: SECRET });
    expect(gateway.certificates).toEqual([]);
  });
});

describe('the solver of a challenge', () => {
  test('by HTTP lets in the data plane of the Gateway, on its own port', () => {
    const gateway = edge({ hostnames: ['shop.example.com', 'www.example.com'], tls: HTTP01 });
    expect(written(Chart.of(gateway), 'NetworkPolicy', 'acme-solver').spec).toMatchObject({
      podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      ingress: [{ from: [envoyProxies('edge', 'gateway')], ports: [{ port: 8089, protocol: 'TCP' }] }],
    });
  });

  test('by HTTP has a policy that the Gateway tells, once a host needs it', () => {
    const gateway = edge();
    expect(gateway.solverPolicy).toBeUndefined();
    route(gateway, 'shop.example.com', { tls: HTTP01 });
    expect(gateway.solverPolicy?.name).toBe('acme-solver');
  });

  test("is in the Gateway's namespace, where cert-manager runs it, wherever the route is", () => {
    const app = platform();
    const gateway = new Gateway(space(app, 'edge'), 'gateway');
    const shop = space(app, 'shop');
    route(gateway, 'shop.example.com', { tls: HTTP01, chart: shop });
    expect(written(Chart.of(gateway), 'NetworkPolicy', 'acme-solver').metadata.namespace).toBe('edge');
    expect(() => written(shop, 'NetworkPolicy', 'acme-solver')).toThrow('0 objects NetworkPolicy acme-solver');
  });

  test('by DNS needs no policy', () => {
    const gateway = edge({ hostnames: ['shop.example.com'], tls: DNS01 });
    expect(gateway.solverPolicy).toBeUndefined();
    expect(() => written(Chart.of(gateway), 'NetworkPolicy', 'acme-solver')).toThrow(
      '0 objects NetworkPolicy acme-solver',
    );
  });

  test('by HTTP is refused for a wildcard', () => {
    expect(() => edge({ hostnames: ['*.example.com'], tls: HTTP01 })).toThrow(
      new Error(
        '[edge/gateway] the challenge for a wildcard certificate must be DNS01, but *.example.com asks for HTTP01; ' +
          'use Challenge.DNS01 with an issuer that can, or name the hosts one by one',
      ),
    );
  });
});

describe('lets the data plane in', () => {
  test("on the port of a backend's pods, not of its Service, and says why", () => {
    const shop = space(platform(), 'shop');
    const web = new Backend(shop, 'web', { port: 3000, servicePort: 80 });
    new HttpRoute(shop, 'route', {
      gateway: Gateway.shared(shop),
      hostnames: ['shop.example.com'],
      tls: SECRET,
      rules: [{ backends: [web] }],
    });
    const policy = written(shop, 'NetworkPolicy', 'web');
    expect(policy.spec.ingress).toEqual([
      { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
    expect(policy.metadata.annotations['cdk8s-networking/reasons']).toContain('routes of Gateway shop/gateway');
    expect(written(shop, 'HTTPRoute', 'route').spec.rules[0].backendRefs).toEqual([{ name: 'web', port: 80 }]);
  });

  test('of the namespace where the proxies were installed', () => {
    const entry = Entry.gateway(GatewayImplementations.envoyGateway({ namespace: 'proxies' }));
    const shop = space(platform(entry), 'shop');
    route(Gateway.shared(shop) as Gateway, 'shop.example.com', { tls: SECRET, id: 'web' });
    const [{ from }] = written(shop, 'NetworkPolicy', 'web-app').spec.ingress;
    expect(from[0].namespaceSelector).toEqual({ matchLabels: { 'kubernetes.io/metadata.name': 'proxies' } });
  });

  test("of another namespace's Gateway, and no other", () => {
    const app = platform();
    const gateway = new Gateway(space(app, 'edge'), 'front', { tls: SECRET });
    const shop = space(app, 'shop');
    route(gateway, 'shop.example.com', { chart: shop, id: 'web' });
    expect(written(shop, 'NetworkPolicy', 'web-app').spec.ingress).toEqual([
      { from: [envoyProxies('edge', 'front')], ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
  });
});

test('one issuer may prove one host by HTTP and another by DNS', () => {
  const gateway = edge();
  route(gateway, 'a.example.com', { tls: HTTP01 });
  route(gateway, 'b.example.com', { tls: DNS01 });
  expect(gateway.toJson().spec.listeners.map(({ name }: any) => name)).toEqual([
    'http',
    'https-a.example.com',
    'https-b.example.com',
  ]);
  expect(Object.keys(asked(gateway))).toEqual(['a.example.com-tls', 'b.example.com-tls']);
});

test('hosts of one Gateway may have several issuers, or a Secret', () => {
  const gateway = edge();
  route(gateway, 'a.example.com', { tls: DNS01 });
  route(gateway, 'b.example.com', { tls: Tls.certManager({ issuer: 'own-ca', challenge: Challenge.DNS01 }) });
  route(gateway, 'c.example.com', { tls: SECRET });
  expect(asked(gateway)).toEqual({
    'a.example.com-tls': issuedBy('ClusterIssuer', 'letsencrypt', 'a.example.com'),
    'b.example.com-tls': issuedBy('Issuer', 'own-ca', 'b.example.com'),
  });
});

describe('refuses', () => {
  test('a host for which nobody gives a certificate', () => {
    expect(() => route(edge(), 'shop.example.com')).toThrow(
      new Error(
        '[edge/shop-example-com] a host must have a certificate, but neither the app, nor the Gateway, nor the entry ' +
          'of the cluster profile gives one for shop.example.com; ' +
          "give `tls`: Tls.secret('name'), Tls.certManager({ ... }), or Tls.none({ reason: '...' }) for clear text",
      ),
    );
  });

  test('the same of a second route, whatever the first one brought', () => {
    const gateway = edge();
    route(gateway, 'shop.example.com', { tls: SECRET });
    expect(() => route(gateway, 'shop.example.com', { path: '/admin' })).toThrow(
      /^\[edge\/shop-example-com-admin\] a host must have a certificate, but neither the app, nor /,
    );
  });

  test('two certificates for one host', () => {
    const gateway = edge();
    route(gateway, 'shop.example.com', { tls: SECRET });
    expect(() => route(gateway, 'shop.example.com', { path: '/admin', tls: Tls.secret('mine') })).toThrow(
      new Error(
        '[edge/shop-example-com-admin] all routes of a host must have one certificate, and [edge/shop-example-com] has ' +
          'Secret edge/shop-tls for shop.example.com, but got "Secret edge/mine"; give both the same `tls`',
      ),
    );
  });

  test('clear text for a host that has TLS', () => {
    const gateway = edge();
    route(gateway, 'shop.example.com', { tls: SECRET });
    expect(() => route(gateway, 'shop.example.com', { path: '/admin', tls: CLEAR })).toThrow(
      new Error(
        '[edge/shop-example-com-admin] all routes of a host must have one certificate, and [edge/shop-example-com] has ' +
          'Secret edge/shop-tls for shop.example.com, but got "no TLS"; give both the same `tls`',
      ),
    );
  });

  test('two issuers for one host in a namespace', () => {
    const chart = space(platform(), 'edge');
    new Gateway(chart, 'one', { hostnames: ['a.example.com'], tls: DNS01 });
    const tls = Tls.certManager({ issuer: 'own-ca', challenge: Challenge.DNS01 });
    expect(() => new Gateway(chart, 'other', { hostnames: ['a.example.com'], tls })).toThrow(
      new Error(
        '[edge/other] the certificate of a host must have one issuer in a namespace, and ' +
          '[edge/one/Certificate-a.example.com-tls] has ClusterIssuer letsencrypt by dns01 for a.example.com, but got ' +
          '"Issuer own-ca by dns01"; give both the same `tls`',
      ),
    );
  });

  test('a host of which the issued certificate of its wildcard is none', () => {
    const gateway = edge({ hostnames: ['*.example.com'], tls: DNS01 });
    expect(() => route(gateway, 'a.shop.example.com')).toThrow(
      new Error(
        '[edge/a-shop-example-com] a host must be one that the certificate of its listener is good for, and that of ' +
          '*.example.com is good for one label in the place of the "*", but got "a.shop.example.com"; add ' +
          '"a.shop.example.com" to the `hostnames` of the Gateway, or "*.shop.example.com"',
      ),
    );
  });

  test('a wildcard of which the issued certificate of its own wildcard is none', () => {
    const gateway = edge({ hostnames: ['*.example.com'], tls: DNS01 });
    expect(() => route(gateway, '*.shop.example.com')).toThrow(
      new Error(
        '[edge/shop-example-com] a host must be one that the certificate of its listener is good for, and that of ' +
          '*.example.com is good for one label in the place of the "*", but got "*.shop.example.com"; add ' +
          '"*.shop.example.com" to the `hostnames` of the Gateway',
      ),
    );
  });

  test('a host whose listener would have too long a name', () => {
    const host = Array(4).fill('a'.repeat(62)).join('.');
    expect(() => route(edge({ tls: SECRET }), host, { id: 'long' })).toThrow(
      /^\[edge\/long\] a host must leave room for the name of its listener, which has at most 253 characters, but got /,
    );
  });

  test('a path that another route of the host has, with a slash at its end or without', () => {
    const gateway = edge({ tls: SECRET });
    route(gateway, 'shop.example.com', { path: '/admin', id: 'one' });
    expect(() => route(gateway, 'shop.example.com', { path: '/admin/', id: 'two' })).toThrow(
      new Error(
        '[edge/two] a path of a host must belong to one route, but [edge/one] has /admin of shop.example.com already; ' +
          'choose another `path` or `host`',
      ),
    );
  });

  test('more than 64 listeners', () => {
    const gateway = edge({ hostnames: Array.from({ length: 64 }, (_, n) => `n${n}.example.com`), tls: SECRET });
    expect(() => Chart.of(gateway).toJson()).toThrow(
      /\[edge\/gateway\] a Gateway must have at most 64 listeners, one for plain HTTP and one for each host, but got 65; use a wildcard in `hostnames`, a ListenerSet, or a second Gateway$/,
    );
  });

  test('an entry that is an ingress controller', () => {
    const chart = space(platform(nginx()), 'edge');
    expect(() => new Gateway(chart, 'gateway')).toThrow(
      new Error(
        '[edge/gateway] the entry of a Gateway must be one by Gateway, but "ingress-nginx" is an ingress controller; ' +
          'name another `entry`, or add Entry.gateway() to the cluster profile',
      ),
    );
  });

  test('an entry that the profile does not have', () => {
    expect(() => edge({ entry: 'intern' })).toThrow(
      /^\[edge\/gateway\] an entry must be one of the cluster profile "kubeadm": envoy-gateway, but got "intern"; /,
    );
  });

  test('a route in another app', () => {
    const gateway = edge({ tls: SECRET });
    const before = spec(gateway);
    expect(() => route(gateway, 'shop.example.com', { chart: space(platform(), 'shop'), id: 'web' })).toThrow(
      new Error(
        '[shop/web] a Gateway and whom it serves must be in one app, but [edge/gateway] is in another; ' +
          'make a Gateway in this app, or the routes in that one',
      ),
    );
    expect(spec(gateway)).toEqual(before);
  });

  test('a chart without a namespace', () => {
    const chart = new Chart(platform(), 'edge');
    expect(() => new Gateway(chart, 'gateway')).toThrow(
      new Error(
        "[edge/gateway] the namespace of a Gateway must be known, since its data plane's labels tell it; " +
          'give its chart a `namespace`, or use an IsolatedNamespace',
      ),
    );
  });

  test('a bad name', () => {
    expect(() => edge({ name: 'Front' })).toThrow(
      /^\[edge\/gateway\] the name of a Gateway must be a DNS-1123 label .*, but got "Front"; write "front"$/,
    );
  });
});

describe('is silent about', () => {
  test('64 listeners', () => {
    const gateway = edge({ hostnames: Array.from({ length: 63 }, (_, n) => `n${n}.example.com`), tls: SECRET });
    expect(Chart.of(gateway).toJson()[0].spec.listeners).toHaveLength(64);
  });

  test('hosts with TLS beside hosts without', () => {
    const gateway = edge();
    route(gateway, 'a.example.com', { tls: DNS01 });
    route(gateway, 'b.example.com', { tls: CLEAR });
    expect(Object.keys(certificates(gateway))).toEqual(['https-a.example.com']);
  });

  test("one Secret, with the Gateway's namespace or without", () => {
    const gateway = edge();
    route(gateway, 'shop.example.com', { tls: SECRET });
    route(gateway, 'shop.example.com', { path: '/admin', tls: Tls.secret('shop-tls', { namespace: 'edge' }) });
    expect(certificates(gateway)).toEqual({ 'https-shop.example.com': [{ kind: 'Secret', name: 'shop-tls' }] });
  });

  test('the same host on two Gateways, which have two addresses', () => {
    const chart = space(platform(), 'edge');
    for (const id of ['one', 'two']) {
      route(new Gateway(chart, id, { tls: SECRET }), 'shop.example.com', { id: `route-${id}` });
    }
    expect(() => chart.toJson()).not.toThrow();
  });
});

describe('tells what gives it an address', () => {
  const lines = hearNotices();
  const told = (...clusters: ClusterProfile[]) => {
    const app = new Platform();
    for (const [index, cluster] of clusters.entries()) {
      const chart = space(app, `edge-${index}`);
      ClusterProfile.attach(chart, cluster);
      new Gateway(chart, 'gateway');
    }
    app.charts[0]?.toJson();
    return lines;
  };

  test('where the cluster does not by itself', () => {
    expect(told(Clusters.kind())).toEqual([
      'cdk8s-networking: kind gives load balancers no address by itself: run cloud-provider-kind beside the cluster\n',
    ]);
  });

  test('for each cluster of an app', () => {
    const far = { name: 'far', entries: [Entry.gateway(GatewayImplementations.envoyGateway())] };
    const clusters = [Clusters.kind(), ClusterProfile.define({ ...far, addressHint: 'run the far balancer' })];
    expect(told(...clusters)).toEqual([
      'cdk8s-networking: run the far balancer\n',
      'cdk8s-networking: kind gives load balancers no address by itself: run cloud-provider-kind beside the cluster\n',
    ]);
  });

  test('and is silent elsewhere', () => {
    expect(told(Clusters.kubeadm())).toEqual([]);
  });
});
