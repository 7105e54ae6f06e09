import { read } from '../reading';

const object = (apiVersion: string, kind: string, spec: string, namespace: string | null = 'shop') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x${namespace ? `, namespace: ${namespace}` : ''}}\nspec: ${spec}\n`;

const GROUP = 'gateway.networking.k8s.io';
const ROUTE =
  '{parentRefs: [{name: edge, sectionName: raw, port: 9000}], rules: [{name: all, backendRefs: [{name: web, port: 80, weight: 9}]}]}';

/** One of each, with the fields that a platform writes and no policy sees. */
const OBJECTS: readonly string[] = [
  object(`${GROUP}/v1`, 'GatewayClass', '{controllerName: example.com/controller}', null),
  object(
    `${GROUP}/v1`,
    'Gateway',
    `
  gatewayClassName: eg
  infrastructure: {labels: {a: b}, annotations: {c: d}, parametersRef: {group: example.com, kind: Proxy, name: p}}
  addresses: [{type: IPAddress, value: 192.0.2.1}, {type: Hostname, value: edge.example.com}]
  allowedListeners: {namespaces: {from: Selector, selector: {matchLabels: {team: shop}}}}
  tls:
    frontend: {default: {validation: {caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}], mode: AllowInsecureFallback}}}
    backend: {clientCertificateRef: {name: client}}
  listeners:
    - {name: http, port: 80, protocol: HTTP}
    - {name: https, port: 443, protocol: HTTPS, hostname: "*.example.com", tls: {certificateRefs: [{name: cert}]}, allowedRoutes: {namespaces: {from: All}, kinds: [{kind: HTTPRoute}]}}
    - {name: passthrough, port: 8443, protocol: TLS, hostname: raw.example.com, tls: {mode: Passthrough}}
    - {name: raw, port: 9000, protocol: TCP, allowedRoutes: {kinds: [{kind: TCPRoute}]}}
    - {name: dns, port: 53, protocol: UDP}`,
  ),
  object(
    `${GROUP}/v1`,
    'ListenerSet',
    '{parentRef: {name: edge, namespace: gateways}, listeners: [{name: own, port: 443, protocol: HTTPS, hostname: own.example.com, tls: {certificateRefs: [{name: own}]}}]}',
  ),
  object(
    `${GROUP}/v1`,
    'HTTPRoute',
    `{parentRefs: [{name: edge, sectionName: https}], hostnames: [shop.example.com], rules: [{
       name: all, timeouts: {request: 10s, backendRequest: 2s}, sessionPersistence: {sessionName: s}, retry: {attempts: 2},
       matches: [{path: {type: RegularExpression, value: "/v[0-9]"}, headers: [{name: a, value: b}], queryParams: [{name: c, value: d}], method: GET}],
       filters: [{type: CORS, cors: {allowOrigins: ["https://example.com"]}}, {type: RequestMirror, requestMirror: {backendRef: {name: web, port: 80}, fraction: {numerator: 1}}},
         {type: ExtensionRef, extensionRef: {group: traefik.io, kind: Middleware, name: m}}],
       backendRefs: [{name: web, port: 80, weight: 90, filters: [{type: URLRewrite, urlRewrite: {hostname: a.example.com}}]}]}]}`,
  ),
  object(
    `${GROUP}/v1`,
    'GRPCRoute',
    '{parentRefs: [{name: edge}], rules: [{name: all, matches: [{method: {type: Exact, service: a.B, method: C}, headers: [{name: x, value: "y"}]}], backendRefs: [{name: web, port: 80}]}]}',
  ),
  ...['v1', 'v1alpha3', 'v1alpha2'].map((version) =>
    object(`${GROUP}/${version}`, 'TLSRoute', `{hostnames: [raw.example.com], ${ROUTE.slice(1)}`, version),
  ),
  ...['v1', 'v1alpha2'].flatMap((version) => [
    object(`${GROUP}/${version}`, 'TCPRoute', ROUTE, version),
    object(`${GROUP}/${version}`, 'UDPRoute', ROUTE, version),
  ]),
  ...['v1', 'v1alpha3'].map((version) =>
    object(
      `${GROUP}/${version}`,
      'BackendTLSPolicy',
      '{targetRefs: [{group: "", kind: Service, name: web}], validation: {hostname: web.example.com, wellKnownCACertificates: System}}',
      version,
    ),
  ),
  ...['v1', 'v1beta1'].map((version) =>
    object(
      `${GROUP}/${version}`,
      'ReferenceGrant',
      `{from: [{group: ${GROUP}, kind: HTTPRoute, namespace: shop}], to: [{group: "", kind: Service, name: web}]}`,
      version,
    ),
  ),
];

test('one of each kind, with all that a platform may say of it, is read without a fault', () => {
  const { network, problems, unknownKinds } = read(OBJECTS.join('---\n'));
  expect(problems).toEqual([]);
  expect(network.opaquePolicies).toEqual([]);
  expect(network.opaqueRoutes).toEqual([]);
  expect(unknownKinds).toEqual({
    'gateway.networking.k8s.io/BackendTLSPolicy': 2,
    'gateway.networking.k8s.io/GatewayClass': 1,
  });
  expect(network.routes.map(({ kind }) => kind)).toEqual([
    'HTTPRoute',
    'GRPCRoute',
    'TLSRoute',
    'TLSRoute',
    'TLSRoute',
    'TCPRoute',
    'UDPRoute',
    'TCPRoute',
    'UDPRoute',
  ]);
  expect(network.gateways).toHaveLength(1);
  expect(network.listenerSets).toHaveLength(1);
  expect(network.grants).toHaveLength(2);
});
