import { Chart } from 'cdk8s';
import { knownNamespace } from '../../lib/routing/known-namespace';
import { platform, space } from './sample';

const NEED = { kind: 'a Gateway', why: "its data plane's labels tell it" };

test('is that of the chart', () => {
  const shop = space(platform(), 'shop');
  expect(knownNamespace(shop, shop, NEED)).toBe('shop');
});

test('must be there, and the error says why', () => {
  const chart = new Chart(platform(), 'web');
  expect(() => knownNamespace({ node: { path: 'web/gateway' } }, chart, NEED)).toThrow(
    new Error(
      "[web/gateway] the namespace of a Gateway must be known, since its data plane's labels tell it; " +
        'give its chart a `namespace`, or use an IsolatedNamespace',
    ),
  );
});
