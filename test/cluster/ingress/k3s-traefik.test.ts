import { IngressControllers } from '../../../lib/cluster';
import { request } from './request';

const traefik = IngressControllers.k3sTraefik();

test('has the name and the class of Traefik', () => {
  expect([traefik.name, traefik.ingressClassName]).toEqual(['traefik', 'traefik']);
});

test('runs in kube-system, in the release that k3s makes', () => {
  expect(`${traefik.dataPlane}`).toBe(
    'pods app.kubernetes.io/instance=traefik-kube-system,app.kubernetes.io/name=traefik in namespace kube-system',
  );
});

test('is told what Traefik is told', () => {
  const { options, pathCharacters } = IngressControllers.traefik();
  const asked = request({ timeout: 30, sourceRanges: ['203.0.113.0/24'] });
  expect(traefik.serve(asked)).toEqual(IngressControllers.traefik().serve(asked));
  expect(traefik.options).toEqual(options);
  expect(traefik.pathCharacters).toBe(pathCharacters);
});
