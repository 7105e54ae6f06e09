import { ApiObject, Chart, Duration } from 'cdk8s';
import {
  type ClusterProps,
  Clusters,
  InternalService,
  IsolatedNamespace,
  LoadBalancers,
  Peer,
  Platform,
  Port,
  Probe,
  Protocol,
  Rollout,
  ServiceType,
  Shutdown,
  TrafficPolicy,
} from '../../lib';
import { apiWith, listOf, mainOf, podOf, shopNamespace, specOf } from '../workload/written';

test('writes a Deployment, a Service and a policy', () => {
  const chart = new Chart(new Platform(), 'shop', { namespace: 'shop' });
  new InternalService(chart, 'api', {
    image: 'ghcr.io/acme/api:1.4',
    port: 8080,
    replicas: 3,
    readiness: Probe.http('/healthz'),
    resources: { cpuRequest: '100m', memoryLimit: '128Mi' },
  });
  expect(chart).toMatchSnapshot();
});

describe('its parts', () => {
  test('are the objects that are written', () => {
    const api = apiWith();
    expect(
      [ApiObject.of(api.deployment), api.service.object, api.policy].map(({ kind, name }) => `${kind} ${name}`),
    ).toEqual(['Deployment api', 'Service api', 'NetworkPolicy api']);
    expect(api.policy).toBe(api.connections.policy);
    expect(api.workload.displayName).toBe('shop/api');
    expect(api.service.dnsName.full).toBe('api.shop.svc.cluster.local');
  });

  test('select the same pods, which are labelled alike', () => {
    const api = apiWith();
    const labels = { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'api' };
    const { selector, template } = specOf(api.deployment);
    expect(selector.matchLabels).toEqual(labels);
    expect(template.metadata.labels).toMatchObject(labels);
    expect(api.service.object.toJson().spec.selector).toEqual(labels);
    expect(api.policy.toJson().spec.podSelector.matchLabels).toEqual(labels);
  });

  test('have the name that is given, not the id', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'Api_1', { name: 'orders', image: 'api:1', port: 8080 });
    expect(listOf(shop).slice(4)).toEqual(['Deployment orders', 'Service orders', 'NetworkPolicy orders']);
    expect(api.workload.labels['app.kubernetes.io/name']).toBe('orders');
  });
});

describe('the Service', () => {
  test('has the ports of the pods, under their names', () => {
    const { service } = apiWith({
      portName: 'grpc',
      appProtocol: 'kubernetes.io/h2c',
      extraPorts: [
        { name: 'metrics', port: 9090 },
        { name: 'dns', port: 5353, protocol: Protocol.UDP },
      ],
    });
    expect(service.object.toJson().spec.ports).toEqual([
      { name: 'grpc', appProtocol: 'kubernetes.io/h2c', port: 8080, protocol: 'TCP', targetPort: 8080 },
      { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 9090 },
      { name: 'dns', port: 5353, protocol: 'UDP', targetPort: 5353 },
    ]);
    expect(service.defaultPort).toBe(8080);
  });

  test('may have a port of its own, which no policy names', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080, servicePort: 80 });
    const client = new InternalService(shop, 'client', { image: 'client:1', port: 3000 });
    client.connections.allowTo(api);
    expect(api.service.object.toJson().spec.ports).toEqual([
      { name: 'main', port: 80, protocol: 'TCP', targetPort: 8080 },
    ]);
    expect(api.policy.toJson().spec.ingress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
    expect(client.policy.toJson().spec.egress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
  });
});

describe('reached from outside the cluster', () => {
  const ROUTED = { image: 'game:1', port: 7777, extraPorts: [{ name: 'metrics', port: 9090 }] };

  function gameOn(props: ClusterProps, serviceType: ServiceType): InternalService {
    const platform = new Platform({ cluster: Clusters.kubeadm(props) });
    return new InternalService(new IsolatedNamespace(platform, 'shop'), 'game', { ...ROUTED, serviceType });
  }

  test('by a load balancer, clients find the main port, and not that for metrics', () => {
    const loadBalancer = LoadBalancers.metallb();
    const type = ServiceType.loadBalancer({
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      sourceRanges: ['203.0.113.0/24'],
    });
    const game = gameOn({ loadBalancer }, type);
    expect(game.service.object.toJson().spec).toMatchObject({
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      ports: [{ name: 'main', port: 7777 }],
    });
    expect(game.policy.toJson().spec.ingress).toEqual([
      { from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 7777, protocol: 'TCP' }] },
    ]);
  });

  test('by external IPs, they find the main port as well; inside the cluster all ports are found', () => {
    const names = (serviceType: ServiceType) =>
      gameOn({ nodeRanges: ['10.0.0.0/24'] }, serviceType)
        .service.object.toJson()
        .spec.ports.map(({ name }: any) => name);
    expect(names(ServiceType.clusterIp({ externalIps: ['203.0.113.7'] }))).toEqual(['main']);
    expect(names(ServiceType.clusterIp())).toEqual(['main', 'metrics']);
    expect(names(ServiceType.headless())).toEqual(['main', 'metrics']);
  });

  test('by the node ports that are given, on these ports', () => {
    const platform = new Platform({ cluster: Clusters.kubeadm({ nodeRanges: ['10.0.0.0/24'] }) });
    const { service, policy, connections } = new InternalService(new IsolatedNamespace(platform, 'shop'), 'game', {
      ...ROUTED,
      serviceType: ServiceType.nodePort(),
      nodePorts: { main: 30777, metrics: 30090 },
    });
    expect(service.object.toJson().spec.ports.map(({ name, nodePort }: any) => [name, nodePort])).toEqual([
      ['main', 30777],
      ['metrics', 30090],
    ]);
    expect(policy.toJson().spec.ingress.map(({ ports }: any) => ports)).toEqual([
      [
        { port: 7777, protocol: 'TCP' },
        { port: 9090, protocol: 'TCP' },
      ],
    ]);
    expect(connections.list().map(String)).toEqual(['10.0.0.0/24 -> shop/game  TCP 7777, TCP 9090']);
  });

  test('fails where it is not known under which addresses clients arrive, and leaves nothing behind', () => {
    const shop = shopNamespace();
    const serviceType = ServiceType.nodePort();
    expect(() => new InternalService(shop, 'game', { ...ROUTED, serviceType })).toThrow(/nodeRanges/);
    expect(listOf(shop)).not.toContain('Service game');
  });

  test('not by a headless Service, whose clients are inside', () => {
    const game = gameOn({}, ServiceType.headless());
    expect(game.service.object.toJson().spec.clusterIP).toBe('None');
    expect(game.policy.toJson().spec).not.toHaveProperty('ingress');
  });
});

describe('the pods', () => {
  test('go on answering for a moment when they are to end, unless told otherwise', () => {
    expect(mainOf(apiWith().deployment).lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } });
    expect(mainOf(apiWith({ shutdown: Shutdown.immediate() }).deployment)).not.toHaveProperty('lifecycle');
  });

  test('are replaced as the rollout says', () => {
    expect(specOf(apiWith().deployment)).not.toHaveProperty('strategy');
    const rollout = Rollout.rolling({ maxSurge: 1, maxUnavailable: 0, minReady: Duration.seconds(10) });
    expect(specOf(apiWith({ rollout }).deployment)).toMatchObject({
      minReadySeconds: 10,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
    expect(specOf(apiWith({ rollout: Rollout.recreate() }).deployment).strategy).toEqual({ type: 'Recreate' });
  });
});

describe('a connection to it', () => {
  test('means its main port, and another one where that is named', () => {
    const shop = shopNamespace();
    const metrics = { name: 'metrics', port: 9090 };
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080, extraPorts: [metrics] });
    api.connections.allowFrom(Peer.namespace('partners'), {});
    api.connections.allowFrom(Peer.namespace('monitoring'), { ports: [Port.named('metrics')] });
    expect(
      api.policy
        .toJson()
        .spec.ingress.map(({ from, ports }: any) => [
          from[0].namespaceSelector.matchLabels['kubernetes.io/metadata.name'],
          ports,
        ]),
    ).toEqual([
      ['partners', [{ port: 8080, protocol: 'TCP' }]],
      ['monitoring', [{ port: 9090, protocol: 'TCP' }]],
    ]);
  });

  test('by the Deployment means the service', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    const client = new InternalService(shop, 'client', { image: 'client:1', port: 3000 });
    client.connections.allowTo(api.deployment);
    expect(api.connections.list().map(String)).toEqual(client.connections.list().map(String));
    expect(api.connections.list().map(String)).toEqual(['shop/client -> shop/api  TCP 8080']);
  });
});

test('without a namespace its chart leaves that to kubectl, and the labels say default', () => {
  const chart = new Chart(new Platform(), 'anywhere');
  const api = new InternalService(chart, 'api', { image: 'api:1', port: 8080 });
  expect(ApiObject.of(api.deployment).toJson().metadata).not.toHaveProperty('namespace');
  expect(api.workload.labels['app.kubernetes.io/instance']).toBe('default');
  expect(podOf(api.deployment).containers).toHaveLength(1);
});

describe('refuses', () => {
  test('a name that no Service has', () => {
    expect(() => new InternalService(shopNamespace(), '2nd', { image: 'api:1', port: 8080 })).toThrow(
      new Error(
        '[shop/2nd] the name of an InternalService must be a DNS-1035 label (lower case letters, digits and "-", ' +
          'starting with a letter, ending with a letter or digit, at most 63 characters), but got "2nd"; write "nd"',
      ),
    );
  });

  test('a port of its Service that is none', () => {
    expect(() => apiWith({ servicePort: 0 })).toThrow(
      /^\[shop\/api\/Service\] the port of a Service must be a whole number from 1 to 65535, but got 0; /,
    );
  });
});
