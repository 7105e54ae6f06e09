import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Gateway, IsolatedNamespace } from '../../lib';
import { sharedRouting } from '../../lib/routing';
import { names, platform, space } from './sample';

test('is one of a namespace, in the first of its charts that asks', () => {
  const app = platform();
  const first = space(app, 'shop', 'one');
  const second = space(app, 'shop', 'two');
  const home = sharedRouting(first);
  expect(sharedRouting(first)).toBe(home);
  expect(sharedRouting(second)).toBe(home);
  expect(Chart.of(home)).toBe(first);
});

test('differs between namespaces, and between apps', () => {
  const shop = sharedRouting(space(platform(), 'shop'));
  const app = platform();
  expect(sharedRouting(space(app, 'shop'))).not.toBe(shop);
  expect(sharedRouting(space(app, 'bank'))).not.toBe(sharedRouting(app.node.findChild('shop') as Chart));
});

test('is one of a chart where the namespace is not known', () => {
  const app = platform();
  const one = new Chart(app, 'one');
  const two = new Chart(app, 'two');
  expect(Chart.of(sharedRouting(one))).toBe(one);
  expect(Chart.of(sharedRouting(two))).toBe(two);
});

test('stands near the top of the file of an isolated namespace, whoever needs it first', () => {
  const shop = new IsolatedNamespace(platform(), 'shop');
  const late = new Construct(shop, 'late');
  Gateway.shared(late);
  expect(shop.node.children.map(({ node }) => node.id)).toEqual([
    'Namespace',
    'default-deny',
    'allow-dns',
    'SharedRouting',
    'late',
  ]);
  expect(names(shop, 'Gateway')).toEqual(['gateway']);
});
