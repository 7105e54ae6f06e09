import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { LabelExpression, Spread, TaintEffect, Toleration } from '../../../lib';
import { apiWith, podOf } from '../written';

describe('writes', () => {
  test('the labels of the nodes, and the classes', () => {
    const pod = podOf(
      apiWith({ nodeSelector: { 'example.com/disk': 'ssd' }, priorityClass: 'high', runtimeClass: 'gvisor' })
        .deployment,
    );
    expect(pod).toMatchObject({
      nodeSelector: { 'example.com/disk': 'ssd' },
      priorityClassName: 'high',
      runtimeClassName: 'gvisor',
    });
  });

  test('conditions that a node must meet, all of them', () => {
    const nodeExpressions = [LabelExpression.isIn('zone', ['b', 'a']), LabelExpression.doesNotExist('spot')];
    expect(podOf(apiWith({ nodeExpressions }).deployment).affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: 'zone', operator: 'In', values: ['a', 'b'] },
                { key: 'spot', operator: 'DoesNotExist' },
              ],
            },
          ],
        },
      },
    });
  });

  test('taints that are tolerated', () => {
    const tolerations = [
      Toleration.of({ key: 'dedicated', value: 'batch', effect: TaintEffect.NO_SCHEDULE }),
      Toleration.of({ key: 'example.com/slow' }),
      Toleration.of({
        key: 'node.kubernetes.io/unreachable',
        effect: TaintEffect.NO_EXECUTE,
        duration: Duration.minutes(1),
      }),
      Toleration.everything(),
    ];
    expect(podOf(apiWith({ tolerations }).deployment).tolerations).toEqual([
      { key: 'dedicated', value: 'batch', effect: 'NoSchedule' },
      { key: 'example.com/slow', operator: 'Exists' },
      {
        key: 'node.kubernetes.io/unreachable',
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 60,
      },
      { operator: 'Exists' },
    ]);
  });

  test('how the pods are spread, which are selected by their own labels', () => {
    const labelSelector = {
      matchLabels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'shop' },
    };
    const spread = [Spread.overZones({ isRequired: true, maxSkew: 2 }), Spread.overNodes(), Spread.over('rack')];
    expect(podOf(apiWith({ spread }).deployment).topologySpreadConstraints).toEqual([
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', labelSelector },
      { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
      { topologyKey: 'rack', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
    ]);
  });

  test('what the cdk8s-plus object was told as well, each condition in each alternative', () => {
    const { deployment } = apiWith({
      nodeExpressions: [LabelExpression.exists('gpu')],
      tolerations: [Toleration.of({ key: 'gpu' })],
    });
    deployment.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('disk', 'ssd')));
    deployment.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.exists('slow')));
    const pod = podOf(deployment);
    const { nodeSelectorTerms } = pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(nodeSelectorTerms).toEqual([
      {
        matchExpressions: [
          { key: 'disk', operator: 'In', values: ['ssd'] },
          { key: 'gpu', operator: 'Exists' },
        ],
      },
    ]);
    expect(pod.tolerations).toEqual([
      { key: 'slow', operator: 'Exists' },
      { key: 'gpu', operator: 'Exists' },
    ]);
  });

  test('nothing that nobody asked for', () => {
    const fields = ['nodeSelector', 'affinity', 'tolerations', 'topologySpreadConstraints', 'priorityClassName'];
    const pods = [{}, { nodeSelector: {}, nodeExpressions: [], tolerations: [], spread: [] }];
    for (const options of pods) {
      expect(Object.keys(podOf(apiWith(options).deployment)).filter((field) => fields.includes(field))).toEqual([]);
    }
  });
});

describe('refuses', () => {
  test('labels and names that Kubernetes refuses', () => {
    expect(() => apiWith({ nodeSelector: { 'my disk': 'ssd' } })).toThrow(/^\[shop\/api\] a label key must be/);
    expect(() => apiWith({ priorityClass: 'High' })).toThrow(
      /^\[shop\/api\] the name of a PriorityClass must be a DNS-1123 subdomain/,
    );
    expect(() => apiWith({ runtimeClass: '' })).toThrow(
      /^\[shop\/api\] the name of a RuntimeClass must be a DNS-1123 subdomain/,
    );
    expect(() => Toleration.of({ key: 'my key' })).toThrow(/^a label key must be/);
    expect(() => Toleration.of({ key: 'key', value: 'a b' })).toThrow(/^the label key must be empty or/);
    expect(() => Spread.over('my zone')).toThrow(/^a label key must be/);
  });

  test('an effect that is none', () => {
    expect(() => Toleration.of({ key: 'a', effect: 'Evict' as any })).toThrow(
      new Error(
        'the `effect` of a toleration must be one of NoSchedule, PreferNoSchedule, NoExecute, but got "Evict"; ' +
          'name one as in TaintEffect.NO_SCHEDULE, or leave it out for all of them',
      ),
    );
  });

  test('a time without the effect that makes pods leave', () => {
    expect(() => Toleration.of({ key: 'a', duration: Duration.seconds(5) })).toThrow(
      new Error(
        'a toleration with a `duration` must be of the effect NoExecute, since no other makes pods leave, but got ' +
          'undefined; write `effect: TaintEffect.NO_EXECUTE`, or leave the `duration` out',
      ),
    );
    expect(() =>
      Toleration.of({ key: 'a', effect: TaintEffect.NO_EXECUTE, duration: Duration.seconds(0) }),
    ).not.toThrow();
  });

  test.each([0, 1.5, '1'])('the skew %p', (maxSkew) => {
    expect(() => Spread.overZones({ maxSkew: maxSkew as any })).toThrow(
      new Error(
        `\`maxSkew\` must be a whole number, 1 or above, but got ${JSON.stringify(maxSkew)}; ` +
          'give the number of pods by which two places may differ',
      ),
    );
  });

  test('to spread twice over the same', () => {
    expect(() => apiWith({ spread: [Spread.overZones(), Spread.overZones({ maxSkew: 2 })] })).toThrow(
      new Error(
        '[shop/api] each `spread` of some pods must be over another label, or differ in `isRequired`, but got ' +
          '"topology.kubernetes.io/zone"; name it once',
      ),
    );
    expect(() => apiWith({ spread: [Spread.overZones(), Spread.overZones({ isRequired: true })] })).not.toThrow();
  });

  test.each([
    ['tolerations', 'Toleration', '[Toleration.everything()]'],
    ['spread', 'Spread', '[Spread.overZones()]'],
    ['nodeExpressions', 'LabelExpression', "[LabelExpression.exists('gpu')]"],
  ])('as `%s` what is none', (field, kind, example) => {
    expect(() => apiWith({ [field]: [{ key: 'gpu' }] })).toThrow(
      new Error(
        `[shop/api] \`${field}\` must be a list of ${kind}, but got [{"key":"gpu"}]; write it as in ${example}`,
      ),
    );
  });
});
