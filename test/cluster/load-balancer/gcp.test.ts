import { LoadBalancers } from '../../../lib/cluster';
import { IpFamily, Protocol } from '../../../lib/traffic';
import { arrivals, LOCAL, request } from './requests';

const gcp = LoadBalancers.gcp();

test('faces the internet by a backend service', () => {
  const answer = gcp.serve(request());
  expect(answer.annotations).toEqual({ 'cloud.google.com/l4-rbs': 'enabled' });
  expect(answer.loadBalancerClass).toBeUndefined();
  expect(answer.needsNodePorts).toBeUndefined();
});

test('is internal when asked', () => {
  expect(gcp.serve(request({ isInternal: true })).annotations).toEqual({
    'networking.gke.io/load-balancer-type': 'Internal',
  });
});

test('is internal in a subnet, for clients of all regions', () => {
  const shared = LoadBalancers.gcp({ subnet: 'balancers', globalAccess: true });
  expect(shared.serve(request({ isInternal: true })).annotations).toEqual({
    'networking.gke.io/load-balancer-type': 'Internal',
    'networking.gke.io/internal-load-balancer-subnet': 'balancers',
    'networking.gke.io/internal-load-balancer-allow-global-access': 'true',
  });
  expect(shared.serve(request()).annotations).toEqual({ 'cloud.google.com/l4-rbs': 'enabled' });
});

test('has the addresses that are reserved under these names', () => {
  const reserved = LoadBalancers.gcp({ addressNames: ['shop-ipv4', 'shop-ipv6'] });
  expect(reserved.serve(request()).annotations).toEqual({
    'cloud.google.com/l4-rbs': 'enabled',
    'networking.gke.io/load-balancer-ip-addresses': 'shop-ipv4,shop-ipv6',
  });
});

test.each([
  ['node', {}],
  ['node', { sourceRanges: ['203.0.113.0/24'] }],
  ['node', { isInternal: true }],
  ['client', LOCAL],
  ['client', { ...LOCAL, protocols: [Protocol.UDP] }],
  ['client', { ...LOCAL, ipFamilies: [IpFamily.IPV4, IpFamily.IPV6] }],
])('shows the pods the %s with %j', (who, said) => {
  expect(arrivals(gcp.serve(request(said)))).toBe(who);
});

test.each([
  [
    'the PROXY protocol',
    { usesProxyProtocol: true },
    "the load balancer of a Service with `proxyProtocol` must speak the PROXY protocol, and gcp doesn't; leave it out, " +
      'or use one that does: aws-nlb; with TrafficPolicy.LOCAL the pods see the client as it is',
  ],
  [
    'SCTP',
    { protocols: [Protocol.SCTP] },
    "the load balancer of a Service with SCTP ports must forward SCTP, and gcp doesn't; use one that does: metallb; say " +
      'which one the cluster has by `loadBalancer` in its profile',
  ],
  [
    'two protocols',
    { protocols: [Protocol.TCP, Protocol.UDP] },
    'the load balancer of a Service with TCP and UDP ports must forward both on every version of GKE, and gcp ' +
      "doesn't; make a Service for each protocol",
  ],
  [
    'addresses by their numbers',
    { addresses: ['203.0.113.7'] },
    'the `addresses` of a Service by load balancer gcp must be told by the names under which they are reserved, but got ' +
      '["203.0.113.7"]; leave them out and give LoadBalancers.gcp({ addressNames: [\'shop-ipv4\'] })',
  ],
])('lacks %s', (_, said, message) => {
  expect(() => gcp.serve(request(said))).toThrow(new Error(message));
});
