import {
  ClusterDns,
  Clusters,
  Entry,
  GatewayApiVersion,
  IngressControllers,
  LoadBalancers,
  NetworkPlugin,
} from '../../../lib/cluster';

test('has kindnet, and says what gives a Gateway its address', () => {
  const profile = Clusters.kind();
  expect(profile.name).toBe('kind');
  expect(profile.networkPlugin?.name).toBe('kindnet');
  expect(profile.entries.map(({ name }) => name)).toEqual(['envoy-gateway']);
  expect(profile.addressHint).toBe(
    'kind gives load balancers no address by itself: run cloud-provider-kind beside the cluster',
  );
});

test('can be told otherwise', () => {
  const dns = ClusterDns.of({ clusterDomain: 'corp.internal' });
  const profile = Clusters.kind({
    dns,
    networkPlugin: NetworkPlugin.cilium(),
    entries: [Entry.ingress(IngressControllers.ingressNginx())],
  });
  expect(profile.dns).toBe(dns);
  expect(profile.networkPlugin?.name).toBe('cilium');
  expect(profile.entry().name).toBe('ingress-nginx');
});

test('takes the addresses of its nodes, and its load balancer', () => {
  const loadBalancer = LoadBalancers.metallb();
  const profile = Clusters.kind({ nodeRanges: ['10.0.0.0/24'], loadBalancer });
  expect(`${profile.nodes}`).toBe('10.0.0.0/24');
  expect(profile.loadBalancer).toBe(loadBalancer);
});

test('takes the version of its Gateway API, which nobody knows otherwise', () => {
  expect(Clusters.kind({ gatewayApiVersion: GatewayApiVersion.V1_5 }).gatewayApiVersion).toBe('1.5');
  expect(Clusters.kind().gatewayApiVersion).toBeUndefined();
});
