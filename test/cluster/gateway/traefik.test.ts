import { GatewayImplementations } from '../../../lib/cluster';
import { GATEWAY, request } from './requests';

const traefik = GatewayImplementations.traefik();

test('has its name, its class and its controller', () => {
  expect([traefik.name, traefik.gatewayClassName, traefik.controllerName]).toEqual([
    'traefik',
    'traefik',
    'traefik.io/gateway-controller',
  ]);
});

test('runs in its own namespace, with the labels of its chart', () => {
  expect(`${traefik.dataPlane(GATEWAY)}`).toBe(
    'pods app.kubernetes.io/instance=traefik-traefik,app.kubernetes.io/name=traefik in namespace traefik',
  );
  expect(traefik.localDataPlane(GATEWAY)).toBeUndefined();
  expect(traefik.serve(request())).toEqual({});
});

test('its listeners name the ports of its entry points, which clients never see', () => {
  expect(traefik.listenerPorts).toEqual({ '80': 8000, '443': 8443 });
  expect([80, 443, 8000, 8443].map((port) => traefik.podPort(port))).toEqual([8000, 8443, 8000, 8443]);
  expect(() => Object.assign(traefik.listenerPorts as object, { 80: 1 })).toThrow('read only property');
});

test('can be installed otherwise', () => {
  const own = GatewayImplementations.traefik({
    gatewayClassName: 'internal',
    namespace: 'edge',
    release: 'front',
    entryPoints: { '443': 443 },
  });
  expect([own.gatewayClassName, own.podPort(443)]).toEqual(['internal', 443]);
  expect(`${own.dataPlane(GATEWAY)}`).toBe(
    'pods app.kubernetes.io/instance=front-edge,app.kubernetes.io/name=traefik in namespace edge',
  );
  expect(`${GatewayImplementations.traefik({ labels: { app: 'proxy' } }).dataPlane(GATEWAY)}`).toBe(
    'pods app=proxy in namespace traefik',
  );
});

test.each([
  [{ '80': '8000' }, 'must be port numbers from 1 to 65535, but got {"80":"8000"}'],
  [{ web: 8000 }, 'must be port numbers from 1 to 65535, but got {"web":8000}'],
  [[8000], 'must be an object, but got [8000]'],
])('refuses entry points without ports: %j', (entryPoints, fault) => {
  expect(() => GatewayImplementations.traefik({ entryPoints: entryPoints as any })).toThrow(
    new Error(`the \`entryPoints\` of GatewayImplementations.traefik() ${fault}; write them as in { '80': 8000 }`),
  );
});
