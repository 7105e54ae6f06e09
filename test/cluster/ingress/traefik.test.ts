import { HttpsRedirect, IngressControllers } from '../../../lib/cluster';

const traefik = IngressControllers.traefik();

test('has its name and its class', () => {
  expect([traefik.name, traefik.ingressClassName]).toEqual(['traefik', 'traefik']);
});

test('its pods have the labels of its chart, which name release and namespace', () => {
  expect(traefik.dataPlane.selections[0]?.namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'traefik' });
  expect(traefik.dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'traefik',
    'app.kubernetes.io/instance': 'traefik-traefik',
  });
});

test.each([
  ['traefik-internal', 'traefik-internal'],
  ['edge', 'edge-traefik'],
])('the release %s has the class %s, as its chart names it', (release, ingressClassName) => {
  expect(IngressControllers.traefik({ release }).ingressClassName).toBe(ingressClassName);
});

test('redirects by a Middleware, and is told by annotations which entry point to serve', () => {
  expect(traefik.httpsRedirect).toBe(HttpsRedirect.TRAEFIK_MIDDLEWARE);
  expect(traefik.httpsAnnotations).toEqual({
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  });
  expect(traefik.httpAnnotations).toEqual({ 'traefik.ingress.kubernetes.io/router.entrypoints': 'web' });
});

test('can be installed otherwise', () => {
  const own = IngressControllers.traefik({ namespace: 'edge', ingressClassName: 'internal', labels: { app: 'proxy' } });
  expect(own.ingressClassName).toBe('internal');
  expect(`${own.dataPlane}`).toBe('pods app=proxy in namespace edge');
});

test('takes every path', () => {
  expect(traefik.pathCharacters).toBeUndefined();
});

test('has annotations that nobody can change', () => {
  for (const annotations of [traefik.httpsAnnotations, traefik.httpAnnotations]) {
    expect(() => Object.assign(annotations, { more: 'true' })).toThrow('object is not extensible');
  }
});
