import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { homeOf, namespaceLabels } from '../../lib/objects';

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

describe('the labels of the namespaces of an app', () => {
  const namespaceObject = (scope: Construct, name: string) =>
    new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

  test('are found in all charts, in the order of the tree', () => {
    const app = new App();
    namespaceObject(new Construct(new Chart(app, 'one'), 'team'), 'shop');
    const chart = new Chart(app, 'other');
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    namespaceObject(chart, 'bank');
    expect([...namespaceLabels(app)]).toEqual([
      ['shop', { 'kubernetes.io/metadata.name': 'shop' }],
      ['bank', { 'kubernetes.io/metadata.name': 'bank' }],
    ]);
  });

  test('are those that are written, patches included', () => {
    const chart = new Chart(new App(), 'shop');
    const shop = namespaceObject(chart, 'shop');
    shop.metadata.addLabel('team', 'a');
    shop.addJsonPatch(JsonPatch.add('/metadata/labels/tier', 'front'));
    expect(namespaceLabels(chart.node.root).get('shop')).toEqual({
      'kubernetes.io/metadata.name': 'shop',
      team: 'a',
      tier: 'front',
    });
  });

  test('are none where none is written', () => {
    const app = new App();
    new Chart(app, 'shop', { namespace: 'shop' });
    expect([...namespaceLabels(app)]).toEqual([]);
  });
});
