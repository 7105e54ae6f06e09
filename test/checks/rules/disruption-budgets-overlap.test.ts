import { DisruptionBudgetsOverlap } from '../../../lib/checks/rules/disruption-budgets-overlap';
import { found, shown } from '../found';
import { object } from '../manifests';
import { all, workload } from '../shop';

const check = new DisruptionBudgetsOverlap();

const WEB = workload('shop/web', '{ app: web, tier: front }');
const budget = (name: string, labels: string) =>
  object('policy/v1', 'PodDisruptionBudget', name, `spec: { selector: { matchLabels: ${labels} } }`);

describe('reports', () => {
  test('two budgets for the same pods, with what cannot be done to them', () => {
    expect(shown(check, all(budget('shop/web', '{ app: web }'), budget('shop/front', '{ tier: front }'), WEB))).toEqual(
      [
        '11: PodDisruptionBudget shop/front: PodDisruptionBudget shop/web selects pods of shop/web as well',
        '  no pod of shop/web can be evicted',
      ],
    );
  });

  test('one for every pod of the namespace', () => {
    expect(found(check, all(budget('shop/web', '{ app: web }'), budget('shop/every', '{}'), WEB))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('budgets for other pods, and of other namespaces', () => {
    const db = workload('shop/db');
    expect(found(check, all(budget('shop/web', '{ app: web }'), budget('shop/db', '{ app: db }'), WEB, db))).toEqual(
      [],
    );
    expect(found(check, all(budget('shop/web', '{ app: web }'), budget('data/web', '{ app: web }'), WEB))).toEqual([]);
  });
});
