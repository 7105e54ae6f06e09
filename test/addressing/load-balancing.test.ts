import { IpFamilies, type LoadBalancerOptions, Service, type ServicePort, ServiceType } from '../../lib/addressing';
import {
  type ClusterProps,
  type ILoadBalancer,
  type LoadBalancerAnswer,
  type LoadBalancerRequest,
  LoadBalancerSource,
  NetworkPlugin,
} from '../../lib/cluster';
import { IpFamily, Peer, Port, TrafficPolicy } from '../../lib/traffic';
import { PODS, shopOf } from './pods';

const LOCAL = TrafficPolicy.LOCAL;
const NODES: ClusterProps = { nodeRanges: ['10.20.0.0/16'] };
const HTTP = { target: Port.tcp(8080) };

/** A load balancer that answers what a test wants, and keeps what it was asked. */
class Balancer implements ILoadBalancer {
  public readonly name = 'acme';
  public readonly requests: LoadBalancerRequest[] = [];

  public constructor(private readonly answer: Partial<LoadBalancerAnswer> = {}) {}

  public serve(request: LoadBalancerRequest): LoadBalancerAnswer {
    this.requests.push(request);
    return { annotations: {}, source: LoadBalancerSource.CLIENT, ...this.answer };
  }
}

function service(type: ServiceType, cluster: ClusterProps = NODES, ports: ServicePort[] = [HTTP]): Service {
  return new Service(shopOf(cluster), 'web', { workload: PODS, ports, type });
}

function behind(
  answer: Partial<LoadBalancerAnswer>,
  options: LoadBalancerOptions = {},
  ports?: ServicePort[],
): Service {
  return service(ServiceType.loadBalancer({ provider: new Balancer(answer), ...options }), NODES, ports);
}

describe('a load balancer', () => {
  test('is asked once for all that the Service says', () => {
    const provider = new Balancer();
    const type = ServiceType.loadBalancer({
      provider,
      internal: true,
      addresses: ['10.9.0.1', 'FD00::1'],
      proxyProtocol: true,
      sourceRanges: ['10.0.0.0/8', 'fd00::/8'],
      externalTrafficPolicy: LOCAL,
      ipFamilies: IpFamilies.requireBoth(IpFamily.IPV6),
    });
    const ports = [
      { name: 'http', target: Port.tcp(8080) },
      { name: 'metrics', target: Port.tcp(9090) },
      { name: 'dns', target: Port.udp(53) },
    ];
    const made = service(type, NODES, ports);
    expect(made.clients?.toString()).toBe('10.0.0.0/8, fd00::/8');
    expect(made.loadBalancer).toBe(provider);
    expect(provider.requests).toEqual([
      {
        isInternal: true,
        addresses: ['10.9.0.1', 'fd00::1'],
        usesProxyProtocol: true,
        sourceRanges: ['10.0.0.0/8', 'fd00::/8'],
        externalTrafficPolicy: 'Local',
        protocols: ['TCP', 'UDP'],
        ipFamilies: ['IPv6', 'IPv4'],
      },
    ]);
  });

  test('is asked for nothing where the Service says nothing', () => {
    const provider = new Balancer();
    service(ServiceType.loadBalancer({ provider }));
    expect(provider.requests).toEqual([
      {
        isInternal: false,
        addresses: [],
        usesProxyProtocol: false,
        sourceRanges: [],
        externalTrafficPolicy: 'Cluster',
        protocols: ['TCP'],
        ipFamilies: [],
      },
    ]);
  });

  test('is the one of the cluster profile unless one is named', () => {
    const loadBalancer = new Balancer();
    expect(service(ServiceType.loadBalancer(), { loadBalancer }).loadBalancer).toBe(loadBalancer);
    expect(service(ServiceType.nodePort(), { loadBalancer }).loadBalancer).toBeUndefined();
    expect(loadBalancer.requests).toHaveLength(1);
  });

  test('has its annotations, its class and its wish for no node ports written', () => {
    const answer = {
      annotations: { 'acme.example/scheme': 'internal' },
      loadBalancerClass: 'acme.example/nlb',
      needsNodePorts: false,
    };
    expect(behind(answer).chart).toMatchSnapshot();
  });

  test('may be of the class that the Service names, where it names that one or none', () => {
    const loadBalancerClass = 'acme.example/nlb';
    const classOf = (made: Service) => made.toJson().spec.loadBalancerClass;
    expect(classOf(behind({ loadBalancerClass }, { loadBalancerClass }))).toBe('acme.example/nlb');
    expect(classOf(behind({}, { loadBalancerClass }))).toBe('acme.example/nlb');
  });

  test('keeps node ports where the Service wants them, and none where neither does', () => {
    const allocated = (made: Service) => made.toJson().spec.allocateLoadBalancerNodePorts;
    expect(allocated(behind({}))).toBeUndefined();
    expect(allocated(behind({ needsNodePorts: false }, { allocatesNodePorts: true }))).toBeUndefined();
    expect(allocated(behind({ needsNodePorts: false }, { allocatesNodePorts: false }))).toBe(false);
  });
});

describe('refuses', () => {
  test('a class to which the load balancer does not answer', () => {
    expect(() => behind({ loadBalancerClass: 'acme.example/nlb' }, { loadBalancerClass: 'other.example/nlb' })).toThrow(
      new Error(
        '[shop/web] the class of a load balancer of acme must be acme.example/nlb, but got "other.example/nlb"; leave ' +
          '`loadBalancerClass` out, or give the `provider` that answers to this class',
      ),
    );
  });

  test('no node ports where the load balancer goes by them', () => {
    expect(() => behind({}, { allocatesNodePorts: false })).toThrow(
      new Error(
        '[shop/web] a load balancer of acme must have node ports, by which it reaches the pods, but got ' +
          '"allocatesNodePorts: false"; leave `allocatesNodePorts` out, or give a `provider` that connects to the pods ' +
          'themselves',
      ),
    );
  });

  test('a node port where none are kept', () => {
    const ports = [{ ...HTTP, nodePort: 30080 }];
    expect(() => behind({ needsNodePorts: false }, {}, ports)).toThrow(
      new Error(
        '[shop/web] a Service for which no node ports are kept must not name one, but got 30080; leave `nodePort` out, ' +
          'or give `allocatesNodePorts: true`',
      ),
    );
    const made = behind({ needsNodePorts: false }, { allocatesNodePorts: true }, ports);
    expect(made.toJson().spec.ports[0].nodePort).toBe(30080);
  });

  test.each([
    [LoadBalancerSource.NODE, 'nodes'],
    [LoadBalancerSource.BALANCER, 'the load balancer'],
  ])('clients that arrive under another address: %s', (source, who) => {
    expect(() => behind({ source }, { clientRanges: ['203.0.113.0/24'] })).toThrow(
      new Error(
        '[shop/web] `clientRanges` must be about clients that the pods see, but those of this Service arrive under the ' +
          `addresses of ${who}, but got ["203.0.113.0/24"]; leave it out, or give \`sourceRanges\`, which the load ` +
          'balancer itself keeps to',
      ),
    );
  });

  test('clients of node ports and external IPs that arrive under the addresses of nodes', () => {
    const options = { clientRanges: ['203.0.113.0/24'], externalIps: ['203.0.113.7'] };
    const message =
      '[shop/web] `clientRanges` must be about clients that the pods see, but those of this Service arrive under the ' +
      'addresses of nodes, but got ["203.0.113.0/24"]; leave it out, or give it TrafficPolicy.LOCAL';
    expect(() => service(ServiceType.nodePort(options))).toThrow(new Error(message));
    expect(() => service(ServiceType.clusterIp(options))).toThrow(new Error(message));
    expect(() => service(ServiceType.nodePort({ ...options, externalTrafficPolicy: LOCAL }))).not.toThrow();
  });

  test('clients that are not let in', () => {
    expect(() => behind({}, { sourceRanges: ['203.0.113.0/24'], clientRanges: ['203.0.112.0/23'] })).toThrow(
      new Error(
        'the `clientRanges` of a Service must be inside its `sourceRanges`, which let in nobody else, but got ' +
          '"203.0.112.0/23"; leave it out, or let it in',
      ),
    );
  });

  test("what the load balancer lacks, in the load balancer's words", () => {
    const provider: ILoadBalancer = {
      name: 'acme',
      serve: () => {
        throw new Error('acme must have subnets; give `subnets`');
      },
    };
    expect(() => service(ServiceType.loadBalancer({ provider }))).toThrow(
      new Error('[shop/web] acme must have subnets; give `subnets`'),
    );
  });
});

describe('an answer is refused', () => {
  const OF = 'in the answer of load balancer acme';

  test.each<[string, unknown, string]>([
    [
      'that is none',
      undefined,
      'the answer of load balancer acme must be an object, but got undefined; return a LoadBalancerAnswer from `serve()`, ' +
        'and no promise of one',
    ],
    [
      'that comes later',
      Promise.resolve({}),
      'the answer of load balancer acme must be an object, but got a Promise; return a LoadBalancerAnswer from `serve()`, ' +
        'and no promise of one',
    ],
    [
      'by the name of a source',
      { annotations: {}, source: 'CLIENT' },
      `the \`source\` ${OF} must be a LoadBalancerSource, but got "CLIENT"; write it as in LoadBalancerSource.NODE`,
    ],
    [
      'without annotations',
      { source: 'node' },
      `the \`annotations\` ${OF} must be texts by their keys, but got undefined; write them as in { ` +
        "'acme.example/scheme': 'internal' }",
    ],
    [
      'by an annotation that is no text',
      { source: 'node', annotations: { internal: true } },
      "the annotation internal of load balancer acme must be a text, but got true; write it in quotes: 'true'",
    ],
    [
      'by a class that is no name',
      { source: 'node', annotations: {}, loadBalancerClass: 'my class' },
      'a load balancer class must be at most 63 letters, digits, "-", "_" and ".", the first and the last of them a ' +
        'letter or digit, optionally after a lower case DNS name and "/", but got "my class"; write it as in ' +
        'internal-vip or service.k8s.aws/nlb',
    ],
    [
      'by a flag that is a text',
      { source: 'node', annotations: {}, needsNodePorts: 'false' },
      `the \`needsNodePorts\` ${OF} must be true or false, but got "false"; write one of them, or leave it out`,
    ],
    [
      'by one network',
      { source: 'node', annotations: {}, balancerRanges: '10.0.8.0/24' },
      `the \`balancerRanges\` ${OF} must be a list of networks, but got "10.0.8.0/24"; write it as in ['10.0.8.0/24'], or ` +
        'leave it out',
    ],
    [
      'by health checks from nowhere',
      { source: 'node', annotations: {}, healthCheckPort: 8081 },
      'load balancer acme must say from which addresses it asks after the health of the pods; give `balancerRanges` ' +
        'beside `healthCheckPort` in its answer',
    ],
  ])('%s', (_, answer, message) => {
    const provider = { name: 'acme', serve: () => answer } as ILoadBalancer;
    expect(() => service(ServiceType.loadBalancer({ provider }))).toThrow(new Error(`[shop/web] ${message}`));
  });

  test('by what is no annotation, and by what is no network', () => {
    expect(() => behind({ annotations: { 'bad key!': 'x' } })).toThrow('an annotation of load balancer acme must be');
    expect(() => behind({ balancerRanges: ['10.0.8.1/24'] })).toThrow('[shop/web] a CIDR must have no host bits set');
  });
});

describe('one number for two protocols', () => {
  const ports = [
    { name: 'dns', port: 53, target: Port.tcp(53) },
    { name: 'dns-udp', port: 53, target: Port.udp(53) },
  ];
  const faults = (answer: Partial<LoadBalancerAnswer>) => behind(answer, {}, ports).node.validate();

  test('is one that a load balancer forwards', () => {
    expect(faults({})).toEqual([]);
  });

  test('is refused where it forwards only one of them', () => {
    expect(faults({ tellsProtocolsApart: false })).toEqual([
      'the ports of a Service by load balancer acme must differ in number, whatever their protocols, but got 53; make a ' +
        'Service for each protocol',
    ]);
  });
});

describe('its clients are', () => {
  const clients = (made: Service) => made.clients?.toString();
  const NODE = LoadBalancerSource.NODE;
  const BALANCER = LoadBalancerSource.BALANCER;

  test('nobody where it is reached from inside only', () => {
    expect(clients(service(ServiceType.clusterIp()))).toBeUndefined();
    expect(clients(service(ServiceType.headless()))).toBeUndefined();
  });

  test('the nodes, which forward connections', () => {
    expect(clients(service(ServiceType.nodePort()))).toBe('10.20.0.0/16');
    expect(clients(service(ServiceType.clusterIp({ externalIps: ['203.0.113.7'] })))).toBe('10.20.0.0/16');
    expect(clients(behind({ source: NODE }))).toBe('10.20.0.0/16');
  });

  test('everybody where connections stay on their node, as far as the families go', () => {
    const only = { externalTrafficPolicy: LOCAL, ipFamilies: IpFamilies.only(IpFamily.IPV6) };
    expect(clients(service(ServiceType.nodePort({ externalTrafficPolicy: LOCAL })))).toBe('0.0.0.0/0, ::/0');
    expect(clients(service(ServiceType.nodePort(only)))).toBe('::/0');
    expect(clients(behind({}))).toBe('0.0.0.0/0, ::/0');
  });

  test('those that are named, where they arrive under their own addresses', () => {
    const clientRanges = ['203.0.113.0/24'];
    const externalIps = ['198.51.100.7'];
    const options = { clientRanges, externalTrafficPolicy: LOCAL };
    expect(clients(service(ServiceType.nodePort(options)))).toBe('203.0.113.0/24');
    expect(clients(service(ServiceType.clusterIp({ ...options, externalIps })))).toBe('203.0.113.0/24');
    expect(clients(behind({}, { clientRanges }))).toBe('203.0.113.0/24');
    expect(clients(behind({}, { clientRanges, sourceRanges: ['203.0.112.0/23'] }))).toBe('203.0.113.0/24');
  });

  test('those that the load balancer lets in, but only where they arrive under their own addresses', () => {
    const sourceRanges = ['203.0.113.0/24'];
    expect(clients(behind({}, { sourceRanges }))).toBe('203.0.113.0/24');
    expect(clients(behind({ source: NODE }, { sourceRanges }))).toBe('10.20.0.0/16');
    expect(clients(behind({ source: BALANCER, balancerRanges: ['10.1.0.0/24'] }, { sourceRanges }))).toBe(
      '10.1.0.0/24',
    );
  });

  test('the load balancer, which connects by itself or asks after the health', () => {
    const balancerRanges = ['35.191.0.0/16', '130.211.0.0/22'];
    const sourceRanges = ['203.0.113.0/24'];
    expect(clients(behind({ source: BALANCER, balancerRanges }))).toBe('35.191.0.0/16, 130.211.0.0/22');
    expect(clients(behind({ balancerRanges }, { sourceRanges }))).toBe('35.191.0.0/16, 130.211.0.0/22, 203.0.113.0/24');
    expect(clients(behind({ source: NODE, balancerRanges }))).toBe('10.20.0.0/16, 35.191.0.0/16, 130.211.0.0/22');
  });

  test('each network once, and none that another contains', () => {
    expect(clients(behind({ balancerRanges: ['35.191.0.0/16'] }))).toBe('0.0.0.0/0, ::/0');
    const externalIps = ['198.51.100.7'];
    expect(clients(behind({ source: NODE, balancerRanges: ['10.20.0.0/16'] }, { externalIps }))).toBe('10.20.0.0/16');
  });

  test('the nodes as well where a load balancer stands beside external IPs', () => {
    const balancerRanges = ['10.1.0.0/24'];
    const externalIps = ['198.51.100.7'];
    expect(clients(behind({ source: BALANCER, balancerRanges }, { externalIps }))).toBe('10.1.0.0/24, 10.20.0.0/16');
  });

  test('the world on a plugin that knows no addresses of nodes', () => {
    const cluster = { networkPlugin: NetworkPlugin.cilium() };
    expect(clients(service(ServiceType.nodePort(), cluster))).toBe('0.0.0.0/0, ::/0');
  });

  test('the nodes, and the clients as well where the plugin judges them by their own addresses', () => {
    const calico = { ...NODES, networkPlugin: NetworkPlugin.calico(), loadBalancer: new Balancer({ source: NODE }) };
    const of = (type: ServiceType) => clients(service(type, calico));
    expect(of(ServiceType.nodePort())).toBe('0.0.0.0/0, ::/0');
    expect(of(ServiceType.nodePort({ clientRanges: ['203.0.113.0/24'] }))).toBe('10.20.0.0/16, 203.0.113.0/24');
    expect(of(ServiceType.loadBalancer({ sourceRanges: ['203.0.113.0/24'] }))).toBe('10.20.0.0/16, 203.0.113.0/24');
  });

  test('the nodes alone where the plugin does not, or nobody knows', () => {
    const antrea = NetworkPlugin.of({ name: 'antrea', enforcesNetworkPolicies: true });
    expect(clients(service(ServiceType.nodePort(), { ...NODES, networkPlugin: antrea }))).toBe('10.20.0.0/16');
    const flannel = NetworkPlugin.flannel();
    expect(clients(service(ServiceType.nodePort(), { ...NODES, networkPlugin: flannel }))).toBe('10.20.0.0/16');
  });

  test('the nodes by the families of the Service', () => {
    const of = (ipFamilies: IpFamilies, nodeRanges: string[]) =>
      clients(service(ServiceType.nodePort({ ipFamilies }), { nodeRanges }));
    const both = ['10.20.0.0/16', 'fd00::/64'];
    expect(of(IpFamilies.only(IpFamily.IPV6), both)).toBe('10.20.0.0/16, fd00::/64');
    expect(of(IpFamilies.requireBoth(), both)).toBe('10.20.0.0/16, fd00::/64');
    expect(of(IpFamilies.preferBoth(), ['10.20.0.0/16'])).toBe('10.20.0.0/16');
    const missing = new Error(
      '[shop/web] the cluster profile "kubeadm" must say which IPv6 addresses its nodes have, since a Service has one; add ' +
        "them to its `nodeRanges`; `kubectl get nodes -o jsonpath='{.items[*].status.addresses}'` shows them",
    );
    expect(() => of(IpFamilies.only(IpFamily.IPV6), ['10.20.0.0/16'])).toThrow(missing);
    expect(() => of(IpFamilies.requireBoth(), ['10.20.0.0/16'])).toThrow(missing);
  });

  test('a Peer, as policies take it', () => {
    expect(Peer.isPeer(behind({}).clients)).toBe(true);
  });

  test('not known where the cluster profile does not say the nodes, which is an error only when somebody asks', () => {
    const made = service(ServiceType.nodePort(), {});
    expect(() => made.chart.toJson()).not.toThrow();
    expect(() => made.clients).toThrow(
      '[shop/web] the cluster profile "kubeadm" must say which addresses its nodes have; give it `nodeRanges`',
    );
  });

  test('not known where the load balancer does not say from where it connects', () => {
    expect(() => behind({ source: BALANCER }).clients).toThrow(
      new Error(
        '[shop/web] the load balancer of acme must say from which addresses it connects to the pods; give its networks ' +
          'to the `provider`, such as those of the subnets that it is in',
      ),
    );
  });
});
