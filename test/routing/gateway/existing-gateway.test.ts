import type { Chart } from 'cdk8s';
import {
  Clusters,
  Entry,
  ExistingGateway,
  type ExistingListener,
  GatewayApiVersion,
  GatewayImplementations,
  GrpcRoute,
  HttpMatch,
  HttpRoute,
  type IGateway,
  ListenerProtocol,
  ListenerSet,
  Platform,
  TcpRoute,
  type Tls,
  TlsRoute,
} from '../../../lib';
import { Backend, CLEAR, envoyProxies, nginx, platform, SECRET, space, written } from '../sample';

const LISTENERS: ExistingListener[] = [
  { name: 'http', protocol: ListenerProtocol.HTTP },
  { name: 'https', hostname: '*.example.com', namespaces: ['shop'] },
  { name: 'status', hostname: 'status.example.com' },
  { name: 'bank', hostname: 'bank.example.com', namespaces: ['bank'] },
  { name: 'tls', protocol: ListenerProtocol.TLS, hostname: '*.db.example.com' },
  { name: 'mqtt', protocol: ListenerProtocol.TCP, port: 1883 },
];

function shopOf(app = new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 }) })) {
  const shop = space(app, 'shop');
  const gateway = existing(shop);
  return { shop, gateway, app: new Backend(shop, 'app') };
}

function existing(shop: Chart, id = 'edge', listeners: any = LISTENERS): ExistingGateway {
  return new ExistingGateway(shop, id, { name: 'public', namespace: 'gateways', listeners });
}

function route(shop: Chart, gateway: IGateway, host: string, more: { id?: string; tls?: Tls; path?: string } = {}) {
  const { id = 'web', tls, path = '/' } = more;
  const backend = shop.node.findChild('app') as Backend;
  const rules = [{ matches: [HttpMatch.path(path)], backends: [backend] }];
  return new HttpRoute(shop, id, { gateway, hostnames: [host], tls, rules });
}

test('routes bind to its listeners by name, redirect by its plain one, and let its data plane in', () => {
  const { shop, gateway } = shopOf();
  const web = route(shop, gateway, 'shop.example.com');
  expect(gateway.displayName).toBe('gateways/public');
  expect(web.toJson().spec.parentRefs).toEqual([{ name: 'public', namespace: 'gateways', sectionName: 'https' }]);
  expect(web.redirect?.toJson().spec.parentRefs).toEqual([
    { name: 'public', namespace: 'gateways', sectionName: 'http' },
  ]);
  expect(written(shop, 'NetworkPolicy', 'app').spec.ingress).toEqual([
    { from: [envoyProxies('gateways', 'public')], ports: [{ port: 3000, protocol: 'TCP' }] },
  ]);
});

test.each([
  ['status.example.com', 'status'],
  ['eu.shop.example.com', 'https'],
])('%s is served by the listener that fits best, %s', (host, sectionName) => {
  const { shop, gateway } = shopOf();
  expect(route(shop, gateway, host).toJson().spec.parentRefs[0].sectionName).toBe(sectionName);
});

test('a host in clear text is served by the plain listener, and not redirected', () => {
  const { shop, gateway } = shopOf();
  const web = route(shop, gateway, 'shop.example.com', { tls: CLEAR });
  expect(web.toJson().spec.parentRefs[0].sectionName).toBe('http');
  expect(web.redirect).toBeUndefined();
});

test('a listener without a hostname serves every host', () => {
  const { shop } = shopOf();
  const all = existing(shop, 'all', [{ name: 'web' }]);
  const web = route(shop, all, 'shop.example.org');
  expect(web.toJson().spec.parentRefs[0].sectionName).toBe('web');
  expect(web.redirect).toBeUndefined();
});

test('a plain listener that doesn’t admit the namespace redirects nothing', () => {
  const { shop } = shopOf();
  const http = { name: 'http', protocol: ListenerProtocol.HTTP, namespaces: ['bank'] };
  const gateway = existing(shop, 'more', [http, { name: 'https' }]);
  expect(route(shop, gateway, 'shop.example.com').redirect).toBeUndefined();
});

test('listener sets in clear text are served by its plain listener', () => {
  const { shop, gateway } = shopOf();
  const set = new ListenerSet(shop, 'listeners', { gateway, tls: CLEAR });
  expect(route(shop, set, 'shop.example.org').toJson().spec.parentRefs).toEqual([
    { name: 'public', namespace: 'gateways', sectionName: 'http' },
  ]);
});

test('a host that its owner serves is not for a listener set', () => {
  const { shop, gateway } = shopOf();
  const make = (hostnames: string[]) => new ListenerSet(shop, 'listeners', { gateway, tls: SECRET, hostnames });
  expect(() => make(['status.example.com'])).toThrow(
    new Error(
      '[shop/listeners] a host must have one listener of a Gateway, and [shop/edge] listens for status.example.com ' +
        'already; bind the route to that one, or choose another host',
    ),
  );
  expect(() => make(['*.db.example.com'])).toThrow('[shop/edge] listens for *.db.example.com already');
});

test('routes for connections bind to the listeners of their protocol', () => {
  const { shop, gateway, app } = shopOf();
  const tls = new TlsRoute(shop, 'tls', { gateway, hostnames: ['a.db.example.com'], backends: [app] });
  const tcp = new TcpRoute(shop, 'tcp', { gateway, port: 1883, backends: [app] });
  expect([tls, tcp].map((each) => each.toJson().spec.parentRefs[0].sectionName)).toEqual(['tls', 'mqtt']);
  expect(() => new TlsRoute(shop, 'more', { gateway, hostnames: ['b.db.example.com'], backends: [app] })).not.toThrow();
  expect(() => new TlsRoute(shop, 'twice', { gateway, hostnames: ['a.db.example.com'], backends: [app] })).toThrow(
    new Error(
      '[shop/twice] what a Gateway serves must belong to one route, but [shop/tls] has TLS 443 and a.db.example.com of ' +
        'Gateway gateways/public already; choose another path, host or listener',
    ),
  );
  expect(() => new TcpRoute(shop, 'again', { gateway, port: 1883, backends: [app] })).toThrow(
    new Error(
      '[shop/again] what a Gateway serves must belong to one route, but [shop/tcp] has TCP 1883 of Gateway ' +
        'gateways/public already; choose another path, host or listener',
    ),
  );
});

test('a redirect names the port by which clients come, which a listener may name otherwise', () => {
  const entries = [Entry.gateway(GatewayImplementations.traefik({ entryPoints: { '80': 8000, '9443': 8443 } }))];
  const { shop } = shopOf(new Platform({ cluster: Clusters.kubeadm({ entries }) }));
  const gateway = existing(shop, 'other', [
    { name: 'http', protocol: ListenerProtocol.HTTP },
    { name: 'https', port: 8443 },
  ]);
  const [rule] = route(shop, gateway, 'shop.example.com').redirect?.toJson().spec.rules ?? [];
  expect(rule.filters[0].requestRedirect).toEqual({ scheme: 'https', port: 9443, statusCode: 301 });
});

describe('refuses', () => {
  const LISTENED =
    'its listeners are http (HTTP 80), https (HTTPS 443, *.example.com), status (HTTPS 443, status.example.com), bank ' +
    '(HTTPS 443, bank.example.com), tls (TLS 443, *.db.example.com), mqtt (TCP 1883)';

  test('a host that no listener serves', () => {
    const { shop, gateway } = shopOf();
    expect(() => route(shop, gateway, 'shop.example.org')).toThrow(
      new Error(
        '[shop/web] a route must have a listener, and Gateway gateways/public has none for HTTPS and shop.example.org; ' +
          `${LISTENED}; tell its other \`listeners\`, or choose another host or Gateway`,
      ),
    );
  });

  test('a host of another namespace', () => {
    const { shop, gateway } = shopOf();
    expect(() => route(shop, gateway, 'bank.example.com')).toThrow(
      new Error(
        '[shop/web] the listener of a route must admit its namespace, and bank of Gateway gateways/public admits bank, ' +
          'but got "shop"; have its owner add the namespace to `allowedRoutes`, and then to the listener\'s `namespaces` ' +
          'here',
      ),
    );
  });

  test('a certificate, which is its owner’s', () => {
    const { shop, gateway, app } = shopOf();
    const message = (remedy: string) =>
      new Error(
        '[shop/web] the certificates of Gateway gateways/public must be left to its owner, but got "Secret shop-tls"; ' +
          `leave \`tls\` out${remedy}`,
      );
    expect(() => route(shop, gateway, 'shop.example.com', { tls: SECRET })).toThrow(
      message("; for a host that it serves in clear text, write Tls.none({ reason: '...' })"),
    );
    const props = { gateway, hostnames: ['a.db.example.com'], backends: [app], tls: SECRET };
    expect(() => new TlsRoute(shop, 'web', props)).toThrow(message(': its listener says whether it ends TLS'));
  });

  test('a path that a route has, be the Gateway told of twice', () => {
    const { shop, gateway } = shopOf();
    route(shop, gateway, 'shop.example.com', { path: '/admin' });
    const again = () => route(shop, existing(shop, 'again'), 'shop.example.com', { path: '/admin', id: 'more' });
    expect(again).toThrow(
      new Error(
        '[shop/more] what a Gateway serves must belong to one route, but [shop/web] has /admin of shop.example.com of ' +
          'Gateway gateways/public already; choose another path, host or listener',
      ),
    );
    expect(() => route(shop, gateway, 'shop.example.com', { path: '/shop', id: 'other' })).not.toThrow();
  });

  test('a path that a route names twice', () => {
    const { shop, gateway, app } = shopOf();
    const rules = [{ backends: [app] }, { backends: [app] }];
    expect(() => new HttpRoute(shop, 'web', { gateway, hostnames: ['shop.example.com'], rules })).toThrow(
      new Error(
        '[shop/web] a route must name a path of a host once, but this one names / of shop.example.com twice; leave one of them out',
      ),
    );
  });

  test('two kinds of routes for one host', () => {
    const { shop, gateway, app } = shopOf();
    route(shop, gateway, 'shop.example.com');
    const grpc = { gateway, hostnames: ['shop.example.com'], rules: [{ backends: [app] }] };
    expect(() => new GrpcRoute(shop, 'grpc', grpc)).toThrow(
      new Error(
        '[shop/grpc] a host must be served by HTTPRoutes or by GRPCRoutes, but [shop/web] is a HTTPRoute of ' +
          'shop.example.com already; choose another host: a cluster would serve the older one alone',
      ),
    );
  });

  test('an entry that is an ingress controller', () => {
    expect(() => existing(space(platform(nginx()), 'shop'))).toThrow(
      /^\[shop\/edge\] the entry of a Gateway must be one by Gateway, but "ingress-nginx" is an ingress controller; /,
    );
  });

  test.each<[string, any, string]>([
    [
      'none',
      [],
      'the `listeners` of an existing Gateway must be a list of at least one, since routes bind to listeners by name, but ' +
        'got an empty list; `kubectl get gateway -o yaml` shows them',
    ],
    [
      'a text',
      'https',
      'the `listeners` of an existing Gateway must be a list of at least one, since routes bind to listeners by name, but ' +
        'got "https"; `kubectl get gateway -o yaml` shows them',
    ],
    ['the name of one', ['https'], 'a listener must be an object, but got "https"; write it in { }'],
    [
      'a misspelt part',
      [{ name: 'https', host: 'a.example.com' }],
      'a listener must have no `host`, but got "a.example.com"; leave it out; it may have name, protocol, port, hostname, ' +
        'namespaces',
    ],
    [
      'a protocol that is none',
      [{ name: 'https', protocol: 'https' }],
      'the `protocol` of a listener must be a ListenerProtocol, but got "https"; write it as in ListenerProtocol.HTTPS',
    ],
    [
      'TCP without a port',
      [{ name: 'mqtt', protocol: 'TCP' }],
      'the `port` of a listener must be a whole number from 1 to 65535, and of TCP and UDP it has to be said, but got ' +
        'undefined; `kubectl get gateway -o yaml` shows it',
    ],
    [
      'one namespace as a text',
      [{ name: 'https', namespaces: 'shop' }],
      'the `namespaces` of a listener must be a list, but got "shop"; write it in [ ]',
    ],
    [
      'one name twice',
      [{ name: 'https' }, { name: 'https' }],
      'the listeners of a Gateway must differ in their names, but got "https"',
    ],
  ])('listeners that are %s', (_, listeners, message) => {
    expect(() => existing(space(platform(), 'shop'), 'edge', listeners)).toThrow(new Error(`[shop/edge] ${message}`));
  });
});
