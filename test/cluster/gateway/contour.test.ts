import { GatewayImplementations } from '../../../lib/cluster';
import { GATEWAY, INTERNAL, request } from './requests';

const contour = GatewayImplementations.contour();
const provisioner = GatewayImplementations.contourProvisioner();

test.each([contour, provisioner])(
  'has its name, the class of its documentation and its controller',
  (implementation) => {
    const { name, gatewayClassName, controllerName } = implementation;
    expect([name, gatewayClassName, controllerName]).toEqual([
      'contour',
      'contour',
      'projectcontour.io/gateway-controller',
    ]);
  },
);

test.each([
  [80, 8080],
  [443, 8443],
  [8080, 16080],
  [57535, 65535],
  [57536, 1024],
  [58558, 2046],
  [58559, 1024],
  [65535, 8000],
])('listens for port %i on port %i, with and without the provisioner', (listener, pod) => {
  expect([contour.podPort(listener), provisioner.podPort(listener)]).toEqual([pod, pod]);
});

test('runs Envoy in its own namespace', () => {
  expect(`${contour.dataPlane(GATEWAY)}`).toBe('pods app=envoy in namespace projectcontour');
  expect(contour.localDataPlane(GATEWAY)).toBeUndefined();
  const own = GatewayImplementations.contour({
    gatewayClassName: 'internal',
    namespace: 'gateways',
    labels: { 'app.kubernetes.io/component': 'envoy' },
  });
  expect(own.gatewayClassName).toBe('internal');
  expect(`${own.dataPlane(GATEWAY)}`).toBe('pods app.kubernetes.io/component=envoy in namespace gateways');
});

test('its provisioner runs Envoy and a Contour for it in the namespace of the Gateway', () => {
  expect(`${provisioner.dataPlane(GATEWAY)}`).toBe('pods app=envoy-public in namespace edge');
  const local = provisioner.localDataPlane(GATEWAY);
  expect(local?.labels).toEqual({ app: 'envoy-public' });
  expect(`${local?.healthPort}`).toBe('TCP 8002');
  expect(`${local?.controlPlane.pods}`).toBe('pods app=contour-public in namespace edge');
  expect(local?.controlPlane.ports.map(String)).toEqual(['TCP 8001']);
  expect([local?.podSecurity, local?.podSecurityRemedy]).toEqual([
    'baseline',
    'put the Gateway into a namespace of its own that enforces "baseline"',
  ]);
});

test('is internal by the provisioner alone', () => {
  const internal = request({ isInternal: true, internalAnnotations: INTERNAL });
  expect(provisioner.serve(internal)).toEqual({ annotations: INTERNAL });
  expect([provisioner.serve(request()), contour.serve(request())]).toEqual([{}, {}]);
  expect(() => contour.serve(internal)).toThrow(
    new Error(
      'a Gateway with `internal` must have an implementation that keeps to the private network when asked, and contour ' +
        "doesn't; leave it out and annotate the Service `envoy` where Contour is installed, or use one that does: aws, " +
        'cilium, contour by its provisioner, envoy-gateway, istio, kgateway, kong-operator or nginx-gateway-fabric',
    ),
  );
});
