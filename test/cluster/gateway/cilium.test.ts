import { GatewayImplementations } from '../../../lib/cluster';
import { GATEWAY, INTERNAL, request } from './requests';

const cilium = GatewayImplementations.cilium();

test('has its name, its class and its controller', () => {
  expect([cilium.name, cilium.gatewayClassName, cilium.controllerName]).toEqual([
    'cilium',
    'cilium',
    'io.cilium/gateway-controller',
  ]);
  expect(GatewayImplementations.cilium({ gatewayClassName: 'internal' }).gatewayClassName).toBe('internal');
});

test("is no pod and has no address: requests come from an entity of Cilium's own", () => {
  const peer = cilium.dataPlane(GATEWAY);
  expect([peer.selections, peer.blocks, peer.entities]).toEqual([[], [], ['ingress']]);
  expect(cilium.localDataPlane(GATEWAY)).toBeUndefined();
  expect(cilium.podPort(80)).toBe(80);
});

test("hands the annotations of the Gateway's infrastructure on to the Service in front", () => {
  expect(cilium.serve(request())).toEqual({});
  expect(cilium.serve(request({ isInternal: true, internalAnnotations: INTERNAL }))).toEqual({ annotations: INTERNAL });
});
