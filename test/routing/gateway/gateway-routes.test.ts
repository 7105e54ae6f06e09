import type { Chart } from 'cdk8s';
import {
  Challenge,
  Clusters,
  Gateway,
  GatewayApiVersion,
  type GatewayProps,
  GrpcRoute,
  HttpRoute,
  Platform,
  TcpRoute,
  Tls,
  TlsRoute,
} from '../../../lib';
import { Backend, CLEAR, SECRET, space } from '../sample';

const DNS01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });

function shop(props: GatewayProps = {}) {
  const app = new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 }) });
  const chart = space(app, 'shop');
  const gateway = new Gateway(chart, 'gateway', { tls: SECRET, ...props });
  const backend = new Backend(chart, 'app');
  return {
    gateway,
    https: (host: string, tls?: Tls) =>
      new HttpRoute(chart, `https-${words(host)}`, {
        gateway,
        tls,
        hostnames: [host],
        rules: [{ backends: [backend] }],
      }),
    grpc: (host: string) =>
      new GrpcRoute(chart, `grpc-${words(host)}`, { gateway, hostnames: [host], rules: [{ backends: [backend] }] }),
    tls: (host: string, more: { port?: number; tls?: Tls } = {}) =>
      new TlsRoute(chart, `tls-${words(host)}`, { gateway, hostnames: [host], backends: [backend], ...more }),
    tcp: (port: number) => new TcpRoute(chart, `tcp-${port}`, { gateway, port, backends: [backend] }),
  };
}

function words(host: string): string {
  return host.replaceAll('.', '-').replace('*', 'all');
}

function listeners(gateway: Gateway): string[] {
  return gateway.toJson().spec.listeners.map(({ name, port }: any) => `${name} ${port}`);
}

function chartOf({ gateway }: { gateway: Gateway }): Chart {
  return gateway.node.scope as Chart;
}

const BY_TLS = (path: string, host: string) =>
  new Error(
    `[${path}] a host must be served by HTTPS or by a TLSRoute, but a TLSRoute of Gateway shop/gateway has ${host} ` +
      'already; choose another host or Gateway',
  );
const BY_HTTPS = (path: string, host: string) =>
  new Error(
    `[${path}] a host must be served by HTTPS or by a TLSRoute, but Gateway shop/gateway serves ${host} by HTTPS ` +
      'already; choose another host or Gateway',
  );

describe('a host is served by HTTPS or by a TLSRoute,', () => {
  test('in either order', () => {
    const one = shop();
    one.tls('a.example.com');
    expect(() => one.https('a.example.com')).toThrow(BY_TLS('shop/https-a-example-com', 'a.example.com'));
    one.https('b.example.com');
    expect(() => one.tls('b.example.com')).toThrow(BY_HTTPS('shop/tls-b-example-com', 'b.example.com'));
    expect(listeners(one.gateway)).toEqual(['http 80', 'https-b.example.com 443', 'tls-a.example.com 443']);
  });

  test('in either order, where one is below the wildcard of the other, whose listener would get its requests', () => {
    const closed = { hostnames: ['*.example.com'] };
    const one = shop(closed);
    one.tls('*.db.example.com');
    expect(() => one.https('a.db.example.com')).toThrow(BY_TLS('shop/https-a-db-example-com', 'a.db.example.com'));
    const other = shop(closed);
    other.https('a.db.example.com');
    expect(() => other.tls('*.db.example.com')).toThrow(BY_HTTPS('shop/tls-all-db-example-com', 'a.db.example.com'));
  });

  test('and never in clear text, where a TLSRoute has the wildcard of the Gateway', () => {
    const one = shop({ hostnames: ['*.example.com'] });
    one.tls('*.example.com');
    expect(listeners(one.gateway)).toEqual(['wildcard-tls-example.com 443']);
    expect(() => one.https('a.example.com')).toThrow(BY_TLS('shop/https-a-example-com', 'a.example.com'));
    const other = shop({ hostnames: ['*.example.com'] });
    other.https('a.example.com');
    expect(() => other.tls('*.example.com')).toThrow(BY_HTTPS('shop/tls-all-example-com', 'a.example.com'));
    expect(listeners(other.gateway)).toEqual(['http 80', 'wildcard-https-example.com 443']);
  });

  test('but by both, on ports of their own', () => {
    const one = shop({ hostnames: ['a.example.com'] });
    one.https('a.example.com');
    one.tls('a.example.com', { port: 8443 });
    expect(listeners(one.gateway)).toEqual(['http 80', 'https-a.example.com 443', 'tls-a.example.com-8443 8443']);
  });

  test('but by both, where the listener of the other fits better', () => {
    const one = shop();
    one.tls('*.example.com');
    one.https('a.example.com');
    one.tls('b.example.com');
    expect(listeners(one.gateway)).toEqual([
      'http 80',
      'https-a.example.com 443',
      'tls-b.example.com 443',
      'wildcard-tls-example.com 443',
    ]);
  });

  test('but in clear text by the plain listener as well', () => {
    const one = shop({ tls: CLEAR });
    one.https('a.example.com');
    one.tls('a.example.com');
    expect(listeners(one.gateway)).toEqual(['http 80', 'tls-a.example.com 443']);
  });
});

describe('a TLSRoute', () => {
  test('that passes TLS through asks nothing of the certificate of a wildcard', () => {
    const one = shop({ hostnames: ['*.example.com'], tls: DNS01 });
    expect(() => one.tls('a.b.example.com')).not.toThrow();
    expect(one.gateway.certificates.map(({ name }) => name)).toEqual(['example.com-tls-wildcard']);
  });

  test('that ends TLS has its certificate asked for, by one issuer in a namespace', () => {
    const one = shop({ tls: DNS01 });
    one.tls('a.example.com', { tls: DNS01 });
    expect(one.gateway.certificates.map(({ name }) => name)).toEqual(['a.example.com-tls']);
    const tls = Tls.certManager({ issuer: 'own-ca', challenge: Challenge.DNS01 });
    const more = new Gateway(chartOf(one), 'more');
    const backends = [new Backend(chartOf(one), 'other')];
    const make = () =>
      new TlsRoute(chartOf(one), 'tls', { gateway: more, hostnames: ['a.example.com'], tls, backends });
    expect(make).toThrow(/^\[shop\/tls\] the certificate of a host must have one issuer in a namespace, /);
  });

  test('for a host that the Gateway doesn’t serve is refused', () => {
    expect(() => shop({ hostnames: ['*.example.com'] }).tls('a.example.org')).toThrow(
      new Error(
        '[shop/tls-a-example-org] a host must be one that the listeners of Gateway shop/gateway accept: *.example.com, but ' +
          'got "a.example.org"; add it to the Gateway\'s `hostnames`, or choose another host or Gateway',
      ),
    );
  });
});

describe('a port has one protocol:', () => {
  test.each([80, 443])('%d is that of HTTP', (port) => {
    expect(() => shop().tcp(port)).toThrow(
      new Error(
        `[shop/tcp-${port}] a port of a Gateway must have one protocol, and of Gateway shop/gateway its HTTP listeners ` +
          `have it, but got "TCP ${port}"; choose another port`,
      ),
    );
  });

  test('that of a TLSRoute is not for TCP', () => {
    const one = shop();
    one.tls('a.example.com', { port: 8443 });
    expect(() => one.tcp(8443)).toThrow(
      new Error(
        '[shop/tcp-8443] a port of a Gateway must have one protocol, and of Gateway shop/gateway ' +
          '[shop/tls-a-example-com] has it for TLS, but got "TCP 8443"; choose another port',
      ),
    );
  });
});

test('a host has one kind of routes, in either order', () => {
  const one = shop();
  one.https('a.example.com');
  expect(() => one.grpc('a.example.com')).toThrow(
    new Error(
      '[shop/grpc-a-example-com] a host must be served by HTTPRoutes or by GRPCRoutes, but [shop/https-a-example-com] is ' +
        'a HTTPRoute of a.example.com already; choose another host: a cluster would serve the older one alone',
    ),
  );
  one.grpc('b.example.com');
  expect(() => one.https('b.example.com')).toThrow(
    / but \[shop\/grpc-b-example-com\] is a GRPCRoute of b\.example\.com /,
  );
});
