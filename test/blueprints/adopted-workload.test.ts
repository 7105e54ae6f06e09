import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, type Chart, Helm, Include, Yaml } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus33 from 'cdk8s-plus-33';
import type { IConstruct } from 'constructs';
import { SelectorlessService, Service } from '../../lib/addressing';
import { AdoptedWorkload, type AdoptedWorkloadOptions } from '../../lib/blueprints/adopted-workload';
import { Peer, Port } from '../../lib/traffic';
import { lines } from '../policy/lines';
import { namespace, namespaces, Pods } from '../policy/pods';

const labels = { 'app.kubernetes.io/name': 'redis', 'app.kubernetes.io/instance': 'cache' };
const pods = (component: string, ...ports: any[]) => ({
  selector: { matchLabels: { ...labels, component } },
  template: {
    metadata: { labels: { ...labels, component, 'helm.sh/chart': 'redis-20.1.0' } },
    spec: { containers: [{ name: component, image: 'redis', ports }] },
  },
});
const service = (name: string, spec: any) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, labels },
  spec: { ports: [{ name: 'tcp-redis', port: 6379, targetPort: 'redis' }], ...spec },
});

/** What a chart of somebody else's renders: its own names and labels, and a pod that tests it. */
const RENDERED = [
  service('cache-redis-headless', { clusterIP: 'None', selector: labels }),
  service('cache-redis-master', { selector: { ...labels, component: 'master' } }),
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'cache-redis-master', labels },
    spec: {
      serviceName: 'cache-redis-headless',
      ...pods('master', { containerPort: 6379, name: 'redis' }, { containerPort: 9121, name: 'metrics' }),
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cache-redis-exporter', labels },
    spec: pods('exporter', { containerPort: 9121, name: 'metrics' }),
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'cache-redis-test', labels, annotations: { 'helm.sh/hook': 'test' } },
    spec: { containers: [{ name: 'test', image: 'redis' }] },
  },
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'adopted-workload-'));
const file = path.join(folder, 'rendered.yaml');
const helm = path.join(folder, 'helm');

beforeAll(() => {
  Yaml.save(file, RENDERED);
  fs.writeFileSync(helm, `#!/bin/sh\ncat '${file}'\n`, { mode: 0o755 });
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

const SOURCES: [string, (chart: Chart) => Include][] = [
  ['an Include', (chart) => new Include(chart, 'cache', { url: file })],
  ['a Helm chart', (chart) => new Helm(chart, 'cache', { chart: 'redis', releaseName: 'cache', helmExecutable: helm })],
];

describe.each(SOURCES)('a workload of %s', (_, make) => {
  test('takes part in connections, by the name of its port', () => {
    const [shop, data] = namespaces('shop', 'data');
    const redis = AdoptedWorkload.find(make(data), 'StatefulSet', 'cache-redis-master', {
      defaultPorts: [Port.named('redis')],
    });
    const exporter = AdoptedWorkload.find(data, 'Deployment', 'cache-redis-exporter');
    const api = new Pods(shop, 'api');
    api.connections.allowTo(redis);
    exporter.connections.allowTo(redis, { ports: [Port.named('redis')] });
    expect(lines(shop, data)).toEqual([
      'shop/app=api <- nobody',
      'shop/app=api -> instance=cache,name=redis,component=master in data: TCP 6379',
      'data/instance=cache,name=redis,component=master <- instance=cache,name=redis,component=exporter: TCP 6379',
      'data/instance=cache,name=redis,component=master <- app=api in shop: TCP 6379',
      'data/instance=cache,name=redis,component=exporter -> k8s-app=kube-dns in kube-system: TCP 53, UDP 53',
      'data/instance=cache,name=redis,component=exporter -> instance=cache,name=redis,component=master: TCP 6379',
    ]);
    expect(redis.workload.displayName).toBe('data/cache-redis-master');
  });

  test('is found under the name of its Service, rather than of the headless one', () => {
    const data = namespace('data');
    const { service } = AdoptedWorkload.find(make(data), 'StatefulSet', 'cache-redis-master');
    expect(service.dnsName.full).toBe('cache-redis-master.data.svc.cluster.local');
    expect(service.defaultPort).toBe(6379);
    expect(service.targetPort(6379)).toEqual(Port.named('redis'));
    expect(service.object.name).toBe('cache-redis-master');
  });

  test('is found under the name of a headless Service where there is no other', () => {
    const exporter = AdoptedWorkload.find(make(namespace('data')), 'Deployment', 'cache-redis-exporter');
    expect(exporter.service.object.name).toBe('cache-redis-headless');
  });

  test('is written as without adoption, and all else is', () => {
    const written = (adopt: (source: Include) => void) => {
      const data = namespace('data');
      adopt(make(data));
      return Yaml.stringify(...data.toJson().filter(({ kind }: any) => kind !== 'NetworkPolicy'));
    };
    const alone = written(() => {});
    expect(alone.match(/^kind: .*/gm)).toEqual([
      'kind: Service',
      'kind: Service',
      'kind: StatefulSet',
      'kind: Deployment',
      'kind: Pod',
    ]);
    const adopted = written((source) => {
      const redis = AdoptedWorkload.find(source, 'StatefulSet', 'cache-redis-master', { ports: [Port.tcp(16379)] });
      expect(redis.service.defaultPort).toBe(6379);
      redis.connections.allowInternally();
      redis.connections.allowFrom(Peer.cidr('203.0.113.7/32'));
      AdoptedWorkload.find(source, 'Deployment', 'cache-redis-exporter').connections.allowTo(redis);
    });
    expect(adopted).toBe(alone);
  });

  test('that is not there is told with what is', () => {
    const data = namespace('data');
    const source = make(data);
    expect(() => AdoptedWorkload.find(source, 'StatefulSet', 'redis')).toThrow(
      new Error(
        '[data/cache] an adopted workload must be one of those that are there: Deployment cache-redis-exporter, ' +
          'Pod cache-redis-test, StatefulSet cache-redis-master, but got "StatefulSet redis"; ' +
          'name one of these by its kind and its written name',
      ),
    );
  });
});

describe.each([
  ['cdk8s-plus-28', kplus28],
  ['cdk8s-plus-33', kplus33],
] as [string, any][])('a workload of %s', (_, kplus) => {
  test('has the Service that it was exposed with', () => {
    const shop = namespace('shop');
    const api = new kplus.Deployment(shop, 'api', {
      containers: [{ image: 'api', ports: [{ number: 8080, name: 'http' }] }],
    });
    const exposed = api.exposeViaService({ name: 'api', ports: [{ port: 80, targetPort: 8080 }] });
    const { service } = AdoptedWorkload.of(api);
    expect(service.object).toBe(ApiObject.of(exposed));
    expect(service.targetPort(80)).toEqual(Port.tcp(8080));
    expect(service.dnsName.seenFrom('data')).toBe('api.shop');
  });
});

describe('the Service of an adopted workload', () => {
  const workload = (chart: Chart, name = 'api') =>
    new ApiObject(chart, name, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels: { app: name, tier: 'front' } },
      spec: { containers: [{ name, ports: [{ containerPort: 8080 }] }] },
    });
  const raw = (chart: Chart, name: string, spec: any) =>
    new ApiObject(chart, name, { ...service(name, { ports: [{ port: 80, targetPort: 8080 }], ...spec }) });

  test('may be one of this library, made for it', () => {
    const shop = namespace('shop');
    const api = AdoptedWorkload.of(workload(shop));
    const own = new Service(shop, 'web', { workload: api, ports: [{ port: 80, target: Port.tcp(8080) }] });
    expect(api.service).toBe(own);
    expect(own.toJson().spec).toEqual({
      type: 'ClusterIP',
      selector: { app: 'api', tier: 'front' },
      ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }],
    });
  });

  test('may be named where several select its pods', () => {
    const shop = namespace('shop');
    const object = workload(shop);
    const [blue, green] = ['blue', 'green'].map((name) => raw(shop, name, { selector: { tier: 'front' } }));
    expect(() => AdoptedWorkload.of(object).service).toThrow(
      new Error(
        '[shop/api] an adopted workload must have one Service, but several select its pods: blue, green; ' +
          'name it as its `service`',
      ),
    );
    expect(AdoptedWorkload.of(object, { service: green }).service.object).toBe(green);
    expect(AdoptedWorkload.of(object, { service: blue }).service.object).toBe(blue);
  });

  test('is none of another namespace, for other pods, without selector, or of another kind of its name', () => {
    const [shop, data] = namespaces('shop', 'data');
    const api = AdoptedWorkload.of(workload(shop));
    raw(data, 'elsewhere', { selector: { app: 'api' } });
    raw(shop, 'others', { selector: { app: 'web' } });
    raw(shop, 'nobody', { selector: {} });
    raw(shop, 'manual', {});
    new ApiObject(shop, 'knative', {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      spec: { selector: { app: 'api' } },
    });
    expect(() => api.service).toThrow(
      new Error(
        '[shop/api] an adopted workload must have a Service for whoever asks for its name, but none in this app ' +
          'selects its pods; make one before it is asked for, or name it as its `service`',
      ),
    );
    const late = raw(shop, 'late', { selector: { app: 'api' } });
    expect(api.service.object).toBe(late);
  });

  test('may select by a label more that a controller adds to some of the pods', () => {
    const shop = namespace('shop');
    const object = workload(shop);
    const primary = raw(shop, 'primary', { selector: { app: 'api', role: 'primary' } });
    expect(AdoptedWorkload.of(object, { service: primary }).service.object).toBe(primary);
  });

  test.each<[string, (shop: Chart, data: Chart) => ApiObject, string]>([
    ['selects others', (shop) => raw(shop, 'other', { selector: { app: 'other', tier: 'front' } }), 'shop/other'],
    ['selects by what the pods lack', (shop) => raw(shop, 'other', { selector: { role: 'primary' } }), 'shop/other'],
    ['selects nobody', (shop) => raw(shop, 'other', {}), 'shop/other'],
    [
      'leads out of the cluster',
      (shop) =>
        new SelectorlessService(shop, 'other', {
          endpoints: [{ address: '10.9.0.1' }],
          ports: [{ target: Port.tcp(1) }],
        }),
      'shop/other',
    ],
    ['is in another namespace', (_, data) => raw(data, 'other', { selector: { app: 'api' } }), 'data/other'],
    ['is in another app', () => raw(namespace('shop'), 'other', { selector: { app: 'api' } }), 'shop/other'],
  ])('is none that %s, when it is named', (_, make, place) => {
    const [shop, data] = namespaces('shop', 'data');
    const api = AdoptedWorkload.of(workload(shop), { service: make(shop, data) });
    expect(() => api.service).toThrow(
      new Error(
        `[shop/api] the \`service\` of an adopted workload must select its pods, in its app and namespace, and [${place}] ` +
          'does not; name one that selects by some of app=api, tier=front',
      ),
    );
  });

  test('is a construct', () => {
    const api = AdoptedWorkload.of(workload(namespace('shop')), { service: 'api' as unknown as IConstruct });
    expect(() => api.service).toThrow(
      new Error(
        '[shop/api] the `service` of an adopted workload must be a Service, but got "api"; ' +
          'give the object itself, or a construct with such an object',
      ),
    );
  });

  test('is no ConfigMap', () => {
    const shop = namespace('shop');
    const config = new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(() => AdoptedWorkload.of(workload(shop), { service: config }).service).toThrow(
      new Error(
        '[shop/config] an existing Service must be an object of kind Service and apiVersion v1, but got "v1 ConfigMap"; ' +
          'name the Service itself',
      ),
    );
  });
});

describe('looked for', () => {
  test('in a construct alone', () => {
    expect(() => AdoptedWorkload.find('chart' as unknown as IConstruct, 'Deployment', 'api')).toThrow(
      new Error(
        'a workload must be looked for in a construct, but got "chart"; ' +
          'give what has its object: an Include, a Helm, or a Chart',
      ),
    );
  });

  test('where there is none', () => {
    expect(() => AdoptedWorkload.find(namespace('shop'), 'Deployment', 'api')).toThrow(
      new Error(
        '[shop] an adopted workload must be one of those that are there: none, but got "Deployment api"; ' +
          'name one of these by its kind and its written name',
      ),
    );
  });

  test('inside a List, which is one object', () => {
    const shop = namespace('shop');
    const list = path.join(folder, 'list.yaml');
    Yaml.save(list, [{ apiVersion: 'v1', kind: 'List', items: RENDERED }]);
    expect(() => AdoptedWorkload.find(new Include(shop, 'vendor', { url: list }), 'StatefulSet', 'redis')).toThrow(
      new Error(
        '[shop/vendor] an adopted workload must be one of those that are there: none, but got "StatefulSet redis"; ' +
          'write the items of a List as documents of their own: cdk8s takes it for one object',
      ),
    );
  });

  test('where there are two of a name', () => {
    const [shop, data] = namespaces('shop', 'data');
    for (const chart of [shop, data])
      new ApiObject(chart, 'api', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api' } });
    expect(() => AdoptedWorkload.find(shop.node.root, 'Pod', 'api')).toThrow(
      new Error(
        '[App] an adopted workload must be one object, and Pod api is [shop/api] and [data/api]; ' +
          'give the one that is meant to AdoptedWorkload.of()',
      ),
    );
  });
});

test.each<[unknown, string]>([
  [null, 'null'],
  [[], 'an empty list'],
  [Port.tcp(5432), 'a Port'],
])('options that are none are refused: %s', (options, got) => {
  const shop = namespace('shop');
  const pod = new ApiObject(shop, 'api', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: 'api' } } });
  const law =
    '[shop/api] the options of an adopted workload must be an object with `labels`, `ports`, `namedPorts` or ' +
    `\`defaultPorts\`, but got ${got}; write them as in \`{ labels: { app: 'db' }, ports: [Port.tcp(5432)] }\``;
  expect(() => AdoptedWorkload.of(pod, options as AdoptedWorkloadOptions)).toThrow(new Error(law));
});
