import { SelectorDoesNotMatchTemplate } from '../../../lib/checks/rules/selector-does-not-match-template';
import { found } from '../found';
import { workload } from '../shop';

const check = new SelectorDoesNotMatchTemplate();

describe('reports', () => {
  test('a selector for other labels than those of the template', () => {
    const misspelt = workload('shop/web').replace('matchLabels: { app: web }', 'matchLabels: { app: wep }');
    expect(found(check, misspelt)).toEqual([
      '5: Deployment shop/web: its selector asks for app=wep, and its pods have app=web',
    ]);
    expect(found(check, workload('shop/web').replace('labels: { app: web }', 'labels: {}'))).toEqual([
      '5: Deployment shop/web: its selector asks for app=web, and its pods have no labels',
    ]);
  });
});

describe('is silent about', () => {
  test('a selector that the labels of the template meet, with more of them', () => {
    expect(found(check, workload('shop/web'))).toEqual([]);
    expect(
      found(check, workload('shop/web').replace('labels: { app: web }', 'labels: { app: web, tier: front }')),
    ).toEqual([]);
  });

  test('a Job, whose selector the cluster writes, and a workload without one', () => {
    const job = workload('shop/web').replace('apps/v1', 'batch/v1').replace('Deployment', 'Job');
    expect(found(check, job.replace('matchLabels: { app: web }', 'matchLabels: { app: x }'))).toEqual([]);
    expect(found(check, workload('shop/web').replace(/\n {2}selector: .*/, ''))).toEqual([]);
  });
});
