import { HttpsRedirect, IngressControllers } from '../../../lib/cluster';

const haproxy = IngressControllers.haproxy();

test('has its name and its class', () => {
  expect([haproxy.name, haproxy.ingressClassName]).toEqual(['haproxy', 'haproxy']);
});

test('its pods have the labels of its chart, which name the release', () => {
  expect(haproxy.dataPlane.selections[0]?.namespaces?.labels).toEqual({
    'kubernetes.io/metadata.name': 'haproxy-controller',
  });
  expect(haproxy.dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'kubernetes-ingress',
    'app.kubernetes.io/instance': 'haproxy-kubernetes-ingress',
  });
});

test('redirects by annotations, to the port that clients use', () => {
  expect(haproxy.httpsRedirect).toBe(HttpsRedirect.ANNOTATIONS);
  expect(haproxy.httpsAnnotations).toEqual({
    'haproxy.org/ssl-redirect': 'true',
    'haproxy.org/ssl-redirect-port': '443',
  });
  expect(haproxy.httpAnnotations).toEqual({ 'haproxy.org/ssl-redirect': 'false' });
});

test('can be installed otherwise', () => {
  const release = IngressControllers.haproxy({ namespace: 'edge', release: 'front', ingressClassName: 'internal' });
  expect(release.ingressClassName).toBe('internal');
  expect(`${release.dataPlane}`).toBe(
    'pods app.kubernetes.io/instance=front,app.kubernetes.io/name=kubernetes-ingress in namespace edge',
  );
  expect(`${IngressControllers.haproxy({ labels: { run: 'haproxy-ingress' } }).dataPlane}`).toBe(
    'pods run=haproxy-ingress in namespace haproxy-controller',
  );
});

test('takes every path', () => {
  expect(haproxy.pathCharacters).toBeUndefined();
});

test('has annotations that nobody can change', () => {
  for (const annotations of [haproxy.httpsAnnotations, haproxy.httpAnnotations]) {
    expect(() => Object.assign(annotations, { more: 'true' })).toThrow('object is not extensible');
  }
});
