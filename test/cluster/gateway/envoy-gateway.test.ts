import { EnvoyGatewayDeployment, GatewayImplementations } from '../../../lib/cluster';
import type { PodSelection } from '../../../lib/traffic';
import { GATEWAY, INTERNAL, request } from './requests';

const envoy = GatewayImplementations.envoyGateway();

test('has its name and the class of its documentation', () => {
  expect([envoy.name, envoy.gatewayClassName]).toEqual(['envoy-gateway', 'eg']);
});

test('runs the proxies of a Gateway in its own namespace, with labels that name the Gateway', () => {
  const { namespaces, pods } = envoy.dataPlane(GATEWAY).selections[0] as PodSelection;
  expect(namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'envoy-gateway-system' });
  expect(pods.labels).toEqual({
    'app.kubernetes.io/name': 'envoy',
    'app.kubernetes.io/component': 'proxy',
    'app.kubernetes.io/managed-by': 'envoy-gateway',
    'gateway.envoyproxy.io/owning-gateway-name': 'public',
    'gateway.envoyproxy.io/owning-gateway-namespace': 'edge',
  });
  expect(envoy.localDataPlane(GATEWAY)).toBeUndefined();
});

test.each([
  [80, 10080],
  [443, 10443],
  [1023, 11023],
  [1024, 1024],
  [8080, 8080],
])('listens for port %i on port %i, since its proxies have no privileges', (listener, pod) => {
  expect(envoy.podPort(listener)).toBe(pod);
});

test('can have another class and namespace', () => {
  const own = GatewayImplementations.envoyGateway({ gatewayClassName: 'internal', namespace: 'gateways' });
  expect(own.gatewayClassName).toBe('internal');
  expect(own.dataPlane(GATEWAY).selections[0]?.namespaces?.labels).toEqual({
    'kubernetes.io/metadata.name': 'gateways',
  });
});

test("runs them in the Gateway's namespace where it is told so, with a policy of their own", () => {
  const local = GatewayImplementations.envoyGateway({ deployment: EnvoyGatewayDeployment.GATEWAY_NAMESPACE });
  const { namespaces, pods } = local.dataPlane(GATEWAY).selections[0] as PodSelection;
  expect(namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'edge' });
  expect(pods.labels).toEqual(envoy.dataPlane(GATEWAY).selections[0]?.pods.labels);
  const plane = local.localDataPlane(GATEWAY);
  expect(plane?.labels).toEqual(pods.labels);
  expect(`${plane?.healthPort}`).toBe('TCP 19003');
  expect(`${plane?.controlPlane.pods}`).toBe('pods control-plane=envoy-gateway in namespace envoy-gateway-system');
  expect(plane?.controlPlane.ports.map(String)).toEqual(['TCP 18000', 'TCP 18002']);
  expect([plane?.podSecurity, plane?.podSecurityRemedy]).toEqual([
    'restricted',
    'leave their security context as Envoy Gateway makes it',
  ]);
  expect(local.podPort(80)).toBe(10080);
});

test('refuses a deployment that it does not have', () => {
  expect(() => GatewayImplementations.envoyGateway({ deployment: 'Local' as any })).toThrow(
    new Error(
      'the `deployment` of GatewayImplementations.envoyGateway() must be an EnvoyGatewayDeployment, but got "Local"; ' +
        'write it as in EnvoyGatewayDeployment.GATEWAY_NAMESPACE',
    ),
  );
});

const PROXY = {
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'EnvoyProxy',
  suffix: 'proxy',
  fields: { spec: { provider: { type: 'Kubernetes', kubernetes: { envoyService: { annotations: INTERNAL } } } } },
};

function clients(spec: object): object {
  const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }];
  return {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'ClientTrafficPolicy',
    suffix: 'clients',
    fields: { spec: { targetRefs, ...spec } },
  };
}

test('annotates the Service of its proxies by an object of its own, which the Gateway names', () => {
  expect(envoy.serve(request())).toEqual({});
  expect(envoy.serve(request({ isInternal: true, internalAnnotations: INTERNAL }))).toEqual({
    objects: [PROXY],
    parameters: 0,
  });
});

test('believes those in front of it by a policy for the Gateway', () => {
  expect(envoy.serve(request({ usesProxyProtocol: true }))).toEqual({
    objects: [clients({ proxyProtocol: { optional: false } })],
  });
  expect(envoy.serve(request({ trustedHops: 2 }))).toEqual({
    objects: [clients({ clientIPDetection: { xForwardedFor: { numTrustedHops: 2 } } })],
  });
  const all = request({ isInternal: true, internalAnnotations: INTERNAL, usesProxyProtocol: true, trustedHops: 1 });
  expect(envoy.serve(all)).toEqual({
    objects: [
      PROXY,
      clients({
        proxyProtocol: { optional: false },
        clientIPDetection: { xForwardedFor: { numTrustedHops: 1 } },
      }),
    ],
    parameters: 0,
  });
});
