import { LoadBalancers } from '../../../lib/cluster';
import { IpFamily, Protocol } from '../../../lib/traffic';
import { arrivals, LOCAL, request } from './requests';

const PREFIX = 'service.beta.kubernetes.io/azure-';
const azure = LoadBalancers.azure();

test('faces the internet where nothing is said', () => {
  const answer = azure.serve(request());
  expect(answer.annotations).toEqual({});
  expect(answer.loadBalancerClass).toBeUndefined();
  expect(answer.needsNodePorts).toBeUndefined();
});

test('is internal when asked', () => {
  expect(azure.serve(request({ isInternal: true })).annotations).toEqual({
    [`${PREFIX}load-balancer-internal`]: 'true',
  });
});

test('is internal in a subnet', () => {
  const own = LoadBalancers.azure({ subnet: 'balancers' });
  expect(own.serve(request({ isInternal: true })).annotations).toEqual({
    [`${PREFIX}load-balancer-internal`]: 'true',
    [`${PREFIX}load-balancer-internal-subnet`]: 'balancers',
  });
  expect(own.serve(request()).annotations).toEqual({});
});

test('keeps out the rest of the virtual network where it is internal and clients are named', () => {
  const sourceRanges = ['10.1.0.0/16'];
  expect(azure.serve(request({ isInternal: true, sourceRanges })).annotations).toEqual({
    [`${PREFIX}load-balancer-internal`]: 'true',
    [`${PREFIX}deny-all-except-load-balancer-source-ranges`]: 'true',
  });
  expect(azure.serve(request({ sourceRanges })).annotations).toEqual({});
});

test('has the addresses that it is told, one of each family', () => {
  const said = { addresses: ['2001:db8::7', '203.0.113.7'] };
  expect(azure.serve(request(said)).annotations).toEqual({
    [`${PREFIX}load-balancer-ipv4`]: '203.0.113.7',
    [`${PREFIX}load-balancer-ipv6`]: '2001:db8::7',
  });
});

test('finds public addresses in the resource group that it is told', () => {
  const own = LoadBalancers.azure({ addressResourceGroup: 'network' });
  const addresses = ['203.0.113.7'];
  expect(own.serve(request({ addresses })).annotations).toEqual({
    [`${PREFIX}load-balancer-ipv4`]: '203.0.113.7',
    [`${PREFIX}load-balancer-resource-group`]: 'network',
  });
  expect(own.serve(request()).annotations).toEqual({});
  expect(own.serve(request({ addresses: ['10.0.0.7'], isInternal: true })).annotations).toEqual({
    [`${PREFIX}load-balancer-internal`]: 'true',
    [`${PREFIX}load-balancer-ipv4`]: '10.0.0.7',
  });
});

test.each([
  ['node', {}],
  ['node', { isInternal: true, sourceRanges: ['10.1.0.0/16'] }],
  ['client', LOCAL],
  ['client', { ...LOCAL, isInternal: true }],
  ['client', { ...LOCAL, protocols: [Protocol.TCP, Protocol.UDP] }],
  ['client', { ...LOCAL, ipFamilies: [IpFamily.IPV4, IpFamily.IPV6] }],
])('shows the pods the %s with %j', (who, said) => {
  expect(arrivals(azure.serve(request(said)))).toBe(who);
});

test.each([
  [
    'the PROXY protocol',
    { usesProxyProtocol: true },
    "the load balancer of a Service with `proxyProtocol` must speak the PROXY protocol, and azure doesn't; leave it out, " +
      'or use one that does: aws-nlb; with TrafficPolicy.LOCAL the pods see the client as it is',
  ],
  [
    'SCTP',
    { protocols: [Protocol.SCTP] },
    "the load balancer of a Service with SCTP ports must forward SCTP, and azure doesn't; use one that does: metallb; " +
      'say which one the cluster has by `loadBalancer` in its profile',
  ],
  [
    'a second address of a family',
    { addresses: ['203.0.113.7', '203.0.113.8'] },
    'a Service by load balancer azure must have at most one address of each family, but got ' +
      '["203.0.113.7","203.0.113.8"]; make a Service for each address',
  ],
  [
    'an address that is none',
    { addresses: ['shop'] },
    'an address must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 address in groups, but ' +
      'got "shop"; write it as in 10.9.0.12 or 2001:db8::12',
  ],
])('lacks %s', (_, said, message) => {
  expect(() => azure.serve(request(said))).toThrow(new Error(message));
});
