import { MonitorSelectsNothing } from '../../../lib/checks/rules/monitor-selects-nothing';
import { found, shown } from '../found';
import { object, service } from '../manifests';
import { all, workload } from '../shop';

const check = new MonitorSelectsNothing();

const WEB = workload('shop/web');
const LABELLED = service('shop/web').replace('namespace: shop }', 'namespace: shop, labels: { app: web } }');
const monitor = (kind: string, selector: string, more = '') =>
  object('monitoring.coreos.com/v1', kind, 'shop/web', `spec: { selector: ${selector}${more} }`);
const asking = (app: string) => `{ matchLabels: { app: ${app} } }`;

describe('reports', () => {
  test('labels that the Service lacks, although its pods have them', () => {
    expect(found(check, all(monitor('ServiceMonitor', asking('web')), service('shop/web'), WEB))).toEqual([
      '5: ServiceMonitor shop/web: no Service of namespace shop has the labels app=web',
    ]);
  });

  test('a Service of another namespace than those that are looked in', () => {
    const elsewhere = monitor('ServiceMonitor', asking('web'), ', namespaceSelector: { matchNames: [data] }');
    expect(found(check, all(elsewhere, LABELLED, service('data/db')))).toEqual([
      '5: ServiceMonitor shop/web: no Service of namespace data has the labels app=web',
    ]);
  });

  test('a PodMonitor for no pod', () => {
    expect(found(check, all(monitor('PodMonitor', asking('api')), WEB))).toEqual([
      '5: PodMonitor shop/web: no pod of namespace shop has the labels app=api',
    ]);
  });

  test('with the pods that have the labels', () => {
    const text = all(monitor('ServiceMonitor', asking('web')), service('shop/web'), WEB);
    expect(shown(check, text).slice(1)).toEqual([
      '  shop/web has these labels, and no metrics of it are collected by it',
    ]);
    expect(shown(check, all(monitor('PodMonitor', asking('api')), WEB)).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('Services and pods that are selected', () => {
    expect(found(check, all(monitor('ServiceMonitor', asking('web')), LABELLED))).toEqual([]);
    const exists = '{ matchExpressions: [{ key: app, operator: Exists }] }';
    expect(found(check, all(monitor('ServiceMonitor', exists), LABELLED))).toEqual([]);
    expect(found(check, all(monitor('PodMonitor', asking('web')), WEB))).toEqual([]);
  });

  test('an empty selector, every namespace, and one of which nothing was read', () => {
    const everywhere = monitor('ServiceMonitor', asking('x'), ', namespaceSelector: { any: true }');
    expect(found(check, all(monitor('ServiceMonitor', '{}'), LABELLED))).toEqual([]);
    expect(found(check, all(everywhere, LABELLED))).toEqual([]);
    expect(found(check, all(monitor('ServiceMonitor', asking('x')), service('data/db')))).toEqual([]);
  });

  test('a namespace that an operator may fill', () => {
    const operator = object('postgresql.cnpg.io/v1', 'Cluster', 'shop/pg', 'spec: {}');
    expect(found(check, all(monitor('ServiceMonitor', asking('x')), LABELLED, operator))).toEqual([]);
  });
});
