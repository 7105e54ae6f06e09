import { Deployment } from 'cdk8s-plus-28';
import {
  type AwsNlbProps,
  Clusters,
  Connections,
  type ILoadBalancer,
  LoadBalancers,
  NetworkPlugin,
  NlbTarget,
  Platform,
  Port,
  PublishedService,
  type PublishedServiceProps,
  ServiceType,
  TrafficPolicy,
  Workload,
} from '../../lib';
import { Backend, space, written } from './sample';

const NODES = ['10.0.0.0/24'];
const METALLB = LoadBalancers.metallb({ addressPool: 'public', internalAddressPool: 'private' });
const LOCAL = { externalTrafficPolicy: TrafficPolicy.LOCAL };

interface Cluster {
  readonly loadBalancer?: ILoadBalancer;
  readonly networkPlugin?: NetworkPlugin;
  readonly nodeRanges?: string[];
}

/** A backend on port 3000, published on port 443 of a Service that stands alone in its chart. */
function published(props: Partial<PublishedServiceProps> = {}, cluster: Cluster = {}) {
  const app = new Platform({ cluster: Clusters.kubeadm({ nodeRanges: NODES, loadBalancer: METALLB, ...cluster }) });
  const [apps, shop] = [space(app, 'shop', 'apps'), space(app, 'shop')];
  const backend = new Backend(apps, 'app');
  const ports = [{ port: 443, target: Port.tcp(3000) }];
  return { apps, shop, backend, service: new PublishedService(shop, 'edge', { backend, ports, ...props }) };
}

/** Whom the policy of the backend lets in. */
function letIn(props: Partial<PublishedServiceProps> = {}, cluster: Cluster = {}): any {
  return written(published(props, cluster).apps, 'NetworkPolicy', 'app').spec.ingress;
}

function from(...cidrs: string[]): any {
  return [{ from: cidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: [{ port: 3000, protocol: 'TCP' }] }];
}

describe('by each load balancer, writes', () => {
  test.each<[string, ILoadBalancer]>([
    ['awsNlb', LoadBalancers.awsNlb({ targetType: NlbTarget.IP, subnetRanges: ['10.0.8.0/24'] })],
    ['azure', LoadBalancers.azure({ subnet: 'balancers' })],
    ['gcp', LoadBalancers.gcp({ addressNames: ['shop-ipv4'] })],
    ['metallb', METALLB],
  ])('an internal Service for named clients by %s', (_, provider) => {
    const type = ServiceType.loadBalancer({ provider, internal: true, sourceRanges: ['10.1.0.0/16'] });
    expect(published({ type }).shop).toMatchSnapshot();
  });

  test('a Service by any conformant one', () => {
    expect(published({}, { loadBalancer: undefined }).shop).toMatchSnapshot();
  });

  test('a Service on a port of each node', () => {
    const ports = [{ port: 443, target: Port.tcp(3000), nodePort: 30443 }];
    expect(published({ type: ServiceType.nodePort(LOCAL), ports }).shop).toMatchSnapshot();
  });
});

describe('lets in', () => {
  const WORLD = ['0.0.0.0/0', '::/0'];

  test.each<[string, ServiceType, string[]]>([
    ['nodes that forward', ServiceType.loadBalancer(), NODES],
    ['nodes that forward to named clients', ServiceType.loadBalancer({ sourceRanges: ['203.0.113.0/24'] }), NODES],
    ['nodes by their ports', ServiceType.nodePort(), NODES],
    ['nodes for external IPs', ServiceType.clusterIp({ externalIps: ['198.51.100.7'] }), NODES],
    ['every client on its own node', ServiceType.loadBalancer(LOCAL), WORLD],
    [
      'named clients on their own node',
      ServiceType.loadBalancer({ ...LOCAL, sourceRanges: ['203.0.113.0/24'] }),
      ['203.0.113.0/24'],
    ],
    [
      'clients by ports of their node',
      ServiceType.nodePort({ ...LOCAL, clientRanges: ['203.0.113.0/24'] }),
      ['203.0.113.0/24'],
    ],
  ])('%s', (_, type, cidrs) => {
    expect(letIn({ type })).toEqual(from(...cidrs));
  });

  test.each<[string, AwsNlbProps, string[]]>([
    ['nodes, where they forward', {}, NODES],
    ['the balancer, which opens connections of its own', { targetType: NlbTarget.IP }, ['10.0.8.0/24']],
    [
      'clients and the health checks of the balancer',
      { targetType: NlbTarget.IP, preservesClientIp: true },
      ['10.0.8.0/24', '203.0.113.0/24'],
    ],
  ])('by a Network Load Balancer %s', (_, props, cidrs) => {
    const provider = LoadBalancers.awsNlb({ subnetRanges: ['10.0.8.0/24'], ...props });
    const type = ServiceType.loadBalancer({ provider, sourceRanges: ['203.0.113.0/24'] });
    expect(letIn({ type })).toEqual(from(...cidrs));
  });

  test('the world on Cilium, which takes what nodes forward for it', () => {
    const cilium = { networkPlugin: NetworkPlugin.cilium(), nodeRanges: undefined };
    expect(letIn({ type: ServiceType.nodePort() }, cilium)).toEqual(from(...WORLD));
  });

  test('nobody else', () => {
    const { apps, backend } = published();
    new Backend(apps, 'db');
    expect(written(apps, 'NetworkPolicy', 'db').spec.ingress).toBeUndefined();
    expect(backend.connections.list().map(String)).toEqual(['10.0.0.0/24 -> shop/app  TCP 3000']);
  });

  test('clients on each of its ports, and on no other of the pods', () => {
    const ports = [
      { name: 'https', port: 443, target: Port.tcp(3000) },
      { name: 'quic', port: 443, target: Port.udp(3000) },
    ];
    const app = new Platform({ cluster: Clusters.kubeadm({ nodeRanges: NODES, loadBalancer: METALLB }) });
    const shop = space(app, 'shop');
    const pods = new Deployment(shop, 'pods', {
      containers: [
        {
          image: 'ghcr.io/acme/edge:1.0',
          ports: [
            { number: 3000 },
            { number: 3000, name: 'quic', protocol: 'UDP' as any },
            { number: 9090, name: 'metrics' },
          ],
        },
      ],
    });
    new PublishedService(shop, 'edge', { backend: { connections: Connections.of(pods) }, ports });
    const [policy] = shop.toJson().filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policy.spec.ingress).toEqual([
      {
        from: [{ ipBlock: { cidr: '10.0.0.0/24' } }],
        ports: [
          { port: 3000, protocol: 'TCP' },
          { port: 3000, protocol: 'UDP' },
        ],
      },
    ]);
  });
});

describe('says why', () => {
  test.each([
    ['by load balancer metallb', ServiceType.loadBalancer()],
    ['by load balancer aws-nlb', ServiceType.loadBalancer({ provider: LoadBalancers.awsNlb() })],
    ['by node ports', ServiceType.nodePort()],
    ['by external IPs', ServiceType.clusterIp({ externalIps: ['198.51.100.7'] })],
  ])('clients come %s', (way, type) => {
    const { annotations } = written(published({ type }).apps, 'NetworkPolicy', 'app').metadata;
    expect(annotations['cdk8s-networking/reasons']).toBe(
      `10.0.0.0/24 -> shop/app TCP 3000: clients of Service shop/edge ${way}`,
    );
  });
});

test('has the Service, and the connections and the policy of the pods', () => {
  const { service, backend } = published({ name: 'front' });
  expect(service.service.object.name).toBe('front');
  expect(service.connections).toBe(backend.connections);
  expect(service.policy).toBe(backend.connections.policy);
});

describe('refuses', () => {
  test.each<[string, Partial<PublishedServiceProps>, Cluster, string]>([
    [
      'a Service for clients inside the cluster alone',
      { type: ServiceType.clusterIp() },
      {},
      '[shop/edge] a published Service must be of a type that clients outside the cluster reach, but got "ClusterIP"; ' +
        'take ServiceType.loadBalancer() or ServiceType.nodePort(), or make a plain Service',
    ],
    [
      'a headless Service',
      { type: ServiceType.headless(), ports: [{ target: Port.tcp(3000) }] },
      {},
      '[shop/edge] a published Service must be of a type that clients outside the cluster reach, but got "Headless"; ' +
        'take ServiceType.loadBalancer() or ServiceType.nodePort(), or make a plain Service',
    ],
    [
      'a cluster of which nobody knows the nodes',
      {},
      { nodeRanges: undefined },
      '[shop/edge/Service] the cluster profile "kubeadm" must say which addresses its nodes have; give it `nodeRanges`: ' +
        'the networks of the addresses that `kubectl get nodes -o wide` shows, and of those that the nodes have in an ' +
        'overlay network of pods',
    ],
    [
      'what the load balancer lacks',
      { type: ServiceType.loadBalancer({ internal: true }) },
      { loadBalancer: LoadBalancers.metallb() },
      '[shop/edge/Service] the load balancer of a Service with `internal` must know which of its pools has private ' +
        "addresses, and metallb doesn't; give LoadBalancers.metallb({ internalAddressPool }); `kubectl get " +
        'ipaddresspools -A -o wide` shows the pools',
    ],
    [
      'a backend by its name',
      { backend: 'app' as any },
      {},
      '[shop/edge] the backend of a published Service must take part in connections, but got "app"; give a workload of ' +
        'this library, or adopt another one by Connections.of()',
    ],
    [
      'no backend',
      { backend: undefined },
      {},
      '[shop/edge] the backend of a published Service must take part in connections, but got undefined; give a workload ' +
        'of this library, or adopt another one by Connections.of()',
    ],
    [
      'a misspelt type, which would be taken for none',
      { typ: ServiceType.nodePort() } as any,
      {},
      '[shop/edge] a published Service must have no `typ`, but got a ServiceType; leave it out; it may have backend, ' +
        'ports, type, name',
    ],
  ])('%s', (_, props, cluster, message) => {
    expect(() => published(props, cluster)).toThrow(new Error(message));
  });

  test('no properties', () => {
    const shop = space(new Platform(), 'shop');
    expect(() => new PublishedService(shop, 'edge', undefined as any)).toThrow(
      new Error(
        '[shop/edge] the properties of a published Service must be an object, but got undefined; write them in { }, with ' +
          'a `backend` and `ports`',
      ),
    );
  });

  test('pods on the network of their node, which no policy governs', () => {
    const shop = space(new Platform(), 'shop');
    const workload = {
      workload: Workload.of({ namespace: 'shop', name: 'agent', labels: { app: 'agent' }, ports: [] }),
    };
    const connections = new Connections(shop, { workload, policyName: 'agent', hostNetwork: true });
    const ports = [{ target: Port.tcp(3000) }];
    expect(() => new PublishedService(shop, 'edge', { backend: { connections }, ports })).toThrow(
      new Error(
        '[shop/edge] the pods of a published Service must be such as a policy governs, but these use the network of ' +
          'their node; make a plain Service: no policy keeps its clients out',
      ),
    );
  });

  test('and leaves nothing behind', () => {
    const app = new Platform({ cluster: Clusters.kubeadm() });
    const shop = space(app, 'shop');
    const backend = new Backend(shop, 'app');
    const ports = [{ target: Port.tcp(3000) }];
    expect(() => new PublishedService(shop, 'edge', { backend, ports })).toThrow('must say which addresses');
    expect(shop.node.tryFindChild('edge')).toBeUndefined();
    expect(backend.connections.list()).toEqual([]);
  });
});
