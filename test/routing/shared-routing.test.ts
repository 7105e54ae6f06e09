import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Gateway, IsolatedNamespace } from '../../lib';
import { isShared, PerNamespace, sharedHome, sharedRouting } from '../../lib/routing/shared-routing';
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
    'DefaultServiceAccount',
    'default-deny',
    'allow-dns',
    'SharedRouting',
    'late',
  ]);
  expect(names(shop, 'Gateway')).toEqual(['gateway']);
});

test('is told from other constructs', () => {
  const shop = space(platform(), 'shop');
  expect(isShared(sharedRouting(shop))).toBe(true);
  expect(isShared(sharedHome(shop, 'Grants'))).toBe(true);
  expect(isShared(shop)).toBe(false);
});

describe('a thing of each namespace', () => {
  test('is that of all its charts, and of no other namespace or app', () => {
    const things = new PerNamespace<string>();
    const app = platform();
    things.give(space(app, 'shop', 'one'), 'given');
    expect(things.of(space(app, 'shop', 'two'))).toBe('given');
    expect(things.of(space(app, 'bank'))).toBeUndefined();
    expect(things.of(space(platform(), 'shop'))).toBeUndefined();
  });

  test('is that of one chart where the namespace is not known', () => {
    const things = new PerNamespace<string>();
    const app = platform();
    const one = new Chart(app, 'one');
    things.give(one, 'given');
    expect([things.of(one), things.of(new Chart(app, 'two'))]).toEqual(['given', undefined]);
  });
});
