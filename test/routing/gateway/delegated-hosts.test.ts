import type { Chart } from 'cdk8s';
import {
  Clusters,
  Gateway,
  GatewayApiVersion,
  HttpRoute,
  type IGateway,
  IsolatedNamespace,
  Platform,
  SharedGateway,
  TcpRoute,
  TlsRoute,
} from '../../../lib';
import { Backend, CLEAR, SECRET, space } from '../sample';

function shared(tls = SECRET) {
  const app = new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 }) });
  return { app, edge: new SharedGateway(app, 'edge', { hostnames: ['*.example.com'], tls }) };
}

function passed(chart: Chart, gateway: IGateway, host: string, id = 'tls'): TlsRoute {
  return new TlsRoute(chart, id, { gateway, hostnames: [host], backends: [new Backend(chart, `${id}-app`)] });
}

function served(chart: Chart, gateway: IGateway, host: string, id = 'web'): HttpRoute {
  return new HttpRoute(chart, id, {
    gateway,
    hostnames: [host],
    rules: [{ backends: [new Backend(chart, `${id}-app`)] }],
  });
}

function listeners({ gateway }: SharedGateway): string[] {
  return gateway.toJson().spec.listeners.map(({ name }: any) => name);
}

test('are called as their Gateway is, and in the order of their names', () => {
  const { edge } = shared();
  const hosts = edge.forHosts('www.example.com', 'shop.example.com', 'shop.example.com');
  expect([hosts.name, hosts.namespace, hosts.displayName]).toEqual(['edge', 'gateways', 'gateways/edge']);
  expect(hosts.hosts).toEqual(['shop.example.com', 'www.example.com']);
  expect(Object.isFrozen(hosts.hosts)).toBe(true);
});

describe('may be served', () => {
  test('by a TLSRoute, to whose namespace they go', () => {
    const { app, edge } = shared();
    const shop = space(app, 'shop');
    const hosts = edge.forHosts('db.example.com');
    expect(passed(shop, hosts, 'db.example.com').toJson().spec.parentRefs).toEqual([
      { name: 'edge', namespace: 'gateways', sectionName: 'tls-db.example.com' },
    ]);
    expect(listeners(edge)).toEqual(['http', 'wildcard-https-example.com', 'tls-db.example.com']);
    expect(() => served(shop, hosts, 'db.example.com')).toThrow(
      '[shop/web] a host must be served by HTTPS or by a TLSRoute, but a TLSRoute of Gateway gateways/edge has ' +
        'db.example.com already',
    );
  });

  test('in clear text, by the plain listener', () => {
    const { app, edge } = shared(CLEAR);
    const web = served(space(app, 'shop'), edge.forHosts('shop.example.com'), 'shop.example.com');
    expect(web.toJson().spec.parentRefs).toEqual([{ name: 'edge', namespace: 'gateways', sectionName: 'http' }]);
    expect(web.redirect).toBeUndefined();
  });
});

describe('are refused', () => {
  test('where the name of the listener would be too long', () => {
    const { app, edge } = shared();
    const host = `${Array(3).fill('a'.repeat(60)).join('.')}.${'b'.repeat(53)}.example.com`;
    const shop = space(app, 'shop');
    expect(() => Gateway.attach(shop, edge.forHosts(host))).toThrow(
      /^\[shop\] a host must leave room for the name of its listener, which has at most 253 characters, but got /,
    );
  });

  test('to a route for a port', () => {
    const { app, edge } = shared();
    const shop = space(app, 'shop');
    const gateway = edge.forHosts('db.example.com');
    expect(() => new TcpRoute(shop, 'tcp', { gateway, port: 5432, backends: [new Backend(shop, 'db')] })).toThrow(
      new Error(
        '[shop/tcp] a route must be for hosts that were delegated to its namespace: db.example.com, but got "a port"; ' +
          'bind it to Gateway gateways/edge itself',
      ),
    );
  });

  test('to a namespace, where a TLSRoute of another has one', () => {
    const { app, edge } = shared();
    passed(edge.gateway.node.scope as Chart, edge, 'db.example.com');
    expect(() => new IsolatedNamespace(app, 'shop', { gateway: edge.forHosts('db.example.com') })).toThrow(
      new Error(
        '[shop] a host must be delegated to the namespace of its routes, and [gateways/tls] of gateways is for ' +
          'db.example.com already, but got "shop"; delegate another host, or move that route',
      ),
    );
  });

  test('to nobody, where a route under an id that is taken asked for them', () => {
    const { app, edge } = shared();
    const shop = space(app, 'shop');
    const hosts = edge.forHosts('shop.example.com');
    const before = edge.gateway.toJson();
    new Backend(shop, 'web');
    expect(() => served(shop, hosts, 'shop.example.com', 'web')).toThrow('There is already a Construct with name');
    expect(edge.gateway.toJson()).toEqual(before);
    expect(served(space(app, 'bank'), hosts, 'shop.example.com').name).toBe('web');
  });
});

test('a second delegation of a host to one namespace changes nothing', () => {
  const { app, edge } = shared();
  const charts = ['one', 'two'].map((id) => space(app, 'shop', id)) as [Chart, Chart];
  served(charts[0], edge.forHosts('shop.example.com'), 'shop.example.com');
  const before = edge.gateway.toJson();
  expect(() => served(charts[1], edge.forHosts('shop.example.com'), 'shop.example.com')).toThrow(
    '[two/web] a path of a host must belong to one route, but [one/web] has / of shop.example.com already',
  );
  expect(edge.gateway.toJson()).toEqual(before);
});

test('a Gateway of another copy of the library serves routes of this one', () => {
  const cdk8s = jest.requireActual('cdk8s');
  const constructs = jest.requireActual('constructs');
  jest.isolateModules(() => {
    jest.doMock('cdk8s', () => cdk8s);
    jest.doMock('constructs', () => constructs);
    const copy = jest.requireActual<typeof import('../../../lib')>('../../../lib');
    expect(copy.Gateway).not.toBe(Gateway);
    const { app } = shared();
    const tls = copy.Tls.secret('wildcard-tls');
    const edge = new copy.SharedGateway(app, 'other', {
      namespace: 'other-gateways',
      hostnames: ['*.example.com'],
      tls,
    });
    const web = served(space(app, 'shop'), edge.forHosts('shop.example.com') as any, 'shop.example.com');
    expect(web.toJson().spec.parentRefs).toEqual([
      { name: 'other', namespace: 'other-gateways', sectionName: 'https-shop.example.com' },
    ]);
  });
});
