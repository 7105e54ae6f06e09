import { GatewayImplementations, PodSecurityLevel } from '../../../lib/cluster';
import { GATEWAY, INTERNAL, request } from './requests';

const kgateway = GatewayImplementations.kgateway();

test('has its name, its class and its controller', () => {
  expect([kgateway.name, kgateway.gatewayClassName, kgateway.controllerName]).toEqual([
    'kgateway',
    'kgateway',
    'kgateway.dev/kgateway',
  ]);
});

test("runs the proxy of a Gateway in the Gateway's namespace, on the very ports of its listeners", () => {
  const pods = 'pods gateway.networking.k8s.io/gateway-name=public in namespace edge';
  expect(`${kgateway.dataPlane(GATEWAY)}`).toBe(pods);
  expect([80, 8080].map((port) => kgateway.podPort(port))).toEqual([80, 8080]);
});

test("needs a policy in the Gateway's namespace: for its health check, and to be configured", () => {
  const local = kgateway.localDataPlane(GATEWAY);
  expect(local?.labels).toEqual({ 'gateway.networking.k8s.io/gateway-name': 'public' });
  expect(`${local?.healthPort}`).toBe('TCP 8082');
  expect(`${local?.controlPlane.pods}`).toBe('pods kgateway=kgateway in namespace kgateway-system');
  expect(local?.controlPlane.ports.map(String)).toEqual(['TCP 9977']);
  expect([local?.podSecurity, local?.podSecurityRemedy]).toEqual([
    'baseline',
    'give them a seccomp profile by spec.kube.podTemplate.securityContext of the GatewayParameters of the class and say ' +
      'so with GatewayImplementations.kgateway({ podSecurity: PodSecurityLevel.RESTRICTED })',
  ]);
});

test('can be installed otherwise', () => {
  const own = GatewayImplementations.kgateway({
    gatewayClassName: 'internal',
    controlPlaneNamespace: 'gateways',
    podSecurity: PodSecurityLevel.RESTRICTED,
  });
  expect(own.gatewayClassName).toBe('internal');
  expect(`${own.localDataPlane(GATEWAY)?.controlPlane.pods}`).toBe('pods kgateway=kgateway in namespace gateways');
  expect(own.localDataPlane(GATEWAY)?.podSecurity).toBe('restricted');
});

test("hands the annotations of the Gateway's infrastructure on to the Service in front", () => {
  expect(kgateway.serve(request())).toEqual({});
  expect(kgateway.serve(request({ isInternal: true, internalAnnotations: INTERNAL }))).toEqual({
    annotations: INTERNAL,
  });
});
