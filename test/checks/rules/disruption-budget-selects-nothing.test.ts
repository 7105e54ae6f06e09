import { DisruptionBudgetSelectsNothing } from '../../../lib/checks/rules/disruption-budget-selects-nothing';
import { found, shown } from '../found';
import { object } from '../manifests';
import { all, workload } from '../shop';

const check = new DisruptionBudgetSelectsNothing();

const WEB = workload('shop/web');
const budget = (selector: string) =>
  object('policy/v1', 'PodDisruptionBudget', 'shop/web', `spec: { maxUnavailable: 1, selector: ${selector} }`);

describe('reports', () => {
  test('labels that no pod has, and whose pods may be evicted at once', () => {
    expect(shown(check, all(budget('{ matchLabels: { app: wep } }'), WEB))).toEqual([
      '5: PodDisruptionBudget shop/web: no pod of namespace shop has the labels app=wep; those of shop/web have app=web',
      '  all pods of shop/web may be evicted at once',
    ]);
  });

  test('expressions', () => {
    const expression = '{ matchExpressions: [{ key: app, operator: In, values: [a, b] }] }';
    expect(found(check, all(budget(expression), WEB))).toEqual([
      '5: PodDisruptionBudget shop/web: no pod of namespace shop has the labels app in (a, b)',
    ]);
  });
});

describe('is silent about', () => {
  test('selectors that mean pods, every pod, or nothing that could be read', () => {
    for (const selector of ['{ matchLabels: { app: web } }', '{}', '{ matchLabels: { app: 7 } }', 'null'])
      expect(found(check, all(budget(selector), WEB))).toEqual([]);
  });

  test('a namespace of which no workload was read, or that a chart may fill', () => {
    const chart = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'shop/db', 'spec: {}');
    const misspelt = budget('{ matchLabels: { app: wep } }');
    expect(found(check, misspelt)).toEqual([]);
    expect(found(check, all(misspelt, WEB, chart))).toEqual([]);
  });
});
