import type { Construct } from 'constructs';
import { Gateway } from '../../../lib';
import { NamespaceGateways } from '../../../lib/routing/gateway/namespace-gateways';
import { platform, space } from '../sample';

const make = (home: Construct, id: string) => new Gateway(home, id);

test('the one given to a namespace serves its apps, unless they name an entry', () => {
  const gateways = new NamespaceGateways<Gateway>();
  const app = platform();
  const shop = space(app, 'shop');
  const front = new Gateway(space(app, 'edge'), 'front');
  expect(gateways.givenTo(shop)).toBeUndefined();
  gateways.give(shop, front);
  expect(gateways.givenTo(shop)).toBe(front);
  expect(gateways.serving(shop, undefined, make)).toBe(front);
  expect(gateways.serving(shop, 'envoy-gateway', make).displayName).toBe('shop/gateway');
});

test('one is made for the first that asks, where none was given', () => {
  const gateways = new NamespaceGateways<Gateway>();
  const shop = space(platform(), 'shop');
  const made = gateways.serving(shop, undefined, make);
  expect(gateways.serving(shop, undefined, make)).toBe(made);
  expect(gateways.givenTo(shop)).toBeUndefined();
});

test('a namespace can be given the same one again, and no other', () => {
  const gateways = new NamespaceGateways<Gateway>();
  const app = platform();
  const [edge, shop] = [space(app, 'edge'), space(app, 'shop')];
  const front = new Gateway(edge, 'front');
  gateways.give(shop, front);
  expect(() => gateways.give(shop, front)).not.toThrow();
  expect(() => gateways.give(shop, new Gateway(edge, 'other'))).toThrow(
    '[shop] a namespace must be given one Gateway at most, and edge/front serves this one already, but got "edge/other"; ',
  );
});
