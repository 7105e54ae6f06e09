import { GatewayImplementations, PodSecurityLevel } from '../../../lib/cluster';
import { GATEWAY, INTERNAL, request } from './requests';

const nginx = GatewayImplementations.nginxGatewayFabric();
const trusting = GatewayImplementations.nginxGatewayFabric({ trustedRanges: ['10.0.1.0/24', '10.0.2.0/24'] });

function proxy(rewriteClientIP: object): object {
  return {
    apiVersion: 'gateway.nginx.org/v1alpha2',
    kind: 'NginxProxy',
    suffix: 'proxy',
    fields: { spec: { rewriteClientIP } },
  };
}

const TRUSTED = [
  { type: 'CIDR', value: '10.0.1.0/24' },
  { type: 'CIDR', value: '10.0.2.0/24' },
];

test('has its name, its class and its controller', () => {
  expect([nginx.name, nginx.gatewayClassName, nginx.controllerName]).toEqual([
    'nginx-gateway-fabric',
    'nginx',
    'gateway.nginx.org/nginx-gateway-controller',
  ]);
});

test("runs the NGINX of a Gateway in the Gateway's namespace, on the very ports of its listeners", () => {
  expect(`${nginx.dataPlane(GATEWAY)}`).toBe('pods gateway.networking.k8s.io/gateway-name=public in namespace edge');
  expect([80, 8080].map((port) => nginx.podPort(port))).toEqual([80, 8080]);
});

test("needs a policy in the Gateway's namespace: for its health check, and to be configured", () => {
  const local = nginx.localDataPlane(GATEWAY);
  expect(local?.labels).toEqual({ 'gateway.networking.k8s.io/gateway-name': 'public' });
  expect(`${local?.healthPort}`).toBe('TCP 8081');
  expect(`${local?.controlPlane.pods}`).toBe(
    'pods app.kubernetes.io/name=nginx-gateway-fabric in namespace nginx-gateway',
  );
  expect(local?.controlPlane.ports.map(String)).toEqual(['TCP 8443']);
  expect([local?.podSecurity, local?.podSecurityRemedy]).toEqual([
    'baseline',
    'see that their init container has `allowPrivilegeEscalation: false` and say so with ' +
      'GatewayImplementations.nginxGatewayFabric({ podSecurity: PodSecurityLevel.RESTRICTED })',
  ]);
});

test('can be installed otherwise', () => {
  const own = GatewayImplementations.nginxGatewayFabric({
    gatewayClassName: 'internal',
    controlPlaneNamespace: 'gateways',
    controlPlaneLabels: { 'app.kubernetes.io/name': 'nginx-gateway' },
    podSecurity: PodSecurityLevel.RESTRICTED,
  });
  expect(own.gatewayClassName).toBe('internal');
  expect(`${own.localDataPlane(GATEWAY)?.controlPlane.pods}`).toBe(
    'pods app.kubernetes.io/name=nginx-gateway in namespace gateways',
  );
  expect(own.localDataPlane(GATEWAY)?.podSecurity).toBe('restricted');
});

test("hands the annotations of the Gateway's infrastructure on to the Service in front", () => {
  expect(nginx.serve(request())).toEqual({});
  expect(nginx.serve(request({ isInternal: true, internalAnnotations: INTERNAL }))).toEqual({ annotations: INTERNAL });
});

test('believes the header of the PROXY protocol of those that it trusts', () => {
  const asked = request({ usesProxyProtocol: true, isInternal: true, internalAnnotations: INTERNAL });
  expect(trusting.serve(asked)).toEqual({
    annotations: INTERNAL,
    objects: [proxy({ mode: 'ProxyProtocol', trustedAddresses: TRUSTED })],
    parameters: 0,
  });
});

test('trusts proxies by their addresses, and looks behind them where there are several', () => {
  expect(trusting.serve(request({ trustedHops: 1 })).objects).toEqual([
    proxy({ mode: 'XForwardedFor', trustedAddresses: TRUSTED }),
  ]);
  expect(trusting.serve(request({ trustedHops: 2 })).objects).toEqual([
    proxy({ mode: 'XForwardedFor', setIPRecursively: true, trustedAddresses: TRUSTED }),
  ]);
});

test('refuses to trust those of whom nothing is said', () => {
  expect(() => nginx.serve(request({ usesProxyProtocol: true }))).toThrow(
    new Error(
      'the `trustedRanges` of GatewayImplementations.nginxGatewayFabric() must be a list with at least one network in it, ' +
        'but got undefined; give the networks of those in front of the Gateways that are trusted to tell the client: the ' +
        'subnets of the load balancer, or those of the nodes that `kubectl get nodes -o wide` shows',
    ),
  );
  expect(() => GatewayImplementations.nginxGatewayFabric({ trustedRanges: [] })).toThrow('but got an empty list');
});

test('refuses two words for the client', () => {
  expect(() => trusting.serve(request({ usesProxyProtocol: true, trustedHops: 1 }))).toThrow(
    new Error(
      'a Gateway by nginx-gateway-fabric must have either `proxyProtocol` or `trustedHops`; leave `trustedHops` out: the ' +
        'header of the PROXY protocol tells the client',
    ),
  );
});
