import { GatewayFeature } from './gateway-feature';
import type { GatewayFeatures } from './gateway-implementation';

/**
 * The reports that the columns below were read from, in their order: the implementation's version, and that of the
 * Gateway API.
 *
 * @see https://github.com/kubernetes-sigs/gateway-api/tree/main/conformance/reports
 */
const REPORTS: { readonly [implementation: string]: string } = {
  aws: 'AWS Load Balancer Controller 3.5.0, Gateway API v1.6.1',
  cilium: 'Cilium 1.20.0, Gateway API v1.6.1',
  contour: 'Contour 1.33, Gateway API v1.3',
  'envoy-gateway': 'Envoy Gateway 1.9.0, Gateway API v1.6.1',
  gke: 'GKE 1.36.2, Gateway API v1.6.0',
  istio: 'Istio 1.30.1, Gateway API v1.5.1',
  kgateway: 'kgateway 2.4.0-rc.1, Gateway API v1.6.1',
  'kong-operator': 'Kong operator 2.3.0-rc.3 with the expressions router, Gateway API v1.6.1',
  'nginx-gateway-fabric': 'NGINX Gateway Fabric 2.7.0-pre-release, Gateway API v1.6.1',
  traefik: 'Traefik 3.7.10, Gateway API v1.6.1',
};

/**
 * A column for each report: `Y` is declared as supported, `-` as unsupported, and of `?` the report doesn't speak.
 *
 * What a profile of the core contains counts as supported where the report lists that profile, although some skip a few
 * of its tests: AWS twelve for HTTP (hosts of routes and listeners that overlap, changes of request headers, all of
 * certificates and grants), Kong three for gRPC and one for TCP, Traefik and Contour one for HTTP. Envoy Gateway's TCP
 * and UDP are tests that its report lists as succeeded, though under no profile.
 */
const TABLE: Record<GatewayFeature, string> = {
  [GatewayFeature.BACKEND_TLS_POLICY]: '- Y ? Y Y Y Y - Y Y',
  [GatewayFeature.BACKEND_TLS_POLICY_SAN_VALIDATION]: '- - ? Y Y Y Y - - -',
  [GatewayFeature.GATEWAY_ADDRESS_EMPTY]: '- Y Y Y - Y Y Y Y -',
  [GatewayFeature.GATEWAY_BACKEND_CLIENT_CERTIFICATE]: '- - ? Y Y - Y - Y -',
  [GatewayFeature.GATEWAY_FRONTEND_CLIENT_CERTIFICATE_VALIDATION]: '- - ? Y Y - Y - Y -',
  [GatewayFeature.GATEWAY_FRONTEND_CLIENT_CERTIFICATE_VALIDATION_INSECURE_FALLBACK]: '- - ? Y - - Y - Y -',
  [GatewayFeature.GATEWAY_HTTPS_LISTENER_DETECT_MISDIRECTED_REQUESTS]: '- - ? - - - - - Y -',
  [GatewayFeature.GATEWAY_HTTP_LISTENER_ISOLATION]: '- Y Y Y - Y Y - Y -',
  [GatewayFeature.GATEWAY_INFRASTRUCTURE_PROPAGATION]: '- Y Y - - Y Y Y Y -',
  [GatewayFeature.GATEWAY_PORT_8080]: '- Y Y Y Y Y Y Y Y Y',
  [GatewayFeature.GATEWAY_STATIC_ADDRESSES]: '- Y - Y - Y Y - Y -',
  [GatewayFeature.GRPC_ROUTE]: '? Y Y Y ? Y Y Y Y Y',
  [GatewayFeature.HTTP_ROUTE]: 'Y Y Y Y Y Y Y Y Y Y',
  [GatewayFeature.HTTP_ROUTE_303_REDIRECT_STATUS_CODE]: '- Y ? Y - Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_307_REDIRECT_STATUS_CODE]: '- Y ? Y - Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_308_REDIRECT_STATUS_CODE]: '- Y ? Y - Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_H2C]: '- Y Y Y - Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_WEBSOCKET]: '- Y Y Y - Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_BACKEND_REQUEST_HEADER_MODIFICATION]: '- Y Y Y - Y Y - - Y',
  [GatewayFeature.HTTP_ROUTE_BACKEND_TIMEOUT]: '- Y Y Y - Y Y Y - -',
  [GatewayFeature.HTTP_ROUTE_CORS]: '- Y ? Y - Y Y - Y -',
  [GatewayFeature.HTTP_ROUTE_DESTINATION_PORT_MATCHING]: 'Y Y Y Y - Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_HOST_REWRITE]: '- Y Y Y Y Y Y Y Y Y',
  [GatewayFeature.HTTP_ROUTE_METHOD_MATCHING]: 'Y Y Y Y - Y Y Y Y Y',
  [GatewayFeature.HTTP_ROUTE_NAMED_ROUTE_RULE]: '- Y ? Y - Y Y - - Y',
  [GatewayFeature.HTTP_ROUTE_PARENT_REF_PORT]: 'Y - - Y - Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_PATH_REDIRECT]: '- Y Y Y Y Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_PATH_REWRITE]: '- Y Y Y - Y Y Y Y Y',
  [GatewayFeature.HTTP_ROUTE_PORT_REDIRECT]: 'Y Y - Y - Y Y - Y Y',
  [GatewayFeature.HTTP_ROUTE_QUERY_PARAM_MATCHING]: '- Y Y Y Y Y Y Y Y Y',
  [GatewayFeature.HTTP_ROUTE_REQUEST_MIRROR]: '- Y Y Y Y Y Y - Y -',
  [GatewayFeature.HTTP_ROUTE_REQUEST_MULTIPLE_MIRRORS]: '- Y Y Y - Y Y - Y -',
  [GatewayFeature.HTTP_ROUTE_REQUEST_PERCENTAGE_MIRROR]: '- Y - Y Y Y Y - Y -',
  [GatewayFeature.HTTP_ROUTE_REQUEST_TIMEOUT]: '- Y Y Y - Y Y - - -',
  [GatewayFeature.HTTP_ROUTE_RESPONSE_HEADER_MODIFICATION]: '- Y Y Y Y Y Y Y Y Y',
  [GatewayFeature.HTTP_ROUTE_RETRY]: '- Y ? Y - ? Y - - -',
  [GatewayFeature.HTTP_ROUTE_RETRY_BACKEND_TIMEOUT]: '- Y ? Y - ? Y - - -',
  [GatewayFeature.HTTP_ROUTE_RETRY_CONNECTION_ERROR]: '- Y ? Y - ? Y - - -',
  [GatewayFeature.HTTP_ROUTE_SCHEME_REDIRECT]: '- Y Y Y Y Y Y - Y Y',
  [GatewayFeature.LISTENER_SET]: 'Y Y ? Y - - Y - Y -',
  [GatewayFeature.MESH]: '? Y ? ? ? Y ? ? ? ?',
  [GatewayFeature.MESH_CLUSTER_IP_MATCHING]: '? Y ? ? ? - ? ? ? ?',
  [GatewayFeature.MESH_CONSUMER_ROUTE]: '? - ? ? ? Y ? ? ? ?',
  [GatewayFeature.TCP_ROUTE]: '? Y ? Y ? ? Y Y Y ?',
  [GatewayFeature.TLS_ROUTE]: '? Y Y Y ? Y Y Y Y Y',
  [GatewayFeature.TLS_ROUTE_MODE_MIXED]: '? - ? Y ? Y Y - Y Y',
  [GatewayFeature.TLS_ROUTE_MODE_TERMINATE]: '? - ? Y ? Y Y Y Y Y',
  [GatewayFeature.UDP_ROUTE]: '? Y ? Y ? ? ? Y Y ?',
};

/** What an implementation of the catalogue can do. */
export function featuresOf(implementation: string): GatewayFeatures {
  return Object.freeze({
    readFrom: REPORTS[implementation] as string,
    supported: having(implementation, 'Y'),
    unsupported: having(implementation, '-'),
  });
}

/**
 * The same for another way to install an implementation, by which one thing is the other way round.
 *
 * @param features - what it can do as the table says it
 * @param feature - what it can do by that way if it can't as the table says it, and the other way round
 * @param how - the way, for errors: `without its provisioner`
 */
export function otherwise(features: GatewayFeatures, feature: GatewayFeature, how: string): GatewayFeatures {
  const { readFrom, supported, unsupported } = features;
  return Object.freeze({
    readFrom: `${readFrom}, ${how}`,
    supported: toggled(supported, feature),
    unsupported: toggled(unsupported, feature),
  });
}

/**
 * The same, with what its report doesn't speak of and its documentation rules out.
 *
 * @param features - what it can do as the table says it
 * @param lacked - what it can't, by its documentation
 */
export function without(features: GatewayFeatures, ...lacked: GatewayFeature[]): GatewayFeatures {
  const { readFrom, supported, unsupported } = features;
  const all = Object.values(GatewayFeature).filter((each) => unsupported.includes(each) || lacked.includes(each));
  Object.freeze(all);
  return Object.freeze({ readFrom: `${readFrom}, and its documentation`, supported, unsupported: all });
}

function toggled(features: GatewayFeature[], feature: GatewayFeature): GatewayFeature[] {
  const has = (each: GatewayFeature) => features.includes(each) !== (each === feature);
  const changed = Object.values(GatewayFeature).filter(has);
  Object.freeze(changed);
  return changed;
}

/** The implementations of the catalogue that can do something, by their names. */
export function implementationsWith(feature: GatewayFeature): string[] {
  return Object.keys(REPORTS).filter((implementation) => cellOf(feature, implementation) === 'Y');
}

function having(implementation: string, cell: string): GatewayFeature[] {
  const features = Object.values(GatewayFeature).filter((feature) => cellOf(feature, implementation) === cell);
  Object.freeze(features);
  return features;
}

function cellOf(feature: GatewayFeature, implementation: string): string | undefined {
  return TABLE[feature].split(' ')[Object.keys(REPORTS).indexOf(implementation)];
}
