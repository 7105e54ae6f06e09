import {
  EnvoyGatewayDeployment,
  GatewayFeature,
  GatewayImplementations,
  type IGatewayImplementation,
} from '../../../lib/cluster';

const aws = GatewayImplementations.aws({ gatewayClassName: 'alb', subnetRanges: ['10.0.0.0/24'] });
const kongOperator = GatewayImplementations.kongOperator({ labels: { app: 'kong' } });
const envoyGateway = GatewayImplementations.envoyGateway();
const envoyLocal = GatewayImplementations.envoyGateway({ deployment: EnvoyGatewayDeployment.GATEWAY_NAMESPACE });
const istio = GatewayImplementations.istio();
const gke = GatewayImplementations.gke();

const ALL: [string, IGatewayImplementation, number, number][] = [
  ['AWS Load Balancer Controller 3.5.0, Gateway API v1.6.1, and its documentation', aws, 6, 38],
  ['Cilium 1.20.0, Gateway API v1.6.1', GatewayImplementations.cilium(), 39, 9],
  ['Contour 1.33, Gateway API v1.3, without its provisioner', GatewayImplementations.contour(), 21, 5],
  ['Contour 1.33, Gateway API v1.3', GatewayImplementations.contourProvisioner(), 22, 4],
  ['Envoy Gateway 1.9.0, Gateway API v1.6.1', envoyGateway, 43, 2],
  ['Envoy Gateway 1.9.0, Gateway API v1.6.1, gateway namespace mode', envoyLocal, 44, 1],
  ['GKE 1.36.2, Gateway API v1.6.0, and its documentation', gke, 13, 32],
  ['Istio 1.30.1, Gateway API v1.5.1', istio, 37, 6],
  ['kgateway 2.4.0-rc.1, Gateway API v1.6.1', GatewayImplementations.kgateway(), 43, 1],
  ['Kong operator 2.3.0-rc.3 with the expressions router, Gateway API v1.6.1', kongOperator, 15, 30],
  ['NGINX Gateway Fabric 2.7.0-pre-release, Gateway API v1.6.1', GatewayImplementations.nginxGatewayFabric(), 37, 8],
  ['Traefik 3.7.10, Gateway API v1.6.1', GatewayImplementations.traefik(), 24, 19],
];

test.each(ALL)('%s: how much is supported, and how much is not', (report, { features }, supported, unsupported) => {
  expect(features?.readFrom).toBe(report);
  expect([features?.supported.length, features?.unsupported.length]).toEqual([supported, unsupported]);
});

function cell({ features }: IGatewayImplementation, feature: GatewayFeature): string {
  if (features?.supported.includes(feature)) return 'yes';
  return features?.unsupported.includes(feature) ? 'no' : 'not known';
}

const F = GatewayFeature;

const CELLS: [IGatewayImplementation, GatewayFeature, string][] = [
  [aws, F.HTTP_ROUTE, 'yes'],
  [aws, F.HTTP_ROUTE_SCHEME_REDIRECT, 'no'],
  [aws, F.GRPC_ROUTE, 'not known'],
  [aws, F.LISTENER_SET, 'yes'],
  [GatewayImplementations.cilium(), F.MESH, 'yes'],
  [GatewayImplementations.cilium(), F.MESH_CONSUMER_ROUTE, 'no'],
  [GatewayImplementations.contour(), F.HTTP_ROUTE_CORS, 'not known'],
  [GatewayImplementations.contour(), F.HTTP_ROUTE_REQUEST_TIMEOUT, 'yes'],
  [GatewayImplementations.contour(), F.GATEWAY_INFRASTRUCTURE_PROPAGATION, 'no'],
  [GatewayImplementations.contourProvisioner(), F.GATEWAY_INFRASTRUCTURE_PROPAGATION, 'yes'],
  [envoyGateway, F.GATEWAY_INFRASTRUCTURE_PROPAGATION, 'no'],
  [envoyLocal, F.GATEWAY_INFRASTRUCTURE_PROPAGATION, 'yes'],
  [envoyGateway, F.TCP_ROUTE, 'yes'],
  [gke, F.HTTP_ROUTE_PATH_REWRITE, 'no'],
  [gke, F.TLS_ROUTE, 'no'],
  [istio, F.HTTP_ROUTE_RETRY, 'not known'],
  [istio, F.LISTENER_SET, 'no'],
  [istio, F.MESH_CONSUMER_ROUTE, 'yes'],
  [GatewayImplementations.kgateway(), F.HTTP_ROUTE_RETRY, 'yes'],
  [kongOperator, F.HTTP_ROUTE_SCHEME_REDIRECT, 'no'],
  [kongOperator, F.HTTP_ROUTE_BACKEND_TIMEOUT, 'yes'],
  [GatewayImplementations.nginxGatewayFabric(), F.HTTP_ROUTE_REQUEST_TIMEOUT, 'no'],
  [GatewayImplementations.nginxGatewayFabric(), F.UDP_ROUTE, 'yes'],
  [GatewayImplementations.traefik(), F.HTTP_ROUTE_REQUEST_MIRROR, 'no'],
  [GatewayImplementations.traefik(), F.TLS_ROUTE_MODE_TERMINATE, 'yes'],
];

test.each(
  CELLS.map(([implementation, feature, expected]) => ({
    implementation,
    name: implementation.name,
    feature,
    expected,
  })),
)('$name, $feature: $expected', ({ implementation, feature, expected }) => {
  expect(cell(implementation, feature)).toBe(expected);
});

test('each feature is supported by somebody, who can be named to those without it', () => {
  const supported = new Set(ALL.flatMap(([, { features }]) => features?.supported ?? []));
  expect(Object.values(GatewayFeature).filter((feature) => !supported.has(feature))).toEqual([]);
});

test('nothing is both supported and unsupported, and nobody can change it', () => {
  for (const [, { features }] of ALL) {
    const { supported = [], unsupported = [] } = features ?? {};
    expect(supported.filter((feature) => unsupported.includes(feature))).toEqual([]);
    expect(() => unsupported.push(F.MESH)).toThrow('object is not extensible');
  }
});
