import { Chart } from 'cdk8s';
import {
  Challenge,
  Clusters,
  Entry,
  Gateway,
  GatewayImplementations,
  type IGateway,
  IsolatedNamespace,
  NameScope,
  Platform,
  PodSecurity,
  SharedGateway,
  type SharedGatewayProps,
  Tls,
  WebApp,
} from '../../lib';
import { CLEAR, envoyProxies, istio, names, platform, SECRET, space, written } from '../routing/sample';

const DNS01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });
const WEB = { image: 'ghcr.io/acme/web:2.0', port: 3000 };

function edge(app: Platform, props: Partial<SharedGatewayProps> = {}): SharedGateway {
  return new SharedGateway(app, 'edge', { hostnames: ['*.example.com'], tls: SECRET, ...props });
}

function web(chart: Chart, host: string, gateway?: IGateway): WebApp {
  const id = host.replaceAll('.', '-').replace('*', 'all');
  return new WebApp(chart, id, { ...WEB, host, gateway });
}

/** The namespaces that each listener admits, by the listener's name. */
function admitted({ gateway }: SharedGateway): any {
  const { listeners } = gateway.toJson().spec;
  return Object.fromEntries(
    listeners.map(({ name, allowedRoutes }: any) => [
      name,
      allowedRoutes.namespaces.selector.matchExpressions[0].values,
    ]),
  );
}

describe('a shared Gateway', () => {
  test('has a namespace of its own, its id as its name, and a listener for each host', () => {
    const app = platform();
    const { gateway, displayName, name, namespace } = edge(app);
    expect([displayName, name, namespace]).toEqual(['gateways/edge', 'edge', 'gateways']);
    expect(Chart.of(gateway).node.path).toBe('gateways');
    expect(gateway.toJson().spec.listeners.map((listener: any) => listener.name)).toEqual([
      'http',
      'wildcard-https-example.com',
    ]);
    expect(names(Chart.of(gateway), 'Namespace')).toEqual(['gateways']);
  });

  test('may be called otherwise, in a namespace of another name', () => {
    const shared = edge(platform(), { name: 'front', namespace: 'edge' });
    expect(shared.displayName).toBe('edge/front');
  });

  test('is made in the chart that it is made in', () => {
    const chart = space(platform(), 'platform');
    const shared = new SharedGateway(chart, 'edge', { hostnames: ['*.example.com'], tls: SECRET });
    expect(shared.displayName).toBe('platform/edge');
    expect(names(chart, 'Gateway')).toEqual(['edge']);
  });

  test('shares its namespace with another one', () => {
    const app = platform();
    const one = edge(app);
    const other = new SharedGateway(app, 'inner', { hostnames: ['*.example.org'], tls: SECRET });
    expect(Chart.of(other.gateway)).toBe(Chart.of(one.gateway));
    expect(names(Chart.of(one.gateway), 'Gateway')).toEqual(['edge', 'inner']);
  });

  test('has the prefix of its name scope', () => {
    const app = platform();
    NameScope.of(app, 'eu');
    expect(edge(app).displayName).toBe('eu-gateways/eu-edge');
  });

  test('serves three teams, each by its own listener, and each by its data plane alone', () => {
    const app = platform();
    const shared = edge(app);
    const charts = ['shop', 'bank', 'blog'].map((team) => {
      const gateway = shared.forHosts(`${team}.example.com`);
      const chart = new IsolatedNamespace(app, team, { gateway });
      web(chart, `${team}.example.com`);
      return chart;
    });
    expect(admitted(shared)).toEqual({
      http: ['bank', 'blog', 'gateways', 'shop'],
      'wildcard-https-example.com': ['gateways'],
      'https-bank.example.com': ['bank'],
      'https-blog.example.com': ['blog'],
      'https-shop.example.com': ['shop'],
    });
    const [shop] = charts as Chart[] as [Chart];
    const { parentRefs } = written(shop, 'HTTPRoute', 'shop-example-com').spec;
    expect(parentRefs).toEqual([{ name: 'edge', namespace: 'gateways', sectionName: 'https-shop.example.com' }]);
    expect(written(shop, 'HTTPRoute', 'shop-example-com-redirect').spec.parentRefs).toEqual([
      { name: 'edge', namespace: 'gateways', sectionName: 'http' },
    ]);
    expect(written(shop, 'NetworkPolicy', 'shop-example-com').spec.ingress).toEqual([
      { from: [envoyProxies('gateways', 'edge')], ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
    expect(names(shop, 'ReferenceGrant')).toEqual([]);
  });

  test('is the same whatever the order in which its hosts are delegated', () => {
    const [one, other] = [
      ['shop', 'bank'],
      ['bank', 'shop'],
    ].map((teams) => {
      const app = platform();
      const shared = edge(app, { tls: DNS01, guardsHosts: true });
      for (const team of teams) {
        const gateway = shared.forHosts(`eu.${team}.example.com`, `${team}.example.com`);
        web(new IsolatedNamespace(app, team, { gateway }), `${team}.example.com`);
      }
      return [shared.gateway.toJson(), shared.guard?.toJson()];
    });
    expect(one).toEqual(other);
  });

  test('is for its own namespace where nobody was given a host', () => {
    const app = platform();
    const shared = edge(app);
    const home = Chart.of(shared.gateway);
    web(home, 'status.example.com', shared);
    const { parentRefs } = written(home, 'HTTPRoute', 'status-example-com').spec;
    expect(parentRefs).toEqual([{ name: 'edge', sectionName: 'wildcard-https-example.com' }]);
  });

  test('can be named by an app of a namespace, for the hosts that it was given', () => {
    const app = platform();
    const shared = edge(app);
    const shop = new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('shop.example.com') });
    expect(() => web(shop, 'shop.example.com', shared)).not.toThrow();
    expect(admitted(shared)['https-shop.example.com']).toEqual(['shop']);
  });

  test('gives hosts to the namespace of a route that names them', () => {
    const app = platform();
    const shared = edge(app);
    web(new IsolatedNamespace(app, 'shop'), 'shop.example.com', shared.forHosts('shop.example.com'));
    expect(admitted(shared)['https-shop.example.com']).toEqual(['shop']);
  });

  test('gives hosts to all charts of a namespace', () => {
    const app = platform();
    const hosts = edge(app).forHosts('shop.example.com');
    const charts = ['one', 'two'].map((id) => space(app, 'shop', id));
    for (const chart of charts) Gateway.attach(chart, hosts);
    for (const chart of charts) expect(Gateway.shared(chart)).toBe(hosts);
  });

  test('gives a wildcard, whose hosts are all that namespace’s', () => {
    const app = platform();
    const shared = edge(app);
    const shop = new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('*.shop.example.com') });
    web(shop, 'eu.shop.example.com');
    expect(admitted(shared)['wildcard-https-shop.example.com']).toEqual(['shop']);
    expect(written(shop, 'HTTPRoute', 'eu-shop-example-com').spec.parentRefs[0].sectionName).toBe(
      'wildcard-https-shop.example.com',
    );
  });

  test.each([[['*.shop.example.com', 'eu.shop.example.com']], [['eu.shop.example.com', '*.shop.example.com']]])(
    'may give a host below a wildcard to another namespace, in either order: %j',
    (order) => {
      const app = platform();
      const shared = edge(app);
      const owners: { [host: string]: string } = { '*.shop.example.com': 'shop', 'eu.shop.example.com': 'eu' };
      const charts = order.map(
        (host) => new IsolatedNamespace(app, owners[host] as string, { gateway: shared.forHosts(host) }),
      );
      const [shop] = charts.filter(({ namespace }) => namespace === 'shop') as Chart[] as [Chart];
      expect(admitted(shared)).toMatchObject({
        'wildcard-https-shop.example.com': ['shop'],
        'https-eu.shop.example.com': ['eu'],
      });
      expect(() => web(shop, 'eu.shop.example.com')).toThrow(
        new Error(
          '[shop/eu-shop-example-com/Exposure/Route] a host must be one that was delegated to the namespace of its routes, ' +
            'and Gateway gateways/edge has given eu.shop.example.com to eu, but got "a route of shop"; give the namespace ' +
            "`gateway: edge.forHosts('eu.shop.example.com')`, or choose another host",
        ),
      );
    },
  );

  test('in clear text admits the namespace at the plain listener', () => {
    const app = platform();
    const shared = edge(app, { tls: CLEAR });
    const shop = new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('shop.example.com') });
    web(shop, 'shop.example.com');
    expect(admitted(shared)).toEqual({ http: ['gateways', 'shop'] });
  });
});

describe('a certificate of a host that is delegated', () => {
  const secrets = (hostnames: string[], tls: Tls, ...hosts: string[]) => {
    const app = platform();
    const shared = edge(app, { hostnames, tls });
    new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts(...hosts) });
    const { listeners } = shared.gateway.toJson().spec;
    return {
      listeners: Object.fromEntries(
        listeners.flatMap(({ name, tls: own }: any) => (own ? [[name, own.certificateRefs[0].name]] : [])),
      ),
      issued: shared.gateway.certificates.map(({ name }) => name).sort(),
    };
  };

  test('is that of the wildcard, which is good for one label', () => {
    expect(secrets(['*.example.com'], DNS01, 'shop.example.com')).toEqual({
      listeners: {
        'wildcard-https-example.com': 'example.com-tls-wildcard',
        'https-shop.example.com': 'example.com-tls-wildcard',
      },
      issued: ['example.com-tls-wildcard'],
    });
  });

  test('is one of its own where that of the wildcard is none, in whichever order hosts are named', () => {
    const expected = {
      listeners: {
        'wildcard-https-example.com': 'example.com-tls-wildcard',
        'wildcard-https-shop.example.com': 'shop.example.com-tls-wildcard',
        'https-eu.shop.example.com': 'eu.shop.example.com-tls',
      },
      issued: ['eu.shop.example.com-tls', 'example.com-tls-wildcard', 'shop.example.com-tls-wildcard'],
    };
    const hosts = ['*.shop.example.com', 'eu.shop.example.com'];
    expect(secrets(['*.example.com'], DNS01, ...hosts)).toEqual(expected);
    expect(secrets(['*.example.com'], DNS01, ...hosts.reverse())).toEqual(expected);
  });

  test('is the Secret of the Gateway, whatever is in it', () => {
    expect(secrets(['*.example.com'], SECRET, 'eu.shop.example.com').listeners).toEqual({
      'wildcard-https-example.com': 'shop-tls',
      'https-eu.shop.example.com': 'shop-tls',
    });
  });

  test('must have one issuer in the namespace of the Gateway', () => {
    const app = platform();
    const shared = edge(app, { tls: DNS01 });
    const tls = Tls.certManager({ issuer: 'own-ca', challenge: Challenge.DNS01 });
    new Gateway(Chart.of(shared.gateway), 'other', { hostnames: ['eu.shop.example.com'], tls });
    const gateway = shared.forHosts('eu.shop.example.com');
    const make = () => new IsolatedNamespace(app, 'shop', { gateway });
    expect(make).toThrow(
      new Error(
        '[shop] the certificate of a host must have one issuer in a namespace, and ' +
          '[gateways/other/Certificate-eu.shop.example.com-tls] has Issuer own-ca by dns01 for eu.shop.example.com, but ' +
          'got "ClusterIssuer letsencrypt by dns01"; give both the same `tls`',
      ),
    );
  });
});

describe('refuses', () => {
  test('a host that a namespace was not given', () => {
    const app = platform();
    const shared = edge(app);
    const shop = new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('shop.example.com') });
    expect(() => web(shop, 'bank.example.com')).toThrow(
      new Error(
        '[shop/bank-example-com/Exposure/Route] a route must be for hosts that were delegated to its namespace: ' +
          'shop.example.com, but got "bank.example.com"; add it where forHosts() is called on Gateway gateways/edge, or ' +
          'choose another host',
      ),
    );
    expect(() => web(shop, 'bank.example.com', shared)).toThrow(
      new Error(
        '[shop/bank-example-com/Exposure/Route] a host must be delegated to the namespace of its routes, and Gateway ' +
          'gateways/edge has given bank.example.com to none, but got "a route of shop"; give the namespace `gateway: ' +
          "edge.forHosts('bank.example.com')`, or choose another host",
      ),
    );
  });

  test('a host of another team, in both directions', () => {
    const app = platform();
    const shared = edge(app);
    new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('shop.example.com') });
    const gateway = shared.forHosts('shop.example.com');
    expect(() => new IsolatedNamespace(app, 'bank', { gateway })).toThrow(
      new Error(
        '[bank] a host must be delegated to one namespace, and Gateway gateways/edge has given shop.example.com to shop, ' +
          'but got "shop.example.com"; delegate another host, or have that namespace route to Services of others: routes ' +
          'may cross namespaces',
      ),
    );
    expect(new IsolatedNamespace(app, 'bank', { gateway: shared.forHosts('bank.example.com') }).namespace).toBe('bank');
  });

  test('one delegation for two namespaces', () => {
    const app = platform();
    const gateway = edge(app).forHosts('shop.example.com', 'www.example.com');
    new IsolatedNamespace(app, 'shop', { gateway });
    expect(() => new IsolatedNamespace(app, 'bank', { gateway })).toThrow(
      new Error(
        '[bank] hosts must be delegated to one namespace, and shop.example.com, www.example.com of Gateway gateways/edge ' +
          'went to shop, but got "bank"; call forHosts() for each namespace, with hosts of its own',
      ),
    );
  });

  test('a host that a route of another namespace has already', () => {
    const app = platform();
    const shared = edge(app);
    web(Chart.of(shared.gateway), 'shop.example.com', shared);
    const gateway = shared.forHosts('shop.example.com');
    const message =
      'a host must be delegated to the namespace of its routes, and ' +
      '[gateways/shop-example-com/Exposure/Route] of gateways is for shop.example.com already, but got "shop"; delegate ' +
      'another host, or move that route';
    expect(() => new IsolatedNamespace(app, 'shop', { gateway })).toThrow(new Error(`[shop] ${message}`));
    expect(app.node.tryFindChild('shop')).toBeUndefined();
  });

  test('a host that the Gateway does not serve, one that is none, and no host', () => {
    const shared = edge(platform());
    expect(() => shared.forHosts('example.org')).toThrow(
      new Error(
        '[edge] a host that is delegated must be one that Gateway gateways/edge serves: *.example.com, but got ' +
          '"example.org"; add it to the Gateway\'s `hostnames`, or delegate another host',
      ),
    );
    expect(() => shared.forHosts('Shop.example.com')).toThrow(
      /^\[edge\] a hostname must be .*, but got "Shop\.example\.com"; write "shop\.example\.com"$/,
    );
    expect(() => shared.forHosts()).toThrow(
      new Error(
        '[edge] the `hostnames` of a Gateway must name a host, since a route for any other is an error, but got an empty ' +
          'list; name the hosts, or leave `hostnames` out for those of its routes',
      ),
    );
  });

  test.each<[string, any, string]>([
    ['no hosts', { hostnames: undefined }, 'the `hostnames` must be a list, but got undefined; write it in [ ]'],
    [
      'a flag that is a text',
      { guardsHosts: 'no' },
      '`guardsHosts` must be true or false, but got "no"; leave it out for the default',
    ],
    [
      'an option that is none',
      { hostname: '*.example.com' },
      'a SharedGateway must have no `hostname`, but got "*.example.com"; leave it out; it may have hostnames, namespace, ' +
        'podSecurity, guardsHosts, name, entry, tls, httpPort, httpsPort, addresses, infrastructure, listenerSets, ' +
        'clientCertificates, backendCertificate, tlsOptions',
    ],
  ])('%s', (_, props, message) => {
    const app = platform();
    expect(() => edge(app, props)).toThrow(
      new RegExp(`^\\[[^\\]]+\\] ${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
    );
    expect(app.node.children).toEqual([]);
  });

  test('properties that are none', () => {
    expect(() => new SharedGateway(platform(), 'edge', undefined as any)).toThrow(
      new Error('[edge] the properties of a SharedGateway must be an object, but got undefined; write it in { }'),
    );
  });

  test('a namespace that is said twice', () => {
    const chart = space(platform(), 'platform');
    const make = () =>
      new SharedGateway(chart, 'edge', { hostnames: ['*.example.com'], tls: SECRET, namespace: 'edge' });
    expect(make).toThrow(
      new Error(
        '[platform/edge] a SharedGateway that is made in a chart must have no `namespace`, since the chart has, but got ' +
          '"edge"; leave it out, or make the SharedGateway in the app itself',
      ),
    );
    expect(chart.node.children).toEqual([]);
  });

  test('a chart that is there already, but is no isolated namespace, or that of another name', () => {
    const charts = [
      (app: Platform) => new Chart(app, 'gateways', { namespace: 'gateways' }),
      (app: Platform) => new IsolatedNamespace(app, 'gateways', { name: 'other' }),
    ];
    for (const make of charts) {
      const app = platform();
      make(app);
      expect(() => edge(app)).toThrow(
        new Error(
          '[edge] the namespace of a SharedGateway must be one that is made for it, or an IsolatedNamespace as it is, and ' +
            '[gateways] is there already; give another `namespace`, leave out `podSecurity`, or make the SharedGateway ' +
            'inside that chart',
        ),
      );
    }
  });

  test('a namespace that is there already, but not as it is', () => {
    const app = platform();
    new IsolatedNamespace(app, 'gateways');
    const podSecurity = PodSecurity.baseline({ reason: 'proxies' });
    expect(() => edge(app, { podSecurity })).toThrow(
      new Error(
        '[edge] the namespace of a SharedGateway must be one that is made for it, or an IsolatedNamespace as it is, and ' +
          '[gateways] is there already; give another `namespace`, leave out `podSecurity`, or make the SharedGateway ' +
          'inside that chart',
      ),
    );
    expect(edge(app).displayName).toBe('gateways/edge');
  });

  test('an id that is taken, and leaves no namespace behind', () => {
    const app = platform();
    space(app, 'other', 'edge');
    expect(() => edge(app)).toThrow("There is already a Construct with name 'edge' in Platform");
    expect(app.node.tryFindChild('gateways')).toBeUndefined();
  });
});

describe('what is refused and caught', () => {
  test('leaves the hosts undelegated, where a route was refused', () => {
    const app = platform();
    const shared = edge(app);
    const before = shared.gateway.toJson();
    const hosts = shared.forHosts('shop.example.com');
    const shop = new IsolatedNamespace(app, 'shop');
    const expose = (tls: Tls) => new WebApp(shop, 'web', { ...WEB, host: 'shop.example.com', tls, gateway: hosts });
    expect(() => expose(Tls.secret('mine'))).toThrow(
      /^\[shop\/web\/Exposure\/Route\] the certificate of shop\.example\.com /,
    );
    expect(shared.gateway.toJson()).toEqual(before);
    expect(() => new IsolatedNamespace(app, 'bank', { gateway: hosts })).not.toThrow();
  });

  test('leaves the namespace without a Gateway, where the hosts were another’s', () => {
    const app = platform();
    const shared = edge(app);
    new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('shop.example.com') });
    const bank = space(app, 'bank');
    expect(() => Gateway.attach(bank, shared.forHosts('shop.example.com'))).toThrow(
      /^\[bank\] a host must be delegated /,
    );
    expect(() => Gateway.attach(bank, shared.forHosts('bank.example.com'))).not.toThrow();
  });
});

describe('with a data plane', () => {
  test('in its namespace has a policy there, in both directions, and Pod Security that its pods meet', () => {
    const app = platform(istio());
    const shared = edge(app, {
      podSecurity: PodSecurity.baseline({ reason: "Istio's proxies have no seccomp profile" }),
    });
    const shop = new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('shop.example.com') });
    web(shop, 'shop.example.com');
    const policy = shared.gateway.dataPlanePolicy?.toJson();
    expect(policy.metadata.namespace).toBe('gateways');
    expect(policy.spec.ingress).toEqual([
      {
        from: [{ ipBlock: { cidr: '198.51.100.0/24' } }],
        ports: [80, 443, 15021].map((port) => ({ port, protocol: 'TCP' })),
      },
    ]);
    expect(policy.spec.egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
          podSelector: {
            matchLabels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'shop-example-com' },
          },
        },
      ],
      ports: [{ port: 3000, protocol: 'TCP' }],
    });
    expect(() => app.charts.map((chart) => chart.toJson())).not.toThrow();
  });

  test('in its namespace asks for Pod Security that its pods meet', () => {
    const app = platform(istio());
    const shared = edge(app);
    expect(() => Chart.of(shared.gateway).toJson()).toThrow(
      /\[gateways\/edge\/DataPlane\] the pods of a data plane must meet the Pod Security level that their namespace enforces, but gateways enforces "restricted", and those of istio meet "baseline" only; /,
    );
  });

  test('outside of the cluster is let in by its addresses', () => {
    const gke = GatewayImplementations.gke({ gatewayClassName: 'gke-l7-global-external-managed' });
    const app = new Platform({ cluster: Clusters.kubeadm({ entries: [Entry.gateway(gke)] }) });
    const shared = edge(app);
    const shop = new IsolatedNamespace(app, 'shop', { gateway: shared.forHosts('shop.example.com') });
    web(shop, 'shop.example.com');
    expect(shared.gateway.dataPlanePolicy).toBeUndefined();
    expect(written(shop, 'NetworkPolicy', 'shop-example-com').spec.ingress).toEqual([
      {
        from: ['130.211.0.0/22', '2600:2d00:1:1::/64', '2600:2d00:1:b029::/64', '35.191.0.0/16'].map((cidr) => ({
          ipBlock: { cidr },
        })),
        ports: [{ port: 3000, protocol: 'TCP' }],
      },
    ]);
  });
});

test('one that others write is told with its listeners, and its hosts are checked', () => {
  const app = platform();
  const shop = space(app, 'shop');
  const shared = SharedGateway.fromExisting(shop, 'edge', {
    name: 'public',
    namespace: 'gateways',
    listeners: [{ name: 'https', hostname: '*.example.com' }],
  });
  expect(shared.displayName).toBe('gateways/public');
  expect(() => web(shop, 'shop.example.org', shared)).toThrow(
    /^\[shop\/shop-example-org\/Exposure\/Route\] a route must have /,
  );
  web(shop, 'shop.example.com', shared);
  expect(written(shop, 'HTTPRoute', 'shop-example-com').spec.parentRefs).toEqual([
    { name: 'public', namespace: 'gateways', sectionName: 'https' },
  ]);
});
