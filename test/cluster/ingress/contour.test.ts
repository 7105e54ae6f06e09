import { HttpsRedirect, IngressControllers } from '../../../lib/cluster';

const contour = IngressControllers.contour();

test('has its name and its class', () => {
  expect([contour.name, contour.ingressClassName]).toEqual(['contour', 'contour']);
});

test("its pods are those of Envoy, with the label of the project's own manifests", () => {
  expect(`${contour.dataPlane}`).toBe('pods app=envoy in namespace projectcontour');
});

test('redirects by an annotation, which is written both ways', () => {
  expect(contour.httpsRedirect).toBe(HttpsRedirect.ANNOTATIONS);
  expect(contour.httpsAnnotations).toEqual({ 'ingress.kubernetes.io/force-ssl-redirect': 'true' });
  expect(contour.httpAnnotations).toEqual({ 'ingress.kubernetes.io/force-ssl-redirect': 'false' });
});

test('can be installed otherwise', () => {
  const own = IngressControllers.contour({
    namespace: 'edge',
    ingressClassName: 'internal',
    labels: { 'app.kubernetes.io/name': 'contour', 'app.kubernetes.io/component': 'envoy' },
  });
  expect(own.ingressClassName).toBe('internal');
  expect(`${own.dataPlane}`).toBe(
    'pods app.kubernetes.io/component=envoy,app.kubernetes.io/name=contour in namespace edge',
  );
});

test('takes every path', () => {
  expect(contour.pathCharacters).toBeUndefined();
});

test('has annotations that nobody can change', () => {
  for (const annotations of [contour.httpsAnnotations, contour.httpAnnotations]) {
    expect(() => Object.assign(annotations, { more: 'true' })).toThrow('object is not extensible');
  }
});
