import { ApiObject, Chart } from 'cdk8s';
import { InternalService, Peer, Platform, Port, Probe, Protocol } from '../../lib';
import { apiWith, listOf, podOf, shopNamespace, specOf } from '../workload/written';

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
    expect([ApiObject.of(api.deployment), api.service, api.policy].map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Deployment api',
      'Service api',
      'NetworkPolicy api',
    ]);
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
    expect(api.service.toJson().spec.selector).toEqual(labels);
    expect(api.policy.toJson().spec.podSelector.matchLabels).toEqual(labels);
  });

  test('have the name that is given, not the id', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'Api_1', { name: 'orders', image: 'api:1', port: 8080 });
    expect(listOf(shop).slice(3)).toEqual(['Deployment orders', 'Service orders', 'NetworkPolicy orders']);
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
    expect(service.toJson().spec.ports).toEqual([
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
    expect(api.service.toJson().spec.ports).toEqual([{ name: 'main', port: 80, protocol: 'TCP', targetPort: 8080 }]);
    expect(api.policy.toJson().spec.ingress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
    expect(client.policy.toJson().spec.egress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
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
