import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  Autoscaling,
  InternalService,
  IsolatedNamespace,
  type IsolatedNamespaceProps,
  NodeAgent,
  Platform,
  Port,
  Rollout,
  RunOnceJob,
  ScheduledJob,
  Service,
  ServiceType,
  StatefulService,
  Volume,
  Worker,
} from '../../lib';
import { hearNotices } from '../support/notices';
import { listOf, ofKind } from '../workload/written';

const heard = hearNotices();

function shopWith(props: IsolatedNamespaceProps): IsolatedNamespace {
  return new IsolatedNamespace(new Platform(), 'shop', props);
}

/** What the synth of a namespace is refused for; undefined where it isn't. */
function refusal(props: IsolatedNamespaceProps, fill: (shop: IsolatedNamespace) => void): string | undefined {
  const shop = shopWith(props);
  fill(shop);
  try {
    shop.toJson();
    return undefined;
  } catch (error) {
    return (error as Error).message.replace('Validation failed with the following errors:\n  ', '');
  }
}

/** A workload that somebody else wrote. */
function theirs(pod: any, namespace?: string): any {
  const spec = { replicas: 6, strategy: { type: 'Recreate' }, template: { spec: pod } };
  return { apiVersion: 'apps/v1', metadata: { name: 'theirs', namespace }, spec };
}

function listIn(shop: IsolatedNamespace, items: any[]): ApiObject {
  return new ApiObject(shop, 'list', { apiVersion: 'v1', kind: 'List', ...{ items } });
}

describe('a quota', () => {
  test('is written under the names that Kubernetes has for it', () => {
    const shop = shopWith({
      quota: {
        cpu: '20',
        memory: '40Gi',
        cpuLimit: '40',
        memoryLimit: '80Gi',
        pods: 100,
        loadBalancers: 0,
        nodePorts: 0,
        claims: 10,
        storage: '500Gi',
      },
    });
    expect(shop.quota?.toJson()).toMatchObject({
      kind: 'ResourceQuota',
      metadata: { name: 'quota', namespace: 'shop' },
      spec: {
        hard: {
          'limits.cpu': '40',
          'limits.memory': '80Gi',
          persistentvolumeclaims: '10',
          pods: '100',
          'requests.cpu': '20',
          'requests.memory': '40Gi',
          'requests.storage': '500Gi',
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    });
  });

  test.each([
    ['CPU and memory', { cpu: '20', memory: '40Gi' }, { cpu: '100m', memory: '128Mi' }],
    ['CPU', { cpu: '20' }, { cpu: '100m' }],
    ['memory', { memory: '40Gi' }, { memory: '128Mi' }],
  ])('of %s brings the requests that containers need then', (_, quota, defaultRequest) => {
    const [{ metadata, spec }] = ofKind(shopWith({ quota }), 'LimitRange');
    expect(metadata.name).toBe('limits');
    expect(spec.limits).toEqual([{ type: 'Container', defaultRequest }]);
  });

  test('of pods alone brings none', () => {
    expect(listOf(shopWith({ quota: { pods: 10 } }))).not.toContain('LimitRange limits');
  });

  test('leaves the requests as they are given, by whatever fills them in', () => {
    const limitsOf = (limits: any) =>
      ofKind(shopWith({ quota: { cpu: '20' }, limits }), 'LimitRange')[0].spec.limits[0];
    expect(limitsOf({ defaultRequests: { cpu: '50m' } })).toEqual({
      type: 'Container',
      defaultRequest: { cpu: '50m' },
    });
    expect(limitsOf({ max: { cpu: '2' } })).toEqual({ type: 'Container', max: { cpu: '2' } });
    expect(limitsOf({ max: { memory: '2Gi' } })).toEqual({
      type: 'Container',
      defaultRequest: { cpu: '100m' },
      max: { memory: '2Gi' },
    });
  });
});

describe('what is declared must fit', () => {
  const one = { image: 'app:1', resources: { cpuRequest: '1' } };
  const cpu = (most: string) => ({ quota: { cpu: most } });
  const coming = (sum: string, most: string, terms: string) =>
    `[shop] the requests of CPU of a namespace must fit into \`quota.cpu\`, which is ${most}, but come to ${sum}: ${terms}; ` +
    'raise `quota.cpu`, or have fewer pods, smaller ones, or fewer while they are replaced (`rollout`)';

  test.each<[string, string, string, (shop: IsolatedNamespace) => unknown]>([
    [
      'with the quarter of a Deployment that a rollout adds',
      '4',
      'Deployment app 4 x 1 (1 of them while others are replaced)',
      (shop) => new Worker(shop, 'app', { ...one, replicas: 3 }),
    ],
    [
      'with as many as its rollout adds',
      '7',
      'Deployment app 7 x 1 (4 of them while others are replaced)',
      (shop) => new Worker(shop, 'app', { ...one, replicas: 3, rollout: Rollout.rolling({ maxSurge: 4 }) }),
    ],
    [
      'with a share that it adds, rounded up',
      '5',
      'Deployment app 5 x 1 (2 of them while others are replaced)',
      (shop) => new Worker(shop, 'app', { ...one, replicas: 3, rollout: Rollout.rolling({ maxSurge: '50%' }) }),
    ],
    [
      'without any where all old pods end first',
      '3',
      'Deployment app 3 x 1',
      (shop) => new Worker(shop, 'app', { ...one, replicas: 3, rollout: Rollout.recreate() }),
    ],
    [
      'with the most that an autoscaler makes',
      '13',
      'Deployment app 13 x 1 (3 of them while others are replaced)',
      (shop) => new Worker(shop, 'app', { ...one, replicas: Autoscaling.between(2, 10, { cpu: 70 }) }),
    ],
    [
      'a StatefulSet, whose pods are replaced in their places',
      '3',
      'StatefulSet app 3 x 1',
      (shop) => new StatefulService(shop, 'app', { ...one, port: 80, replicas: 3 }),
    ],
    [
      'a job, as far as its pods run at once',
      '2',
      'Job app 2 x 1',
      (shop) => new RunOnceJob(shop, 'app', { ...one, completions: 5, parallelism: 2 }),
    ],
    [
      'a job of a schedule',
      '1',
      'CronJob app 1 x 1',
      (shop) => new ScheduledJob(shop, 'app', { ...one, schedule: '@daily' }),
    ],
    [
      'a pod with what runs beside it, or before it, whichever is more',
      '5.5',
      'Deployment app 1 x 5.5',
      (shop) =>
        new Worker(shop, 'app', {
          ...one,
          rollout: Rollout.recreate(),
          initContainers: [{ name: 'setup', image: 'setup:1', resources: { cpuRequest: '5' } }],
          sidecars: [{ name: 'proxy', image: 'proxy:1', resources: { cpuRequest: '500m' } }],
        }),
    ],
    [
      'what others made',
      '6',
      'Deployment theirs 6 x 1',
      (shop) =>
        new ApiObject(shop, 'theirs', {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'theirs' },
          ...{
            spec: {
              replicas: 6,
              strategy: { type: 'Recreate' },
              template: { spec: { containers: [{ name: 'app', resources: { limits: { cpu: 1 } } }] } },
            },
          },
        }),
    ],
    [
      'what others made, in a List',
      '6',
      'Deployment theirs 6 x 1',
      (shop) =>
        listIn(shop, [
          { ...theirs({ containers: [{ name: 'app', resources: { limits: { cpu: 1 } } }] }), kind: 'Deployment' },
          {
            ...theirs({ containers: [{ name: 'app', resources: { limits: { cpu: 9 } } }] }, 'bank'),
            kind: 'Deployment',
          },
        ]),
    ],
    [
      'the overhead of its runtime class',
      '6',
      'StatefulSet app 3 x 2',
      (shop) => {
        const { statefulSet } = new StatefulService(shop, 'app', { ...one, port: 80, replicas: 3 });
        ApiObject.of(statefulSet).addJsonPatch(JsonPatch.add('/spec/template/spec/overhead', { cpu: '1' }));
      },
    ],
    [
      'what a pod says as a whole',
      '6',
      'StatefulSet app 3 x 2',
      (shop) => {
        const { statefulSet } = new StatefulService(shop, 'app', { image: 'app:1', port: 80, replicas: 3 });
        const spec = '/spec/template/spec';
        ApiObject.of(statefulSet).addJsonPatch(JsonPatch.add(`${spec}/resources`, { requests: { cpu: '2' } }));
      },
    ],
    [
      'what a patch asks for',
      '8',
      'Deployment app 8 x 1',
      (shop) => {
        const { deployment } = new Worker(shop, 'app', { ...one, rollout: Rollout.recreate() });
        ApiObject.of(deployment).addJsonPatch(JsonPatch.replace('/spec/replicas', 8));
      },
    ],
  ])('%s', (_, sum, term, fill) => {
    const less = `${Math.round(Number(sum) * 10 - 1) / 10}`;
    expect(refusal(cpu(less), fill)).toBe(coming(sum, less, term));
    expect(refusal(cpu(sum), fill)).toBeUndefined();
  });

  test('all of it, told from the largest to the smallest, with the requests that are filled in', () => {
    const said = refusal(cpu('2'), (shop) => {
      new Worker(shop, 'small', { image: 'app:1', rollout: Rollout.recreate() });
      new StatefulService(shop, 'large', { ...one, port: 80, replicas: 2 });
    });
    expect(said).toBe(coming('2.1', '2', 'StatefulSet large 2 x 1, Deployment small 1 x 100m'));
  });

  test('in memory and in number as well', () => {
    const said = refusal({ quota: { memory: '256Mi', pods: 2 } }, (shop) => {
      new StatefulService(shop, 'db', { image: 'db:1', port: 80, replicas: 3 });
    });
    expect(said?.split('\n')).toEqual([
      '[shop] the requests of memory of a namespace must fit into `quota.memory`, which is 256Mi, but come to 384Mi: ' +
        'StatefulSet db 3 x 128Mi; raise `quota.memory`, or have fewer pods, smaller ones, or fewer while they are ' +
        'replaced (`rollout`)',
      '  [shop] the pods of a namespace must fit into `quota.pods`, which is 2, but come to 3: StatefulSet db 3; raise ' +
        '`quota.pods`, or have fewer pods, smaller ones, or fewer while they are replaced (`rollout`)',
    ]);
  });

  test('but for pods of which nobody knows how many there are, which is told', () => {
    const shop = shopWith({ quota: { cpu: '1' } });
    new NodeAgent(shop, 'agent', { ...one, runAs: 1000 });
    shop.toJson();
    expect(heard.filter((line) => line.includes('quota'))).toEqual([
      'cdk8s-networking: [shop] the quota is checked without DaemonSet agent: how many pods they have at once depends on ' +
        'the nodes, on how long they run, or on a controller\n',
    ]);
  });

  test('but for the overhead of a runtime class that only the cluster knows, which is told', () => {
    const told = (quota: any) => {
      heard.splice(0);
      const shop = shopWith({ quota });
      new Worker(shop, 'app', { ...one, runtimeClass: 'gvisor' });
      shop.toJson();
      return heard.filter((line) => line.includes('quota'));
    };
    expect(told({ cpu: '2' })).toEqual([
      'cdk8s-networking: [shop] the quota is checked without the overhead of the runtime class gvisor of Deployment app: ' +
        '`kubectl get runtimeclass -o yaml` shows it\n',
    ]);
    expect(told({ pods: 2 })).toEqual([]);
  });

  test('and is silent about the workloads of other namespaces', () => {
    const platform = new Platform();
    const shop = new IsolatedNamespace(platform, 'shop', { quota: { cpu: '1' } });
    new StatefulService(new IsolatedNamespace(platform, 'bank'), 'db', { ...one, port: 80, replicas: 9 });
    expect(() => shop.toJson()).not.toThrow();
  });

  test('and counts those of another chart of the namespace', () => {
    const platform = new Platform();
    const shop = new IsolatedNamespace(platform, 'shop', { quota: { cpu: '1' } });
    const more = new Chart(platform, 'more', { namespace: 'shop' });
    new StatefulService(more, 'db', { ...one, port: 80, replicas: 2 });
    expect(() => shop.toJson()).toThrow('StatefulSet db 2 x 1');
  });
});

describe('Services and claims must fit as well', () => {
  const metrics = { port: 9090, name: 'metrics' };
  const target = Port.named('metrics');

  test.each<[string, any, (shop: IsolatedNamespace) => unknown, string]>([
    [
      'load balancers',
      { loadBalancers: 0 },
      (shop) => {
        const worker = new Worker(shop, 'app', { image: 'app:1', extraPorts: [metrics] });
        new Service(shop, 'public', { workload: worker, ports: [{ target }], type: ServiceType.loadBalancer() });
      },
      'the load balancers of a namespace must fit into `quota.loadBalancers`, which is 0, but come to 1: Service public 1; ' +
        'raise `quota.loadBalancers`, or ask for less',
    ],
    [
      'ports of the nodes, as each load balancer has them too',
      { nodePorts: 1 },
      (shop) => {
        const worker = new Worker(shop, 'app', { image: 'app:1', extraPorts: [metrics] });
        new Service(shop, 'one', { workload: worker, ports: [{ target }], type: ServiceType.nodePort() });
        new Service(shop, 'two', { workload: worker, ports: [{ target }], type: ServiceType.loadBalancer() });
        new Service(shop, 'three', { workload: worker, ports: [{ target }] });
      },
      'the node ports of a namespace must fit into `quota.nodePorts`, which is 1, but come to 2: Service one 1, Service ' +
        'two 1; raise `quota.nodePorts`, or ask for less',
    ],
    [
      'claims, with those of each member',
      { claims: 3, storage: '25Gi' },
      (shop) => {
        const storage = { size: '10Gi', mountPath: '/data' };
        new StatefulService(shop, 'db', { image: 'db:1', port: 80, replicas: 3, storage });
        new Worker(shop, 'app', {
          image: 'app:1',
          rollout: Rollout.recreate(),
          volumes: { '/work': Volume.persistent({ size: '5Gi' }) },
        });
      },
      'the claims for storage of a namespace must fit into `quota.claims`, which is 3, but come to 4: StatefulSet db data ' +
        '3, PersistentVolumeClaim app-work 1; raise `quota.claims`, or ask for less\n' +
        '  [shop] the storage that a namespace claims must fit into `quota.storage`, which is 25Gi, but come to 35Gi: ' +
        'StatefulSet db data 3 x 10Gi, PersistentVolumeClaim app-work 5Gi; raise `quota.storage`, or ask for less',
    ],
    [
      'claims, with those that each pod makes for itself',
      { claims: 0, storage: '1Gi' },
      (shop) =>
        new Worker(shop, 'app', {
          image: 'app:1',
          replicas: 3,
          rollout: Rollout.recreate(),
          volumes: { '/work': Volume.ephemeral({ size: '10Gi' }) },
        }),
      'the claims for storage of a namespace must fit into `quota.claims`, which is 0, but come to 3: Deployment app work ' +
        '3; raise `quota.claims`, or ask for less\n' +
        '  [shop] the storage that a namespace claims must fit into `quota.storage`, which is 1Gi, but come to 30Gi: ' +
        'Deployment app work 3 x 10Gi; raise `quota.storage`, or ask for less',
    ],
    [
      'Services and claims in a List',
      { loadBalancers: 0, claims: 0 },
      (shop) =>
        listIn(shop, [
          {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { name: 'public' },
            spec: { type: 'LoadBalancer', ports: [{}] },
          },
          { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' } },
          { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'bank' } },
        ]),
      'the load balancers of a namespace must fit into `quota.loadBalancers`, which is 0, but come to 1: Service public 1; ' +
        'raise `quota.loadBalancers`, or ask for less\n' +
        '  [shop] the claims for storage of a namespace must fit into `quota.claims`, which is 0, but come to 1: ' +
        'PersistentVolumeClaim data 1; raise `quota.claims`, or ask for less',
    ],
  ])('%s', (_, quota, fill, text) => {
    expect(refusal({ quota }, fill)).toBe(`[shop] ${text}`);
    const most = { loadBalancers: 1, nodePorts: 2, claims: 4, storage: '35Gi' };
    expect(refusal({ quota: most }, fill)).toBeUndefined();
  });
});

describe('a container must have what the quota counts', () => {
  const fill = (shop: IsolatedNamespace) =>
    new InternalService(shop, 'api', {
      image: 'api:1',
      port: 80,
      sidecars: [{ name: 'proxy', image: 'proxy:1', resources: { memoryLimit: '64Mi' } }],
    });

  test('its limit, where limits are counted', () => {
    expect(refusal({ quota: { memoryLimit: '1Gi' } }, fill)).toBe(
      '[shop] under `quota.memoryLimit` every container must have a `memoryLimit`, but these have none: main of Deployment ' +
        "api; give it in their `resources`, or `limits: { defaultLimits: { memory: '...' } }` to the namespace",
    );
  });

  test('or that of the pod as a whole, from which its overhead is not taken', () => {
    const whole = (shop: IsolatedNamespace) => {
      const { statefulSet } = new StatefulService(shop, 'api', { image: 'api:1', port: 80, replicas: 2 });
      const spec = '/spec/template/spec';
      ApiObject.of(statefulSet).addJsonPatch(
        JsonPatch.add(`${spec}/resources`, { limits: { memory: '128Mi' } }),
        JsonPatch.add(`${spec}/overhead`, { memory: '64Mi' }),
      );
    };
    expect(refusal({ quota: { memoryLimit: '384Mi', cpuLimit: '1' } }, whole)).toBeUndefined();
    expect(refusal({ quota: { memoryLimit: '383Mi' } }, whole)).toContain('come to 384Mi: StatefulSet api 2 x 192Mi');
  });

  test('which the namespace may give', () => {
    const limits = { defaultLimits: { memory: '128Mi' } };
    expect(refusal({ quota: { memoryLimit: '1Gi' }, limits }, fill)).toBeUndefined();
    expect(refusal({ quota: { memoryLimit: '383Mi' }, limits }, fill)).toContain(
      'come to 384Mi: Deployment api 2 x 192Mi (1 of them while others are replaced)',
    );
  });
});

describe('limits', () => {
  test('are written as a LimitRange for containers', () => {
    const shop = shopWith({
      limits: {
        defaultRequests: { cpu: '100m' },
        defaultLimits: { memory: '1Gi' },
        min: { cpu: '10m' },
        max: { cpu: '2', memory: '4Gi' },
        maxRatio: { memory: 4 },
      },
    });
    expect(shop.limits?.toJson().spec.limits).toEqual([
      {
        type: 'Container',
        default: { memory: '1Gi' },
        defaultRequest: { cpu: '100m' },
        max: { cpu: '2', memory: '4Gi' },
        maxLimitRequestRatio: { memory: '4' },
        min: { cpu: '10m' },
      },
    ]);
  });

  const api = (resources?: any) => (shop: IsolatedNamespace) => new Worker(shop, 'api', { image: 'api:1', resources });

  test.each<[string, any, any, string]>([
    [
      'a request above the limit that is filled in',
      { defaultLimits: { cpu: '200m' } },
      { cpuRequest: '500m' },
      'the cpu that a container requests must not be above its limit, but main of Deployment api requests 500m, and the ' +
        'limit of its namespace counts, 200m; give the container a limit of its own, or raise `limits.defaultLimits`',
    ],
    [
      'a request below the least',
      { min: { memory: '64Mi' } },
      { memoryRequest: '32Mi' },
      'a container must not request less memory than `limits.min`, 64Mi, but main of Deployment api requests 32Mi; raise ' +
        'the one, or lower the other',
    ],
    [
      'a limit above the highest',
      { max: { memory: '1Gi' } },
      { memoryLimit: '2Gi' },
      'a container must not have a higher limit of memory than `limits.max`, 1Gi, but main of Deployment api has 2Gi; lower ' +
        'the one, or raise the other',
    ],
    [
      'a limit that is too many times the request',
      { maxRatio: { cpu: 2 } },
      { cpuRequest: '100m', cpuLimit: '1' },
      'the limit of cpu of a container must not be more than 2 times its request, as `limits.maxRatio` says, but that of ' +
        'main of Deployment api is, but got "1 on 100m"; lower the limit, or raise the request',
    ],
    [
      'nothing where there must be a ratio',
      { maxRatio: { cpu: 2 } },
      undefined,
      "under `limits.maxRatio` every container must have a request and a limit of cpu, but main of Deployment api hasn't " +
        'both; give them in its `resources`, or `defaultRequests` and `defaultLimits` to the namespace',
    ],
  ])('refuse %s', (_, limits, resources, text) => {
    expect(refusal({ limits }, api(resources))).toBe(`[shop] ${text}`);
  });

  test.each<[string, any, any]>([
    ['a container that says nothing', { min: { cpu: '10m' }, max: { cpu: '2' } }, undefined],
    ['a limit alone, which is the request as well', { min: { cpu: '10m' }, maxRatio: { cpu: 1 } }, { cpuLimit: '1' }],
    [
      'a ratio of the most to the least',
      { min: { cpu: '1' }, max: { cpu: '3' }, maxRatio: { cpu: 3 } },
      { cpuLimit: '2' },
    ],
    ['what is at the limits', { min: { cpu: '1' }, max: { cpu: '1' } }, { cpuRequest: '1', cpuLimit: '1' }],
  ])('are silent about %s', (_, limits, resources) => {
    expect(refusal({ limits }, api(resources))).toBeUndefined();
  });
});

describe('refuses', () => {
  const QUOTA = "write it as in { cpu: '20', memory: '40Gi', pods: 100 }";

  test.each<[string, any, string]>([
    [
      'a quota of nothing',
      { quota: {} },
      `the \`quota\` of a namespace must limit something, but got {}; ${QUOTA}, or leave it out`,
    ],
    ['a quota that is none', { quota: '20' }, `the \`quota\` of a namespace must be an object, but got "20"; ${QUOTA}`],
    [
      'a quota of something unknown',
      { quota: { cpus: '20' } },
      'the `quota` of a namespace must have no `cpus`, but got "20"; leave it out; it may have cpu, memory, cpuLimit, ' +
        'memoryLimit, storage, pods, loadBalancers, nodePorts, claims',
    ],
    [
      'an amount that is none',
      { quota: { cpu: 'many' } },
      '`quota.cpu` must be a quantity above zero, but got "many"; write it as in "250m" or "2"',
    ],
    [
      'thousandths of a byte',
      { quota: { memory: '500m' } },
      '`quota.memory` must be a number of bytes, and the suffix "m" means a thousandth of one, but got "500m"; write "500Mi"',
    ],
    [
      'half a pod',
      { quota: { pods: 0.5 } },
      '`quota.pods` must be a whole number, 0 or above, but got 0.5; 0 allows none, and nothing limits what is left out',
    ],
    [
      'limits of nothing',
      { limits: {} },
      "the `limits` of a namespace must say something, but got {}; write it as in { max: { memory: '4Gi' } }, or leave it out",
    ],
    [
      'limits of something unknown',
      { limits: { max: { storage: '1Gi' } } },
      '`limits.max` must have no `storage`, but got "1Gi"; leave it out; it may have cpu, memory',
    ],
    [
      'limits that contradict each other',
      { limits: { defaultRequests: { cpu: '2' }, max: { cpu: '1' } } },
      'the `limits` of a namespace must rise from min over defaultRequests and defaultLimits to max, but ' +
        'defaultRequests.cpu is above defaultLimits.cpu; lower the one, or raise the other',
    ],
    [
      'a ratio below 1',
      { limits: { maxRatio: { cpu: 0.5 } } },
      '`limits.maxRatio.cpu` must be a number, 1 or above, but got 0.5; write it as in { cpu: 4 }',
    ],
    [
      'a ratio of something unknown',
      { limits: { maxRatio: { cpus: 4 } } },
      '`limits.maxRatio` must have no `cpus`, but got 4; leave it out; it may have cpu, memory',
    ],
    [
      'a ratio that no container between the least and the most can have',
      { limits: { min: { cpu: '100m' }, max: { cpu: '200m' }, maxRatio: { cpu: 4 } } },
      '`limits.maxRatio.cpu` must not be above max.cpu over min.cpu, 200m over 100m, which is 2, but got 4; lower the ' +
        'ratio, or leave out one of the three',
    ],
  ])('%s', (_, props, text) => {
    expect(() => shopWith(props)).toThrow(new Error(`[shop] ${text}`));
  });
});
