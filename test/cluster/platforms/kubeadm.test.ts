import {
  ClusterDns,
  Clusters,
  Entry,
  GatewayApiVersion,
  IngressControllers,
  LoadBalancers,
  NetworkPlugin,
} from '../../../lib/cluster';

test('comes without a network plugin, and is taken to have Envoy Gateway', () => {
  const profile = Clusters.kubeadm();
  expect(profile.name).toBe('kubeadm');
  expect(profile.networkPlugin).toBeUndefined();
  expect(profile.entries.map(({ name }) => name)).toEqual(['envoy-gateway']);
  expect(profile.addressHint).toBeUndefined();
  expect(`${profile.dns.peer}`).toBe('pods k8s-app=kube-dns in namespace kube-system');
});

test('can be told otherwise', () => {
  const dns = ClusterDns.of({ clusterDomain: 'corp.internal' });
  const networkPlugin = NetworkPlugin.calico();
  const entries = [Entry.ingress(IngressControllers.traefik())];
  const profile = Clusters.kubeadm({ dns, networkPlugin, entries });
  expect([profile.dns, profile.networkPlugin]).toEqual([dns, networkPlugin]);
  expect(profile.entry().name).toBe('traefik');
});

test('without any way in is not given one', () => {
  expect(Clusters.kubeadm({ entries: [] }).entries).toEqual([]);
});

test('takes the addresses of its nodes, and its load balancer', () => {
  const loadBalancer = LoadBalancers.metallb();
  const profile = Clusters.kubeadm({ nodeRanges: ['10.0.0.0/24'], loadBalancer });
  expect(`${profile.nodes}`).toBe('10.0.0.0/24');
  expect(profile.loadBalancer).toBe(loadBalancer);
});

test('takes the version of its Gateway API, which nobody knows otherwise', () => {
  expect(Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 }).gatewayApiVersion).toBe('1.5');
  expect(Clusters.kubeadm().gatewayApiVersion).toBeUndefined();
});
