import { IngressControllers } from '../../../lib/cluster';

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
  const { httpsRedirect, httpsAnnotations, httpAnnotations, pathCharacters } = IngressControllers.traefik();
  expect(traefik).toMatchObject({ httpsRedirect, httpsAnnotations, httpAnnotations });
  expect(traefik.pathCharacters).toBe(pathCharacters);
});
