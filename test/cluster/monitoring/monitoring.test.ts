import { Monitoring, MonitorKind, type ScrapeRequest } from '../../../lib/cluster';
import { LabelExpression, LabelSelector, Port, Workload } from '../../../lib/traffic';

const LABELS = { 'app.kubernetes.io/name': 'web' };
const WORKLOAD = Workload.of({ namespace: 'shop', name: 'web', labels: LABELS, ports: [Port.tcp(9090)] });
const REQUEST: ScrapeRequest = {
  workload: WORKLOAD,
  port: Port.tcp(9090),
  portName: 'metrics',
  path: '/metrics',
  hasService: true,
};

describe('kube-prometheus-stack', () => {
  const monitoring = Monitoring.kubePrometheusStack({ namespace: 'monitoring' });

  test('asks from its Prometheus', () => {
    expect(monitoring.name).toBe('kube-prometheus-stack');
    expect(`${monitoring.scraper}`).toBe('pods app.kubernetes.io/name=prometheus in namespace monitoring');
  });

  test('finds pods by a PodMonitor, and by the name of their port', () => {
    expect(monitoring.discover({ ...REQUEST, hasService: false })).toEqual({
      objects: [
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PodMonitor',
          suffix: 'metrics',
          labels: {},
          fields: {
            spec: { selector: { matchLabels: LABELS }, podMetricsEndpoints: [{ port: 'metrics', path: '/metrics' }] },
          },
        },
      ],
    });
  });

  test('has the label by which its Prometheus selects, and its own interval', () => {
    const [object] =
      Monitoring.kubePrometheusStack({ namespace: 'monitoring', release: 'kps' }).discover({ ...REQUEST, interval: 15 })
        .objects ?? [];
    expect(object?.labels).toEqual({ release: 'kps' });
    expect(object?.fields.spec.podMetricsEndpoints).toEqual([{ port: 'metrics', path: '/metrics', interval: '15s' }]);
  });

  test.each([
    ['the name of the port', 'metrics', 'metrics'],
    ['its number where it has no name', undefined, 9090],
  ])('finds a Service by a ServiceMonitor, and its pods by %s', (_, portName, targetPort) => {
    const own = Monitoring.kubePrometheusStack({ namespace: 'monitoring', monitor: MonitorKind.SERVICE_MONITOR });
    expect(own.discover({ ...REQUEST, portName }).objects).toMatchObject([
      {
        kind: 'ServiceMonitor',
        fields: { spec: { selector: { matchLabels: LABELS }, endpoints: [{ targetPort, path: '/metrics' }] } },
      },
    ]);
  });

  test('selects by the conditions of the workload as well', () => {
    const selector = LabelSelector.of({
      expressions: [LabelExpression.exists('app.kubernetes.io/name'), LabelExpression.isIn('tier', ['api'])],
    });
    const workload = Workload.of({
      namespace: 'shop',
      name: 'web',
      labels: { ...LABELS, tier: 'api' },
      selector,
      ports: [Port.tcp(9090)],
    });
    expect(monitoring.discover({ ...REQUEST, workload }).objects?.[0]?.fields.spec.selector).toEqual({
      matchExpressions: [
        { key: 'app.kubernetes.io/name', operator: 'Exists' },
        { key: 'tier', operator: 'In', values: ['api'] },
      ],
    });
  });

  test('needs a name for the port of a PodMonitor', () => {
    expect(() => monitoring.discover({ ...REQUEST, portName: undefined })).toThrow(
      new Error(
        'the port of metrics must have a name, by which a PodMonitor finds it, but TCP 9090 of shop/web has none; give the ' +
          'port a name, such as "metrics", or use MonitorKind.SERVICE_MONITOR',
      ),
    );
  });

  test('needs a Service for a ServiceMonitor', () => {
    const own = Monitoring.kubePrometheusStack({ namespace: 'monitoring', monitor: MonitorKind.SERVICE_MONITOR });
    expect(() => own.discover({ ...REQUEST, hasService: false })).toThrow(
      new Error(
        'a ServiceMonitor must have a Service to lead to, but none leads to TCP 9090 of shop/web; add a Service, or use ' +
          'MonitorKind.POD_MONITOR',
      ),
    );
  });

  test.each([
    [undefined, 'the options of Monitoring.kubePrometheusStack() must be an object'],
    [{}, 'the namespace of Monitoring.kubePrometheusStack() must be a text'],
    [{ namespace: 'monitoring', realease: 'kps' }, 'Monitoring.kubePrometheusStack() must have no `realease`'],
    [{ namespace: 'monitoring', release: 'a b' }, 'the label release must be empty or at most 63'],
    [
      { namespace: 'monitoring', monitor: 'Probe' },
      'the `monitor` of Monitoring.kubePrometheusStack() must be a MonitorKind, but got "Probe"; write it as in ' +
        'MonitorKind.SERVICE_MONITOR',
    ],
  ])('refuses %j', (props: any, message) => {
    expect(() => Monitoring.kubePrometheusStack(props)).toThrow(message);
  });
});

describe('a Prometheus that reads annotations', () => {
  const monitoring = Monitoring.prometheusAnnotations({ namespace: 'metrics', labels: { app: 'prometheus' } });

  test('asks from the pods that are given', () => {
    expect(monitoring.name).toBe('prometheus-annotations');
    expect(`${monitoring.scraper}`).toBe('pods app=prometheus in namespace metrics');
  });

  test('finds pods by annotations alone', () => {
    expect(monitoring.discover({ ...REQUEST, portName: undefined, hasService: false })).toEqual({
      podAnnotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9090',
        'prometheus.io/path': '/metrics',
      },
    });
  });

  test.each([
    [{ namespace: 'metrics' }, 'Peer.pods() must have at least one label'],
    [{ labels: { app: 'prometheus' } }, 'the namespace of Monitoring.prometheusAnnotations() must be a text'],
    [
      { namespace: 'metrics', labels: { app: 'p' }, interval: 15 },
      'Monitoring.prometheusAnnotations() must have no `interval`',
    ],
  ])('refuses %j', (props: any, message) => {
    expect(() => Monitoring.prometheusAnnotations(props)).toThrow(message);
  });
});

test('OpenShift asks from the namespace of its own, and finds pods by a PodMonitor', () => {
  const monitoring = Monitoring.openshift();
  expect(monitoring.name).toBe('openshift');
  expect(`${monitoring.scraper}`).toBe(
    'pods app.kubernetes.io/name=prometheus in namespace openshift-user-workload-monitoring',
  );
  expect(monitoring.discover(REQUEST).objects).toMatchObject([{ kind: 'PodMonitor', labels: {} }]);
});
