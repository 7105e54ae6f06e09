import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Autoscaling,
  AutoscalingMetric,
  InternalService,
  type InternalServiceProps,
  IsolatedNamespace,
  type IsolatedNamespaceProps,
  Platform,
  ScalingChoice,
  StatefulService,
} from '../../../lib';
import { apiWith, shopNamespace, specOf } from '../written';

const RESOURCES = { cpuRequest: '250m', memoryRequest: '128Mi' };
const BY_CPU = Autoscaling.between(2, 10, { cpu: 70 });

function autoscalerOf(options: Partial<InternalServiceProps>): any {
  return apiWith({ resources: RESOURCES, ...options }).autoscaler?.toJson();
}

/** What a synth says of a service with an autoscaler. */
function problems(api: InternalService): string[] {
  return api.autoscaler?.node.validate() ?? ['no autoscaler'];
}

test('is written under the name of its workload, which names no number of pods', () => {
  const api = apiWith({ replicas: BY_CPU, resources: RESOURCES });
  expect(api.autoscaler?.toJson()).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name: 'api',
      namespace: 'shop',
      labels: {
        'app.kubernetes.io/instance': 'shop',
        'app.kubernetes.io/managed-by': 'cdk8s-networking',
        'app.kubernetes.io/name': 'api',
        'app.kubernetes.io/part-of': 'shop',
      },
    },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
    },
  });
  expect(specOf(api.deployment)).not.toHaveProperty('replicas');
  expect(problems(api)).toEqual([]);
});

test('scales a StatefulSet as well', () => {
  const db = new StatefulService(shopNamespace(), 'db', { image: 'db:1', port: 5432, replicas: BY_CPU });
  expect(db.autoscaler?.toJson().spec.scaleTargetRef).toEqual({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: 'db',
  });
  expect(specOf(db.statefulSet)).not.toHaveProperty('replicas');
});

test('is none where a number is given', () => {
  expect(apiWith({ replicas: 3 }).autoscaler).toBeUndefined();
  expect(specOf(apiWith({ replicas: 3 }).deployment).replicas).toBe(3);
  expect(specOf(apiWith({ replicas: 0 }).deployment).replicas).toBe(0);
});

test('looks at everything that is named, in one order', () => {
  const ingress = new ApiObject(shopNamespace(), 'ways', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'ways' },
  });
  const replicas = Autoscaling.between(1, 5, {
    metrics: [
      AutoscalingMetric.cpuPerPod('500m'),
      AutoscalingMetric.memoryPerPod('512Mi'),
      AutoscalingMetric.containerCpu('main', 60),
      AutoscalingMetric.containerMemory('main', 120),
      AutoscalingMetric.pods('http_requests', '100', { verb: 'GET' }),
      AutoscalingMetric.object(ingress, 'requests', { total: '2k' }),
      AutoscalingMetric.external('queue_length', { perPod: '30', labels: { queue: 'mails' } }),
    ],
    memory: 80,
    cpu: 70,
  });
  const utilization = (averageUtilization: number) => ({ type: 'Utilization', averageUtilization });
  const perPod = (averageValue: string) => ({ type: 'AverageValue', averageValue });
  expect(autoscalerOf({ replicas }).spec.metrics).toEqual([
    { type: 'Resource', resource: { name: 'cpu', target: utilization(70) } },
    { type: 'Resource', resource: { name: 'memory', target: utilization(80) } },
    { type: 'Resource', resource: { name: 'cpu', target: perPod('500m') } },
    { type: 'Resource', resource: { name: 'memory', target: perPod('512Mi') } },
    { type: 'ContainerResource', containerResource: { name: 'cpu', container: 'main', target: utilization(60) } },
    { type: 'ContainerResource', containerResource: { name: 'memory', container: 'main', target: utilization(120) } },
    {
      type: 'Pods',
      pods: { metric: { name: 'http_requests', selector: { matchLabels: { verb: 'GET' } } }, target: perPod('100') },
    },
    {
      type: 'Object',
      object: {
        describedObject: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'ways' },
        metric: { name: 'requests' },
        target: { type: 'Value', value: '2k' },
      },
    },
    {
      type: 'External',
      external: {
        metric: { name: 'queue_length', selector: { matchLabels: { queue: 'mails' } } },
        target: perPod('30'),
      },
    },
  ]);
});

test('goes as fast as it is told', () => {
  const replicas = Autoscaling.between(2, 10, {
    cpu: 70,
    scaleDown: {
      stabilizationWindow: Duration.minutes(10),
      steps: [
        { amount: 1, period: Duration.minutes(1) },
        { amount: '50%', period: Duration.minutes(30) },
      ],
      takes: ScalingChoice.LEAST,
    },
    scaleUp: { steps: [{ amount: '200%', period: Duration.seconds(1) }] },
  });
  expect(autoscalerOf({ replicas }).spec.behavior).toEqual({
    scaleDown: {
      stabilizationWindowSeconds: 600,
      policies: [
        { type: 'Pods', value: 1, periodSeconds: 60 },
        { type: 'Percent', value: 50, periodSeconds: 1800 },
      ],
      selectPolicy: 'Min',
    },
    scaleUp: { policies: [{ type: 'Percent', value: 200, periodSeconds: 1 }] },
  });
});

describe('a utilization needs to know what is requested', () => {
  const requestsNone = (container: string) => [
    'an autoscaler by the utilization of cpu must know what each container requests, but ' +
      `"${container}" requests none; give it \`resources\`, such as { cpuRequest: '250m' }`,
  ];

  test('by the main container', () => {
    expect(problems(apiWith({ replicas: BY_CPU }))).toEqual(requestsNone('main'));
    expect(problems(apiWith({ replicas: BY_CPU, resources: { memoryRequest: '1Gi' } }))).toEqual(requestsNone('main'));
    expect(problems(apiWith({ replicas: Autoscaling.between(2, 3, { memory: 70 }) }))).toEqual([
      'an autoscaler by the utilization of memory must know what each container requests, but "main" requests none; ' +
        "give it `resources`, such as { memoryRequest: '128Mi' }",
    ]);
  });

  test('by a container that is added, be it a sidecar that starts first', () => {
    const api = apiWith({ replicas: BY_CPU, resources: RESOURCES });
    api.deployment.addContainer({ name: 'exporter', image: 'exporter:1', ports: [{ number: 9 }] });
    expect(problems(api)).toEqual(requestsNone('exporter'));
    const other = apiWith({ replicas: BY_CPU, resources: RESOURCES });
    const restartPolicy = kplus.ContainerRestartPolicy.ALWAYS;
    other.deployment.addInitContainer({ name: 'proxy', image: 'proxy:1', restartPolicy });
    expect(problems(other)).toEqual(requestsNone('proxy'));
  });

  test('and fails the synth', () => {
    const api = apiWith({ replicas: BY_CPU });
    expect(() => ApiObject.of(api.deployment).chart.toJson()).toThrow(
      `[shop/api/Autoscaler] ${requestsNone('main')[0]}`,
    );
  });

  test('by one container where that alone is looked at', () => {
    const replicas = Autoscaling.between(2, 3, { metrics: [AutoscalingMetric.containerCpu('main', 70)] });
    const api = apiWith({ replicas, resources: RESOURCES });
    api.deployment.addContainer({ name: 'exporter', image: 'exporter:1', ports: [{ number: 9 }] });
    expect(problems(api)).toEqual([]);
    expect(problems(apiWith({ replicas }))).toEqual(requestsNone('main'));
  });

  test('by a container that there is', () => {
    const replicas = Autoscaling.between(2, 3, { metrics: [AutoscalingMetric.containerCpu('nginx', 70)] });
    expect(problems(apiWith({ replicas, resources: RESOURCES }))).toEqual([
      'the container that an autoscaler looks at must be one of the pods, but got "nginx"; name one of main',
    ]);
  });

  test('not by a container that ends, and a limit counts as a request', () => {
    const initContainers = [{ name: 'schema', image: 'schema:1' }];
    expect(problems(apiWith({ replicas: BY_CPU, resources: { cpuLimit: '1' }, initContainers }))).toEqual([]);
  });

  test('where a patch says it, as well', () => {
    const api = apiWith({ replicas: BY_CPU });
    const resources = { requests: { cpu: '1' } };
    ApiObject.of(api.deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/resources', resources));
    expect(problems(api)).toEqual([]);
  });

  test('which the LimitRange of its namespace may fill in', () => {
    const inNamespace = (props: IsolatedNamespaceProps) =>
      new InternalService(new IsolatedNamespace(new Platform(), 'shop', props), 'api', {
        image: 'api:1',
        port: 8080,
        replicas: BY_CPU,
      });
    expect(problems(inNamespace({ limits: { defaultRequests: { cpu: '100m' } } }))).toEqual([]);
    expect(problems(inNamespace({ limits: { max: { cpu: '2' } } }))).toEqual([]);
    expect(problems(inNamespace({ quota: { cpu: '20' } }))).toEqual([]);
    expect(problems(inNamespace({ quota: { memory: '20Gi' } }))).toEqual(requestsNone('main'));
    expect(problems(inNamespace({ limits: { maxRatio: { cpu: 2 } } }))).toEqual(requestsNone('main'));
  });

  test('but not one of another namespace, or one of whole pods', () => {
    const api = apiWith({ replicas: BY_CPU });
    const { chart } = ApiObject.of(api.deployment);
    new IsolatedNamespace(chart.node.root as Platform, 'bank', { limits: { defaultRequests: { cpu: '100m' } } });
    const spec = { limits: [{ type: 'Pod', max: { cpu: '2' } }] };
    new ApiObject(chart, 'pods', { apiVersion: 'v1', kind: 'LimitRange', ...{ spec } });
    expect(problems(api)).toEqual(requestsNone('main'));
  });

  test('not for an average', () => {
    const replicas = Autoscaling.between(2, 3, { metrics: [AutoscalingMetric.cpuPerPod('100m')] });
    expect(problems(apiWith({ replicas }))).toEqual([]);
  });
});

test('is the only one of its workload', () => {
  const { deployment } = apiWith({ replicas: BY_CPU, resources: RESOURCES });
  const { chart } = ApiObject.of(deployment);
  expect(() => new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target: deployment, maxReplicas: 5 })).toThrow(
    new Error(
      '[shop/api] a workload must have one autoscaler, but `replicas` is an Autoscaling already; leave `replicas` out, or ' +
        'the HorizontalPodAutoscaler',
    ),
  );
});

test('says nothing of a workload that can not be written, which tells that itself', () => {
  const api = apiWith({ replicas: BY_CPU });
  ApiObject.of(api.deployment).addJsonPatch(JsonPatch.remove('/spec/nope'));
  expect(problems(api)).toEqual([]);
  expect(() => ApiObject.of(api.deployment).chart.toJson()).toThrow(/a patch must fit the object that is written/);
});

describe('is refused', () => {
  test.each([[0], [1.5], ['2'], [undefined]])('with %p as the fewest pods', (min) => {
    expect(() => Autoscaling.between(min as any, 3, { cpu: 70 })).toThrow(
      new Error(
        'the fewest pods of an autoscaler must be a whole number, 1 or above, but got ' +
          `${JSON.stringify(min)}; write it as in Autoscaling.between(2, 10, { cpu: 70 })`,
      ),
    );
  });

  test.each([[1], [2.5], ['3']])('with %p as the most pods of two', (max) => {
    expect(() => Autoscaling.between(2, max as any, { cpu: 70 })).toThrow(
      new Error(
        'the most pods of an autoscaler must be a whole number, and not below the fewest (2), but got ' +
          `${JSON.stringify(max)}; raise it`,
      ),
    );
  });

  test('where it looks at nothing', () => {
    expect(() => Autoscaling.between(2, 3, { metrics: [] })).toThrow(
      new Error('an autoscaler must have something to look at; write it as in Autoscaling.between(2, 10, { cpu: 70 })'),
    );
    expect(() => Autoscaling.between(2, 3, undefined as any)).toThrow(
      /^the options of Autoscaling.between\(\) must be an object, but got undefined; /,
    );
  });

  test.each([[0], [0.5], ['70%']])('with %p percent', (cpu) => {
    expect(() => Autoscaling.between(2, 3, { cpu: cpu as any })).toThrow(
      new Error(
        `\`cpu\` must be a whole number of percent, 1 or above, but got ${JSON.stringify(cpu)}; write it as in 70`,
      ),
    );
  });

  test('with metrics that are none', () => {
    expect(() => Autoscaling.between(2, 3, { metrics: ['cpu'] as any })).toThrow(
      new Error(
        '`metrics` must be a list of AutoscalingMetrics, but got ["cpu"]; write it as in ' +
          "[AutoscalingMetric.cpuPerPod('500m')]",
      ),
    );
    expect(() => AutoscalingMetric.cpuPerPod('0')).toThrow(/^the CPU of a metric must be a quantity above zero/);
    expect(() => AutoscalingMetric.memoryPerPod('100m')).toThrow(/^the memory of a metric must be a number of bytes/);
    expect(() => AutoscalingMetric.containerCpu('Main', 70)).toThrow(
      /^the name of a container must be a DNS-1123 label/,
    );
    expect(() => AutoscalingMetric.containerMemory('main', 0)).toThrow(
      new Error(
        'the memory of the container main must be a whole number of percent, 1 or above, but got 0; write it as in 70',
      ),
    );
    expect(() => AutoscalingMetric.pods('a/b', '1')).toThrow(
      new Error(
        'the name of a metric must be a text without "/" and "%", but got "a/b"; write it as in http_requests_per_second',
      ),
    );
    expect(() => AutoscalingMetric.object('web' as any, 'requests', { total: '1' })).toThrow(
      new Error(
        'the object of a metric must be an ApiObject, but got "web"; give one that is written, such as the `route` of a WebApp',
      ),
    );
    expect(() => AutoscalingMetric.pods('rate', '1', { 'bad key': 'x' })).toThrow(/^a label key must be /);
  });

  test.each([
    [{}, 'none'],
    [{ perPod: '1', total: '1' }, 'both'],
  ])('with a metric that has not exactly one goal: %j', (options, got) => {
    expect(() => AutoscalingMetric.external('queue', options)).toThrow(
      new Error(
        `the metric queue must have either \`perPod\` or \`total\`, but got "${got}"; write it as in { perPod: '100' }`,
      ),
    );
  });

  test.each([
    [
      { stabilizationWindow: Duration.minutes(61) },
      '`scaleDown.stabilizationWindow` must be an hour at most, but got "3660 s"; shorten it',
    ],
    [
      { takes: 'Most' },
      '`scaleDown.takes` must be a ScalingChoice, but got "Most"; write it as in ScalingChoice.LEAST',
    ],
    [5, '`scaleDown` must be an object, but got 5; write it as in { stabilizationWindow: Duration.minutes(10) }'],
    [
      { steps: [null] },
      '`scaleDown.steps` must be a list of at least one step, but got [null]; write it as in [{ amount: 1, ' +
        'period: Duration.minutes(1) }]; ScalingChoice.NONE scales nothing',
    ],
    [
      { steps: [] },
      '`scaleDown.steps` must be a list of at least one step, but got an empty list; write it as in [{ amount: 1, ' +
        'period: Duration.minutes(1) }]; ScalingChoice.NONE scales nothing',
    ],
    [
      { steps: [{ amount: 0, period: Duration.minutes(1) }] },
      'a step of `scaleDown` must be a whole number of pods, or a share of them, above 0, but got 0; write it as in 4 or ' +
        '"50%"; ScalingChoice.NONE scales nothing',
    ],
    [
      { steps: [{ amount: 1, period: Duration.minutes(31) }] },
      'the period of a step of `scaleDown` must be 30 minutes at most, but got "1860 s"; shorten it, as in ' +
        'Duration.minutes(1)',
    ],
    [
      { steps: [{ amount: 1, period: Duration.seconds(0) }] },
      'the period of a step of `scaleDown` must be at least 1 second, but got "0 s"; write it as in Duration.seconds(1)',
    ],
    [
      { steps: [{ amount: 1 }] },
      'a time must be a Duration of cdk8s, but got null; write it as in Duration.seconds(5)',
    ],
  ])('with the behaviour %#', (scaleDown, message) => {
    expect(() => Autoscaling.between(2, 3, { cpu: 70, scaleDown: scaleDown as any })).toThrow(new Error(message));
  });

  test('where it is neither a number nor an Autoscaling', () => {
    for (const replicas of [-1, 1.5, '3', { min: 2, max: 3 }]) {
      expect(() => apiWith({ replicas: replicas as any })).toThrow(
        /^\[shop\/api\] `replicas` must be a whole number, 0 or above, or an Autoscaling, but got .*; give the number of pods, or write Autoscaling.between\(2, 10, \{ cpu: 70 \}\)$/,
      );
    }
  });
});
