import { FeatureNotSupported } from '../../../lib/checks/rules/feature-not-supported';
import { ClusterProfile, Entry, GatewayFeature, GatewayImplementations } from '../../../lib/cluster';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { listenerSet, object, service } from '../manifests';
import { all } from '../shop';

const check = new FeatureNotSupported();

const TIMEOUTS = `${PARENT}
rules:
  - timeouts: { request: 10s }
    filters: [{ type: CORS, cors: { allowOrigins: ["*"] } }]
    backendRefs: [{ name: web, port: 80 }]
`;
const ASKING_GATEWAY = `${gateway(
  HTTP,
  '{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough }, allowedRoutes: { namespaces: { from: All } } }',
  '{ name: tcp, port: 5432, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }',
  '{ name: udp, port: 53, protocol: UDP, allowedRoutes: { namespaces: { from: All } } }',
)}  infrastructure:
    labels: { team: shop }
    annotations: { example.com/team: shop }
  addresses:
    - { type: IPAddress, value: 192.0.2.1 }
    - { type: IPAddress }
  tls:
    backend:
      clientCertificateRef: { name: client }
    frontend:
      default:
        validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] }
      perPort:
        - port: 8443
          tls:
            validation: { mode: AllowInsecureFallback, caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] }
`;
const ASKING_ROUTE = `parentRefs:
  - { name: edge, namespace: gateways, port: 80 }
rules:
  - name: one
    matches:
      - method: GET
        queryParams: [{ name: a, value: b }]
    timeouts:
      request: 10s
      backendRequest: 5s
    retry: { attempts: 2 }
    filters:
      - { type: ResponseHeaderModifier, responseHeaderModifier: { remove: [x-a] } }
      - { type: RequestMirror, requestMirror: { backendRef: { name: copy, port: 80 } } }
      - { type: RequestMirror, requestMirror: { percent: 10, backendRef: { name: copy, port: 80 } } }
      - { type: RequestMirror, requestMirror: { fraction: { numerator: 1 }, backendRef: { name: copy, port: 80 } } }
      - { type: URLRewrite, urlRewrite: { hostname: a.example.com, path: { type: ReplaceFullPath, replaceFullPath: / } } }
      - { type: CORS, cors: { allowOrigins: ["*"] } }
    backendRefs:
      - name: web
        port: 80
        filters:
          - { type: RequestHeaderModifier, requestHeaderModifier: { remove: [x-a] } }
  - filters:
      - type: RequestRedirect
        requestRedirect: { scheme: https, port: 8443, statusCode: 308, path: { type: ReplaceFullPath, replaceFullPath: / } }
`;
const OWN = `${gateway(HTTP)}  infrastructure: { labels: { team: shop } }
  allowedListeners: { namespaces: { from: All } }
`;

/** A cluster with an implementation that declares not to support these. */
function lacking(...unsupported: GatewayFeature[]): ClusterProfile {
  const implementation = GatewayImplementations.envoyGateway();
  const features = { readFrom: 'example 1.0 (Gateway API v1.5.1)', supported: [], unsupported };
  Object.defineProperty(implementation, 'features', { value: features });
  return ClusterProfile.define({ name: 'test', entries: [Entry.gateway(implementation)] });
}

describe('reports', () => {
  test('what a route asks of an implementation that declares not to have it', () => {
    expect(
      found(
        check,
        manifests(gateway(HTTP), route(TIMEOUTS)),
        lacking(GatewayFeature.HTTP_ROUTE_REQUEST_TIMEOUT, GatewayFeature.HTTP_ROUTE_CORS),
      ),
    ).toEqual([
      "18: HTTPRoute shop/web: envoy-gateway doesn't support HTTPRouteRequestTimeout, by the report of example 1.0 (Gateway API v1.5.1)",
      "19: HTTPRoute shop/web: envoy-gateway doesn't support HTTPRouteCORS, by the report of example 1.0 (Gateway API v1.5.1)",
    ]);
  });

  test('kinds, listeners and Gateways', () => {
    expect(
      found(
        check,
        manifests(
          OWN,
          listenerSet('{ name: shop, port: 8080, protocol: HTTP }'),
          route(`${PARENT}\n${TO_WEB}`, 'GRPCRoute'),
        ),
        lacking(
          GatewayFeature.GRPC_ROUTE,
          GatewayFeature.LISTENER_SET,
          GatewayFeature.GATEWAY_PORT_8080,
          GatewayFeature.GATEWAY_INFRASTRUCTURE_PROPAGATION,
        ),
      ),
    ).toEqual([
      "9: Gateway gateways/edge: envoy-gateway doesn't support GatewayInfrastructurePropagation, by the report of example 1.0 (Gateway API v1.5.1)",
      "15: ListenerSet shop/shop: envoy-gateway doesn't support ListenerSet, by the report of example 1.0 (Gateway API v1.5.1)",
      "20: ListenerSet shop/shop: envoy-gateway doesn't support GatewayPort8080, by the report of example 1.0 (Gateway API v1.5.1)",
      "25: GRPCRoute shop/web: envoy-gateway doesn't support GRPCRoute, by the report of example 1.0 (Gateway API v1.5.1)",
    ]);
  });

  test('everything that a report can speak of', () => {
    const all = Object.values(GatewayFeature);
    const text = manifests(
      ASKING_GATEWAY,
      listenerSet('{ name: shop, port: 8080, protocol: HTTP }'),
      route(ASKING_ROUTE),
      route(`${PARENT}\n${TO_WEB}`, 'GRPCRoute'),
      route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: tls }]\n${TO_WEB}`, 'TLSRoute'),
      route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: tcp }]\n${TO_WEB}`, 'TCPRoute'),
      route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: udp }]\n${TO_WEB}`, 'UDPRoute'),
    );
    const features = found(check, text, lacking(...all)).map((line) =>
      line.replace(/^(\d+): .* support (\w+),.*$/, '$1 $2'),
    );
    expect(features).toEqual([
      '13 GatewayInfrastructurePropagation',
      '14 GatewayInfrastructurePropagation',
      '16 GatewayStaticAddresses',
      '17 GatewayAddressEmpty',
      '20 GatewayBackendClientCertificate',
      '23 GatewayFrontendClientCertificateValidation',
      '27 GatewayFrontendClientCertificateValidationInsecureFallback',
      '32 ListenerSet',
      '37 GatewayPort8080',
      '42 HTTPRoute',
      '46 HTTPRouteParentRefPort',
      '48 HTTPRouteNamedRouteRule',
      '50 HTTPRouteMethodMatching',
      '51 HTTPRouteQueryParamMatching',
      '53 HTTPRouteRequestTimeout',
      '54 HTTPRouteBackendTimeout',
      '55 HTTPRouteRetry',
      '57 HTTPRouteResponseHeaderModification',
      '58 HTTPRouteRequestMirror',
      '59 HTTPRouteRequestMirror',
      '59 HTTPRouteRequestMultipleMirrors',
      '59 HTTPRouteRequestPercentageMirror',
      '60 HTTPRouteRequestMirror',
      '60 HTTPRouteRequestPercentageMirror',
      '61 HTTPRouteHostRewrite',
      '61 HTTPRoutePathRewrite',
      '62 HTTPRouteCORS',
      '67 HTTPRouteBackendRequestHeaderModification',
      '69 HTTPRoute308RedirectStatusCode',
      '69 HTTPRoutePathRedirect',
      '69 HTTPRoutePortRedirect',
      '69 HTTPRouteSchemeRedirect',
      '75 GRPCRoute',
      '84 TLSRoute',
      '93 TCPRoute',
      '102 UDPRoute',
    ]);
  });

  test('TLS on the way to backends, for routes that lead to them', () => {
    const policy = object(
      'gateway.networking.k8s.io/v1',
      'BackendTLSPolicy',
      'shop/web',
      'spec: { targetRefs: [{ group: "", kind: Service, name: web }], validation: { hostname: web, subjectAltNames: [{ type: Hostname, hostname: web }] } }',
    );
    const cluster = lacking(GatewayFeature.BACKEND_TLS_POLICY, GatewayFeature.BACKEND_TLS_POLICY_SAN_VALIDATION);
    expect(found(check, manifests(gateway(HTTP), route(`${PARENT}\n${TO_WEB}`), policy), cluster)).toEqual([
      "22: BackendTLSPolicy shop/web: envoy-gateway doesn't support BackendTLSPolicy, by the report of example 1.0 (Gateway API v1.5.1)",
      "24: BackendTLSPolicy shop/web: envoy-gateway doesn't support BackendTLSPolicySANValidation, by the report of example 1.0 (Gateway API v1.5.1)",
    ]);
  });

  test('the protocol of a Service port, and TLS that the listener ends', () => {
    const tls =
      '{ name: tls, port: 443, protocol: TLS, tls: { mode: Terminate, certificateRefs: [{ name: tls }] }, allowedRoutes: { namespaces: { from: All } } }';
    const text = manifests(
      gateway(HTTP, tls),
      route(`${PARENT}\n${TO_WEB}`),
      service('shop/web', '[{ port: 80, appProtocol: kubernetes.io/h2c }]'),
      route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: tls }]\n${TO_WEB}`, 'TLSRoute'),
    );
    const cluster = lacking(GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_H2C, GatewayFeature.TLS_ROUTE_MODE_TERMINATE);
    expect(found(check, text, cluster)).toEqual([
      "18: HTTPRoute shop/web: envoy-gateway doesn't support HTTPRouteBackendProtocolH2C, by the report of example 1.0 (Gateway API v1.5.1)",
      "33: TLSRoute shop/web: envoy-gateway doesn't support TLSRouteModeTerminate, by the report of example 1.0 (Gateway API v1.5.1)",
    ]);
  });

  test('a Gateway of another class of the same controller', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP).replace('Name: eg', 'Name: internal'),
          object(
            'gateway.networking.k8s.io/v1',
            'GatewayClass',
            'internal',
            'spec: { controllerName: gateway.envoyproxy.io/gatewayclass-controller }',
          ),
          route(TIMEOUTS),
        ),
        lacking(GatewayFeature.HTTP_ROUTE_CORS),
      ),
    ).toEqual([
      "26: HTTPRoute shop/web: envoy-gateway doesn't support HTTPRouteCORS, by the report of example 1.0 (Gateway API v1.5.1)",
    ]);
  });

  test('with the connections of the rule that asks for it', () => {
    const rules = `rules:
  - { matches: [{ path: { value: /slow } }], timeouts: { request: 10s }, backendRefs: [{ name: web, port: 80 }] }
  - { backendRefs: [{ name: web, port: 80 }] }`;
    const cluster = ClusterProfile.define({ name: 'test', entries: [Entry.gateway(GatewayImplementations.traefik())] });
    const edge = gateway(HTTP).replace('gatewayClassName: eg', 'gatewayClassName: traefik');
    expect(shown(check, all(route(`${PARENT}\n${rules}`), edge, WEB), cluster).slice(1)).toEqual([
      '  http://*/slow at gateways/edge -> shop/web TCP 8080 comes by it',
    ]);
  });
});

describe('is silent about', () => {
  test('what the implementation has', () => {
    expect(found(check, manifests(gateway(HTTP), route(TIMEOUTS)), lacking())).toEqual([]);
  });

  test('a cluster of which nobody says anything', () => {
    expect(found(check, manifests(gateway(HTTP), route(TIMEOUTS)))).toEqual([]);
  });

  test('a Gateway that was not read, and a class that is not known', () => {
    expect(
      found(
        check,
        manifests(gateway(HTTP).replace('Name: eg', 'Name: other'), route(TIMEOUTS)),
        lacking(GatewayFeature.HTTP_ROUTE_CORS),
      ),
    ).toEqual([]);
  });
});
