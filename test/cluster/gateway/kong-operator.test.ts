import { GatewayImplementations, PodSecurityLevel } from '../../../lib/cluster';
import { GATEWAY, INTERNAL, request } from './requests';

const LABELS = { app: 'kong-gateway' };
const kong = GatewayImplementations.kongOperator({ labels: LABELS });

test('has its name, its class and its controller', () => {
  expect([kong.name, kong.gatewayClassName, kong.controllerName]).toEqual([
    'kong-operator',
    'kong',
    'konghq.com/gateway-operator',
  ]);
});

test("runs the data plane in the Gateway's namespace, under the labels that it was told", () => {
  expect(`${kong.dataPlane(GATEWAY)}`).toBe('pods app=kong-gateway in namespace edge');
});

test('listens for HTTP and HTTPS on one port each', () => {
  expect([kong.podPort(80), kong.podPort(443)]).toEqual([8000, 8443]);
  expect(() => kong.podPort(8080)).toThrow(
    new Error(
      'a listener by kong-operator must have port 80 or 443, for which its pods listen on 8000 and 8443, but got 8080; ' +
        'use one of them, or another implementation',
    ),
  );
});

test("needs a policy in the Gateway's namespace: for its health check, and for the operator, which tells it what to serve", () => {
  const local = kong.localDataPlane(GATEWAY);
  expect(local?.labels).toEqual(LABELS);
  expect(`${local?.healthPort}`).toBe('TCP 8100');
  expect(`${local?.controlPlane.pods}`).toBe('pods app.kubernetes.io/name=kong-operator in namespace kong-system');
  expect(local?.controlPlane.ports).toEqual([]);
  expect(local?.controlPlane.adminPorts?.map(String)).toEqual(['TCP 8444']);
  expect([local?.podSecurity, local?.podSecurityRemedy]).toEqual([
    'baseline',
    'give them a security context by the GatewayConfiguration of the class and say so with ' +
      'GatewayImplementations.kongOperator({ podSecurity: PodSecurityLevel.RESTRICTED })',
  ]);
});

test('can be installed otherwise', () => {
  const own = GatewayImplementations.kongOperator({
    labels: LABELS,
    gatewayClassName: 'internal',
    controlPlaneNamespace: 'kong',
    podSecurity: PodSecurityLevel.RESTRICTED,
  });
  expect(own.gatewayClassName).toBe('internal');
  expect(`${own.localDataPlane(GATEWAY)?.controlPlane.pods}`).toBe(
    'pods app.kubernetes.io/name=kong-operator in namespace kong',
  );
  expect(own.localDataPlane(GATEWAY)?.podSecurity).toBe('restricted');
});

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [{}, '{}'],
  ['app', '"app"'],
])('refuses labels by which nobody would find its pods: %j', (labels, got) => {
  expect(() => GatewayImplementations.kongOperator({ labels: labels as any })).toThrow(
    new Error(
      'the `labels` of GatewayImplementations.kongOperator() must name the pods of its data planes, but got ' +
        `${got}; give those of spec.dataPlaneOptions.deployment.podTemplateSpec.metadata.labels in the ` +
        'GatewayConfiguration of the class, which `kubectl get gatewayconfiguration -A -o yaml` shows; where there are ' +
        'none, add some',
    ),
  );
});

test("hands the annotations of the Gateway's infrastructure on to the Service in front", () => {
  expect(kong.serve(request())).toEqual({});
  expect(kong.serve(request({ isInternal: true, internalAnnotations: INTERNAL }))).toEqual({ annotations: INTERNAL });
});
