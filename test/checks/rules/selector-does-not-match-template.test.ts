import { SelectorDoesNotMatchTemplate } from '../../../lib/checks/rules/selector-does-not-match-template';
import { found, shown } from '../found';
import { service } from '../manifests';
import { all, workload } from '../shop';

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

  test('with the connections that would be lost', () => {
    const misspelt = workload('shop/web').replace('matchLabels: { app: web }', 'matchLabels: { app: wep }');
    expect(shown(check, all(misspelt, service('shop/web', '[{ port: 80, targetPort: 8080 }]'))).slice(1)).toEqual([
      '  anyone -> shop/service/web TCP 80 would be lost with it',
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
