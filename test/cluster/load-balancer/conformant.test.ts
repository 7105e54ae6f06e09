import { LoadBalancers } from '../../../lib/cluster';
import { IpFamily, Protocol } from '../../../lib/traffic';
import { arrivals, LOCAL, request } from './requests';

const conformant = LoadBalancers.conformant();

test('is called what it is', () => {
  expect(conformant.name).toBe('conformant');
});

test('needs no annotation, and goes by nodes, whose addresses the pods see', () => {
  const answer = conformant.serve(request());
  expect(answer.annotations).toEqual({});
  expect(answer.loadBalancerClass).toBeUndefined();
  expect(answer.needsNodePorts).toBeUndefined();
  expect(arrivals(answer)).toBe('node');
});

test('keeps the addresses of clients where connections stay on their node', () => {
  expect(arrivals(conformant.serve(request(LOCAL)))).toBe('client');
});

test('has a class and further protocols where they are known', () => {
  const own = LoadBalancers.conformant({ protocols: [Protocol.TCP, Protocol.UDP], loadBalancerClass: 'acme.com/vip' });
  const answer = own.serve(request({ protocols: [Protocol.UDP, Protocol.TCP] }));
  expect(answer.loadBalancerClass).toBe('acme.com/vip');
});

test.each([
  ['families of addresses', { ipFamilies: [IpFamily.IPV6, IpFamily.IPV4] }],
  ['ranges of clients that the policy of the pods sees', { ...LOCAL, sourceRanges: ['203.0.113.0/24'] }],
])('takes %s', (_, said) => {
  expect(conformant.serve(request(said)).annotations).toEqual({});
});

test.each([
  [
    'the PROXY protocol',
    { usesProxyProtocol: true },
    "the load balancer of a Service with `proxyProtocol` must speak the PROXY protocol, and conformant doesn't; leave it " +
      'out, or use one that does: aws-nlb; with TrafficPolicy.LOCAL the pods see the client as it is',
  ],
  [
    'an internal address',
    { isInternal: true },
    'the load balancer of a Service with `internal` must keep to the private network when asked, and conformant ' +
      "doesn't; say which one the cluster has by `loadBalancer` in its profile: aws-nlb, azure, gcp, or metallb with a " +
      'pool of private addresses',
  ],
  [
    'an address',
    { addresses: ['203.0.113.7'] },
    "the load balancer of a Service with `addresses` must take the address that it is told, and conformant doesn't; " +
      'say which one the cluster has by `loadBalancer` in its profile: aws-nlb, azure, gcp or metallb',
  ],
  [
    'ranges of clients that the policy of the pods does not see',
    { sourceRanges: ['203.0.113.0/24'] },
    'the load balancer of a Service with `sourceRanges` must let in nobody else, which Kubernetes leaves to each, and ' +
      "conformant doesn't; say which one the cluster has by `loadBalancer` in its profile; or use TrafficPolicy.LOCAL, " +
      'by which the policy of the pods sees the client',
  ],
  [
    'UDP',
    { protocols: [Protocol.TCP, Protocol.UDP] },
    "the load balancer of a Service with UDP ports must forward UDP, and conformant doesn't; use one that does: " +
      'aws-nlb, azure, gcp or metallb; say which one the cluster has by `loadBalancer` in its profile',
  ],
  [
    'SCTP',
    { protocols: [Protocol.SCTP] },
    "the load balancer of a Service with SCTP ports must forward SCTP, and conformant doesn't; use one that does: " +
      'metallb; say which one the cluster has by `loadBalancer` in its profile',
  ],
])('lacks %s', (_, said, message) => {
  expect(() => conformant.serve(request(said))).toThrow(new Error(message));
});

test('lacks TCP where only another protocol is known of it', () => {
  const own = LoadBalancers.conformant({ protocols: [Protocol.UDP] });
  expect(() => own.serve(request())).toThrow(
    new Error(
      "the load balancer of a Service with TCP ports must forward TCP, and conformant doesn't; use one that does",
    ),
  );
});
