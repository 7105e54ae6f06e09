import { Duration } from 'cdk8s';
import { Rollout } from '../../../lib/workload/controller/rollout';
import { checkRollout } from '../../../lib/workload/controller/rollout-laws';

const PLACE = { node: { path: 'shop/api' } };

/** What is written for a kind of workload, once it is known to fit. */
function written(kind: string, rollout: Rollout): any {
  checkRollout(PLACE, kind, rollout);
  return rollout._manifest(kind);
}

describe('is written for', () => {
  test('a Deployment', () => {
    const rolling = Rollout.rolling({
      maxSurge: '50%',
      maxUnavailable: 0,
      minReady: Duration.seconds(10),
      progressDeadline: Duration.minutes(5),
      revisionHistoryLimit: 3,
    });
    expect(written('Deployment', rolling)).toEqual({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 } },
      minReadySeconds: 10,
      progressDeadlineSeconds: 300,
      revisionHistoryLimit: 3,
    });
    expect(written('Deployment', Rollout.recreate({ revisionHistoryLimit: 0 }))).toEqual({
      strategy: { type: 'Recreate' },
      revisionHistoryLimit: 0,
    });
  });

  test('a StatefulSet', () => {
    expect(written('StatefulSet', Rollout.rolling({ partition: 2 }))).toEqual({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
    });
    expect(written('StatefulSet', Rollout.onDelete({ minReady: Duration.seconds(5) }))).toEqual({
      updateStrategy: { type: 'OnDelete' },
      minReadySeconds: 5,
    });
  });

  test.each([
    [{ maxUnavailable: '10%' }, { maxUnavailable: '10%' }],
    [{ maxSurge: 1 }, { maxSurge: 1, maxUnavailable: 0 }],
    [
      { maxSurge: 1, maxUnavailable: 0 },
      { maxSurge: 1, maxUnavailable: 0 },
    ],
    [
      { maxSurge: 0, maxUnavailable: 2 },
      { maxSurge: 0, maxUnavailable: 2 },
    ],
    [{ maxSurge: 0 }, { maxSurge: 0 }],
  ])('a DaemonSet with %j', (options, rollingUpdate) => {
    expect(written('DaemonSet', Rollout.rolling(options))).toEqual({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate },
    });
  });
});

describe('is refused where a kind of workload lacks', () => {
  const DEPLOYMENT = 'rolling, recreate, maxSurge, maxUnavailable, minReady, progressDeadline';
  const STATEFUL_SET = 'rolling, onDelete, minReady, partition';
  const DAEMON_SET = 'rolling, onDelete, maxSurge, maxUnavailable, minReady';

  test.each([
    ['Deployment', DEPLOYMENT, 'onDelete', Rollout.onDelete()],
    ['Deployment', DEPLOYMENT, 'partition', Rollout.rolling({ partition: 1 })],
    ['StatefulSet', STATEFUL_SET, 'recreate', Rollout.recreate()],
    ['StatefulSet', STATEFUL_SET, 'maxSurge', Rollout.rolling({ maxSurge: 1 })],
    ['StatefulSet', STATEFUL_SET, 'maxUnavailable', Rollout.rolling({ maxUnavailable: 2 })],
    ['DaemonSet', DAEMON_SET, 'recreate', Rollout.recreate()],
    ['DaemonSet', DAEMON_SET, 'progressDeadline', Rollout.rolling({ progressDeadline: Duration.minutes(1) })],
  ])('in a %s, which has %s: %s', (kind, parts, got, rollout) => {
    expect(() => written(kind, rollout)).toThrow(
      new Error(
        `[shop/api] the rollout of a ${kind} must be made of what it has (${parts}), but got "${got}"; leave it out, or ` +
          'choose another way',
      ),
    );
  });
});

describe('is refused', () => {
  test('where no pod could be replaced', () => {
    const law = '`maxSurge` and `maxUnavailable` must not both be 0, since no pod could be replaced then; let one be 1';
    expect(() => Rollout.rolling({ maxSurge: 0, maxUnavailable: 0 })).toThrow(new Error(law));
    expect(() => Rollout.rolling({ maxSurge: '0%', maxUnavailable: 0 })).toThrow(new Error(law));
  });

  test.each([
    [{ maxSurge: 1, maxUnavailable: 1 }, '1 and 1'],
    [{ maxUnavailable: 0 }, '0 and 0'],
  ])('for a DaemonSet that has both or neither: %j', (options, got) => {
    expect(() => written('DaemonSet', Rollout.rolling(options))).toThrow(
      new Error(
        '[shop/api] one of `maxSurge` and `maxUnavailable` of a DaemonSet must be 0 and the other not, as the API server ' +
          `wants it, but got "${got}"; give one of them only`,
      ),
    );
  });

  test.each([
    [{ minReady: Duration.minutes(10) }, '600 s of 600 s'],
    [{ minReady: Duration.seconds(30), progressDeadline: Duration.seconds(30) }, '30 s of 30 s'],
  ])('for a Deployment whose pods never count: %#', (options, got) => {
    expect(() => written('Deployment', Rollout.rolling(options))).toThrow(
      new Error(
        '[shop/api] `minReady` must be shorter than `progressDeadline`, after which the rollout counts as failed, but got ' +
          `"${got}"; raise \`progressDeadline\``,
      ),
    );
  });

  test.each([[-1], [1.5], ['1'], ['101%'], ['-5%'], [null]])('with the amount %j', (amount) => {
    expect(() => Rollout.rolling({ maxSurge: amount as any })).toThrow(
      new Error(
        '`maxSurge` must be a whole number of pods, 0 or above, or a share from 0% to 100%, but got ' +
          `${JSON.stringify(amount)}; write it as in 1 or "25%"`,
      ),
    );
  });

  test('with times and numbers that are none', () => {
    expect(() => Rollout.recreate({ minReady: 5 as any })).toThrow(
      new Error('a time must be a Duration of cdk8s, but got 5; write it as in Duration.seconds(5)'),
    );
    expect(() => Rollout.onDelete({ revisionHistoryLimit: -1 })).toThrow(
      new Error(
        '`revisionHistoryLimit` must be a whole number, 0 or above, but got -1; give the number of versions to which one ' +
          'may return',
      ),
    );
    expect(() => Rollout.rolling({ partition: 0.5 })).toThrow(
      new Error(
        '`partition` must be a whole number, 0 or above, but got 0.5; give the number of the first member that is replaced',
      ),
    );
    expect(() => Rollout.rolling(1 as any)).toThrow(
      /^the options of Rollout.rolling\(\) must be an object, but got 1; /,
    );
  });

  test('where it is no Rollout', () => {
    expect(() => checkRollout(PLACE, 'Deployment', 'Recreate' as any)).toThrow(
      new Error(
        '[shop/api] `rollout` must be a Rollout, but got "Recreate"; write it as in Rollout.rolling({ maxSurge: 1 })',
      ),
    );
  });
});
