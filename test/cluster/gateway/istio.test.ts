import { GatewayImplementations, PodSecurityLevel } from '../../../lib/cluster';
import type { PodSelection } from '../../../lib/traffic';
import { GATEWAY, INTERNAL, request } from './requests';

const LABELS = { 'gateway.networking.k8s.io/gateway-name': 'public' };
const istio = GatewayImplementations.istio();

test('has its name and its class', () => {
  expect([istio.name, istio.gatewayClassName]).toEqual(['istio', 'istio']);
});

test("runs the proxy of a Gateway in the Gateway's namespace", () => {
  const { namespaces, pods } = istio.dataPlane(GATEWAY).selections[0] as PodSelection;
  expect(namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'edge' });
  expect(pods.labels).toEqual(LABELS);
});

test.each([80, 443, 8080])('listens for port %i on that very port', (port) => {
  expect(istio.podPort(port)).toBe(port);
});

test("needs a policy in the Gateway's namespace: for its health check, and to reach istiod", () => {
  const local = istio.localDataPlane(GATEWAY);
  expect(local?.meshAccount).toBe(`${GATEWAY.name}-istio`);
  expect(local?.labels).toEqual(LABELS);
  expect(`${local?.healthPort}`).toBe('TCP 15021');
  expect(`${local?.controlPlane.pods}`).toBe('pods app=istiod in namespace istio-system');
  expect(local?.controlPlane.ports.map(String)).toEqual(['TCP 15012']);
});

test('meets Pod Security "baseline", and says with which setting it meets "restricted"', () => {
  const local = istio.localDataPlane(GATEWAY);
  expect(local?.podSecurity).toBe(PodSecurityLevel.BASELINE);
  expect(local?.podSecurityRemedy).toBe(
    'install istiod with the Helm value gateways.seccompProfile.type=RuntimeDefault and say so with ' +
      'GatewayImplementations.istio({ podSecurity: PodSecurityLevel.RESTRICTED })',
  );
});

test('can be installed otherwise', () => {
  const own = GatewayImplementations.istio({
    gatewayClassName: 'internal',
    controlPlaneNamespace: 'mesh',
    podSecurity: PodSecurityLevel.RESTRICTED,
  });
  expect(own.gatewayClassName).toBe('internal');
  expect(`${own.localDataPlane(GATEWAY)?.controlPlane.pods}`).toBe('pods app=istiod in namespace mesh');
  expect(own.localDataPlane(GATEWAY)?.podSecurity).toBe('restricted');
});

test("tells the Service and the proxy by the annotations of the Gateway's infrastructure", () => {
  expect(istio.serve(request())).toEqual({});
  expect(istio.serve(request({ isInternal: true, internalAnnotations: INTERNAL }))).toEqual({ annotations: INTERNAL });
  expect(istio.serve(request({ trustedHops: 2 }))).toEqual({
    annotations: { 'proxy.istio.io/config': '{"gatewayTopology":{"numTrustedProxies":2}}' },
  });
  expect(istio.serve(request({ usesProxyProtocol: true }))).toEqual({
    annotations: { 'proxy.istio.io/config': '{"gatewayTopology":{"proxyProtocol":{}}}' },
  });
  const all = request({ isInternal: true, internalAnnotations: INTERNAL, usesProxyProtocol: true, trustedHops: 1 });
  expect(istio.serve(all)).toEqual({
    annotations: {
      ...INTERNAL,
      'proxy.istio.io/config': '{"gatewayTopology":{"numTrustedProxies":1,"proxyProtocol":{}}}',
    },
  });
});
