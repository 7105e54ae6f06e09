import { HttpsRedirect, IngressControllers } from '../../../lib/cluster';

const nginx = IngressControllers.ingressNginx();

test('has its name and its class', () => {
  expect([nginx.name, nginx.ingressClassName]).toEqual(['ingress-nginx', 'nginx']);
});

test("its pods have the labels of the project's own manifests", () => {
  expect(nginx.dataPlane.selections[0]?.namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'ingress-nginx' });
  expect(nginx.dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/instance': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  });
});

test('redirects by an annotation, which is written both ways', () => {
  expect(nginx.httpsRedirect).toBe(HttpsRedirect.ANNOTATIONS);
  expect(nginx.httpsAnnotations).toEqual({ 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' });
  expect(nginx.httpAnnotations).toEqual({ 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' });
});

test('can be installed otherwise', () => {
  const own = IngressControllers.ingressNginx({
    namespace: 'edge',
    ingressClassName: 'internal',
    labels: { app: 'nginx' },
  });
  expect(own.ingressClassName).toBe('internal');
  expect(`${own.dataPlane}`).toBe('pods app=nginx in namespace edge');
});

test('takes few characters in a path', () => {
  expect(nginx.pathCharacters).toBe('-._');
});

test('is retired, and says the way out', () => {
  expect(nginx.retirement).toBe(
    'ingress-nginx is retired: since March 2026 nobody fixes it, not even its security holes; enter the cluster by a ' +
      'Gateway API implementation, as in Entry.gateway(GatewayImplementations.envoyGateway()), or by another ingress ' +
      'controller, as in Entry.ingress(IngressControllers.traefik())',
  );
});

test('has annotations that nobody can change', () => {
  for (const annotations of [nginx.httpsAnnotations, nginx.httpAnnotations]) {
    expect(() => Object.assign(annotations, { more: 'true' })).toThrow('object is not extensible');
  }
});
