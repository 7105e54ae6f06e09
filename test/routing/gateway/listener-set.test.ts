import type { Chart } from 'cdk8s';
import {
  AllowedNamespaces,
  Challenge,
  Clusters,
  Entry,
  ExistingGateway,
  Gateway,
  GatewayApiVersion,
  GatewayImplementations,
  type GatewayProps,
  HttpRoute,
  type IGateway,
  type IGatewayImplementation,
  ListenerProtocol,
  ListenerSet,
  Platform,
  SharedGateway,
  TcpRoute,
  Tls,
  TlsRoute,
} from '../../../lib';
import { admitting, Backend, CLEAR, names, SECRET, space, written } from '../sample';

const HTTP01 = Tls.certManager({ issuer: 'letsencrypt', challenge: Challenge.HTTP01 });

function newest(implementation: IGatewayImplementation = GatewayImplementations.envoyGateway()): Platform {
  const entries = [Entry.gateway(implementation, { clientRanges: ['198.51.100.0/24'] })];
  return new Platform({ cluster: Clusters.kubeadm({ entries, gatewayApiVersion: GatewayApiVersion.V1_6 }) });
}

function edge(app: Platform, props: GatewayProps = {}): Gateway {
  const listenerSets = AllowedNamespaces.named('shop');
  return new Gateway(space(app, 'edge'), 'gateway', { listenerSets, tls: SECRET, ...props });
}

function route(chart: Chart, gateway: IGateway, host: string, id = host.replaceAll('.', '-')): HttpRoute {
  return new HttpRoute(chart, id, {
    gateway,
    hostnames: [host],
    rules: [{ backends: [new Backend(chart, `${id}-app`)] }],
  });
}

test('beside a listener set for connections alone, the Gateway has the listener that it must have', () => {
  const app = newest();
  const gateway = edge(app);
  const shop = space(app, 'shop');
  const set = new ListenerSet(shop, 'listeners', { gateway });
  new TcpRoute(shop, 'tcp', { gateway: set, port: 5432, backends: [new Backend(shop, 'db', { port: 5432 })] });
  expect(gateway.toJson().spec.listeners.map(({ name }: any) => name)).toEqual(['http']);
  expect(set.toJson().spec.listeners.map(({ name }: any) => name)).toEqual(['tcp-5432']);
});

describe('a listener set', () => {
  test('has a listener for each of its hosts, with certificates of its own namespace', () => {
    const app = newest();
    const gateway = edge(app);
    const shop = space(app, 'shop');
    const set = new ListenerSet(shop, 'listeners', { gateway, tls: Tls.secret('mine') });
    route(shop, set, 'shop.example.com');
    expect(set.displayName).toBe('shop/listeners');
    expect(set.toJson()).toMatchSnapshot();
  });

  test('has its routes bound to it, and redirected by the Gateway', () => {
    const app = newest();
    const gateway = edge(app);
    const shop = space(app, 'shop');
    const set = new ListenerSet(shop, 'listeners', { gateway, hostnames: ['*.shop.example.com'], tls: SECRET });
    const bound = route(shop, set, 'eu.shop.example.com');
    expect(bound.toJson().spec.parentRefs).toEqual([
      {
        group: 'gateway.networking.k8s.io',
        kind: 'ListenerSet',
        name: 'listeners',
        sectionName: 'wildcard-https-shop.example.com',
      },
    ]);
    expect(bound.redirect?.toJson().spec.parentRefs).toEqual([
      { name: 'gateway', namespace: 'edge', sectionName: 'http' },
    ]);
    expect(gateway.toJson().spec.listeners).toEqual([
      { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: admitting('edge', 'shop') },
    ]);
  });

  test('has the reason of its own in the policies of backends', () => {
    const app = newest();
    const shop = space(app, 'shop');
    const set = new ListenerSet(shop, 'listeners', { gateway: edge(app), tls: SECRET });
    route(shop, set, 'shop.example.com');
    const { annotations } = written(shop, 'NetworkPolicy', 'shop-example-com-app').metadata;
    expect(annotations['cdk8s-networking/reasons']).toMatch(/TCP 3000: routes of ListenerSet shop\/listeners$/);
  });

  test('has grants by its own kind, and Certificates and challenges in its own namespace', () => {
    const app = newest();
    const gateway = edge(app);
    const shop = space(app, 'shop');
    const one = new ListenerSet(shop, 'one', {
      gateway,
      hostnames: ['a.example.com'],
      tls: Tls.secret('shared-tls', { namespace: 'certs' }),
    });
    const two = new ListenerSet(shop, 'two', { gateway, hostnames: ['b.example.com'], tls: HTTP01 });
    expect(one.grants.map((grant) => grant.toJson().spec.from)).toEqual([
      [{ group: 'gateway.networking.k8s.io', kind: 'ListenerSet', namespace: 'shop' }],
    ]);
    expect(one.grants.map(({ name }) => name)).toEqual(['secret-shared-tls-from-listenersets-of-shop']);
    expect(two.certificates.map(({ name, metadata }) => `${metadata.namespace}/${name}`)).toEqual([
      'shop/b.example.com-tls',
    ]);
    expect(names(shop, 'NetworkPolicy')).toEqual(['acme-solver']);
    expect(gateway.toJson().spec.listeners[0].allowedRoutes).toEqual(admitting('edge', 'shop'));
  });

  test('has listeners for connections, too', () => {
    const app = newest();
    const gateway = edge(app);
    const shop = space(app, 'shop');
    const set = new ListenerSet(shop, 'listeners', { gateway });
    const db = new Backend(shop, 'db', { port: 5432 });
    new TcpRoute(shop, 'db-route', { gateway: set, port: 5432, backends: [db] });
    expect(set.toJson().spec.listeners).toEqual([
      {
        name: 'tcp-5432',
        port: 5432,
        protocol: 'TCP',
        allowedRoutes: { ...admitting('shop'), kinds: [{ kind: 'TCPRoute' }] },
      },
    ]);
    const again = () => new TcpRoute(shop, 'more', { gateway, port: 5432, backends: [db] });
    expect(again).toThrow(
      new Error(
        '[shop/more] a listener for TCP must serve one route, but [shop/db-route] has TCP 5432 of Gateway edge/gateway ' +
          'already; choose another port, host or Gateway, or name all backends in one route',
      ),
    );
  });

  test('opens the policy of a data plane in the namespace of the Gateway', () => {
    const app = newest(GatewayImplementations.nginxGatewayFabric());
    const gateway = edge(app);
    const ports = () => gateway.dataPlanePolicy?.toJson().spec.ingress[0].ports.map(({ port }: any) => port);
    expect(ports()).toEqual([80, 8081]);
    new ListenerSet(space(app, 'shop'), 'listeners', { gateway, hostnames: ['shop.example.com'], tls: SECRET });
    expect(ports()).toEqual([80, 443, 8081]);
  });

  test('may be of a Gateway that others write', () => {
    const app = newest();
    const shop = space(app, 'shop');
    const listeners = [{ name: 'http', protocol: ListenerProtocol.HTTP }];
    const gateway = new ExistingGateway(shop, 'edge', { name: 'public', namespace: 'gateways', listeners });
    const set = new ListenerSet(shop, 'listeners', { gateway, hostnames: ['shop.example.com'], tls: SECRET });
    expect(set.toJson().spec.parentRef).toEqual({
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      name: 'public',
      namespace: 'gateways',
    });
    const more = new ExistingGateway(shop, 'more', { name: 'public', namespace: 'gateways', listeners });
    const twice = () =>
      new ListenerSet(shop, 'others', { gateway: more, hostnames: ['shop.example.com'], tls: SECRET });
    expect(twice).toThrow(
      new Error(
        '[shop/others] a host must have one listener of a Gateway, and [shop/listeners] listens for shop.example.com ' +
          'already; bind the route to that one, or choose another host',
      ),
    );
  });
});

describe('refuses', () => {
  test('a namespace that the Gateway takes none of', () => {
    const app = newest();
    const gateway = edge(app);
    expect(() => new ListenerSet(space(app, 'bank'), 'listeners', { gateway })).toThrow(
      new Error(
        '[bank/listeners] the Gateway of a ListenerSet must take those of its namespace, and Gateway edge/gateway takes ' +
          "none of bank; give it `listenerSets: AllowedNamespaces.named('bank')`",
      ),
    );
  });

  test.each<[string, (gateway: Gateway, set: ListenerSet) => IGateway]>([
    ['the Gateway', (gateway) => gateway],
    ['another listener set', (_, set) => set],
  ])('a host for which %s listens, in either order', (_, of) => {
    const app = newest();
    const gateway = edge(app);
    const shop = space(app, 'shop');
    const one = new ListenerSet(shop, 'one', { gateway, tls: SECRET });
    route(shop, of(gateway, one), 'a.example.com');
    const two = new ListenerSet(shop, 'two', { gateway, tls: SECRET });
    expect(() => route(shop, two, 'a.example.com', 'again')).toThrow(/listens for a\.example\.com already; /);
    expect(() => new ListenerSet(shop, 'three', { gateway, tls: SECRET, hostnames: ['a.example.com'] })).toThrow(
      /^\[shop\/three\] a host must have one listener of a Gateway, and \[(edge\/gateway|shop\/one)\] listens for a\.example\.com already; /,
    );
    route(shop, two, 'b.example.com');
    expect(() => route(shop, gateway, 'b.example.com', 'once-more')).toThrow(
      '[shop/two] listens for b.example.com already',
    );
  });

  test('a host that a TLSRoute has at another place, in either order', () => {
    const app = newest();
    const gateway = edge(app);
    const shop = space(app, 'shop');
    const set = new ListenerSet(shop, 'listeners', { gateway, tls: SECRET, hostnames: ['a.example.com'] });
    const backends = [new Backend(shop, 'db')];
    const tls = (id: string, host: string) => new TlsRoute(shop, id, { gateway, hostnames: [host], backends });
    expect(() => tls('one', 'a.example.com')).toThrow(
      new Error(
        '[shop/one] a host must have one listener of a Gateway, and [shop/listeners] listens for a.example.com already; ' +
          'bind the route to that one, or choose another host',
      ),
    );
    tls('two', 'b.example.com');
    expect(() => new ListenerSet(shop, 'more', { gateway, tls: SECRET, hostnames: ['b.example.com'] })).toThrow(
      '[edge/gateway] listens for b.example.com already',
    );
    expect(set.toJson().spec.listeners).toHaveLength(1);
  });

  test('a host that the Gateway serves in clear text, where its redirect would be', () => {
    const app = newest();
    const gateway = edge(app, { tls: CLEAR });
    const shop = space(app, 'shop');
    route(shop, gateway, 'a.example.com');
    const make = (tls: Tls) => new ListenerSet(shop, 'listeners', { gateway, tls, hostnames: ['a.example.com'] });
    for (const tls of [SECRET, CLEAR]) {
      expect(() => make(tls)).toThrow(
        /\] a host must have one listener of a Gateway, and \[edge\/gateway\] listens for /,
      );
    }
  });

  test('clear text and challenges by HTTP, where nothing listens for plain HTTP', () => {
    const shop = space(newest(), 'shop');
    const listeners = [{ name: 'https', hostname: 'b.example.com' }];
    const gateway = new ExistingGateway(shop, 'edge', { name: 'public', namespace: 'gateways', listeners });
    const message = (place: string, title: string) =>
      new Error(
        `[${place}] a host in clear text, or with a certificate by HTTP01, must have a listener for plain HTTP that admits ` +
          `its namespace, and ${title} has none for a.example.com; give a certificate that needs none, or have the owner ` +
          'of the Gateway add one, and tell it here',
      );
    expect(() => new ListenerSet(shop, 'one', { gateway, hostnames: ['a.example.com'], tls: HTTP01 })).toThrow(
      message('shop/one', 'ListenerSet shop/one'),
    );
    const set = new ListenerSet(shop, 'two', { gateway, tls: CLEAR });
    expect(() => route(shop, set, 'a.example.com')).toThrow(message('shop/a-example-com', 'ListenerSet shop/two'));
  });

  test('a host of a shared Gateway that belongs to others', () => {
    const app = newest();
    const shared = new SharedGateway(app, 'edge', {
      hostnames: ['*.example.com'],
      tls: SECRET,
      listenerSets: AllowedNamespaces.named('shop'),
    });
    const shop = space(app, 'shop');
    const make = (id: string, hostnames: string[]) =>
      new ListenerSet(shop, id, { gateway: shared, hostnames, tls: SECRET });
    expect(() => make('one', ['shop.example.com'])).toThrow(
      new Error(
        '[shop/one] a host must be delegated to the namespace of its routes, and Gateway gateways/edge has given ' +
          'shop.example.com to none, but got "a route of shop"; give the namespace `gateway: ' +
          "edge.forHosts('shop.example.com')`, or choose another host",
      ),
    );
    expect(() => make('one', ['shop.example.org'])).not.toThrow();
    expect(() => make('two', ['shop.example.org'])).toThrow('[shop/one] listens for shop.example.org already');
  });

  test('hosts that a shared Gateway delegates, as its Gateway', () => {
    const app = newest();
    const listenerSets = AllowedNamespaces.named('shop');
    const shared = new SharedGateway(app, 'edge', { hostnames: ['*.example.com'], tls: SECRET, listenerSets });
    const gateway = shared.forHosts('shop.example.com');
    expect(() => new ListenerSet(space(app, 'shop'), 'listeners', { gateway })).toThrow(
      /^\[shop\/listeners\] the Gateway of a ListenerSet must take those of its namespace, /,
    );
  });

  test('no listener, and more than 64', () => {
    const app = newest();
    const gateway = edge(app);
    const shop = space(app, 'shop');
    const set = new ListenerSet(shop, 'listeners', { gateway, tls: SECRET });
    expect(() => shop.toJson()).toThrow(
      '[shop/listeners] a ListenerSet must have 1 to 64 listeners, one for each host, but got 0; give it `hostnames`, or ' +
        'routes',
    );
    for (let n = 0; n < 65; n += 1) route(shop, set, `n${n}.example.com`);
    expect(() => shop.toJson()).toThrow(
      '[shop/listeners] a ListenerSet must have 1 to 64 listeners, one for each host, but got 65; use a wildcard in ' +
        '`hostnames`, or a second ListenerSet',
    );
  });

  test('what cluster and implementation don’t have', () => {
    const old = new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_4 }) });
    const gateway = new Gateway(space(old, 'edge'), 'gateway');
    expect(() => new ListenerSet(space(old, 'shop'), 'listeners', { gateway })).toThrow(
      /^\[shop\/listeners\] a ListenerSet must be left to clusters with Gateway API 1\.5 or newer, but the cluster profile "kubeadm" says that its cluster has 1\.4; /,
    );
    const app = newest(GatewayImplementations.traefik());
    const other = new Gateway(space(app, 'edge'), 'gateway');
    expect(() => new ListenerSet(space(app, 'shop'), 'listeners', { gateway: other })).toThrow(
      /^\[shop\/listeners\] a ListenerSet must be left to implementations of the Gateway API that have ListenerSet, and traefik doesn't, /,
    );
  });

  test.each<[any, string]>([
    [undefined, 'the properties of a ListenerSet must be an object, but got undefined; write it in { }'],
    [
      { gatway: 'edge' },
      'a ListenerSet must have no `gatway`, but got "edge"; leave it out; it may have gateway, hostnames, tls, name',
    ],
    [
      { gateway: 'edge' },
      'the `gateway` must be a Gateway, but got "edge"; give one that was made with `new Gateway()`, or Gateway.shared() ' +
        'for the one of a namespace',
    ],
  ])('properties such as %j', (props, message) => {
    const shop = space(newest(), 'shop');
    expect(() => new ListenerSet(shop, 'listeners', props)).toThrow(new Error(`[shop/listeners] ${message}`));
    expect(shop.node.children).toEqual([]);
  });

  test('an id that is taken, and leaves its hosts free', () => {
    const app = newest();
    const gateway = edge(app);
    const shop = space(app, 'shop');
    new Backend(shop, 'app');
    const props = { gateway, hostnames: ['shop.example.com'], tls: SECRET };
    expect(() => new ListenerSet(shop, 'app', props)).toThrow("There is already a Construct with name 'app'");
    expect(() => new ListenerSet(shop, 'listeners', props)).not.toThrow();
  });
});
