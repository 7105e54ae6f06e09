import { Duration } from 'cdk8s';
import {
  IpFamilies,
  type LoadBalancerOptions,
  Service,
  type ServicePort,
  ServiceType,
  SessionAffinity,
  TrafficDistribution,
} from '../../lib/addressing';
import { LoadBalancerSource } from '../../lib/cluster';
import { IpFamily, Port, TrafficPolicy } from '../../lib/traffic';
import { hearNotices } from '../support/notices';
import { PODS, shopOf } from './pods';

const HTTP = { target: Port.tcp(8080) };

/** What a type writes, without what is the same for all. */
function written(type: ServiceType, ports: ServicePort[] = [HTTP]): any {
  const { selector, ports: _, ...fields } = service(type, ports).toJson().spec;
  return fields;
}

function service(type: ServiceType, ports: ServicePort[] = [HTTP]): Service {
  return new Service(shopOf(), 'web', { workload: PODS, ports, type });
}

function portsOf(type: ServiceType, ports: ServicePort[]): any {
  return service(type, ports).toJson().spec.ports;
}

describe('is known', () => {
  test('by its brand, also that of another copy of the library', () => {
    expect(ServiceType.isServiceType(ServiceType.headless())).toBe(true);
    expect(ServiceType.isServiceType({ [Symbol.for('cdk8s-networking.ServiceType')]: true })).toBe(true);
    expect([undefined, null, 'NodePort', {}].map(ServiceType.isServiceType)).toEqual([false, false, false, false]);
  });

  test('by its name', () => {
    const types = [ServiceType.clusterIp(), ServiceType.headless(), ServiceType.nodePort(), ServiceType.loadBalancer()];
    expect(types.join(' ')).toBe('ClusterIP Headless NodePort LoadBalancer');
  });

  test('and anything else is refused', () => {
    expect(() => service('NodePort' as any)).toThrow(
      new Error(
        '[shop/web] the `type` of a Service must be a ServiceType, but got "NodePort"; write it as in ' +
          'ServiceType.headless()',
      ),
    );
  });
});

describe('writes', () => {
  test('nothing but the type where nothing is said', () => {
    expect(written(ServiceType.clusterIp())).toEqual({ type: 'ClusterIP' });
    expect(written(ServiceType.headless())).toEqual({ type: 'ClusterIP', clusterIP: 'None' });
    expect(written(ServiceType.nodePort())).toEqual({ type: 'NodePort' });
    expect(written(ServiceType.loadBalancer())).toEqual({ type: 'LoadBalancer' });
  });

  test('how sessions are kept', () => {
    const timeout = Duration.minutes(10);
    expect(written(ServiceType.clusterIp({ sessionAffinity: SessionAffinity.clientIp() }))).toEqual({
      type: 'ClusterIP',
      sessionAffinity: 'ClientIP',
    });
    expect(written(ServiceType.clusterIp({ sessionAffinity: SessionAffinity.clientIp({ timeout }) }))).toEqual({
      type: 'ClusterIP',
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } },
    });
  });

  test('where traffic goes', () => {
    const type = ServiceType.nodePort({
      internalTrafficPolicy: TrafficPolicy.LOCAL,
      externalTrafficPolicy: TrafficPolicy.CLUSTER,
      trafficDistribution: TrafficDistribution.PREFER_SAME_NODE,
    });
    expect(written(type)).toEqual({
      type: 'NodePort',
      internalTrafficPolicy: 'Local',
      externalTrafficPolicy: 'Cluster',
      trafficDistribution: 'PreferSameNode',
    });
  });

  test('its address, in the spelling that every cluster takes', () => {
    expect(written(ServiceType.clusterIp({ clusterIp: '2001:DB8:0::12' })).clusterIP).toBe('2001:db8::12');
    const ipFamilies = IpFamilies.requireBoth(IpFamily.IPV6);
    expect(written(ServiceType.nodePort({ clusterIp: 'fd00::12', ipFamilies }))).toEqual({
      type: 'NodePort',
      clusterIP: 'fd00::12',
      ipFamilyPolicy: 'RequireDualStack',
      ipFamilies: ['IPv6'],
    });
  });

  test('all that a load balancer is told', () => {
    const type = ServiceType.loadBalancer({
      loadBalancerClass: 'example.com/internal-vip',
      sourceRanges: ['203.0.113.0/24', '2001:DB8::/32'],
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      healthCheckNodePort: 32000,
      publishNotReadyAddresses: true,
    });
    expect(written(type)).toEqual({
      type: 'LoadBalancer',
      loadBalancerClass: 'example.com/internal-vip',
      loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 32000,
      publishNotReadyAddresses: true,
    });
  });

  test('external IPs', () => {
    const type = ServiceType.clusterIp({
      externalIps: ['203.0.113.7', '2001:db8:0::7'],
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      ipFamilies: IpFamilies.preferBoth(),
    });
    expect(written(type)).toEqual({
      type: 'ClusterIP',
      ipFamilyPolicy: 'PreferDualStack',
      externalIPs: ['203.0.113.7', '2001:db8::7'],
      externalTrafficPolicy: 'Local',
    });
  });
});

describe('a synth', () => {
  const heard = hearNotices();

  test('says why external IPs are dangerous', () => {
    service(ServiceType.clusterIp({ externalIps: ['203.0.113.7', '2001:db8:0::7'] })).chart.toJson();
    expect(heard).toEqual([
      'cdk8s-networking: [shop/web] has external IPs (203.0.113.7, 2001:db8::7): nobody asks whose they are, so ' +
        'whoever may write Services can take the traffic for any address (CVE-2020-8554); prefer a load balancer\n',
    ]);
  });

  test('says nothing where there are none, or the Service was taken out again', () => {
    service(ServiceType.clusterIp()).chart.toJson();
    const { chart, node } = service(ServiceType.clusterIp({ externalIps: ['203.0.113.7'] }));
    chart.node.tryRemoveChild(node.id);
    chart.toJson();
    expect(heard).toEqual([]);
  });
});

describe('node ports', () => {
  const provider = {
    name: 'any',
    serve: () => ({ annotations: {}, source: LoadBalancerSource.NODE }),
  };

  const nodePorts = (type: ServiceType) =>
    portsOf(type, [
      { name: 'dns', target: Port.udp(53), nodePort: 30053 },
      { name: 'dns-tcp', target: Port.tcp(53), nodePort: 30053 },
      { name: 'http', target: Port.tcp(8080) },
    ]).map(({ protocol, nodePort }: any) => `${protocol} ${nodePort}`);

  test('are written where they are given, one number for each protocol', () => {
    expect(nodePorts(ServiceType.nodePort())).toEqual(['UDP 30053', 'TCP 30053', 'TCP undefined']);
    expect(nodePorts(ServiceType.loadBalancer({ provider }))).toEqual(['UDP 30053', 'TCP 30053', 'TCP undefined']);
  });

  test.each([30000, 32767])('may be %p', (nodePort) => {
    expect(portsOf(ServiceType.nodePort(), [{ ...HTTP, nodePort }])[0].nodePort).toBe(nodePort);
  });

  test.each([29999, 32768, 30000.5, '30000' as any])('must not be %p', (nodePort) => {
    expect(() => service(ServiceType.nodePort(), [{ ...HTTP, nodePort }])).toThrow(
      new Error(
        `[shop/web] a node port must be a whole number from 30000 to 32767, but got ${JSON.stringify(nodePort)}; leave ` +
          'it out and the cluster chooses one; where its API server keeps others, give `nodePortRange`',
      ),
    );
  });

  test('may be others where the API server keeps others', () => {
    const type = ServiceType.nodePort({ nodePortRange: { first: 80, last: 32767 } });
    expect(portsOf(type, [{ ...HTTP, nodePort: 80 }])[0].nodePort).toBe(80);
  });

  test.each([
    [{ first: 30001, last: 30000 }, '{"first":30001,"last":30000}'],
    [{ first: 0, last: 30000 }, '{"first":0,"last":30000}'],
    ['30000-32767' as any, '"30000-32767"'],
    [null as any, 'null'],
  ])('are not kept in the range %p', (range, shown) => {
    expect(() => ServiceType.nodePort({ nodePortRange: range })).toThrow(
      new Error(
        `a range of node ports must go from one port number to the same or a higher one, but got ${shown}; write it as ` +
          'in { first: 30000, last: 32767 }',
      ),
    );
  });

  test.each([
    ['ClusterIP', ServiceType.clusterIp()],
    ['Headless', ServiceType.headless()],
  ])('are not for a %s Service', (name, type) => {
    expect(() => service(type, [{ ...HTTP, nodePort: 30080 }])).toThrow(
      new Error(
        `[shop/web] a ${name} Service must have no node ports, but got 30080; leave \`nodePort\` out, or take ` +
          'ServiceType.nodePort() or ServiceType.loadBalancer()',
      ),
    );
  });

  test('must differ', () => {
    const ports = [
      { name: 'http', target: Port.tcp(8080), nodePort: 30080 },
      { name: 'metrics', target: Port.tcp(9090), nodePort: 30080 },
    ];
    const message =
      '[shop/web] the node ports of a Service must differ in number or protocol, also from that of its health check, ' +
      'but got "TCP 30080"; give each its own, or leave them out';
    expect(() => service(ServiceType.nodePort(), ports)).toThrow(new Error(message));
    const local = { externalTrafficPolicy: TrafficPolicy.LOCAL, healthCheckNodePort: 30080 };
    expect(() => service(ServiceType.loadBalancer(local), ports.slice(0, 1))).toThrow(new Error(message));
  });
});

describe('refuses', () => {
  const LOCAL = TrafficPolicy.LOCAL;

  test.each<[string, LoadBalancerOptions, string]>([
    [
      'a cluster IP that is none',
      { clusterIp: 'None' },
      'the cluster IP of a Service must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 ' +
        'address, but got "None"; for none, take ServiceType.headless()',
    ],
    [
      'a cluster IP with leading zeros',
      { clusterIp: '10.96.0.010' },
      'the cluster IP of a Service must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 ' +
        'address, but got "10.96.0.010"; for none, take ServiceType.headless()',
    ],
    [
      'a cluster IP of another family than the first one',
      { clusterIp: '10.96.0.12', ipFamilies: IpFamilies.only(IpFamily.IPV6) },
      'the cluster IP of a Service must be of its first family, which is IPv6, but got "10.96.0.12"; give another ' +
        'address, or another first family',
    ],
    [
      'families by their names',
      { ipFamilies: 'RequireDualStack' as any },
      'the `ipFamilies` of a Service must be an IpFamilies, but got "RequireDualStack"; write it as in ' +
        'IpFamilies.preferBoth()',
    ],
    [
      'an affinity by its name',
      { sessionAffinity: 'ClientIP' as any },
      'the `sessionAffinity` of a Service must be a SessionAffinity, but got "ClientIP"; write it as in ' +
        'SessionAffinity.clientIp()',
    ],
    [
      'another traffic policy',
      { internalTrafficPolicy: 'local' as any },
      'the `internalTrafficPolicy` of a Service must be a TrafficPolicy, but got "local"; write TrafficPolicy.CLUSTER ' +
        'or TrafficPolicy.LOCAL',
    ],
    [
      'another distribution',
      { trafficDistribution: 'PreferFar' as any },
      'the `trafficDistribution` of a Service must be a TrafficDistribution, but got "PreferFar"; write it as in ' +
        'TrafficDistribution.PREFER_SAME_ZONE',
    ],
    [
      'no external IP in a list of them',
      { externalIps: [] },
      'the `externalIps` of a Service must be a list with at least one entry, but got an empty list; write it as in ' +
        "['203.0.113.7'], or leave it out",
    ],
    [
      'one external IP twice',
      { externalIps: ['2001:db8::7', '2001:DB8::7'] },
      'the `externalIps` of a Service must differ, but got "2001:db8::7"; name it once',
    ],
    [
      'an external IP that leads to the node itself',
      { externalIps: ['127.0.0.1'] },
      'an external IP must not be a loopback address, which is the caller itself, but got "127.0.0.1"; give the address ' +
        'under which the others know it',
    ],
    [
      'an external IP of another family',
      { externalIps: ['203.0.113.7'], ipFamilies: IpFamilies.only(IpFamily.IPV6) },
      'an external IP must be of a family of the Service, which has IPv6, but got "203.0.113.7"; leave it out, or give ' +
        'IpFamilies.preferBoth()',
    ],
    [
      'an address of another family',
      { addresses: ['203.0.113.7', '2001:db8::7'], ipFamilies: IpFamilies.only(IpFamily.IPV4) },
      'the address of a load balancer must be of a family of the Service, which has IPv4, but got "2001:db8::7"; leave ' +
        'it out, or give IpFamilies.preferBoth()',
    ],
    [
      'a flag that is a text',
      { publishNotReadyAddresses: 'false' as any },
      '`publishNotReadyAddresses` must be true or false, but got "false"; leave it out for the default',
    ],
    [
      'a text in place of a provider',
      { provider: 'aws' as any },
      'the `provider` of a load balancer must be an ILoadBalancer, but got "aws"; take one from LoadBalancers, or leave ' +
        'it out for the one of the cluster profile',
    ],
    [
      'a class that is no qualified name',
      { loadBalancerClass: 'my class' },
      'a load balancer class must be at most 63 letters, digits, "-", "_" and ".", the first and the last of them a ' +
        'letter or digit, optionally after a lower case DNS name and "/", but got "my class"; write it as in ' +
        'internal-vip or service.k8s.aws/nlb',
    ],
    [
      'source ranges that let in nobody, which the API server takes for everybody',
      { sourceRanges: [] },
      'the `sourceRanges` of a Service must be a list with at least one entry, but got an empty list; write it as in ' +
        "['203.0.113.0/24'], or leave it out",
    ],
    [
      'a source range that is no network',
      { sourceRanges: ['203.0.113.7/24'] },
      'a CIDR must have no host bits set, but got "203.0.113.7/24"; write 203.0.113.0/24 for the network, or ' +
        '203.0.113.7/32 for the one address',
    ],
    [
      'a source range of another family',
      { sourceRanges: ['2001:db8::/32', '203.0.113.0/24'], ipFamilies: IpFamilies.only(IpFamily.IPV6) },
      'the `sourceRanges` of a Service must be of its family, which is IPv6, but got "203.0.113.0/24"; leave it out, or ' +
        'give IpFamilies.preferBoth()',
    ],
    [
      'source ranges that leave one family open to everybody',
      { sourceRanges: ['203.0.113.0/24'], ipFamilies: IpFamilies.preferBoth() },
      'the `sourceRanges` of a Service must have one of each of its families, since everybody comes in by one without ' +
        'any, which is IPv6, but got ["203.0.113.0/24"]; name ranges of IPv6, or give IpFamilies.only() for the other',
    ],
    [
      'addresses of both families for a Service of one',
      { addresses: ['203.0.113.7', '2001:db8::7'] },
      'a Service must say that it has both families, where its load balancer has an address of each, but got ' +
        '["203.0.113.7","2001:db8::7"]; give `ipFamilies: IpFamilies.requireBoth()`, or make a Service for each address',
    ],
    [
      'clients of another family',
      { clientRanges: ['2001:db8::/32'], ipFamilies: IpFamilies.only(IpFamily.IPV4) },
      'the `clientRanges` of a Service must be of its family, which is IPv4, but got "2001:db8::/32"; leave it out, or ' +
        'give IpFamilies.preferBoth()',
    ],
    [
      'two addresses of one family',
      { addresses: ['203.0.113.7', '203.0.113.8'] },
      'a load balancer must have at most one address of each family, but got ["203.0.113.7","203.0.113.8"]; make a ' +
        'Service for each address',
    ],
    [
      'a health check where every node answers',
      { healthCheckNodePort: 32000 },
      'only a Service with TrafficPolicy.LOCAL must have a health check node port, since any node answers for others, ' +
        'but got 32000; leave it out, or give `externalTrafficPolicy: TrafficPolicy.LOCAL`',
    ],
    [
      'a health check on a port that is not kept',
      { healthCheckNodePort: 80, externalTrafficPolicy: LOCAL },
      'a health check node port must be a whole number from 30000 to 32767, but got 80; leave it out and the cluster ' +
        'chooses one; where its API server keeps others, give `nodePortRange`',
    ],
  ])('%s', (_, options, message) => {
    expect(() => ServiceType.loadBalancer(options)).toThrow(new Error(message));
  });

  test.each(['internal', 'proxyProtocol', 'allocatesNodePorts'])('a text as `%s`', (option) => {
    expect(() => ServiceType.loadBalancer({ [option]: 'false' })).toThrow(
      new Error(`\`${option}\` must be true or false, but got "false"; leave it out for the default`),
    );
  });

  test('the options of another type', () => {
    const options: LoadBalancerOptions = { externalIps: ['203.0.113.7'], nodePortRange: undefined };
    expect(() => ServiceType.headless(options)).toThrow(
      new Error(
        'a Headless Service must have no `externalIps`, but got ["203.0.113.7"]; leave it out; it may have ipFamilies, ' +
          'publishNotReadyAddresses',
      ),
    );
    expect(`${ServiceType.clusterIp(options)}`).toBe('ClusterIP');
    expect(() => ServiceType.clusterIp({ ...options, sourceRanges: ['10.0.0.0/8'] } as LoadBalancerOptions)).toThrow(
      'a ClusterIP Service must have no `sourceRanges`, but got ["10.0.0.0/8"]; leave it out; it may have ipFamilies, ',
    );
  });

  test.each([null, 'Local', []])('%p in place of the options', (options: any) => {
    expect(() => ServiceType.headless(options)).toThrow('the options of a ServiceType must be an object');
  });

  test.each([
    ['externalTrafficPolicy', { externalTrafficPolicy: LOCAL }, '"Local"'],
    ['clientRanges', { clientRanges: ['10.0.0.0/8'] }, '["10.0.0.0/8"]'],
  ])('`%s` where nobody connects from outside', (option, options, shown) => {
    expect(() => ServiceType.clusterIp(options)).toThrow(
      new Error(
        `a Service that is reached from inside the cluster only must have no \`${option}\`, but got ${shown}; leave it ` +
          'out, or take ServiceType.nodePort() or ServiceType.loadBalancer()',
      ),
    );
  });
});
