import { Duration, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Clusters,
  type IMonitoring,
  InternalService,
  IsolatedNamespace,
  Monitoring,
  MonitorKind,
  NodeAgent,
  Peer,
  Platform,
  type PodOptions,
  PodSecurity,
  Protocol,
  ScheduledJob,
  ServiceType,
  StatefulService,
  Worker,
} from '../../lib';
import { Answer } from '../../lib/analysis';
import { containerOf, ofKind, specOf } from '../workload/written';
import { networkOf, reachers, shopOf, stranger } from './derived';

const IMAGE = 'ghcr.io/acme/app:1';
const STACK = Monitoring.kubePrometheusStack({ namespace: 'monitoring', release: 'stack' });
const SERVICES = Monitoring.kubePrometheusStack({ namespace: 'monitoring', monitor: MonitorKind.SERVICE_MONITOR });
const ANNOTATIONS = Monitoring.prometheusAnnotations({ namespace: 'monitoring', labels: { app: 'prometheus' } });
const PROMETHEUS = { 'app.kubernetes.io/name': 'prometheus' };

const workerOf = (scope: Construct, options: Partial<PodOptions>) =>
  new Worker(scope, 'app', { image: IMAGE, ...options });
const portsOf = (worker: Worker) => containerOf(worker.deployment, 'main').ports;

describe('the port of the metrics', () => {
  test('is declared by the name `metrics` where no container declares it', () => {
    const worker = workerOf(shopOf({ monitoring: STACK }), { metrics: { port: 9090 } });
    expect(portsOf(worker)).toEqual([{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }]);
  });

  test('is one that is declared already, under the name that it has', () => {
    const shop = shopOf({ monitoring: STACK });
    const worker = workerOf(shop, { extraPorts: [{ name: 'admin', port: 9090 }], metrics: { port: 9090 } });
    expect(portsOf(worker)).toEqual([{ name: 'admin', containerPort: 9090, protocol: 'TCP' }]);
    expect(ofKind(shop, 'PodMonitor')[0].spec.podMetricsEndpoints).toEqual([{ port: 'admin', path: '/metrics' }]);
  });

  test('may be that of a sidecar', () => {
    const shop = shopOf({ monitoring: STACK });
    const ports = [{ name: 'stats', port: 9901 }];
    const worker = workerOf(shop, { sidecars: [{ name: 'proxy', image: 'proxy:1', ports }], metrics: { port: 9901 } });
    expect(portsOf(worker)).toBeUndefined();
    expect(ofKind(shop, 'PodMonitor')[0].spec.podMetricsEndpoints).toEqual([{ port: 'stats', path: '/metrics' }]);
  });

  test('is the declared one of the name `metrics` where none is given', () => {
    const shop = shopOf({ monitoring: STACK });
    new InternalService(shop, 'api', {
      image: IMAGE,
      port: 8080,
      extraPorts: [{ name: 'metrics', port: 9090 }],
      metrics: {},
    });
    expect(ofKind(shop, 'PodMonitor')[0].spec.podMetricsEndpoints).toEqual([{ port: 'metrics', path: '/metrics' }]);
  });

  test('is the main one where there is no other', () => {
    const shop = shopOf({ monitoring: STACK });
    new InternalService(shop, 'api', { image: IMAGE, port: 8080, metrics: { path: '/stats' } });
    expect(ofKind(shop, 'PodMonitor')[0].spec.podMetricsEndpoints).toEqual([{ port: 'main', path: '/stats' }]);
  });

  test('is TCP: a UDP port of its number is another one', () => {
    const extraPorts = [{ name: 'syslog', port: 5514, protocol: Protocol.UDP }];
    const worker = workerOf(shopOf({ monitoring: STACK }), { extraPorts, metrics: { port: 5514 } });
    expect(portsOf(worker)).toEqual([
      { name: 'syslog', containerPort: 5514, protocol: 'UDP' },
      { name: 'metrics', containerPort: 5514, protocol: 'TCP' },
    ]);
  });
});

describe('how metrics are found', () => {
  test('by a PodMonitor, with the label of the release', () => {
    const shop = shopOf({ monitoring: STACK });
    const worker = workerOf(shop, { metrics: { port: 9090, interval: Duration.minutes(1) } });
    const [monitor] = ofKind(shop, 'PodMonitor');
    expect(monitor.metadata).toEqual({
      name: 'app-metrics',
      namespace: 'shop',
      labels: {
        'app.kubernetes.io/name': 'app',
        'app.kubernetes.io/instance': 'shop',
        'app.kubernetes.io/part-of': 'shop',
        'app.kubernetes.io/managed-by': 'cdk8s-networking',
        release: 'stack',
      },
    });
    expect(monitor.spec).toEqual({
      selector: { matchLabels: specOf(worker.deployment).selector.matchLabels },
      podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '60s' }],
    });
    expect(worker.metricsObjects.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['PodMonitor app-metrics']);
  });

  test('by a ServiceMonitor, whose Service has the port', () => {
    const shop = shopOf({ monitoring: SERVICES });
    const api = new InternalService(shop, 'api', { image: IMAGE, port: 8080, metrics: { port: 9090 } });
    expect(ofKind(shop, 'ServiceMonitor')[0].spec.endpoints).toEqual([{ targetPort: 'metrics', path: '/metrics' }]);
    expect(specOf(api.service.object).ports).toEqual([
      { name: 'main', port: 8080, protocol: 'TCP', targetPort: 8080 },
      { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 9090 },
    ]);
  });

  test('by one Service of a StatefulService alone', () => {
    const shop = shopOf({ monitoring: SERVICES });
    const db = new StatefulService(shop, 'db', { image: IMAGE, port: 5432, metrics: { port: 9187 } });
    const { matchLabels } = ofKind(shop, 'ServiceMonitor')[0].spec.selector;
    const selected = ofKind(shop, 'Service').filter(({ metadata: { labels } }) =>
      Object.entries(matchLabels).every(([key, value]) => labels[key] === value),
    );
    expect(selected.map(({ metadata }) => metadata.name)).toEqual([db.service.object.name]);
  });

  test('by annotations of the pods', () => {
    const shop = shopOf({ monitoring: ANNOTATIONS });
    const job = new ScheduledJob(shop, 'report', { image: IMAGE, schedule: '@daily', metrics: { port: 9090 } });
    const { template } = specOf(job.cronJob).jobTemplate.spec;
    expect(template.metadata.annotations).toEqual({
      'prometheus.io/path': '/metrics',
      'prometheus.io/port': '9090',
      'prometheus.io/scrape': 'true',
    });
    expect(job.metricsObjects).toEqual([]);
  });
});

describe('the connection', () => {
  test.each([STACK, SERVICES])('leads from the scraper to that port, and nobody else gets there', (monitoring) => {
    const shop = shopOf({ monitoring });
    const api = new InternalService(shop, 'api', { image: IMAGE, port: 8080, metrics: { port: 9090 } });
    workerOf(shop, {}).connections.allowTo(api);
    const app = shop.node.root as Platform;
    stranger(app, 'monitoring', 'prometheus', PROMETHEUS);
    stranger(app, 'monitoring', 'grafana', { 'app.kubernetes.io/name': 'grafana' });
    stranger(app, 'elsewhere', 'prometheus', PROMETHEUS);
    expect(reachers(app, 'shop/api')).toEqual(['monitoring/prometheus {"TCP":"9090"}', 'shop/app {"TCP":"8080"}']);
    const network = networkOf(app);
    expect(network.answer('monitoring/prometheus', 'shop/api', 8080)).toBe(Answer.DENIED);
    expect(network.answer('shop/app', 'shop/api', 9090)).toBe(Answer.DENIED);
  });

  test('is listed with its reason', () => {
    const { connections } = workerOf(shopOf({ monitoring: STACK }), { metrics: { port: 9090 } });
    const [scrape] = connections.list();
    expect(scrape.toString()).toBe('monitoring -> shop/app  TCP 9090');
    expect(scrape.reasons).toEqual(['metrics are scraped by kube-prometheus-stack']);
  });

  test('opens the scraper too, where it is a workload of the app', () => {
    const shop = shopOf({ monitoring: ANNOTATIONS });
    const monitoring = new IsolatedNamespace(shop.node.root as Platform, 'monitoring');
    new Worker(monitoring, 'prometheus', { image: IMAGE, labels: { app: 'prometheus' } });
    workerOf(shop, { metrics: { port: 9090 } });
    expect(reachers(shop.node.root as Platform, 'shop/app')).toEqual(['monitoring/prometheus {"TCP":"9090"}']);
  });

  test('is none to pods on the network of their node, which are found all the same', () => {
    const cluster = Clusters.kubeadm({ monitoring: STACK });
    const podSecurity = PodSecurity.privileged({ reason: 'a test' });
    const system = new IsolatedNamespace(new Platform({ cluster }), 'system', { podSecurity });
    new NodeAgent(system, 'node', { image: IMAGE, hostNetwork: true, metrics: { port: 9100 } });
    expect(ofKind(system, 'PodMonitor')).toHaveLength(1);
    expect(ofKind(system, 'NetworkPolicy').map(({ metadata }) => metadata.name)).not.toContain('node');
  });
});

describe('a Service that clients outside the cluster reach', () => {
  test('has no port for metrics', () => {
    const shop = shopOf({ monitoring: STACK, nodeRanges: ['192.0.2.0/24'] });
    const { service } = new InternalService(shop, 'api', {
      image: IMAGE,
      port: 8080,
      serviceType: ServiceType.clusterIp({ externalIps: ['203.0.113.7'] }),
      metrics: { port: 9090 },
    });
    expect(specOf(service.object).ports.map(({ name }: any) => name)).toEqual(['main']);
  });

  test('is none by which a ServiceMonitor finds them', () => {
    const api = () =>
      new InternalService(shopOf({ monitoring: SERVICES, nodeRanges: ['192.0.2.0/24'] }), 'api', {
        image: IMAGE,
        port: 8080,
        serviceType: ServiceType.clusterIp({ externalIps: ['203.0.113.7'] }),
        metrics: { port: 9090 },
      });
    expect(api).toThrow(
      new Error(
        '[shop/api] a ServiceMonitor must have a Service to lead to, but none leads to TCP 9090 of shop/api; ' +
          'add a Service, or use MonitorKind.POD_MONITOR',
      ),
    );
  });
});

describe('errors:', () => {
  test('a cluster where nothing scrapes', () => {
    expect(() => workerOf(shopOf({}), { metrics: { port: 9090 } })).toThrow(
      new Error(
        '[shop/app] the cluster profile "kubeadm" must say who scrapes metrics; give it `monitoring`, such as ' +
          "Monitoring.kubePrometheusStack({ namespace: 'monitoring' })",
      ),
    );
  });

  test.each<[string, any, string]>([
    [
      'no port',
      {},
      '`metrics` must say their port where there is no main port and none of the name `metrics`; write it as in ' +
        'metrics: { port: 9090 }',
    ],
    ['no object', true, '`metrics` must be an object, but got true; write it as in { port: 9090 }'],
    [
      'a port that is none',
      { port: 0 },
      'the `port` of `metrics` must be a whole number from 1 to 65535, but got 0; give the number on which the pods listen',
    ],
    [
      'a path that is none',
      { port: 9090, path: 'metrics' },
      'the `path` of `metrics` must start with "/" and have no spaces, but got "metrics"; write it as in /metrics',
    ],
    [
      'no time',
      { port: 9090, interval: Duration.seconds(0) },
      'the `interval` of `metrics` must be at least 1 second, but got "0 s"; write it as in Duration.seconds(1)',
    ],
    [
      'a misspelt option',
      { port: 9090, intervalSeconds: 30 },
      '`metrics` must have no `intervalSeconds`, but got 30; leave it out; it may have port, path, interval',
    ],
  ])('%s', (_, metrics, message) => {
    expect(() => workerOf(shopOf({ monitoring: STACK }), { metrics })).toThrow(new Error(`[shop/app] ${message}`));
  });

  test('an annotation that says another thing than `metrics`', () => {
    const annotations = { 'prometheus.io/port': '8080' };
    expect(() => workerOf(shopOf({ monitoring: ANNOTATIONS }), { annotations, metrics: { port: 9090 } })).toThrow(
      new Error(
        '[shop/app] the annotation prometheus.io/port must be left to `metrics`, which says "9090", but got "8080"; ' +
          'leave it out of `annotations`',
      ),
    );
  });

  test('an annotation that says the same is none', () => {
    const annotations = { 'prometheus.io/port': '9090' };
    expect(() => workerOf(shopOf({ monitoring: ANNOTATIONS }), { annotations, metrics: { port: 9090 } })).not.toThrow();
  });

  test.each<[string, any, string]>([
    [
      'no answer',
      undefined,
      'the answer of the monitoring acme must be an object, but got undefined; return a ScrapeAnswer from `discover()`, and no promise of one',
    ],
    [
      'objects that are none',
      { objects: [{ kind: 'Scrape' }] },
      'the `objects` in the answer of the monitoring acme must be a list of ControllerObjects, but got [{"kind":"Scrape"}]; ' +
        "write them as in [{ apiVersion: 'acme.example/v1', kind: 'Scrape', suffix: 'metrics', fields: {} }]",
    ],
    [
      'an annotation that is no text',
      { podAnnotations: { 'acme.example/port': 9090 } },
      "the annotation acme.example/port of the monitoring acme must be a text, but got 9090; write it as in 'true'",
    ],
    [
      'annotations that are none',
      { podAnnotations: 'true' },
      'the `podAnnotations` in the answer of the monitoring acme must be texts by their keys, but got "true"; ' +
        "write them as in { 'acme.example/scrape': 'true' }",
    ],
  ])('a monitoring of your own with %s', (_, answer, message) => {
    const monitoring: IMonitoring = { name: 'acme', scraper: Peer.namespace('acme'), discover: () => answer };
    expect(() => workerOf(shopOf({ monitoring }), { metrics: { port: 9090 } })).toThrow(
      new Error(`[shop/app] ${message}`),
    );
  });
});

test('a monitor may be patched', () => {
  const shop = shopOf({ monitoring: STACK });
  const [monitor] = workerOf(shop, { metrics: { port: 9090 } }).metricsObjects;
  monitor.addJsonPatch(JsonPatch.add('/spec/sampleLimit', 1000));
  expect(ofKind(shop, 'PodMonitor')[0].spec.sampleLimit).toBe(1000);
});
