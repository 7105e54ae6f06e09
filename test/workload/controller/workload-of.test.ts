import * as kplus from 'cdk8s-plus-28';
import {
  InternalService,
  type IsolatedNamespace,
  type IWorkload,
  NodeAgent,
  Port,
  Protocol,
  RunOnceJob,
  ScheduledJob,
  Service,
  StatefulService,
  Worker,
} from '../../../lib';
import { apiWith, ofKind, shopNamespace } from '../written';

describe('the network sees of a workload', () => {
  test('its place, its selecting labels and its ports by number and name', () => {
    const { workload } = apiWith({
      name: 'orders',
      extraPorts: [{ name: 'dns', port: 53, protocol: Protocol.UDP }],
    });
    expect(workload).toMatchObject({
      namespace: 'shop',
      name: 'orders',
      labels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'orders' },
    });
    expect(workload._portText).toBe('TCP 8080, UDP 53');
    expect(`${workload.resolve(Port.named('main'))}`).toBe('TCP 8080');
    expect(`${workload.resolve(Port.named('dns', Protocol.UDP))}`).toBe('UDP 53');
  });

  test('ports that are added late, also those of a container that is added', () => {
    const api = apiWith();
    api.deployment.containers[0]?.addPort({ number: 9090, name: 'metrics' });
    api.deployment.addContainer({
      name: 'trap',
      image: 'trap:1',
      ports: [{ number: 162, name: 'snmp', protocol: kplus.Protocol.UDP }],
    });
    expect(api.workload._portText).toBe('TCP 8080, TCP 9090, UDP 162');
    expect(`${api.workload.resolve(Port.named('snmp', Protocol.UDP))}`).toBe('UDP 162');
  });

  test('ports of a sidecar that starts first, not of a container that ends', () => {
    const api = apiWith();
    api.deployment.addInitContainer({
      name: 'proxy',
      image: 'proxy:1',
      restartPolicy: kplus.ContainerRestartPolicy.ALWAYS,
      ports: [{ number: 15001 }],
    });
    api.deployment.addInitContainer({ name: 'setup', image: 'setup:1', ports: [{ number: 9999 }] });
    expect(api.workload._portText).toBe('TCP 8080, TCP 15001');
  });

  test('the first of two ports of one name, as Kubernetes does', () => {
    const api = apiWith();
    api.deployment.addContainer({ name: 'other', image: 'other:1', ports: [{ number: 9, name: 'main' }] });
    expect(`${api.workload.resolve(Port.named('main'))}`).toBe('TCP 8080');
  });
});

describe('the network sees the pods of', () => {
  const pods = { image: 'x:1', extraPorts: [{ name: 'metrics', port: 9090 }] };

  test.each<[string, (shop: IsolatedNamespace) => IWorkload]>([
    ['a NodeAgent', (shop) => new NodeAgent(shop, 'x', pods)],
    ['a RunOnceJob', (shop) => new RunOnceJob(shop, 'x', pods)],
    ['a ScheduledJob', (shop) => new ScheduledJob(shop, 'x', { ...pods, schedule: '@daily' })],
  ])('%s, and a Service finds them', (_, make) => {
    const shop = shopNamespace();
    const x = make(shop);
    expect(x.workload.displayName).toBe('shop/x');
    expect(x.workload._portText).toBe('TCP 9090');
    const service = new Service(shop, 'metrics', { workload: x, ports: [{ target: Port.named('metrics') }] });
    expect(service.toJson().spec.selector).toEqual(x.workload.selector.labels);
    expect(x.workload.selector.labels).toEqual({
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/name': 'x',
    });
  });
});

test('a selector is not added to, which the pods might not have', () => {
  const { deployment } = new Worker(shopNamespace(), 'x', { image: 'x:1' });
  expect(() => deployment.select(kplus.LabelSelector.of({ labels: { x: 'y' } }))).toThrow(
    new Error(
      '[shop/x/Deployment] the selector of a workload must stay as it is, since its Services and policies follow it, ' +
        'but got [{"matchLabels":{"x":"y"}}]; give the workload another `name`, or its pods more `labels`',
    ),
  );
});

describe('a port that is added late', () => {
  test('is what a connection to it by number or name opens, on both ends', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    const scraper = new Worker(shop, 'scraper', { image: 'scraper:1' });
    scraper.connections.allowTo(api, { ports: [Port.named('metrics')] });
    api.deployment.containers[0]?.addPort({ number: 9090, name: 'metrics' });
    expect(scraper.policy.toJson().spec.egress[0].ports).toEqual([{ port: 9090, protocol: 'TCP' }]);
    expect(api.policy.toJson().spec.ingress[0].ports).toEqual([{ port: 9090, protocol: 'TCP' }]);
    expect(ofKind(shop, 'NetworkPolicy')).toHaveLength(4);
  });

  test('is found by a Service that was made before', () => {
    const shop = shopNamespace();
    const db = new StatefulService(shop, 'db', { image: 'postgres:17', port: 5432 });
    const service = new Service(shop, 'metrics', { workload: db, ports: [{ target: Port.named('metrics') }] });
    db.statefulSet.addContainer({ name: 'exporter', image: 'exporter:1', ports: [{ number: 9187, name: 'metrics' }] });
    expect(service.toJson().spec.ports).toEqual([{ port: 9187, protocol: 'TCP', targetPort: 9187 }]);
  });
});
