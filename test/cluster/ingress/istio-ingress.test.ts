import { IngressControllers } from '../../../lib/cluster';
import { CLEAR, request } from './request';

const istio = IngressControllers.istioIngress();

test('has its name and its class', () => {
  expect([istio.name, istio.ingressClassName]).toEqual(['istio-ingress', 'istio']);
});

test('its pods are those of its ingress gateway', () => {
  expect(`${istio.dataPlane}`).toBe('pods istio=ingressgateway in namespace istio-system');
});

test('can be installed otherwise', () => {
  const own = IngressControllers.istioIngress({
    namespace: 'istio-ingress',
    ingressClassName: 'internal',
    labels: { istio: 'ingress' },
  });
  expect(own.ingressClassName).toBe('internal');
  expect(`${own.dataPlane}`).toBe('pods istio=ingress in namespace istio-ingress');
});

test('knows no annotations, and nothing that not every controller can', () => {
  expect(istio.options).toEqual([]);
  expect(istio.serve(request(CLEAR))).toEqual({ annotations: {} });
});
