import { Chart, JsonPatch } from 'cdk8s';
import {
  AllowedNamespaces,
  Clusters,
  Entry,
  Gateway,
  GatewayAddress,
  GatewayApiVersion,
  GatewayImplementations,
  type GatewayProps,
  type IGatewayImplementation,
  Platform,
} from '../../../lib';
import { SECRET, space } from '../sample';

const CLIENTS = { clientRanges: ['198.51.100.0/24'] };

/** An app for a cluster with the newest Gateway API and an implementation that can all of it. */
function newest(implementation: IGatewayImplementation = GatewayImplementations.kgateway()): Chart {
  const entries = [Entry.gateway(implementation, CLIENTS)];
  const gatewayApiVersion = GatewayApiVersion.V1_6;
  return space(new Platform({ cluster: Clusters.kubeadm({ entries, gatewayApiVersion }) }), 'edge');
}

function edge(props: GatewayProps, chart = newest()): Gateway {
  return new Gateway(chart, 'gateway', { hostnames: ['shop.example.com'], tls: SECRET, ...props });
}

const ALL: GatewayProps = {
  httpPort: 8080,
  httpsPort: 8443,
  addresses: [GatewayAddress.ip('203.0.113.10'), GatewayAddress.named('edge')],
  infrastructure: {
    labels: { team: 'edge' },
    annotations: { 'example.com/size': 'small' },
    parameters: { group: 'gateway.kgateway.dev', kind: 'GatewayParameters', name: 'edge' },
  },
  listenerSets: AllowedNamespaces.named('shop', 'bank'),
  clientCertificates: {
    authorities: [{ configMap: 'clients-ca' }, { configMap: 'partners-ca', namespace: 'partners' }],
    perPort: [{ port: 8443, authorities: [{ configMap: 'shop-ca' }], insecureFallback: true }],
  },
  backendCertificate: { secret: 'edge-client', namespace: 'certs' },
  tlsOptions: { 'example.com/minimum': 'TLS1.3' },
};

test('every field is written, and what is in other namespaces is granted there', () => {
  const chart = newest();
  edge(ALL, chart);
  expect(chart).toMatchSnapshot();
});

test('the grants that it tells are all of them', () => {
  const gateway = edge({ ...ALL, tls: SECRET });
  expect(gateway.grants.map(({ name, metadata }) => `${metadata.namespace}/${name}`)).toEqual([
    'certs/secret-edge-client-from-edge',
    'partners/configmap-partners-ca-from-edge',
  ]);
});

test('what its own namespace has needs no grant and no namespace', () => {
  const chart = newest();
  const gateway = edge(
    {
      backendCertificate: { secret: 'edge-client', namespace: 'edge' },
      clientCertificates: { authorities: [{ configMap: 'clients-ca', namespace: 'edge' }] },
    },
    chart,
  );
  expect(gateway.grants).toEqual([]);
  expect(gateway.toJson().spec.tls).toEqual({
    backend: { clientCertificateRef: { group: '', kind: 'Secret', name: 'edge-client' } },
    frontend: {
      default: { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'clients-ca' }] } },
    },
  });
});

test('what the caller does with the lists later changes nothing', () => {
  const hostnames = ['shop.example.com'];
  const addresses = [GatewayAddress.ip('203.0.113.10')];
  const authorities = [{ configMap: 'clients-ca' }];
  const gateway = edge({ hostnames, addresses, clientCertificates: { authorities } });
  const before = gateway.toJson();
  hostnames.push('www.example.com');
  addresses.push(GatewayAddress.ip('203.0.113.11'));
  authorities.push({ configMap: 'more' });
  expect(gateway.toJson()).toEqual(before);
});

test('patches still apply to what is written', () => {
  const gateway = edge({});
  gateway.addJsonPatch(JsonPatch.add('/spec/defaultScope', 'All'));
  expect(gateway.toJson().spec.defaultScope).toBe('All');
});

describe('refuses', () => {
  const many = (count: number, of: (n: number) => [string, string]) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => of(n)));

  test.each<[string, any, string]>([
    [
      'properties that are none',
      'edge',
      'the properties of a Gateway must be an object, but got "edge"; write it in { }',
    ],
    [
      'a misspelt property',
      { adresses: [] },
      'a Gateway must have no `adresses`, but got an empty list; leave it out; it may have name, entry, hostnames, tls, ' +
        'httpPort, httpsPort, addresses, infrastructure, listenerSets, clientCertificates, backendCertificate, ' +
        'tlsOptions',
    ],
    [
      'one port for both',
      { httpPort: 443 },
      'the `httpPort` and `httpsPort` of a Gateway must be two whole numbers from 1 to 65535, but got 443; leave them ' +
        'out for 80 and 443',
    ],
    [
      'a port that is none',
      { httpsPort: '443' },
      'the `httpPort` and `httpsPort` of a Gateway must be two whole numbers from 1 to 65535, but got "443"; leave them ' +
        'out for 80 and 443',
    ],
    [
      'one address',
      { addresses: '203.0.113.10' },
      'the `addresses` must be a list, but got "203.0.113.10"; write it in [ ]',
    ],
    [
      'the text of an address',
      { addresses: ['203.0.113.10'] },
      'an address of a Gateway must be a GatewayAddress, but got "203.0.113.10"; write it as in ' +
        "GatewayAddress.ip('203.0.113.10')",
    ],
    [
      'an address twice',
      { addresses: [GatewayAddress.ip('203.0.113.10'), GatewayAddress.ip('203.0.113.10')] },
      'a Gateway must have at most 16 addresses, each once, but got "IPAddress 203.0.113.10"; leave out what is too much',
    ],
    [
      'too many addresses',
      { addresses: Array.from({ length: 17 }, (_, n) => GatewayAddress.ip(`203.0.113.${n}`)) },
      'a Gateway must have at most 16 addresses, each once, but got 17; leave out what is too much',
    ],
    [
      'listener sets by name',
      { listenerSets: 'shop' },
      'the `listenerSets` of a Gateway must be an AllowedNamespaces, but got "shop"; write it as in ' +
        "AllowedNamespaces.named('shop')",
    ],
    [
      'a misspelt part of the infrastructure',
      { infrastructure: { label: {} } },
      'the `infrastructure` of a Gateway must have no `label`, but got {}; leave it out; it may have labels, annotations, ' +
        'parameters',
    ],
    [
      'a label that Kubernetes refuses',
      { infrastructure: { labels: { team: 'the edge' } } },
      'the label team must be empty or at most 63 letters, digits, "-", "_" and ".", the first and the last of them a ' +
        'letter or digit, but got "the edge"; shorten or replace it; free text belongs in an annotation',
    ],
    [
      'an annotation that is no text',
      { infrastructure: { annotations: { size: 3 } } },
      'an annotation size must be a text, but got 3; write it as in "small"',
    ],
    [
      'annotations that are a text',
      { infrastructure: { annotations: 'small' } },
      "the `annotations` of a Gateway must be an object, but got \"small\"; write them as in { 'example.com/size': 'small' }",
    ],
    [
      'parameters without a group',
      { infrastructure: { parameters: { kind: 'EnvoyProxy', name: 'edge' } } },
      'the group of the `parameters` of a Gateway must be a text, but got undefined; write it as in "web"',
    ],
    [
      'too many labels',
      { infrastructure: { labels: many(9, (n) => [`l${n}`, 'x']) } },
      'a Gateway must have at most 8 labels in its `infrastructure`, but got 9; leave out what is too much',
    ],
    [
      'too many annotations',
      { infrastructure: { annotations: many(17, (n) => [`a${n}`, 'x']) } },
      'a Gateway must have at most 16 annotations in its `infrastructure`, but got 17; leave out what is too much',
    ],
    [
      'too many options of TLS',
      { tlsOptions: many(17, (n) => [`example.com/o${n}`, 'x']) },
      'a Gateway must have at most 16 `tlsOptions`, but got 17; leave out what is too much',
    ],
    [
      'an option of TLS that is no text',
      { tlsOptions: { 'example.com/strict': true } },
      'an option of TLS example.com/strict must be a text, but got true; write it as in "small"',
    ],
    [
      'a certificate for backends by name',
      { backendCertificate: 'edge-client' },
      'the `backendCertificate` of a Gateway must be an object, but got "edge-client"; write it in { }',
    ],
    [
      'a certificate for backends without a Secret',
      { backendCertificate: { namespace: 'certs' } },
      'the name of a Secret must be a text, but got undefined; write it as in "web"',
    ],
  ])('%s', (_, props, message) => {
    const chart = newest();
    const before = chart.toJson();
    const wrong = typeof props === 'string' ? props : { hostnames: ['shop.example.com'], tls: SECRET, ...props };
    expect(() => new Gateway(chart, 'gateway', wrong)).toThrow(new Error(`[edge/gateway] ${message}`));
    expect(chart.toJson()).toEqual(before);
  });

  test('a name of a grant that would be too long', () => {
    const backendCertificate = { secret: 'x'.repeat(250), namespace: 'certs' };
    expect(() => edge({ backendCertificate })).toThrow(
      /^\[edge\/gateway\] the name of a ReferenceGrant must be a DNS-1123 subdomain /,
    );
  });
});

describe('is left to clusters that can it:', () => {
  const VERSION =
    'give the profile the `gatewayApiVersion` that `kubectl get crd httproutes.gateway.networking.k8s.io -o yaml` shows ' +
    'as `bundle-version`';

  test.each<[string, GatewayProps]>([
    ['the `listenerSets` of a Gateway', { listenerSets: AllowedNamespaces.same() }],
    ['the `clientCertificates` of a Gateway', { clientCertificates: { authorities: [{ configMap: 'ca' }] } }],
    ['the `backendCertificate` of a Gateway', { backendCertificate: { secret: 'client' } }],
  ])('%s needs Gateway API 1.5', (what, props) => {
    const entries = [Entry.gateway(GatewayImplementations.kgateway(), CLIENTS)];
    const cluster = (gatewayApiVersion?: GatewayApiVersion) =>
      space(new Platform({ cluster: Clusters.kubeadm({ entries, gatewayApiVersion }) }), 'edge');
    const law = `[edge/gateway] ${what} must be left to clusters with Gateway API 1.5 or newer, but the cluster profile "kubeadm"`;
    expect(() => edge(props, cluster(GatewayApiVersion.V1_4))).toThrow(
      new Error(`${law} says that its cluster has 1.4; leave it out, or ${VERSION}`),
    );
    expect(() => edge(props, cluster())).toThrow(
      new Error(`${law} doesn't say which version its cluster has; leave it out, or ${VERSION}`),
    );
    expect(() => edge(props, cluster(GatewayApiVersion.V1_5))).not.toThrow();
  });

  test.each<[string, string, GatewayProps, string]>([
    [
      'the `addresses` of a Gateway',
      'GatewayStaticAddresses',
      { addresses: [GatewayAddress.ip('203.0.113.10')] },
      'cilium, envoy-gateway, istio, kgateway, nginx-gateway-fabric',
    ],
    [
      'the `infrastructure` of a Gateway',
      'GatewayInfrastructurePropagation',
      { infrastructure: { labels: { team: 'edge' } } },
      'cilium, contour, istio, kgateway, kong-operator, nginx-gateway-fabric',
    ],
    [
      'the `listenerSets` of a Gateway',
      'ListenerSet',
      { listenerSets: AllowedNamespaces.same() },
      'aws, cilium, envoy-gateway, kgateway, nginx-gateway-fabric',
    ],
    [
      'the `clientCertificates` of a Gateway',
      'GatewayFrontendClientCertificateValidation',
      { clientCertificates: { authorities: [{ configMap: 'ca' }] } },
      'envoy-gateway, gke, kgateway, nginx-gateway-fabric',
    ],
    [
      'the `backendCertificate` of a Gateway',
      'GatewayBackendClientCertificate',
      { backendCertificate: { secret: 'client' } },
      'envoy-gateway, gke, kgateway, nginx-gateway-fabric',
    ],
  ])('%s needs %s', (what, feature, props, others) => {
    const traefik = GatewayImplementations.traefik();
    expect(() => edge(props, newest(traefik))).toThrow(
      new Error(
        `[edge/gateway] ${what} must be left to implementations of the Gateway API that have ${feature}, and traefik ` +
          `doesn't, by the report of Traefik 3.7.10, Gateway API v1.6.1; leave it out, or use one that has it: ${others}`,
      ),
    );
    expect(() => edge(props)).not.toThrow();
  });

  test('clients that are let in without a valid certificate', () => {
    const clientCertificates = { authorities: [{ configMap: 'ca' }], insecureFallback: true };
    const gke = GatewayImplementations.gke({ gatewayClassName: 'gke-l7-global-external-managed' });
    expect(() => edge({ clientCertificates }, newest(gke))).toThrow(
      /^\[edge\/gateway\] the `insecureFallback` of client certificates must be left to implementations of the Gateway API that have GatewayFrontendClientCertificateValidationInsecureFallback, and gke doesn't, /,
    );
    expect(() =>
      edge({ clientCertificates: { ...clientCertificates, insecureFallback: false } }, newest(gke)),
    ).not.toThrow();
  });
});

test('an address of the entry counts where the Gateway names none', () => {
  const entry = Entry.gateway(GatewayImplementations.envoyGateway(), { addresses: ['203.0.113.10', '2001:db8::10'] });
  const chart = space(new Platform({ cluster: Clusters.kubeadm({ entries: [entry] }) }), 'edge');
  const spec = (props: GatewayProps, id: string) => new Gateway(chart, id, props).toJson().spec.addresses;
  expect(spec({}, 'one')).toEqual([
    { type: 'IPAddress', value: '203.0.113.10' },
    { type: 'IPAddress', value: '2001:db8::10' },
  ]);
  expect(spec({ addresses: [GatewayAddress.hostname('edge.example.com')] }, 'two')).toEqual([
    { type: 'Hostname', value: 'edge.example.com' },
  ]);
  expect(spec({ addresses: [] }, 'three')).toBeUndefined();
});

test('a port with client certificates must be one on which the Gateway listens', () => {
  const authorities = [{ configMap: 'ca' }];
  const chart = newest();
  edge({ clientCertificates: { authorities, perPort: [{ port: 8443, authorities }] } }, chart);
  expect(() => Chart.of(chart).toJson()).toThrow(
    '[edge/gateway] the `perPort` of the client certificates of a Gateway must name ports on which it listens: 80, 443, ' +
      'but got 8443; name one of them, or leave it out',
  );
});
