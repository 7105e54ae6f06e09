import { IsolatedNamespace } from '../../lib';
import { AcmeSolver } from '../../lib/routing/acme-solver';
import { Backend, names, platform, space, written } from './sample';

test('is one for all charts of a namespace', () => {
  const app = platform();
  const [one, two] = [space(app, 'shop', 'one'), space(app, 'shop', 'two')];
  expect(AcmeSolver.of(two)).toBe(AcmeSolver.of(one));
  expect(AcmeSolver.of(space(app, 'bank'))).not.toBe(AcmeSolver.of(one));
  expect(names(one, 'NetworkPolicy')).toEqual([]);
  expect(names(two, 'NetworkPolicy')).toEqual(['acme-solver']);
});

test('selects the pods that cert-manager runs, which reach nobody and resolve no names', () => {
  const shop = space(platform(), 'shop');
  AcmeSolver.of(shop);
  expect(written(shop, 'NetworkPolicy', 'acme-solver').spec).toEqual({
    podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
    policyTypes: ['Ingress', 'Egress'],
  });
});

test('answers on port 8089 and no other', () => {
  const shop = new IsolatedNamespace(platform(), 'shop');
  AcmeSolver.of(shop).connections.allowFrom(new Backend(shop, 'door'));
  expect(written(shop, 'NetworkPolicy', 'acme-solver').spec.ingress).toEqual([
    { from: [{ podSelector: { matchLabels: { app: 'door' } } }], ports: [{ port: 8089, protocol: 'TCP' }] },
  ]);
});
