import { Chart } from 'cdk8s';
import {
  Challenge,
  Entry,
  Gateway,
  GatewayApiChannel,
  GatewayApiVersion,
  GatewayFeature,
  GatewayImplementations,
  NetworkPlugin,
  Tls,
  TlsRoute,
  type TlsRouteProps,
} from '../../../lib';
import { Backend, CLEAR, envoyProxies, names, SECRET, space, written } from '../sample';
import { cluster } from './sample';

const { V1_4, V1_5 } = GatewayApiVersion;

/** A route for vault.example.com to one backend, but for what a test says. */
function route(props: Partial<TlsRouteProps> | ((vault: Backend) => Partial<TlsRouteProps>) = {}, app = cluster()) {
  const routes = space(app, 'shop', 'routes');
  const vault = new Backend(space(app, 'shop', 'apps'), 'vault', { port: 8200, servicePort: 443 });
  const said = typeof props === 'function' ? props(vault) : props;
  return new TlsRoute(routes, 'secrets', {
    gateway: Gateway.shared(routes),
    hostnames: ['vault.example.com'],
    ...('split' in said ? {} : { backends: [vault] }),
    ...said,
  });
}

describe('writes', () => {
  test('a route that passes TLS through, and the listener of its host', () => {
    expect(Chart.of(route())).toMatchSnapshot();
  });

  test('a listener that ends TLS where a certificate is given', () => {
    const ended = route({ tls: SECRET, port: 8443, hostnames: ['*.example.com'] });
    const { spec } = written(Chart.of(ended), 'Gateway', 'gateway');
    expect(spec.listeners[0]).toMatchObject({
      name: 'wildcard-tls-example.com-8443',
      hostname: '*.example.com',
      port: 8443,
      protocol: 'TLS',
      tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: 'shop-tls' }] },
    });
    expect(ended.toJson().spec.parentRefs).toEqual([{ name: 'gateway', sectionName: 'wildcard-tls-example.com-8443' }]);
  });

  test('weights, ports and the name of its rule', () => {
    const { spec } = route((vault) => {
      const next = new Backend(Chart.of(vault), 'next', { port: 8201, servicePort: 8443 });
      return {
        hostnames: ['a.example.com', 'b.example.com'],
        ruleName: 'all',
        servicePort: 443,
        split: [
          { to: vault, weight: 9 },
          { to: next, weight: 1, servicePort: 8443 },
        ],
      };
    }).toJson();
    expect(spec).toEqual({
      parentRefs: [
        { name: 'gateway', sectionName: 'tls-a.example.com' },
        { name: 'gateway', sectionName: 'tls-b.example.com' },
      ],
      hostnames: ['a.example.com', 'b.example.com'],
      rules: [
        {
          name: 'all',
          backendRefs: [
            { name: 'vault', port: 443, weight: 9 },
            { name: 'next', port: 8443, weight: 1 },
          ],
        },
      ],
    });
  });

  test.each([
    [cluster({ version: V1_5 }), 'gateway.networking.k8s.io/v1'],
    [cluster({ version: V1_4, channel: GatewayApiChannel.EXPERIMENTAL }), 'gateway.networking.k8s.io/v1alpha2'],
  ])('the apiVersion that the cluster has: %#', (app, apiVersion) => {
    expect(route({}, app).toJson().apiVersion).toBe(apiVersion);
  });
});

describe('opens', () => {
  test("the pods' port to the data plane", () => {
    const { node } = route();
    expect(written(node.root.node.findChild('apps') as Chart, 'NetworkPolicy', 'vault').spec.ingress).toEqual([
      { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 8200, protocol: 'TCP' }] },
    ]);
  });

  test('a backend of another namespace by a grant of its own', () => {
    const app = cluster();
    const payments = space(app, 'payments');
    const { grants } = route({ backends: [new Backend(payments, 'ledger')] }, app);
    expect(names(payments, 'ReferenceGrant')).toEqual(['service-ledger-from-tlsroutes-of-shop']);
    expect(grants.map(({ name }) => name)).toEqual(['service-ledger-from-tlsroutes-of-shop']);
    expect(Object.isFrozen(grants)).toBe(true);
  });
});

test('does not follow lists that are changed later', () => {
  const hostnames = ['vault.example.com'];
  const backends: any[] = [];
  const secrets = route((vault) => {
    backends.push(vault);
    return { hostnames, backends };
  });
  const before = secrets.toJson();
  hostnames.push('late.example.com');
  backends.pop();
  expect(secrets.toJson()).toEqual(before);
});

test('may have 32 hosts, each by a listener, which are as many parents as a route can have', () => {
  const hostnames = Array.from({ length: 32 }, (_, index) => `h${index}.example.com`);
  expect(route({ hostnames }).toJson().spec.parentRefs).toHaveLength(32);
});

test('from JavaScript, may be given null for no certificate', () => {
  expect(route({ tls: null as any }).toJson()).toEqual(route({}).toJson());
});

describe('refuses', () => {
  test.each([
    [[], 'a TLSRoute must have 1 to 32 hosts, since each has a listener of its own, but got 0; give `hostnames`'],
    [
      Array.from({ length: 33 }, (_, index) => `h${index}.example.com`),
      'a TLSRoute must have 1 to 32 hosts, since each has a listener of its own, but got 33; make a second route',
    ],
    ['a.example.com', 'the `hostnames` must be a list, but got "a.example.com"; write it in [ ]'],
    [['192.0.2.1'], 'a hostname must not be an IP address, but got "192.0.2.1"; use a DNS name that resolves to it'],
    [
      ['a.example.com', 'a.example.com'],
      'a TLSRoute must name a host once, but got "a.example.com"; leave one of them out',
    ],
  ])('the hosts %j', (hostnames, problem) => {
    expect(() => route({ hostnames: hostnames as string[] })).toThrow(new Error(`[routes/secrets] ${problem}`));
  });

  test('clear text in place of a certificate', () => {
    expect(() => route({ tls: CLEAR })).toThrow(
      new Error(
        '[routes/secrets] the `tls` of a TLSRoute must have a certificate, but got "no TLS"; leave it out to pass TLS ' +
          'through, or make a TcpRoute for clear text',
      ),
    );
  });

  test('a challenge by HTTP for a wildcard', () => {
    const tls = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });
    expect(() => route({ tls, hostnames: ['*.example.com'] })).toThrow(
      new Error(
        '[routes/secrets] the challenge for a wildcard certificate must be DNS01, but *.example.com asks for HTTP01; use ' +
          'Challenge.DNS01 with an issuer that can, or name the hosts one by one',
      ),
    );
  });

  test('a port that is none', () => {
    expect(() => route({ port: 0 })).toThrow(
      new Error(
        '[routes/secrets] the `port` of a TLSRoute must be a whole number from 1 to 65535, on which the Gateway listens, ' +
          "but got 0; write it as in { port: 5432 }; that of the backends' Services is `servicePort`",
      ),
    );
  });

  test('no backend, too many, or both ways to name them', () => {
    expect(() => route({ backends: [] })).toThrow(
      new Error('[routes/secrets] a TLSRoute must have 1 to 16 backends, but got 0; give `backends`'),
    );
    expect(() => route((vault) => ({ backends: Array(17).fill(vault) }))).toThrow(
      new Error('[routes/secrets] a TLSRoute must have 1 to 16 backends, but got 17; leave out what is too much'),
    );
    expect(() => route((vault) => ({ backends: [vault], split: [{ to: vault, weight: 1 }] }))).toThrow(
      new Error(
        '[routes/secrets] a TLSRoute must have `backends` or a `split`, but not both; put all of them into the `split`, ' +
          'each with its weight',
      ),
    );
    expect(() => route({ backends: 'vault' as any })).toThrow(
      new Error('[routes/secrets] the `backends` must be a list, but got "vault"; write it in [ ]'),
    );
    expect(() => route({ backends: ['vault' as any] })).toThrow(
      /^\[routes\/secrets\] a backend must have a Service, .*, but got "vault"; /,
    );
  });

  test('weights that are none, or none above 0', () => {
    expect(() => route((vault) => ({ split: [{ to: vault, weight: 0 }] }))).toThrow(
      new Error(
        '[routes/secrets] a backend of a `split` must have a weight above 0, since connections that none gets are ' +
          'closed, but got [0]; give one of them a weight',
      ),
    );
    expect(() => route((vault) => ({ split: [{ to: vault, weight: 0.5 }] }))).toThrow(
      new Error(
        '[routes/secrets] a weight must be a whole number from 0 to 1000000, but got 0.5; write it as in { to: api, ' +
          'weight: 90 }',
      ),
    );
    expect(() => route((vault) => ({ split: [{ to: vault, weight: 1, filters: [] } as any] }))).toThrow(
      new Error(
        '[routes/secrets] a part of a `split` must have no `filters`, but got an empty list; leave it out; it may have ' +
          'to, weight, servicePort',
      ),
    );
  });

  test('a misspelt option, and what is no object', () => {
    expect(() => route({ host: 'a.example.com' } as any)).toThrow(
      new Error(
        '[routes/secrets] a TLSRoute must have no `host`, but got "a.example.com"; leave it out; it may have hostnames, ' +
          'port, tls, gateway, backends, split, servicePort, name, ruleName',
      ),
    );
    const shop = space(cluster(), 'shop');
    expect(() => new TlsRoute(shop, 'secrets', undefined as any)).toThrow(
      new Error('[shop/secrets] the properties of a TLSRoute must be an object, but got undefined; write it in { }'),
    );
  });

  test('a cluster that is too old', () => {
    expect(() => route({}, cluster({ version: V1_4 }))).toThrow(
      /^\[routes\/secrets\] a TLSRoute must be left to clusters with Gateway API 1\.5 or newer, but /,
    );
  });

  test('a rule with a name where the cluster is older than that, and a name that is none', () => {
    const app = cluster({ version: GatewayApiVersion.V1_3, channel: GatewayApiChannel.EXPERIMENTAL });
    expect(() => route({ ruleName: 'all' }, app)).toThrow(
      /^\[routes\/secrets\] the `ruleName` of a TLSRoute must be left to clusters with Gateway API 1\.4 or newer, but /,
    );
    expect(() => route({ ruleName: 'All' })).toThrow(
      /^\[routes\/secrets\] the `ruleName` of a TLSRoute must be a DNS-1123 subdomain .*, but got "All"; write "all"$/,
    );
  });

  test('to end TLS where the implementation declares that it cannot', () => {
    const entry = Entry.gateway(GatewayImplementations.cilium());
    const cilium = () => cluster({ entry, networkPlugin: NetworkPlugin.cilium() });
    expect(() => route({ tls: SECRET }, cilium())).toThrow(
      /^\[routes\/secrets\] the `tls` of a TLSRoute must be left to implementations of the Gateway API that have TLSRouteModeTerminate, and cilium doesn't, by the report of Cilium 1\.20\.0, Gateway API v1\.6\.1; leave it out, or use one that has it: /,
    );
    expect(() => route({}, cilium())).not.toThrow();
  });

  test('to pass TLS through beside TLS that is ended where the implementation declares that it cannot', () => {
    const features = { readFrom: 'plain 1.0', supported: [], unsupported: [GatewayFeature.TLS_ROUTE_MODE_MIXED] };
    const plain = Object.create(GatewayImplementations.envoyGateway(), {
      name: { value: 'plain' },
      features: { value: features },
    });
    const app = cluster({ entry: Entry.gateway(plain) });
    const ended = route({ tls: SECRET }, app);
    const chart = Chart.of(ended);
    const more = { gateway: ended.gateway, hostnames: ['b.example.com'], backends: [new Backend(chart, 'other')] };
    expect(() => new TlsRoute(chart, 'more', more)).toThrow(
      /^\[routes\/more\] TLS that is passed through, beside such that is ended, on port 443 of one Gateway must be left to implementations of the Gateway API that have TLSRouteModeMixed, and plain doesn't, /,
    );
    expect(() => new TlsRoute(chart, 'more', { ...more, port: 8443 })).not.toThrow();
  });

  test('a host that another route has', () => {
    const first = route();
    const chart = Chart.of(first);
    const more = { gateway: first.gateway, hostnames: ['vault.example.com'], backends: [new Backend(chart, 'other')] };
    expect(() => new TlsRoute(chart, 'more', more)).toThrow(
      new Error(
        '[routes/more] a listener for TLS must serve one route, but [routes/secrets] has vault.example.com on port 443 of ' +
          'Gateway shop/gateway already; choose another port, host or Gateway, or name all backends in one route',
      ),
    );
  });
});
