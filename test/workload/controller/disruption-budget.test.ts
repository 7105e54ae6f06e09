import { ApiObject, JsonPatch } from 'cdk8s';
import { Autoscaling, DisruptionBudget, type InternalServiceProps, StatefulService, Worker } from '../../../lib';
import { apiWith, shopNamespace } from '../written';

function budgetOf(options: Partial<InternalServiceProps>): any {
  return apiWith(options).disruptionBudget?.toJson().spec;
}

const SELECTOR = { matchLabels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'api' } };

test('is written for two pods or more, under the name of the workload', () => {
  const { disruptionBudget } = apiWith({ replicas: 2 });
  expect(disruptionBudget?.toJson()).toMatchObject({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'api', namespace: 'shop', labels: { 'app.kubernetes.io/managed-by': 'cdk8s-networking' } },
    spec: { maxUnavailable: 1, selector: SELECTOR, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
});

test('is written for every workload of several pods alike', () => {
  const shop = shopNamespace();
  const db = new StatefulService(shop, 'db', { image: 'db:1', port: 5432, replicas: 3 });
  const worker = new Worker(shop, 'worker', { image: 'worker:1', replicas: 2 });
  expect([db, worker].map(({ disruptionBudget }) => disruptionBudget?.toJson().spec.maxUnavailable)).toEqual([1, 1]);
});

test.each([[undefined], [0], [1], [Autoscaling.between(1, 5, { cpu: 70 })]])(
  'is none where there may be one pod, whose node could not be drained: %s',
  (replicas) => {
    expect(apiWith({ replicas }).disruptionBudget).toBeUndefined();
  },
);

test('is written where an autoscaler leaves two pods or more', () => {
  expect(budgetOf({ replicas: Autoscaling.between(2, 5, { cpu: 70 }) }).maxUnavailable).toBe(1);
});

describe('says what is given', () => {
  test.each([
    [DisruptionBudget.maxUnavailable(2), { maxUnavailable: 2 }],
    [DisruptionBudget.maxUnavailable('25%'), { maxUnavailable: '25%' }],
    [DisruptionBudget.minAvailable(3), { minAvailable: 3 }],
    [DisruptionBudget.minAvailable('75%'), { minAvailable: '75%' }],
  ])('%s', (disruptionBudget, field) => {
    const rest = { selector: SELECTOR, unhealthyPodEvictionPolicy: 'AlwaysAllow' };
    expect(budgetOf({ replicas: 4, disruptionBudget })).toEqual({ ...field, ...rest });
  });

  test('also for a single pod that may be missing, and for none at all', () => {
    expect(budgetOf({ disruptionBudget: DisruptionBudget.maxUnavailable(1) }).maxUnavailable).toBe(1);
    expect(budgetOf({ replicas: 0, disruptionBudget: DisruptionBudget.minAvailable(1) }).minAvailable).toBe(1);
  });

  test('nothing, where it is switched off', () => {
    expect(apiWith({ replicas: 3, disruptionBudget: DisruptionBudget.none() }).disruptionBudget).toBeUndefined();
  });
});

describe('is refused', () => {
  test.each([0, '0%'])('where no pod could be missing: %p', (amount) => {
    expect(() => DisruptionBudget.maxUnavailable(amount)).toThrow(
      new Error(
        '`maxUnavailable` of a disruption budget must be above 0, or the drain of a node would wait for ever, but got ' +
          `${JSON.stringify(amount)}; write 1; DisruptionBudget.none() makes no budget`,
      ),
    );
  });

  test.each([
    [3, DisruptionBudget.minAvailable(3), 'minAvailable 3 of 3'],
    [3, DisruptionBudget.minAvailable('100%'), 'minAvailable 100% of 3'],
    [3, DisruptionBudget.minAvailable('67%'), 'minAvailable 67% of 3'],
    [undefined, DisruptionBudget.minAvailable('1%'), 'minAvailable 1% of 1'],
    [Autoscaling.between(2, 9, { cpu: 70 }), DisruptionBudget.minAvailable(2), 'minAvailable 2 of 2'],
  ])('where of %s pods all must be left: %s', (replicas, disruptionBudget, got) => {
    expect(() => apiWith({ replicas, disruptionBudget })).toThrow(
      new Error(
        `[shop/api] a disruption budget must let one pod go, or the drain of a node would wait for ever, but got "${got}"; ` +
          'raise `replicas`, or lower the budget; DisruptionBudget.none() makes none',
      ),
    );
  });

  test('where a patch leaves no more pods than must be left', () => {
    const patched = (replicas: number) => {
      const api = apiWith({ replicas: 3, disruptionBudget: DisruptionBudget.minAvailable(1) });
      const deployment = ApiObject.of(api.deployment);
      deployment.addJsonPatch(JsonPatch.replace('/spec/replicas', replicas));
      return () => deployment.chart.toJson();
    };
    expect(patched(1)).toThrow(
      '[shop/api/DisruptionBudget] a disruption budget must let one pod go, or the drain of a node would wait for ever, ' +
        'but got "minAvailable 1 of 1"; raise `replicas`, or lower the budget; DisruptionBudget.none() makes none',
    );
    expect(patched(2)).not.toThrow();
  });

  test.each([[-1], ['half'], [undefined]])('with the amount %p', (amount) => {
    expect(() => DisruptionBudget.minAvailable(amount as any)).toThrow(
      /^`minAvailable` must be a whole number of pods, 0 or above, or a share from 0% to 100%, but got /,
    );
  });

  test('where it is no DisruptionBudget', () => {
    expect(() => apiWith({ disruptionBudget: 1 as any })).toThrow(
      new Error(
        '[shop/api] `disruptionBudget` must be a DisruptionBudget, but got 1; write it as in ' +
          'DisruptionBudget.maxUnavailable(1)',
      ),
    );
  });
});
