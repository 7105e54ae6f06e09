import { Chart } from 'cdk8s';
import {
  Clusters,
  Connections,
  LoadBalancers,
  NetworkPlugin,
  NlbTarget,
  Platform,
  Port,
  Service,
  ServiceType,
  TrafficPolicy,
  Workload,
} from '../../lib';
import { admitClients } from '../../lib/routing';
import { hearNotices } from '../support/notices';
import { Backend, space, written } from './sample';

const NODE_PORT = ServiceType.nodePort();

/** A backend on port 3000 in a chart, and a Service of a type in front of it. */
function fronted(chart: Chart, type?: ServiceType) {
  const backend = new Backend(chart, 'app');
  const ports = [{ port: 443, target: Port.tcp(3000) }];
  return { backend, service: new Service(chart, 'front', { workload: backend, ports, type }) };
}

function platform(): Platform {
  return new Platform({ cluster: Clusters.kubeadm({ nodeRanges: ['10.0.0.0/24'] }) });
}

test('lets the clients of a Service in, on the port of the pods', () => {
  const shop = space(platform(), 'shop');
  const { service, backend } = fronted(shop, NODE_PORT);
  admitClients(service, backend.connections);
  expect(written(shop, 'NetworkPolicy', 'app').spec.ingress).toEqual([
    { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ port: 3000, protocol: 'TCP' }] },
  ]);
});

test('lets them in on no other ports than those that are named', () => {
  const shop = space(platform(), 'shop');
  const labels = { app: 'app' };
  const pods = Workload.of({ namespace: 'shop', name: 'app', labels, ports: [Port.tcp(3000), Port.tcp(9090)] });
  const connections = new Connections(shop, { workload: { workload: pods }, policyName: 'app' });
  const ports = [
    { name: 'https', target: Port.tcp(3000) },
    { name: 'metrics', target: Port.tcp(9090) },
  ];
  const service = new Service(shop, 'front', { workload: { workload: pods }, ports, type: NODE_PORT });
  admitClients(service, connections, [Port.tcp(3000)]);
  expect(written(shop, 'NetworkPolicy', 'app').spec.ingress[0].ports).toEqual([{ port: 3000, protocol: 'TCP' }]);
});

describe('a synth', () => {
  const heard = hearNotices();
  const synth = (networkPlugin: NetworkPlugin | undefined, type: ServiceType) => {
    const app = new Platform({ cluster: Clusters.kubeadm({ nodeRanges: ['10.0.0.0/24'], networkPlugin }) });
    const { service, backend } = fronted(space(app, 'shop'), type);
    admitClients(service, backend.connections);
    app.synthYaml();
    return heard.join('');
  };

  test('says that clients of a pod on the node that they dial may be refused', () => {
    expect(synth(undefined, NODE_PORT)).toContain(
      'it is not known whether the network plugin judges by the address of the client where a node forwards a connection ' +
        'to a pod of its own: the policies let in the nodes alone, and may refuse such connections; name the ' +
        '`networkPlugin` in the cluster profile, or give the Services TrafficPolicy.LOCAL',
    );
  });

  test.each([
    ['the plugin is known', NetworkPlugin.calico(), NODE_PORT],
    ['no policy counts', NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: false }), NODE_PORT],
    ['no node forwards', undefined, ServiceType.nodePort({ externalTrafficPolicy: TrafficPolicy.LOCAL })],
  ])('says nothing of it where %s', (_, plugin, type) => {
    expect(synth(plugin, type)).not.toContain('it is not known');
  });
});

test('changes nothing when it is said twice', () => {
  const shop = space(platform(), 'shop');
  const { service, backend } = fronted(shop, NODE_PORT);
  admitClients(service, backend.connections);
  const before = written(shop, 'NetworkPolicy', 'app');
  admitClients(service, backend.connections);
  expect(written(shop, 'NetworkPolicy', 'app')).toEqual(before);
});

test('opens nothing for a Service that nobody outside reaches', () => {
  const { service, backend } = fronted(space(platform(), 'shop'));
  admitClients(service, backend.connections);
  expect(backend.connections.list()).toEqual([]);
});

test('lets in the health checks of a load balancer, on their own port', () => {
  const shop = space(platform(), 'shop');
  const labels = { app: 'app' };
  const pods = Workload.of({ namespace: 'shop', name: 'app', labels, ports: [Port.udp(5353), Port.tcp(8081)] });
  const connections = new Connections(shop, { workload: { workload: pods }, policyName: 'app' });
  const provider = LoadBalancers.awsNlb({
    targetType: NlbTarget.IP,
    subnetRanges: ['10.0.8.0/24'],
    healthCheckPort: 8081,
  });
  const type = ServiceType.loadBalancer({ provider, sourceRanges: ['203.0.113.0/24'] });
  const ports = [{ port: 53, target: Port.udp(5353) }];
  admitClients(new Service(shop, 'front', { workload: { workload: pods }, ports, type }), connections);
  expect(connections.list().map(String)).toEqual([
    '10.0.8.0/24 -> shop/app  TCP 8081',
    '10.0.8.0/24, 203.0.113.0/24 -> shop/app  UDP 5353',
  ]);
  expect(written(shop, 'NetworkPolicy', 'app').metadata.annotations['cdk8s-networking/reasons']).toContain(
    'TCP 8081: health checks of Service shop/front by load balancer aws-nlb',
  );
});

test('names the Service alone where its namespace is not known', () => {
  const chart = new Chart(platform(), 'shop');
  const { service, backend } = fronted(chart, NODE_PORT);
  admitClients(service, backend.connections);
  expect(written(chart, 'NetworkPolicy', 'app').metadata.annotations['cdk8s-networking/reasons']).toBe(
    '10.0.0.0/24 -> default/app TCP 3000: clients of Service front by node ports',
  );
});
