import { GatewayImplementations } from '../../../lib/cluster';
import type { PodSelection } from '../../../lib/traffic';

const GATEWAY = { name: 'public', namespace: 'edge' };
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
