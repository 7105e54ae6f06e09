import { type AwsNlbProps, LoadBalancers, NlbTarget } from '../../../lib/cluster';
import { IpFamily, Protocol } from '../../../lib/traffic';
import { arrivals, LOCAL, request } from './requests';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';
const SUBNETS = ['10.0.0.0/24', '10.0.1.0/24'];
const BY_NODES = {};
const TO_PODS = { targetType: NlbTarget.IP, subnetRanges: SUBNETS };
const TO_PODS6 = { targetType: NlbTarget.IP, subnetRanges: [...SUBNETS, '2001:db8::/64'] };
const ASKED = { ...TO_PODS, healthCheckPort: 8081 };
const UDP = { protocols: [Protocol.UDP] };
const IPV6 = { ipFamilies: [IpFamily.IPV6] };

function annotations(props: AwsNlbProps, said = {}): { [key: string]: string } {
  return LoadBalancers.awsNlb(props).serve(request(said)).annotations;
}

test('goes by ports of nodes, and faces the internet, where nothing is said', () => {
  const answer = LoadBalancers.awsNlb().serve(request());
  expect(answer.annotations).toEqual({
    [`${PREFIX}nlb-target-type`]: 'instance',
    [`${PREFIX}scheme`]: 'internet-facing',
  });
  expect(answer.loadBalancerClass).toBe('service.k8s.aws/nlb');
  expect(answer.needsNodePorts).toBe(true);
});

test('goes to the pods when told, and needs no node ports', () => {
  const answer = LoadBalancers.awsNlb(TO_PODS).serve(request({ isInternal: true }));
  expect(answer.annotations).toEqual({
    [`${PREFIX}nlb-target-type`]: 'ip',
    [`${PREFIX}scheme`]: 'internal',
  });
  expect(answer.needsNodePorts).toBe(false);
});

test('is in the subnets and has the addresses that it is told', () => {
  const subnets = ['subnet-a', 'subnet-b'];
  expect(annotations({ subnets, elasticIps: ['eipalloc-a', 'eipalloc-b'], isCrossZone: true })).toEqual({
    [`${PREFIX}nlb-target-type`]: 'instance',
    [`${PREFIX}scheme`]: 'internet-facing',
    [`${PREFIX}attributes`]: 'load_balancing.cross_zone.enabled=true',
    [`${PREFIX}subnets`]: 'subnet-a,subnet-b',
    [`${PREFIX}eip-allocations`]: 'eipalloc-a,eipalloc-b',
  });
  expect(annotations({ subnets, privateIps: ['10.0.0.7', '10.0.1.7'] }, { isInternal: true })).toMatchObject({
    [`${PREFIX}private-ipv4-addresses`]: '10.0.0.7,10.0.1.7',
  });
});

test('has addresses of both families where the Service has IPv6', () => {
  expect(annotations(TO_PODS6, IPV6)).toMatchObject({ [`${PREFIX}ip-address-type`]: 'dualstack' });
});

test('speaks the PROXY protocol', () => {
  expect(annotations(BY_NODES, { usesProxyProtocol: true })).toMatchObject({ [`${PREFIX}proxy-protocol`]: '*' });
  expect(annotations(TO_PODS, { usesProxyProtocol: true, ...LOCAL })).toMatchObject({
    [`${PREFIX}proxy-protocol`]: '*',
  });
});

describe('health checks', () => {
  const port = (props: AwsNlbProps, said = {}) => annotations(props, said)[`${PREFIX}healthcheck-port`];
  const atPods = (props: AwsNlbProps, said = {}) => LoadBalancers.awsNlb(props).serve(request(said)).healthCheckPort;

  test('come to the ports of connections where nothing is said', () => {
    expect(port(TO_PODS)).toBeUndefined();
    expect(atPods(TO_PODS)).toBeUndefined();
  });

  test('come to the port of the pods that is told', () => {
    expect(port(ASKED, UDP)).toBe('8081');
    expect(atPods(ASKED, UDP)).toBe(8081);
  });

  test('come to the port of the nodes that is told, and to none of the pods', () => {
    const byNodes = { healthCheckPort: 10256 };
    expect(port(byNodes, UDP)).toBe('10256');
    expect(atPods(byNodes, UDP)).toBeUndefined();
  });

  test('come to the port that the cluster chooses where connections stay on their node', () => {
    const byNodes = { healthCheckPort: 10256 };
    expect(port(byNodes, { ...UDP, ...LOCAL })).toBeUndefined();
  });
});

test('has each of its addresses for one Service alone', () => {
  const claims = (props: AwsNlbProps, said = {}) => LoadBalancers.awsNlb(props).serve(request(said)).claims;
  expect(claims({})).toEqual([]);
  expect(claims({ elasticIps: ['eipalloc-a'] })).toEqual(['address eipalloc-a']);
  expect(claims({ privateIps: ['10.0.0.7'] }, { isInternal: true })).toEqual(['address 10.0.0.7']);
});

describe('the addresses of clients', () => {
  const own = '10.0.0.0/24, 10.0.1.0/24';

  test.each<[string, AwsNlbProps, object]>([
    ['node', BY_NODES, {}],
    ['node', BY_NODES, { sourceRanges: ['203.0.113.0/24'] }],
    ['node', { preservesClientIp: false }, {}],
    ['client', BY_NODES, LOCAL],
    ['client', BY_NODES, { ...LOCAL, ...UDP }],
    [`balancer ${own}`, { preservesClientIp: false, subnetRanges: SUBNETS }, LOCAL],
    [`balancer ${own}`, TO_PODS, {}],
    [`balancer ${own}`, TO_PODS, LOCAL],
    [`client, and balancer ${own}`, { ...TO_PODS, preservesClientIp: true }, {}],
    [`client, and balancer ${own}`, ASKED, UDP],
    [`client, and balancer ${own}`, ASKED, { protocols: [Protocol.TCP, Protocol.UDP] }],
    [`balancer ${own}, 2001:db8::/64`, TO_PODS6, IPV6],
  ])('arrive as %s by %j with %j', (who, props, said) => {
    expect(arrivals(LoadBalancers.awsNlb(props).serve(request(said)))).toBe(who);
  });

  test.each<[string | undefined, AwsNlbProps, object]>([
    [undefined, BY_NODES, {}],
    ['preserve_client_ip.enabled=false', { preservesClientIp: false }, {}],
    [undefined, TO_PODS, {}],
    ['preserve_client_ip.enabled=true', ASKED, UDP],
    ['preserve_client_ip.enabled=true', { ...TO_PODS, preservesClientIp: true }, {}],
  ])('are asked for by %s with %j and %j', (attribute, props, said) => {
    expect(annotations(props, said)[`${PREFIX}target-group-attributes`]).toBe(attribute);
  });
});

describe('an error tells that', () => {
  const FIND_THEM =
    'give LoadBalancers.awsNlb({ subnetRanges }): the networks of its subnets, as `aws ec2 describe-subnets --query ' +
    '"Subnets[].[SubnetId,CidrBlock,Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock]"` shows them';

  test.each<[string, AwsNlbProps, object, string]>([
    [
      'the networks of its subnets are not known',
      { targetType: NlbTarget.IP },
      {},
      `load balancer aws-nlb must say from which IPv4 addresses it connects to the pods; ${FIND_THEM}`,
    ],
    [
      'the networks of its subnets are of the other family',
      TO_PODS,
      IPV6,
      `load balancer aws-nlb must say from which IPv6 addresses it connects to the pods; ${FIND_THEM}`,
    ],
    [
      'nodes are no targets for IPv6',
      BY_NODES,
      IPV6,
      'a Service with IPv6 by load balancer aws-nlb must have pods as its targets, not nodes; give ' +
        'LoadBalancers.awsNlb({ targetType: NlbTarget.IP })',
    ],
    [
      'the networks of its subnets are of one family where the Service may have both',
      { targetType: NlbTarget.IP, subnetRanges: ['2001:db8::/64'] },
      { ipFamilies: [IpFamily.IPV4, IpFamily.IPV6] },
      `load balancer aws-nlb must say from which IPv4 addresses it connects to the pods; ${FIND_THEM}`,
    ],
    [
      'pods answer no health check by UDP',
      TO_PODS,
      UDP,
      'load balancer aws-nlb must have a TCP port for the health checks of a Service with UDP ports; give ' +
        'LoadBalancers.awsNlb({ healthCheckPort }): a TCP port on which the pods answer',
    ],
    [
      'nodes answer no health check by UDP',
      BY_NODES,
      { protocols: [Protocol.TCP, Protocol.UDP] },
      'load balancer aws-nlb must have a TCP port for the health checks of a Service with UDP ports; give the Service ' +
        'TrafficPolicy.LOCAL, by which nodes answer them, or LoadBalancers.awsNlb({ healthCheckPort }): a TCP port on ' +
        'which each node answers, such as 10256 of kube-proxy',
    ],
    [
      'UDP does not go with IPv6',
      TO_PODS6,
      { ...IPV6, ...UDP },
      'a Service by load balancer aws-nlb must not have both IPv6 and UDP, since clients would arrive under translated ' +
        'addresses; make a Service of its own for UDP, with IPv4 alone',
    ],
    [
      'UDP keeps the addresses of clients',
      { preservesClientIp: false },
      UDP,
      'load balancer aws-nlb must preserve the addresses of clients by UDP, but got "preservesClientIp: false"; leave it ' +
        'out in LoadBalancers.awsNlb(), or make a Service of its own for UDP by another one',
    ],
    [
      'nodes do not answer health checks by the PROXY protocol',
      BY_NODES,
      { usesProxyProtocol: true, ...LOCAL },
      'a Service by load balancer aws-nlb must not have both `proxyProtocol` and TrafficPolicy.LOCAL, since nodes answer ' +
        'its health checks without that protocol; leave out `proxyProtocol`: with TrafficPolicy.LOCAL the pods see the ' +
        'client as it is',
    ],
    [
      'it does not forward SCTP',
      BY_NODES,
      { protocols: [Protocol.SCTP] },
      "the load balancer of a Service with SCTP ports must forward SCTP, and aws-nlb doesn't; use one that does: metallb; " +
        'say which one the cluster has by `loadBalancer` in its profile',
    ],
    [
      'it has an address in each subnet',
      BY_NODES,
      { addresses: ['203.0.113.7'] },
      'the `addresses` of a Service by load balancer aws-nlb must be said for each of its subnets, but got ' +
        '["203.0.113.7"]; leave them out and give LoadBalancers.awsNlb({ privateIps }), or { elasticIps } where it faces ' +
        'the internet',
    ],
    [
      'elastic addresses face the internet',
      { elasticIps: ['eipalloc-a'] },
      { isInternal: true },
      'load balancer aws-nlb must have no `elasticIps` where it is internal, but got ["eipalloc-a"]; give `privateIps`, ' +
        'or leave them out',
    ],
    [
      'private addresses do not face the internet',
      { privateIps: ['10.0.0.7'] },
      {},
      'load balancer aws-nlb must have no `privateIps` where it faces the internet, but got ["10.0.0.7"]; give ' +
        '`elasticIps`, or leave them out',
    ],
    [
      'each subnet needs an address',
      { subnets: ['subnet-a', 'subnet-b'], elasticIps: ['eipalloc-a'] },
      {},
      'load balancer aws-nlb must have an address for each of its 2 subnets, but got ["eipalloc-a"]; give as many as ' +
        'subnets',
    ],
  ])('%s', (_, props, said, message) => {
    expect(() => LoadBalancers.awsNlb(props).serve(request(said))).toThrow(new Error(message));
  });

  test('the range of a subnet is none', () => {
    expect(() => LoadBalancers.awsNlb({ subnetRanges: ['10.0.0.7/24'] })).toThrow('a CIDR must have no host bits set');
  });
});
