import type { Chart } from 'cdk8s';
import {
  BackendTlsPolicy,
  type BackendTlsPolicyProps,
  BackendTrust,
  Clusters,
  Entry,
  GatewayApiChannel,
  GatewayApiVersion,
  GatewayFeature,
  GatewayImplementations,
  type IGatewayImplementation,
  Platform,
  SubjectAltName,
} from '../../../lib';
import { Backend, nginx, space, written } from '../sample';

const { V1_3, V1_4, V1_6 } = GatewayApiVersion;

interface Cluster {
  readonly version?: GatewayApiVersion;
  readonly channel?: GatewayApiChannel;
  readonly entries?: Entry[];
}

/** A chart on a cluster with the newest Gateway API, but for what a test says. */
function shop({ version = V1_6, channel, entries }: Cluster = {}): Chart {
  const cluster = Clusters.kubeadm({ gatewayApiVersion: version, gatewayApiChannel: channel, entries });
  return space(new Platform({ cluster }), 'shop');
}

/** A policy for a backend, but for what a test says. */
function policy(props: Partial<BackendTlsPolicyProps> = {}, chart: Chart = shop()): BackendTlsPolicy {
  return new BackendTlsPolicy(chart, 'api-tls', {
    backend: props.backend ?? new Backend(chart, 'api'),
    hostname: 'api.shop.internal',
    trust: BackendTrust.authorities('internal-ca'),
    ...props,
  });
}

/** Envoy Gateway, if it couldn't do some things. */
function lacking(...unsupported: GatewayFeature[]): IGatewayImplementation {
  return Object.create(GatewayImplementations.envoyGateway(), {
    name: { value: 'plain' },
    features: { value: { readFrom: 'plain 1.0', supported: [], unsupported } },
  });
}

describe('writes', () => {
  test('a policy for all ports of a Service', () => {
    const chart = shop();
    policy({ backend: new Backend(space(chart.node.root as Platform, 'shop', 'apps'), 'api') }, chart);
    expect(chart).toMatchSnapshot();
  });

  test('all that it can say', () => {
    const chart = shop();
    const made = policy(
      {
        name: 'api',
        trust: BackendTrust.system(),
        subjectAltNames: [
          SubjectAltName.hostname('*.example.com'),
          SubjectAltName.uri('spiffe://example.com/ns/shop/sa/api'),
        ],
        options: { 'example.com/min-version': '1.3' },
      },
      chart,
    );
    expect(made.name).toBe('api');
    expect(written(chart, 'BackendTLSPolicy', 'api').spec).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'api' }],
      validation: {
        wellKnownCACertificates: 'System',
        hostname: 'api.shop.internal',
        subjectAltNames: [
          { type: 'Hostname', hostname: '*.example.com' },
          { type: 'URI', uri: 'spiffe://example.com/ns/shop/sa/api' },
        ],
      },
      options: { 'example.com/min-version': '1.3' },
    });
  });

  test.each([
    [{ version: V1_4 }, 'gateway.networking.k8s.io/v1'],
    [{ version: V1_3, channel: GatewayApiChannel.EXPERIMENTAL }, 'gateway.networking.k8s.io/v1alpha3'],
  ])('the apiVersion that the cluster has: %j', (cluster, apiVersion) => {
    expect(policy({}, shop(cluster)).toJson().apiVersion).toBe(apiVersion);
  });

  test('for a cluster without Gateways, of which nothing is known', () => {
    expect(() => policy({}, shop({ entries: [nginx()] }))).not.toThrow();
    expect(() => policy({}, shop({ entries: [] }))).not.toThrow();
  });
});

describe('a port by name', () => {
  test('is written', () => {
    const chart = shop();
    const { spec } = policy({ portName: 'main' }, chart).toJson();
    expect(spec.targetRefs).toEqual([{ group: '', kind: 'Service', name: 'api', sectionName: 'main' }]);
  });

  test('must be one of the Service, once all is declared', () => {
    const made = policy({ portName: 'main' });
    expect(made.node.validate()).toEqual([
      'the `portName` of a BackendTLSPolicy must be a port of Service api: none has a name, but got "main"; name one of ' +
        'these, or leave it out for all ports',
    ]);
  });

  test('may have a policy beside the one for all others', () => {
    const chart = shop();
    const { backend } = { backend: new Backend(chart, 'api') };
    policy({ backend }, chart);
    const trust = BackendTrust.system();
    expect(
      () => new BackendTlsPolicy(chart, 'main', { backend, portName: 'main', hostname: 'api.internal', trust }),
    ).not.toThrow();
  });
});

describe('refuses', () => {
  test('a second one for a Service, and for a port', () => {
    const chart = shop();
    const backend = new Backend(chart, 'api');
    const trust = BackendTrust.system();
    const make = (id: string, portName?: string) =>
      new BackendTlsPolicy(chart, id, { backend, portName, hostname: 'api.internal', trust });
    make('one');
    make('named', 'main');
    expect(() => make('two')).toThrow(
      new Error(
        '[shop/two] a Service port must have one BackendTLSPolicy, but [shop/one] is for Service shop/api already; leave ' +
          'one of them out: a cluster would heed the older one alone',
      ),
    );
    expect(() => make('three', 'main')).toThrow(
      new Error(
        '[shop/three] a Service port must have one BackendTLSPolicy, but [shop/named] is for Service shop/api port "main" ' +
          'already; leave one of them out: a cluster would heed the older one alone',
      ),
    );
    chart.node.tryRemoveChild('one');
    expect(() => make('four')).not.toThrow();
  });

  test('a Service of another namespace', () => {
    const chart = shop();
    const backend = new Backend(space(chart.node.root as Platform, 'payments'), 'ledger');
    expect(() => policy({ backend }, chart)).toThrow(
      new Error(
        '[shop/api-tls] a BackendTLSPolicy must be in the namespace of its Service, payments, but got "shop"; make it in ' +
          'a chart of that namespace',
      ),
    );
  });

  test.each([
    [{ backend: 'api' }, /^\[shop\/api-tls\] a backend must have a Service, .*, but got "api"; /],
    [{ hostname: undefined }, /^\[shop\/api-tls\] a hostname must be a text, but got undefined; /],
    [
      { hostname: '*.example.com' },
      /^\[shop\/api-tls\] the `hostname` of a BackendTLSPolicy must be one host, for which the data plane asks, but got "\*\.example\.com"; write it as in "api\.example\.com", and wildcards in `subjectAltNames`$/,
    ],
    [
      { trust: 'System' },
      /^\[shop\/api-tls\] the `trust` of a BackendTLSPolicy must be a BackendTrust, but got "System"; write it as in BackendTrust\.authorities\('internal-ca'\)$/,
    ],
    [
      { subjectAltNames: [] },
      /^\[shop\/api-tls\] the `subjectAltNames` of a BackendTLSPolicy must be 1 to 5, but got 0; leave them out where the certificate has the `hostname`$/,
    ],
    [{ subjectAltNames: Array(6).fill(SubjectAltName.hostname('a.example.com')) }, /must be 1 to 5, but got 6; /],
    [
      { subjectAltNames: ['a.example.com'] },
      /^\[shop\/api-tls\] the `subjectAltNames` of a BackendTLSPolicy must be SubjectAltNames, but got "a\.example\.com"; write them as in SubjectAltName\.hostname\('api\.example\.com'\)$/,
    ],
    [{ portName: 'Main' }, /^\[shop\/api-tls\] the `portName` of a BackendTLSPolicy must be a DNS-1123 label /],
    [
      { options: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`a/${n}`, 'b'])) },
      /^\[shop\/api-tls\] a BackendTLSPolicy must have at most 16 `options`, but got 17; leave out what is too much$/,
    ],
    [
      { options: { 'a/b': 1.3 } },
      /^\[shop\/api-tls\] the option "a\/b" of a BackendTLSPolicy must be a text, but got 1\.3; /,
    ],
    [{ options: '1.3' }, /^\[shop\/api-tls\] the `options` of a BackendTLSPolicy must be an object, but got "1\.3"; /],
    [
      { options: { 'min version': '1.3' } },
      /^\[shop\/api-tls\] the key of an option of a BackendTLSPolicy must be .*, but got "min version"; write it as in example\.com\/min-version$/,
    ],
    [
      { options: { 'a/b': 'x'.repeat(4097) } },
      /^\[shop\/api-tls\] the option "a\/b" of a BackendTLSPolicy must have at most 4096 characters, but got 4097; leave out what is too much$/,
    ],
    [
      { subjectAltNames: [undefined] },
      /^\[shop\/api-tls\] the `subjectAltNames` of a BackendTLSPolicy must be SubjectAltNames, but got undefined; /,
    ],
    [
      { service: 'api' },
      /^\[shop\/api-tls\] a BackendTLSPolicy must have no `service`, but got "api"; leave it out; it may have backend, portName, hostname, trust, subjectAltNames, options, entry, name$/,
    ],
  ])('%j', (props: any, problem) => {
    const chart = shop();
    expect(() => policy({ backend: new Backend(chart, 'api'), ...props }, chart)).toThrow(problem);
  });

  test('a cluster that has none', () => {
    expect(() => policy({}, shop({ version: V1_3 }))).toThrow(
      /^\[shop\/api-tls\] a BackendTLSPolicy must be left to clusters with Gateway API 1\.4 or newer, but the cluster profile "kubeadm" says that its cluster has 1\.3; /,
    );
  });

  test('an implementation that declares that it has none, or not its names', () => {
    const none = [Entry.gateway(lacking(GatewayFeature.BACKEND_TLS_POLICY))];
    expect(() => policy({}, shop({ entries: none }))).toThrow(
      /^\[shop\/api-tls\] a BackendTLSPolicy must be left to implementations of the Gateway API that have BackendTLSPolicy, and plain doesn't, /,
    );
    const nameless = [Entry.gateway(lacking(GatewayFeature.BACKEND_TLS_POLICY_SAN_VALIDATION))];
    expect(() => policy({}, shop({ entries: nameless }))).not.toThrow();
    const subjectAltNames = [SubjectAltName.hostname('a.example.com')];
    expect(() => policy({ subjectAltNames }, shop({ entries: nameless }))).toThrow(
      /^\[shop\/api-tls\] the `subjectAltNames` of a BackendTLSPolicy must be left to implementations of the Gateway API that have BackendTLSPolicySANValidation, and plain doesn't, /,
    );
  });

  test('an entry that is none, or an ingress controller', () => {
    const entries = [Entry.gateway(lacking(), { name: 'public' }), nginx({ name: 'internal' })];
    expect(() => policy({ entry: 'internal' }, shop({ entries }))).toThrow(
      new Error(
        '[shop/api-tls] the `entry` of a BackendTLSPolicy must be one by Gateway, but "internal" is an ingress ' +
          'controller; name another `entry`, or none',
      ),
    );
    expect(() => policy({ entry: 'private' }, shop({ entries }))).toThrow(
      /^\[shop\/api-tls\] an entry must be one of the cluster profile "kubeadm": public, internal, but got "private"; /,
    );
    expect(() => policy({ entry: 'public' }, shop({ entries }))).not.toThrow();
  });
});
