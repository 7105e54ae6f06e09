import { Chart } from 'cdk8s';
import { SelectorlessService, Service, type ServicePort, ServiceType } from '../../lib/addressing';
import { ClusterProfile, Clusters, LoadBalancers } from '../../lib/cluster';
import { Port, TrafficPolicy } from '../../lib/traffic';
import { PODS, shopOf } from './pods';

let shop: Chart;

beforeEach(() => {
  shop = shopOf();
});

function service(id: string, type: ServiceType, nodePort?: number, chart = shop): Service {
  const ports: ServicePort[] = [{ target: Port.tcp(8080), nodePort }];
  return new Service(chart, id, { workload: PODS, ports, type });
}

function problem(): string {
  try {
    shop.toJson();
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

function shared(what: string): string {
  return (
    'Validation failed with the following errors:\n  [shop/b] the Services of a cluster must not share a number or ' +
    `address, but ${what} is also that of [shop/a]; give one of them another, or leave it out and the cluster chooses`
  );
}

describe('two Services of a cluster', () => {
  test('must not share a node port', () => {
    service('a', ServiceType.nodePort(), 30080);
    service('b', ServiceType.loadBalancer(), 30080);
    expect(problem()).toBe(shared('node port TCP 30080'));
  });

  test('must not share a node port with a health check', () => {
    service('a', ServiceType.nodePort(), 30080);
    service('b', ServiceType.loadBalancer({ externalTrafficPolicy: TrafficPolicy.LOCAL, healthCheckNodePort: 30080 }));
    expect(problem()).toBe(shared('node port TCP 30080'));
  });

  test('must not share an address, however it is written', () => {
    service('a', ServiceType.clusterIp({ clusterIp: 'fd00::77' }));
    new SelectorlessService(shop, 'b', {
      endpoints: [{ address: 'fd00:1::1' }],
      ports: [{ target: Port.tcp(5432) }],
      type: ServiceType.clusterIp({ clusterIp: 'FD00:0::77' }),
    });
    expect(problem()).toBe(shared('cluster IP fd00::77'));
  });

  test('must not share what each load balancer has for one alone', () => {
    const options = { provider: LoadBalancers.metallb(), addresses: ['203.0.113.7'] };
    service('a', ServiceType.loadBalancer(options));
    service('b', ServiceType.loadBalancer(options));
    expect(problem()).toBe(shared('address 203.0.113.7 of load balancer metallb'));
  });

  test('may share an address that the load balancer shares out', () => {
    const options = { provider: LoadBalancers.metallb({ sharingKey: 'web' }), addresses: ['203.0.113.7'] };
    service('a', ServiceType.loadBalancer(options));
    service('b', ServiceType.loadBalancer(options));
    expect(problem()).toBe('none');
  });

  test('may have different ones, and those that the cluster chooses', () => {
    service('a', ServiceType.nodePort(), 30080);
    service('b', ServiceType.nodePort(), 30081);
    service('c', ServiceType.nodePort());
    service('d', ServiceType.nodePort());
    expect(problem()).toBe('none');
  });
});

test('Services of different clusters may have the same', () => {
  const edge = new Chart(shop.node.root as never, 'edge', { namespace: 'shop' });
  ClusterProfile.attach(edge, Clusters.kind());
  service('a', ServiceType.nodePort(), 30080);
  service('b', ServiceType.nodePort(), 30080, edge);
  expect(problem()).toBe('none');
});

test('a Service that was taken out again has nothing', () => {
  service('a', ServiceType.nodePort(), 30080);
  shop.node.tryRemoveChild('a');
  service('b', ServiceType.nodePort(), 30080);
  expect(problem()).toBe('none');
});
