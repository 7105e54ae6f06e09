import { AccessMode, Autoscaling, NodeAgent, Rollout, RunOnceJob, Volume } from '../../../lib';
import { apiWith, podOf, shopNamespace } from '../written';

const volumes = { '/data': Volume.persistent({ size: '1Gi' }) };
const shared = { '/data': Volume.persistent({ size: '1Gi', accessModes: [AccessMode.READ_WRITE_MANY] }) };

const LAW = 'a volume that only the pods of one node can mount must not be';
const OTHERWISE =
  'a StatefulService with Volume.perMember(), or AccessMode.READ_WRITE_MANY where the storage class has it';

const severalPods = (path: string) =>
  new Error(
    `[${path}] ${LAW} shared by several pods, of which some would never start, but got "/data"; use ${OTHERWISE}`,
  );

describe('a volume that only one node can mount is refused', () => {
  test.each([[undefined], [Rollout.rolling({ maxSurge: '10%' })]])(
    'in a Deployment whose new pods start first: %#',
    (rollout) => {
      expect(() => apiWith({ volumes, rollout })).toThrow(
        new Error(
          `[shop/api] ${LAW} in pods that are replaced by ones that start first, since these would wait for it, but got ` +
            `"/data"; write \`rollout: Rollout.recreate()\`, or use ${OTHERWISE}`,
        ),
      );
    },
  );

  test.each([[2], [Autoscaling.between(1, 2, { cpu: 70 })]])('in a Deployment of several pods: %s', (replicas) => {
    expect(() => apiWith({ volumes, replicas, rollout: Rollout.recreate() })).toThrow(severalPods('shop/api'));
  });

  test('in a DaemonSet, and in a Job that runs several pods at once', () => {
    expect(() => new NodeAgent(shopNamespace(), 'logs', { image: 'logs:1', volumes })).toThrow(
      severalPods('shop/logs'),
    );
    expect(() => new RunOnceJob(shopNamespace(), 'job', { image: 'job:1', volumes, parallelism: 2 })).toThrow(
      severalPods('shop/job'),
    );
  });
});

describe('it is accepted', () => {
  test.each([[Rollout.recreate()], [Rollout.rolling({ maxSurge: 0 })]])(
    'in a Deployment whose old pod ends first: %#',
    (rollout) => {
      expect(podOf(apiWith({ volumes, rollout }).deployment).volumes).toHaveLength(1);
    },
  );

  test('in a Job, one pod after another', () => {
    const { job } = new RunOnceJob(shopNamespace(), 'job', { image: 'job:1', volumes, completions: 3 });
    expect(podOf(job).volumes).toHaveLength(1);
  });

  test('where several nodes can mount it', () => {
    expect(podOf(apiWith({ volumes: shared, replicas: 3 }).deployment).volumes).toHaveLength(1);
    const { daemonSet } = new NodeAgent(shopNamespace(), 'logs', { image: 'logs:1', volumes: shared });
    expect(podOf(daemonSet).volumes).toHaveLength(1);
  });
});
