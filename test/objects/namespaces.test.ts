import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { homeOf, namespaceObjects } from '../../lib/objects';

describe('two things are in one namespace', () => {
  const app = new App();
  const [one, other] = [new Chart(app, 'one'), new Chart(app, 'other')];

  test('when their namespaces have one name, whatever their charts', () => {
    expect(homeOf({ construct: one, namespace: 'shop' })).toBe(homeOf({ construct: other, namespace: 'shop' }));
    expect(homeOf({ construct: one, namespace: 'shop' })).not.toBe(homeOf({ construct: one, namespace: 'bank' }));
  });

  test('when they are in one chart that names none, and not when in two', () => {
    expect(homeOf({ construct: new Construct(one, 'team') })).toBe(homeOf({ construct: one }));
    expect(homeOf({ construct: one })).not.toBe(homeOf({ construct: other }));
  });

  test('and never when one chart names a namespace called like the other chart', () => {
    expect(homeOf({ construct: one })).not.toBe(homeOf({ construct: other, namespace: 'one' }));
  });
});

describe('the Namespace objects of an app', () => {
  const namespaceObject = (scope: Construct, name: string) =>
    new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

  test('are found in all charts, in the order of the tree', () => {
    const app = new App();
    const shop = namespaceObject(new Construct(new Chart(app, 'one'), 'team'), 'shop');
    const chart = new Chart(app, 'other');
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    const bank = namespaceObject(chart, 'bank');
    expect(namespaceObjects(app)).toEqual([shop, bank]);
  });

  test('are none where none is written', () => {
    const app = new App();
    new Chart(app, 'shop', { namespace: 'shop' });
    expect(namespaceObjects(app)).toEqual([]);
  });
});
