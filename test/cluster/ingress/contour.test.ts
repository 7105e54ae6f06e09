import { IngressControllers, IngressOption } from '../../../lib/cluster';
import { ASKING, CLEAR, request } from './request';

const contour = IngressControllers.contour();

test('has its name and its class', () => {
  expect([contour.name, contour.ingressClassName]).toEqual(['contour', 'contour']);
});

test("its pods are those of Envoy, with the label of the project's own manifests", () => {
  expect(`${contour.dataPlane}`).toBe('pods app=envoy in namespace projectcontour');
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

const PLAIN = { annotations: { 'ingress.kubernetes.io/force-ssl-redirect': 'true' }, serviceAnnotations: {} };

test('redirects plain HTTP where there is a certificate', () => {
  expect(contour.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(contour.serve(request(CLEAR))).toEqual({
    annotations: { 'ingress.kubernetes.io/force-ssl-redirect': 'false' },
    serviceAnnotations: {},
  });
});

test.each<[IngressOption, object, object]>([
  [IngressOption.TIMEOUT, { 'projectcontour.io/response-timeout': '30s' }, {}],
  [IngressOption.BACKEND_HTTPS, {}, { 'projectcontour.io/upstream-protocol.tls': '80' }],
  [IngressOption.BACKEND_GRPC, {}, { 'projectcontour.io/upstream-protocol.h2c': '80' }],
  [IngressOption.BACKEND_GRPCS, {}, { 'projectcontour.io/upstream-protocol.h2': '80' }],
])('says it in its own words: %s', (option, annotations, ofServices) => {
  const answer = contour.serve(request(ASKING[option]));
  expect(answer).toEqual({
    ...PLAIN,
    annotations: { ...PLAIN.annotations, ...annotations },
    serviceAnnotations: { ...PLAIN.serviceAnnotations, ...ofServices },
  });
});
