import { IngressControllers, IngressOption } from '../../../lib/cluster';
import { ASKING, CLEAR, request } from './request';

const cilium = IngressControllers.cilium();

test('has its name and its class', () => {
  expect([cilium.name, cilium.ingressClassName]).toEqual(['cilium', 'cilium']);
  expect(IngressControllers.cilium({ ingressClassName: 'internal' }).ingressClassName).toBe('internal');
});

test('has no pods: policies know it as an entity', () => {
  expect(cilium.dataPlane.entities).toEqual(['ingress']);
});

const PLAIN = { annotations: { 'ingress.cilium.io/force-https': 'enabled' } };

test('redirects plain HTTP where there is a certificate', () => {
  expect(cilium.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(cilium.serve(request(CLEAR))).toEqual({ annotations: { 'ingress.cilium.io/force-https': 'disabled' } });
});

test.each<[IngressOption, object]>([[IngressOption.TIMEOUT, { 'ingress.cilium.io/request-timeout': '30s' }]])(
  'says it in its own words: %s',
  (option, annotations) => {
    const answer = cilium.serve(request(ASKING[option]));
    expect(answer).toEqual({
      ...PLAIN,
      annotations: { ...PLAIN.annotations, ...annotations },
    });
  },
);
