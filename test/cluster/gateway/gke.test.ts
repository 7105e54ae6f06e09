import { GatewayImplementations } from '../../../lib/cluster';
import { GATEWAY, request } from './requests';

const gke = GatewayImplementations.gke();
const HEALTH_CHECKS = '35.191.0.0/16, 130.211.0.0/22, 2600:2d00:1:b029::/64';

test('has its name, the class of global external load balancers, and its controller', () => {
  expect([gke.name, gke.gatewayClassName, gke.controllerName]).toEqual([
    'gke',
    'gke-l7-global-external-managed',
    'networking.gke.io/gateway',
  ]);
});

test("its requests come from Google's front ends, which ask after the pods' health as well", () => {
  const blocks = gke.dataPlane(GATEWAY).blocks.map(String).sort();
  expect(blocks).toEqual(['130.211.0.0/22', '2600:2d00:1:1::/64', '2600:2d00:1:b029::/64', '35.191.0.0/16']);
  expect(gke.localDataPlane(GATEWAY)).toBeUndefined();
  expect(gke.podPort(443)).toBe(443);
});

test.each(['gke-l7-rilb', 'gke-l7-regional-external-managed', 'gke-l7-cross-regional-internal-managed-mc'])(
  'by %s they come from the proxy-only subnet, and health checks as ever',
  (gatewayClassName) => {
    const regional = GatewayImplementations.gke({ gatewayClassName, proxyOnlyRanges: ['10.129.0.0/23'] });
    const expected = [...HEALTH_CHECKS.split(', '), '10.129.0.0/23'].sort();
    expect(regional.dataPlane(GATEWAY).blocks.map(String).sort()).toEqual(expected);
  },
);

test('refuses a class with proxies of whose addresses nothing is said', () => {
  expect(() => GatewayImplementations.gke({ gatewayClassName: 'gke-l7-rilb' })).toThrow(
    new Error(
      'the `proxyOnlyRanges` of GatewayImplementations.gke() with gke-l7-rilb must be a list with at least one network ' +
        'in it, but got undefined; give the networks that `gcloud compute networks subnets list ' +
        '--filter="purpose~MANAGED_PROXY"` shows, since proxies in a subnet of their own serve this class',
    ),
  );
});

test.each(['nginx', 'toString'])('refuses a class that is none of its own: %s', (gatewayClassName) => {
  const lowered = gatewayClassName.toLowerCase();
  expect(() => GatewayImplementations.gke({ gatewayClassName: lowered })).toThrow(
    new Error(
      'the `gatewayClassName` of GatewayImplementations.gke() must be one of gke-l7-cross-regional-internal-managed-mc, ' +
        'gke-l7-global-external-managed, gke-l7-global-external-managed-mc, gke-l7-gxlb, gke-l7-gxlb-mc, ' +
        'gke-l7-regional-external-managed, gke-l7-regional-external-managed-mc, gke-l7-rilb, gke-l7-rilb-mc, ' +
        `but got "${lowered}"; \`kubectl get gatewayclass\` lists those of the cluster`,
    ),
  );
});

test('names a certificate that the cloud keeps in the listener', () => {
  expect(gke.cloudCertificate('shop')).toEqual({ 'networking.gke.io/pre-shared-certs': 'shop' });
});

test('is internal by its class alone', () => {
  const internal = GatewayImplementations.gke({ gatewayClassName: 'gke-l7-rilb', proxyOnlyRanges: ['10.129.0.0/23'] });
  expect(internal.serve(request({ isInternal: true }))).toEqual({});
  expect(gke.serve(request())).toEqual({});
  expect(() => gke.serve(request({ isInternal: true }))).toThrow(
    new Error(
      "a Gateway with `internal` must have an implementation that keeps to the private network when asked, and gke doesn't; " +
        'name an internal class in GatewayImplementations.gke(), such as gke-l7-rilb, or use one that does: aws, cilium, ' +
        'contour by its provisioner, envoy-gateway, istio, kgateway, kong-operator or nginx-gateway-fabric',
    ),
  );
});
