import { App, Chart, Yaml } from 'cdk8s';
import { ClusterDns, ClusterProfile, NetworkPlugin, NodeLocalDns, PolicyDialect } from '../../lib/cluster';
import { DefaultDeny, DnsEgress } from '../../lib/policy';
import { CiliumEntity, LabelExpression, Peer, Port, PortSet } from '../../lib/traffic';
import { Pods } from './pods';

const DIALECTS: [string, NetworkPlugin, PolicyDialect][] = [
  ['NetworkPolicy', NetworkPlugin.cilium(), PolicyDialect.NETWORK_POLICY],
  ['CiliumNetworkPolicy', NetworkPlugin.cilium(), PolicyDialect.CILIUM],
  ['Calico NetworkPolicy', NetworkPlugin.calicoEnterprise(), PolicyDialect.CALICO],
];

function shopOn(networkPlugin: NetworkPlugin, policyDialect: PolicyDialect, dns?: ClusterDns): Chart {
  const app = new App();
  ClusterProfile.attach(app, ClusterProfile.define({ name: 'test', networkPlugin, policyDialect, dns }));
  return new Chart(app, 'shop', { namespace: 'shop' });
}

function written(chart: Chart): string {
  return Yaml.stringify(...chart.toJson());
}

describe.each(DIALECTS)('as %s', (_, plugin, dialect) => {
  test('every sort of peer and port is written', () => {
    const shop = shopOn(plugin, dialect);
    const web = new Pods(shop, 'web', {
      ports: [Port.tcp(8080), Port.udp(53), Port.tcpRange(30000, 30009)],
      resolvesNames: true,
    });
    const db = new Pods(shop, 'db', { ports: [Port.tcp(5432)] });
    web.connections.allowTo(db, { reason: 'orders' });
    web.connections.allowFrom(Peer.namespace('partners'), { ports: [Port.tcp(8080)] });
    web.connections.allowFrom(
      Peer.namespaces({
        labels: { team: 'a' },
        expressions: [LabelExpression.isNotIn('stage', ['test']), LabelExpression.exists('owner')],
      }),
      { ports: [Port.tcp(8080)] },
    );
    web.connections.allowFrom(Peer.sameNamespace(), { ports: [Port.udp(53), Port.tcpRange(30000, 30009)] });
    web.connections.allowFrom(Peer.anywhere({ reason: 'public' }), { ports: [Port.tcp(8080)] });
    web.connections.allowTo(Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } }), {
      ports: PortSet.all().ports,
    });
    web.connections.allowTo(Peer.cidrs(['203.0.113.0/24', '2001:db8::/32'], { exceptFor: ['203.0.113.7/32'] }), {
      ports: [Port.tcp(443)],
    });
    web.connections.allowTo(Peer.hostname('api.stripe.com'), { ports: [Port.tcp(443)], reason: 'card payments' });
    web.connections.allowTo(Peer.hostname('*.example.com'), { ports: [Port.tcp(443)] });
    expect(written(shop)).toMatchSnapshot();
  });

  test('a closed namespace and its DNS are written', () => {
    const shop = shopOn(plugin, dialect);
    new DefaultDeny(shop, 'default-deny');
    new DnsEgress(shop, 'allow-dns');
    expect(written(shop)).toMatchSnapshot();
  });

  test('the order and the number of declarations change no byte', () => {
    const stripe = (web: Pods) => web.connections.allowTo(Peer.hostname('api.stripe.com'), { ports: [Port.tcp(443)] });
    const office = (web: Pods) => web.connections.allowTo(Peer.cidr('203.0.113.0/24'), { ports: [Port.tcp(443)] });
    const shop = (...declarations: ((web: Pods) => void)[]) => {
      const chart = shopOn(plugin, dialect);
      const web = new Pods(chart, 'web', { resolvesNames: true });
      for (const declare of declarations) declare(web);
      return written(chart);
    };
    expect(shop(stripe, office, stripe)).toBe(shop(office, stripe));
  });
});

describe('a host by its name', () => {
  const allow = (shop: Chart, resolvesNames: boolean) =>
    new Pods(shop, 'web', { resolvesNames }).connections.allowTo(Peer.hostname('api.stripe.com'), {
      ports: [Port.tcp(443)],
    });

  test.each([
    [NetworkPlugin.calico(), 'says that it is calico'],
    [NetworkPlugin.flannel(), 'says that it is flannel'],
    [NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: true, matchesHostnames: true }), 'says that it is own'],
    [NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: true, matchesEntities: true }), 'says that it is own'],
    [undefined, "doesn't say which network plugin it has"],
  ])('is refused where the network plugin knows no names: %#', (plugin, known) => {
    const app = new App();
    ClusterProfile.attach(app, ClusterProfile.define({ name: 'test', networkPlugin: plugin }));
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    expect(() => allow(shop, true)).toThrow(
      new Error(
        '[shop/web] a host by its name must be left to clusters with Cilium or Calico Enterprise, but for ' +
          `api.stripe.com the cluster profile "test" ${known}; give its addresses: \`new ExternalService(this, id, ` +
          '{ hostname, ranges, port })` or Peer.cidr(); or lead it through an egress gateway, and connect to that; ' +
          'NetworkPlugin.cilium() and NetworkPlugin.calicoEnterprise() know names',
      ),
    );
    expect(shop.toJson().map(({ spec }) => spec.egress?.length)).toEqual([1]); // DNS alone
  });

  test('is refused to pods that resolve no names', () => {
    expect(() => allow(shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM), false)).toThrow(
      new Error(
        '[shop/web] pods that connect to a host by its name must resolve names, and these may not; ' +
          'leave out `resolvesNames: false`, or name its addresses: Peer.cidr()',
      ),
    );
  });

  test('leaves the other ports of those who resolve names open, and looks into none of these', () => {
    const shop = shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM);
    const web = new Pods(shop, 'web', { resolvesNames: true });
    web.connections.allowTo(Peer.hostname('api.stripe.com'), { ports: [Port.tcp(443)] });
    web.connections.allowTo(Peer.pods({ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }), {
      ports: [Port.tcpRange(50, 60), Port.named('metrics')],
    });
    const [dns, ...others] = web.policy.toJson().spec.egress;
    expect(dns.toPorts[0].ports.map(({ port }: any) => port)).toEqual(['53', '53']);
    expect(others.map(({ toPorts }: any) => toPorts)).toEqual([
      [
        {
          ports: [
            { port: '50', protocol: 'TCP', endPort: 52 },
            { port: '54', protocol: 'TCP', endPort: 60 },
            { port: 'metrics', protocol: 'TCP' },
          ],
        },
      ],
      [{ ports: [{ port: '443', protocol: 'TCP' }] }],
    ]);
  });

  test('has adjacent ports of DNS named one by one, which Cilium asks for', () => {
    const ports = [Port.udp(1053), Port.udp(1054), Port.tcp(1053)];
    const dns = ClusterDns.of({ ports, servicePorts: ports });
    const shop = shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM, dns);
    allow(shop, true);
    const [web] = shop.toJson();
    expect(web.spec.egress[0].toPorts[0].ports).toEqual([
      { port: '1053', protocol: 'TCP' },
      { port: '1053', protocol: 'UDP' },
      { port: '1054', protocol: 'UDP' },
    ]);
  });

  test('is refused where it is a name of the cluster', () => {
    const web = new Pods(shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM), 'web', { resolvesNames: true });
    const inside = Peer.hostname('db.other.svc.cluster.local');
    expect(() => web.connections.allowTo(inside, { ports: [Port.tcp(5432)] })).toThrow(
      new Error(
        '[shop/web] a host by its name must be outside the cluster, and db.other.svc.cluster.local is one of its own ' +
          'names; connect to the workload behind it',
      ),
    );
  });

  test('has a policy of another name beside one of the same kind', () => {
    const shop = shopOn(NetworkPlugin.calicoEnterprise(), PolicyDialect.NETWORK_POLICY);
    allow(shop, true);
    expect(shop.toJson().map(({ apiVersion, kind, metadata }) => [apiVersion, kind, metadata.name])).toEqual([
      ['networking.k8s.io/v1', 'NetworkPolicy', 'web'],
      ['projectcalico.org/v3', 'NetworkPolicy', 'web-hostnames'],
    ]);
  });

  test('can only be connected to', () => {
    const web = new Pods(shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM), 'web', { ports: [Port.tcp(80)] });
    expect(() => web.connections.allowFrom(Peer.hostname('api.stripe.com'))).toThrow(
      new Error(
        '[shop/web] a host that is known by its name can only be connected to, but a connection comes from ' +
          'api.stripe.com; name its addresses: Peer.cidr()',
      ),
    );
  });

  test('has the answers of DNS looked at wherever another policy lets names resolve', () => {
    const shop = shopOn(NetworkPlugin.cilium(), PolicyDialect.NETWORK_POLICY);
    new DnsEgress(shop, 'allow-dns');
    allow(shop, true);
    const beside = shop.toJson().filter(({ kind }) => kind === 'CiliumNetworkPolicy');
    expect(beside.map(({ spec }) => spec)).toEqual([
      {
        endpointSelector: { matchLabels: { app: 'web' } },
        egress: [
          {
            toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s-app': 'kube-dns' } }],
            toPorts: [
              {
                ports: [
                  { port: '53', protocol: 'TCP' },
                  { port: '53', protocol: 'UDP' },
                ],
                rules: { dns: [{ matchPattern: '*' }] },
              },
            ],
          },
          { toFQDNs: [{ matchName: 'api.stripe.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] },
        ],
      },
    ]);
  });
});

describe('a cache of DNS on each node', () => {
  const dns = ClusterDns.of({ nodeLocal: NodeLocalDns.of({ clusterIp: '10.96.0.10' }) });

  test('is known by its address and by that of the Service', () => {
    const shop = shopOn(NetworkPlugin.calico(), PolicyDialect.NETWORK_POLICY, dns);
    new DnsEgress(shop, 'allow-dns');
    expect(written(shop)).toMatchSnapshot();
  });

  test('is the node on Cilium, for which a policy stands beside', () => {
    const shop = shopOn(NetworkPlugin.cilium(), PolicyDialect.NETWORK_POLICY, dns);
    new DnsEgress(shop, 'allow-dns');
    expect(written(shop)).toMatchSnapshot();
  });

  test('is the node on Cilium for a workload that resolves names by itself as well', () => {
    const shop = shopOn(NetworkPlugin.cilium(), PolicyDialect.NETWORK_POLICY, dns);
    const web = new Pods(shop, 'web', { resolvesNames: true });
    written(shop);
    expect(web.connections.policyBeside?.toJson().spec.egress).toEqual([
      {
        toEntities: [CiliumEntity.HOST],
        toPorts: [
          {
            ports: [
              { port: '53', protocol: 'TCP' },
              { port: '53', protocol: 'UDP' },
            ],
          },
        ],
      },
    ]);
  });
});

describe('HTTP requests', () => {
  const http = [{ path: '/orders/.*' }, { method: 'GET', path: '/orders' }, { path: '/orders/.*' }];
  const limited = (shop: Chart) => {
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const web = new Pods(shop, 'web');
    web.connections.allowTo(api, { http, reason: 'orders' });
    return { api, web };
  };
  const rule = {
    fromEndpoints: [{ matchLabels: { app: 'web' } }],
    toPorts: [
      {
        ports: [{ port: '8080', protocol: 'TCP' }],
        rules: { http: [{ path: '/orders/.*' }, { method: 'GET', path: '/orders' }] },
      },
    ],
  };

  test("are let in by Cilium's own policy, at the callee alone", () => {
    const { api, web } = limited(shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM));
    expect(api.policy.toJson().spec.ingress).toEqual([rule]);
    expect(web.policy.toJson().spec.egress).toEqual([
      { toEndpoints: [{ matchLabels: { app: 'api' } }], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] },
    ]);
  });

  test('are no rule of a NetworkPolicy, beside which the other stands', () => {
    const { api, web } = limited(shopOn(NetworkPlugin.cilium(), PolicyDialect.NETWORK_POLICY));
    expect(api.policy.toJson().spec.ingress).toBeUndefined();
    expect(api.connections.policyBeside?.toJson().spec.ingress).toEqual([rule]);
    expect(web.policy.toJson().spec.egress).toHaveLength(1);
    expect(web.connections.policyBeside).toBeUndefined();
  });

  test('are all let in where the connection is declared without them as well', () => {
    const { api, web } = limited(shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM));
    web.connections.allowTo(api);
    expect(api.policy.toJson().spec.ingress).toEqual([
      { ...rule, toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] },
      rule,
    ]);
  });

  test('are refused where nobody could look into them', () => {
    expect(() => limited(shopOn(NetworkPlugin.calico(), PolicyDialect.NETWORK_POLICY))).toThrow(
      new Error(
        '[shop/web] HTTP requests must be left to clusters whose network plugin is Cilium and that have no mesh, and ' +
          'the cluster profile "test" has no Cilium; leave `http` out, and look into requests at the application or its ' +
          'Gateway',
      ),
    );
  });

  test.each<[unknown, string]>([
    [[], 'the HTTP requests of a connection must be a list with a request in it'],
    [[{}], 'an HTTP request of a connection must have a method or a path'],
    [[{ methods: ['GET'] }], 'an HTTP request of a connection must have no `methods`'],
    [[{ method: 'get' }], 'the method of an HTTP request must be in upper case'],
    [[{ path: 'orders' }], 'the path of an HTTP request must be a regular expression of Go that starts with /'],
    [[{ path: '/(?!admin).*' }], 'the path of an HTTP request must be a regular expression of Go that starts with /'],
    [[{ path: '/(a)\\1' }], 'the path of an HTTP request must be a regular expression of Go that starts with /'],
    [[{ path: '/(' }], 'the path of an HTTP request must be a regular expression of Go that starts with /'],
  ])('are refused as %j', (requests, law) => {
    const web = new Pods(shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM), 'web', { ports: [Port.tcp(8080)] });
    expect(() => web.connections.allowFrom(Peer.sameNamespace(), { http: requests as any })).toThrow(law);
  });

  test('are of TCP where the callee says the ports, too', () => {
    const shop = shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM);
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080), Port.udp(8443)] });
    new Pods(shop, 'web').connections.allowTo(api, { http });
    expect(() => shop.toJson()).toThrow(
      '[shop/web] the ports of a connection that is limited to HTTP requests must be those of TCP, and UDP 8443 is ' +
        'among them; name those of TCP: `{ ports: [Port.tcp(8080)], http }`',
    );
  });

  test('are of TCP, and of a callee that is written here', () => {
    const shop = shopOn(NetworkPlugin.cilium(), PolicyDialect.CILIUM);
    const web = new Pods(shop, 'web', { ports: [Port.udp(53)] });
    expect(() => web.connections.allowFrom(Peer.sameNamespace(), { http, ports: [Port.udp(53)] })).toThrow(
      'the ports of a connection that is limited to HTTP requests must be those of TCP, but got "UDP 53"',
    );
    expect(() => web.connections.allowTo(Peer.internet(), { http, ports: [Port.tcp(80)] })).toThrow(
      'the HTTP requests of a connection are looked into at the callee, and internet is none that is written here',
    );
  });
});
