import { LoadBalancers } from '../../../lib/cluster';
import { IpFamily, Protocol } from '../../../lib/traffic';
import { arrivals, LOCAL, request } from './requests';

const metallb = LoadBalancers.metallb();

test('gives an address where nothing is said, and needs no node ports', () => {
  const answer = metallb.serve(request());
  expect(answer.annotations).toEqual({});
  expect(answer.loadBalancerClass).toBeUndefined();
  expect(answer.needsNodePorts).toBe(false);
});

test('gives addresses from pools, which are shared by those who have a key', () => {
  const own = LoadBalancers.metallb({
    addressPool: 'public',
    internalAddressPool: 'private',
    sharingKey: 'mail',
    loadBalancerClass: 'metallb.io/edge',
  });
  expect(own.serve(request()).annotations).toEqual({
    'metallb.io/address-pool': 'public',
    'metallb.io/allow-shared-ip': 'mail',
  });
  expect(own.serve(request({ isInternal: true })).annotations).toEqual({
    'metallb.io/address-pool': 'private',
    'metallb.io/allow-shared-ip': 'mail',
  });
  expect(own.serve(request()).loadBalancerClass).toBe('metallb.io/edge');
});

test('needs an address of each family where the Service may have both', () => {
  const ipFamilies = [IpFamily.IPV4, IpFamily.IPV6];
  expect(() => metallb.serve(request({ ipFamilies, addresses: ['203.0.113.7'] }))).toThrow(
    new Error(
      'the `addresses` of a Service by load balancer metallb must be one of each of its families, but got ' +
        '["203.0.113.7"]; name the other one as well, or give IpFamilies.only()',
    ),
  );
  expect(metallb.serve(request({ ipFamilies })).claims).toEqual([]);
});

test('has the addresses that it is told, that of IPv4 first', () => {
  const said = { addresses: ['2001:db8::7', '203.0.113.7'] };
  expect(metallb.serve(request(said)).annotations).toEqual({
    'metallb.io/loadBalancerIPs': '203.0.113.7,2001:db8::7',
  });
});

test.each([
  ['node', {}],
  ['node', { sourceRanges: ['203.0.113.0/24'] }],
  ['client', LOCAL],
  ['client', { ...LOCAL, protocols: [Protocol.TCP, Protocol.UDP, Protocol.SCTP] }],
  ['client', { ...LOCAL, ipFamilies: [IpFamily.IPV4, IpFamily.IPV6] }],
])('shows the pods the %s with %j', (who, said) => {
  expect(arrivals(metallb.serve(request(said)))).toBe(who);
});

test.each([
  [
    'the PROXY protocol',
    { usesProxyProtocol: true },
    "the load balancer of a Service with `proxyProtocol` must speak the PROXY protocol, and metallb doesn't; leave it " +
      'out, or use one that does: aws-nlb; with TrafficPolicy.LOCAL the pods see the client as it is',
  ],
  [
    'an internal address where no pool is known to have any',
    { isInternal: true },
    'the load balancer of a Service with `internal` must know which of its pools has private addresses, and metallb ' +
      "doesn't; give LoadBalancers.metallb({ internalAddressPool }); `kubectl get ipaddresspools -A -o wide` shows the " +
      'pools',
  ],
  [
    'a second address of a family',
    { addresses: ['2001:db8::7', '2001:db8::8'] },
    'a Service by load balancer metallb must have at most one address of each family, but got ' +
      '["2001:db8::7","2001:db8::8"]; make a Service for each address',
  ],
])('lacks %s', (_, said, message) => {
  expect(() => metallb.serve(request(said))).toThrow(new Error(message));
});
