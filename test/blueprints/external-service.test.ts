import { App, Chart } from 'cdk8s';
import { ExternalService } from '../../lib/blueprints/external-service';
import type { ExternalServiceProps } from '../../lib/blueprints/external-service-props';
import { ClusterDns, ClusterProfile, NetworkPlugin, Tls } from '../../lib/cluster';
import { NameScope } from '../../lib/objects';
import { Exposure } from '../../lib/routing';
import { Port, Protocol } from '../../lib/traffic';
import { egress, ingress, namespace, Pods } from '../policy/pods';

const tcp = (port: number) => ({ port, protocol: 'TCP' });

/** What is written besides policies. */
function objects(chart: Chart): any[] {
  return chart.toJson().filter(({ kind }: any) => kind !== 'NetworkPolicy');
}

describe('by addresses', () => {
  test('is a Service without selector, its endpoints, and what a policy names', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api');
    const db = new ExternalService(shop, 'legacy-db', { addresses: ['10.9.0.12', '10.9.0.13'], port: 1521 });
    api.connections.allowTo(db, { reason: 'orders' });
    expect(shop).toMatchSnapshot();
    expect(db.dnsName.full).toBe('legacy-db.shop.svc.cluster.local');
    expect(db.peer.displayName).toBe('10.9.0.12/32, 10.9.0.13/32');
    expect(db.peerPorts).toEqual([Port.tcp(1521)]);
    expect(db.serviceObject.name).toBe('legacy-db');
  });

  test('of both families has a slice and a range of each', () => {
    const shop = namespace('shop');
    const db = new ExternalService(shop, 'db', { addresses: ['2001:db8::12', '10.9.0.12'], port: 1521 });
    expect(objects(shop).map(({ kind, addressType, spec }) => [kind, addressType ?? spec.ipFamilyPolicy])).toEqual([
      ['Service', 'PreferDualStack'],
      ['EndpointSlice', 'IPv4'],
      ['EndpointSlice', 'IPv6'],
    ]);
    expect(db.peer.blocks.map(String)).toEqual(['10.9.0.12/32', '2001:db8::12/128']);
  });

  test('is what a route can lead to', () => {
    const shop = namespace('shop');
    const backend = new ExternalService(shop, 'old-shop', { addresses: ['10.9.0.12'], port: 8080, servicePort: 80 });
    const { route } = new Exposure(shop, 'old', { backend, host: 'old.example.com', tls: Tls.secret('old') });
    expect(route.toJson().spec.rules).toEqual([
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ name: 'old-shop', port: 80 }],
      },
    ]);
  });

  test('is found under another port than its own, and a policy still names its own', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api');
    const dns = new ExternalService(shop, 'dns', {
      addresses: ['10.9.0.53'],
      port: 5353,
      protocol: Protocol.UDP,
      servicePort: 53,
    });
    api.connections.allowTo(dns);
    expect(dns.serviceObject.toJson().spec.ports).toEqual([{ port: 53, protocol: 'UDP', targetPort: 5353 }]);
    expect(egress(api.policy)).toEqual([
      { to: [{ ipBlock: { cidr: '10.9.0.53/32' } }], ports: [{ port: 5353, protocol: 'UDP' }] },
    ]);
  });

  test('has several ports, of which a connection may mean one', () => {
    const shop = namespace('shop');
    const [api, admin] = ['api', 'admin'].map((id) => new Pods(shop, id));
    const db = new ExternalService(shop, 'db', {
      addresses: ['10.9.0.12'],
      ports: [
        { name: 'sql', target: Port.tcp(5432) },
        { name: 'admin', target: Port.tcp(8443), port: 443 },
      ],
    });
    admin.connections.allowTo(db);
    api.connections.allowTo(db, { ports: [Port.tcp(5432)] });
    expect(egress(admin.policy)[0].ports).toEqual([tcp(5432), tcp(8443)]);
    expect(egress(api.policy)[0].ports).toEqual([tcp(5432)]);
  });

  test('is headless where its clients want all of its addresses', () => {
    const db = new ExternalService(namespace('shop'), 'db', { addresses: ['10.9.0.12'], port: 27017, headless: true });
    expect(db.serviceObject.toJson().spec.clusterIP).toBe('None');
  });

  test('may connect by itself, from its addresses', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    api.connections.allowFrom(new ExternalService(shop, 'partner', { addresses: ['203.0.113.7'], port: 443 }));
    expect(ingress(api.policy)).toEqual([{ from: [{ ipBlock: { cidr: '203.0.113.7/32' } }], ports: [tcp(8080)] }]);
  });

  test('is called by its id, or by its name, after the prefixes of name scopes', () => {
    const shop = namespace('shop');
    NameScope.of(shop, 'eu');
    const named = new ExternalService(shop, 'one', { addresses: ['10.9.0.12'], port: 1521, name: 'legacy' });
    const other = new ExternalService(shop, 'two', { addresses: ['10.9.0.12'], port: 1521 });
    expect([named, other].map(({ dnsName }) => dnsName.short)).toEqual(['eu-legacy', 'eu-two']);
  });
});

describe('by a hostname', () => {
  test('is nothing that a route can lead to', () => {
    const crm = new ExternalService(namespace('shop'), 'crm', { hostname: 'crm.example.com', port: 443 });
    expect(() => crm.service).toThrow(
      '[shop/crm] what a route leads to must have addresses, and a `hostname` is an alias in DNS; give `addresses`',
    );
  });

  test('is an alias in DNS, and a policy names its ranges', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api');
    const crm = new ExternalService(shop, 'crm', {
      hostname: 'crm.example.com',
      ranges: ['203.0.113.0/24', '2001:db8:7::/48'],
      port: 443,
    });
    api.connections.allowTo(crm);
    expect(objects(shop).map(({ kind, spec }) => [kind, spec])).toEqual([
      ['Service', { type: 'ExternalName', externalName: 'crm.example.com' }],
    ]);
    expect(egress(api.policy)).toEqual([
      {
        to: [{ ipBlock: { cidr: '2001:db8:7::/48' } }, { ipBlock: { cidr: '203.0.113.0/24' } }],
        ports: [tcp(443)],
      },
    ]);
    expect(crm.dnsName.short).toBe('crm');
  });

  test('may be reached by NAT64, as any other address outside', () => {
    const ranges = ['64:ff9b::cb00:7100/120'];
    const crm = new ExternalService(namespace('shop'), 'crm', { hostname: 'crm.example.com', ranges, port: 443 });
    expect(crm.peer.displayName).toBe('64:ff9b::cb00:7100/120');
  });

  test('may end like a name of the cluster, where the cluster has another one', () => {
    const app = new App();
    const dns = ClusterDns.of({ clusterDomain: 'corp.internal' });
    ClusterProfile.attach(app, ClusterProfile.define({ name: 'other', dns }));
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    const made = (id: string, hostname: string) => () => new ExternalService(shop, id, { hostname, port: 443 });
    expect(made('one', 'db.cluster.local')().dnsName.short).toBe('one');
    expect(made('two', 'mycorp.internal')().dnsName.short).toBe('two');
    expect(made('three', 'db.shop.svc.corp.internal')).toThrow('must be outside the cluster');
  });

  test('alone is a host by its name where the network plugin knows names', () => {
    const app = new App();
    ClusterProfile.attach(app, ClusterProfile.define({ name: 'other', networkPlugin: NetworkPlugin.cilium() }));
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)], resolvesNames: true });
    const crm = new ExternalService(shop, 'crm', { hostname: 'crm.example.com', port: 443 });
    api.connections.allowTo(crm);
    expect(api.connections.list().map(String)).toEqual(['shop/api -> crm.example.com  TCP 443']);
    expect(api.connections.policyBeside?.toJson().spec.egress[1]).toEqual({
      toFQDNs: [{ matchName: 'crm.example.com' }],
      toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }],
    });
  });

  test('alone has a name and no peer', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const crm = new ExternalService(shop, 'crm', { hostname: 'crm.example.com', port: 443 });
    const error = new Error(
      '[shop/crm] what a policy allows must be known by its addresses, since a NetworkPolicy knows no names; ' +
        'give the `ranges` behind the `hostname`, as its provider publishes them, or `addresses`; ' +
        'Cilium and Calico Enterprise know names, where the profile says that it is one of them',
    );
    expect(() => api.connections.allowTo(crm)).toThrow(error);
    expect(() => api.connections.allowFrom(crm)).toThrow(error);
    expect(() => crm.peer).toThrow(error);
    expect(egress(api.policy)).toBeUndefined();
    expect(objects(shop)).toHaveLength(1);
  });
});

describe('refused', () => {
  const refusal = (props: unknown) => {
    const shop = new Chart(new App(), 'shop', { namespace: 'shop' });
    let text = 'nothing was thrown';
    try {
      new ExternalService(shop, 'db', props as ExternalServiceProps);
    } catch (error) {
      text = (error as Error).message;
    }
    // Whoever catches it goes on without half of one.
    expect(shop.node.children).toEqual([]);
    return text;
  };
  const HOW = "write it as in { addresses: ['10.9.0.12'], port: 1521 } or { hostname: 'db.example.com', port: 5432 }";
  const at = { addresses: ['10.9.0.12'] };
  const called = { hostname: 'db.example.com' };

  test.each<[string, unknown, string]>([
    ['no props', undefined, `[shop/db] an ExternalService must be given where it is, but got undefined; ${HOW}`],
    ['a text', 'db', `[shop/db] an ExternalService must be given where it is, but got "db"; ${HOW}`],
    [
      'neither addresses nor a hostname',
      { port: 1521 },
      `[shop/db] an ExternalService must have either \`addresses\` or a \`hostname\`, but it has neither; ${HOW}`,
    ],
    [
      'both addresses and a hostname',
      { ...at, ...called, port: 1521 },
      `[shop/db] an ExternalService must have either \`addresses\` or a \`hostname\`, but it has both; ${HOW}`,
    ],
    [
      'an empty list of addresses',
      { addresses: [], port: 1521 },
      `[shop/db] the \`addresses\` of an ExternalService must be a list with one in it, but got an empty list; ${HOW}`,
    ],
    [
      'ranges that are no list',
      { ...called, ranges: '10.9.0.0/16', port: 1521 },
      `[shop/db] the \`ranges\` of an ExternalService must be a list with one in it, but got "10.9.0.0/16"; ${HOW}`,
    ],
    [
      'ranges beside addresses',
      { ...at, ranges: ['10.9.0.0/16'], port: 1521 },
      '[shop/db] the `ranges` of an ExternalService must be those of a `hostname`, since `addresses` say all by ' +
        'themselves; leave `ranges` out',
    ],
    [
      'an alias that would be headless',
      { ...called, port: 1521, headless: true },
      '[shop/db] an ExternalService with a `hostname` must have no `headless`, since it is an alias in DNS and nothing ' +
        'more; leave `headless` out, or give `addresses`',
    ],
    [
      'an alias that would translate a port',
      { ...called, port: 1521, servicePort: 1522 },
      '[shop/db] an ExternalService with a `hostname` must have no `servicePort`, since it is an alias in DNS and ' +
        'nothing more; leave `servicePort` out, or give `addresses`',
    ],
    [
      'an alias with a port that would be translated',
      { ...called, ports: [{ target: Port.tcp(8443), port: 443 }] },
      '[shop/db] the ports behind a `hostname` must be numbers, and the same for clients, since an alias translates ' +
        'none, but got [{"target":a Port,"port":443}]; write them as in [{ target: Port.tcp(5432) }]',
    ],
    [
      'neither a port nor ports',
      at,
      `[shop/db] an ExternalService must have either a \`port\` or \`ports\`, but it has neither; ${HOW}`,
    ],
    [
      'both a port and ports',
      { ...at, port: 1521, ports: [{ target: Port.tcp(1521) }] },
      `[shop/db] an ExternalService must have either a \`port\` or \`ports\`, but it has both; ${HOW}`,
    ],
    [
      'a protocol beside ports',
      { ...at, protocol: Protocol.UDP, ports: [{ target: Port.tcp(53) }] },
      '[shop/db] the `protocol` and the `servicePort` of an ExternalService must be those of its one `port`; ' +
        "say them in `ports`, as in [{ name: 'dns', target: Port.udp(53) }]",
    ],
    [
      'a protocol that is none',
      { ...at, port: 1521, protocol: 'HTTP' },
      '[shop/db] the protocol of an ExternalService must be TCP, UDP or SCTP, but got "HTTP"; leave it out for TCP',
    ],
    [
      'a port that is none',
      { ...at, port: 70000 },
      '[shop/db] a port number must be a whole number from 1 to 65535, but got 70000; to allow every TCP port, use Port.allTcp()',
    ],
    [
      'a misspelt option',
      { ...at, port: 1521, headles: true },
      '[shop/db] an ExternalService must have no `headles`, but got true; leave it out; it may have ' +
        'addresses, hostname, ranges, port, protocol, servicePort, ports, headless, name',
    ],
    [
      'a text that is neither true nor false',
      { ...at, port: 1521, headless: 'false' },
      '[shop/db] `headless` must be true or false, but got "false"; leave it out for the default',
    ],
    [
      'a name of the cluster',
      { hostname: 'redis.shop.svc.cluster.local.', port: 1521 },
      '[shop/db] the `hostname` of an ExternalService must be outside the cluster, but got "redis.shop.svc.cluster.local."; ' +
        'connect to the workload behind that Service, which is known by its own name',
    ],
    [
      'the metadata service behind NAT64',
      { addresses: ['64:ff9b::a9fe:a9fe'], port: 80 },
      '[shop/db] the `addresses` of an ExternalService must not contain the metadata service of a cloud, which hands ' +
        'out the credentials of the node, but got "64:ff9b::a9fe:a9fe/128"; name the networks of the service itself; for ' +
        'all public addresses, connect to Peer.internet()',
    ],
    [
      'the metadata service',
      { addresses: ['169.254.169.254'], port: 80 },
      '[shop/db] the `addresses` of an ExternalService must not contain the metadata service of a cloud, which hands ' +
        'out the credentials of the node, but got "169.254.169.254/32"; name the networks of the service itself; for ' +
        'all public addresses, connect to Peer.internet()',
    ],
    [
      'a range with the metadata service inside',
      { ...called, ranges: ['fd00:ec2::/32'], port: 80 },
      '[shop/db] the `ranges` of an ExternalService must not contain the metadata service of a cloud, which hands ' +
        'out the credentials of the node, but got "fd00:ec2::/32"; name the networks of the service itself; for ' +
        'all public addresses, connect to Peer.internet()',
    ],
    [
      'the pod itself',
      { addresses: ['::1'], port: 80 },
      '[shop/db] the `addresses` of an ExternalService must not contain loopback, which is the pod itself, but got ' +
        '"::1/128"; name the networks of the service itself; for all public addresses, connect to Peer.internet()',
    ],
    [
      'a neighbour of the node',
      { addresses: ['fe80::7'], port: 80 },
      '[shop/db] the `addresses` of an ExternalService must not contain link-local, which is another machine on each ' +
        'node, but got "fe80::7/128"; name the networks of the service itself; for all public addresses, connect to ' +
        'Peer.internet()',
    ],
  ])('%s', (_, props, text) => {
    expect(refusal(props)).toBe(text);
  });

  test.each(['127.0.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254'])('%s', (address) => {
    expect(refusal({ addresses: [address], port: 80 })).toContain('must not contain');
  });

  test.each(['64:ff9b::/96', '0.0.0.0/8', '224.0.0.0/4', 'ff02::/16', '64:ff9b::7f00:0/104', '::/128'])(
    'the range %s',
    (range) => {
      expect(refusal({ ...called, ranges: [range], port: 80 })).toContain('must not contain');
    },
  );

  test('what is no address, an address twice, and a name in its place', () => {
    const law =
      '[shop/db/Service] the address of an endpoint must be an IPv4 address in four decimal parts without leading zeros, ' +
      'or an IPv6 address, but got';
    expect(refusal({ addresses: ['10.9.0.012'], port: 80 })).toBe(
      `${law} "10.9.0.012"; write it as in { address: '10.9.0.12' }`,
    );
    expect(refusal({ addresses: ['db.example.com'], port: 80 })).toBe(
      `${law} "db.example.com"; for a DNS name make an ExternalNameService: kube-proxy ignores EndpointSlices of the type FQDN`,
    );
    expect(refusal({ addresses: ['10.9.0.12', '10.9.0.12'], port: 80 })).toBe(
      '[shop/db/Service] the endpoints of a Service must differ in their addresses, but got "10.9.0.12"; name it once',
    );
    expect(refusal({ ...called, ranges: ['10.9.0.12'], port: 80 })).toBe(
      '[shop/db] a CIDR must end with "/" and a prefix length, but got "10.9.0.12"; write 10.9.0.12/32 for the one address',
    );
  });
});
