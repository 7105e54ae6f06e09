import { App, Chart, JsonPatch } from 'cdk8s';
import {
  type Endpoint,
  IpFamilies,
  SelectorlessService,
  type SelectorlessServiceProps,
  type ServicePort,
  ServiceType,
} from '../../lib/addressing';
import { IpFamily, Port, Protocol, TrafficPolicy } from '../../lib/traffic';
import { shopOf } from './pods';

const ORACLE = { target: Port.tcp(1521) };

function service(endpoints: Endpoint[], props: Partial<SelectorlessServiceProps> = {}): SelectorlessService {
  return new SelectorlessService(shopOf(), 'db', { endpoints, ports: [ORACLE], ...props });
}

function at(...addresses: string[]): Endpoint[] {
  return addresses.map((address) => ({ address }));
}

/** The addresses in each slice, by the slice's name. */
function slices(made: SelectorlessService): { [name: string]: string[] } {
  return Object.fromEntries(
    made.endpointSlices.map((slice) => [
      slice.name,
      slice.toJson().endpoints.flatMap(({ addresses }: { addresses: string[] }) => addresses),
    ]),
  );
}

describe('writes', () => {
  test('a Service without selector, and its endpoints in the order of their addresses', () => {
    expect(service(at('10.9.0.13', '10.9.0.2'), { ports: [{ ...ORACLE, port: 15210 }] }).chart).toMatchSnapshot();
  });

  test('several ports, joined by their names, and both families, each in slices of its own', () => {
    const ports: ServicePort[] = [
      { name: 'dns', target: Port.udp(5353), port: 53 },
      { name: 'dns-tcp', target: Port.tcp(5353), port: 53, appProtocol: 'example.com/dns' },
    ];
    expect(service(at('2001:DB8::1', '10.9.0.12'), { ports }).chart).toMatchSnapshot();
  });

  test('a headless one with all that is known of its endpoints', () => {
    const endpoints: Endpoint[] = [
      { address: '10.9.0.12', hostname: 'primary', zone: 'eu-1a', nodeName: 'node-1.example.com' },
      { address: '10.9.0.13', conditions: { ready: false, serving: true, terminating: true } },
    ];
    expect(service(endpoints, { ports: [], type: ServiceType.headless() }).chart).toMatchSnapshot();
  });

  test('what a patch says, also of a slice', () => {
    const made = service(at('10.9.0.12'));
    made.endpointSlices[0]?.addJsonPatch(JsonPatch.add('/endpoints/0/hints', { forZones: [{ name: 'eu-1a' }] }));
    expect(made.endpointSlices[0]?.toJson().endpoints).toEqual([
      { addresses: ['10.9.0.12'], hints: { forZones: [{ name: 'eu-1a' }] } },
    ]);
  });
});

describe('has addresses of the families of its endpoints', () => {
  const families = (made: SelectorlessService) => {
    const { ipFamilyPolicy, ipFamilies } = made.toJson().spec;
    return [ipFamilyPolicy, ipFamilies];
  };

  test.each([
    ['IPv4', at('10.9.0.12'), ['SingleStack', ['IPv4']]],
    ['IPv6', at('fd00::12'), ['SingleStack', ['IPv6']]],
    ['both', at('fd00::12', '10.9.0.12'), ['PreferDualStack', undefined]],
  ])('%s', (_, endpoints, expected) => {
    expect(families(service(endpoints))).toEqual(expected);
  });

  test('or of those that are given', () => {
    const type = ServiceType.clusterIp({ ipFamilies: IpFamilies.requireBoth() });
    expect(families(service(at('10.9.0.12'), { type }))).toEqual(['RequireDualStack', undefined]);
  });

  test('and names those of all where it is headless', () => {
    expect(families(service(at('fd00::12', '10.9.0.12'), { type: ServiceType.headless() }))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('which kube-proxy never leads from the one to the other', () => {
    const type = ServiceType.clusterIp({ ipFamilies: IpFamilies.only(IpFamily.IPV4) });
    expect(() => service(at('10.9.0.12', 'fd00::12'), { type })).toThrow(
      new Error(
        '[shop/db] a Service must have an address of the family of each endpoint, but it has none of IPv6; give ' +
          'IpFamilies.preferBoth(), or leave `ipFamilies` out',
      ),
    );
  });
});

describe('its own addresses', () => {
  const own = (clusterIp: string, ...endpoints: string[]) =>
    service(at(...endpoints), { type: ServiceType.clusterIp({ clusterIp }) }).toJson().spec;

  test('are of the first family, which is that of its endpoints', () => {
    expect(own('fd00::7', 'fd00:1::12')).toMatchObject({ clusterIP: 'fd00::7', ipFamilies: ['IPv6'] });
    expect(own('fd00::7', 'fd00:1::12', '10.9.0.12')).toMatchObject({
      ipFamilyPolicy: 'PreferDualStack',
      ipFamilies: ['IPv6'],
    });
  });

  test('are refused where they are of another one', () => {
    expect(() => own('fd00::7', '10.9.0.12')).toThrow(
      new Error(
        '[shop/db] the cluster IP of a Service must be of its first family, which is IPv4, but got "fd00::7"; give ' +
          'another address, or another first family',
      ),
    );
    const type = ServiceType.clusterIp({ externalIps: ['2001:db8::7'] });
    expect(() => service(at('10.9.0.12'), { type })).toThrow(
      new Error(
        '[shop/db] an external IP must be of a family of the Service, which has IPv4, but got "2001:db8::7"; leave it ' +
          'out, or give IpFamilies.preferBoth()',
      ),
    );
  });
});

describe('more than a hundred addresses', () => {
  const block = (network: string, first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${network}${first + index}`);

  test('are in one slice up to a hundred', () => {
    expect(Object.keys(slices(service(at(...block('10.9.0.', 1, 100)))))).toEqual(['db-ipv4']);
  });

  test('are halved by the network that they are in', () => {
    const split = slices(service(at(...block('10.9.0.', 1, 150))));
    expect(Object.entries(split).map(([name, { length }]) => `${name}: ${length}`)).toEqual([
      'db-ipv4-10-9-0-0-26: 63',
      'db-ipv4-10-9-0-64-26: 64',
      'db-ipv4-10-9-0-128-25: 23',
    ]);
  });

  test('of IPv6 too', () => {
    const addresses = Array.from({ length: 101 }, (_, index) => `2001:db8::${index.toString(16)}:1`);
    expect(Object.keys(slices(service(at(...addresses))))).toEqual([
      'db-ipv6-2001-db8-0-0-0-0-0-0-106',
      'db-ipv6-2001-db8-0-0-0-0-40-0-106',
    ]);
  });

  test('stay where they are when one comes or goes, wherever it is in the list', () => {
    const many = [...block('10.9.0.', 1, 90), ...block('10.9.1.', 1, 90), ...block('192.168.0.', 1, 90)];
    const before = slices(service(at(...many)));
    const after = slices(service(at('10.9.0.200', ...many.reverse())));
    const same = Object.keys(after).filter((name) => `${after[name]}` === `${before[name]}`);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(Object.keys(after).filter((name) => !same.includes(name))).toEqual(['db-ipv4-10-9-0-0-24']);
  });
});

describe('tells the port behind its own', () => {
  const PORTS: ServicePort[] = [
    { name: 'dns', target: Port.udp(5353), port: 53 },
    { name: 'http', target: Port.tcp(8080) },
  ];

  test('by number and protocol', () => {
    const made = service(at('10.9.0.12'), { ports: PORTS });
    expect([made.defaultPort, `${made.targetPort(53, Protocol.UDP)}`, `${made.targetPort(8080)}`]).toEqual([
      53,
      'UDP 5353',
      'TCP 8080',
    ]);
    expect(() => made.targetPort(5353, Protocol.UDP)).toThrow(
      new Error(
        '[shop/db] a Service port must be one of UDP 53, TCP 8080, but got "UDP 5353"; name one of the Service\'s own ' +
          "ports, not the pods'",
      ),
    );
  });

  test('but not where it has none', () => {
    const made = service(at('10.9.0.12'), { ports: undefined, type: ServiceType.headless() });
    const message =
      '[shop/db] a Service must have ports for whoever names one of them, but this one has none; give it `ports`';
    expect(() => made.defaultPort).toThrow(new Error(message));
    expect(() => made.targetPort()).toThrow(new Error(message));
  });
});

test('its name resolves as that of any Service', () => {
  expect(service(at('10.9.0.12')).dnsName.full).toBe('db.shop.svc.cluster.local');
});

describe('refuses', () => {
  const EXAMPLE = "write it as in { address: '10.9.0.12' }";
  const LAW =
    'the address of an endpoint must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 address';
  const KNOWN = 'give the address under which the others know it';

  test.each<[string, any, string]>([
    [
      'a name',
      'db.example.com',
      `${LAW}, but got "db.example.com"; for a DNS name make an ExternalNameService: kube-proxy ignores EndpointSlices of the type FQDN`,
    ],
    ['leading zeros', '010.9.0.12', `${LAW}, but got "010.9.0.12"; ${EXAMPLE}`],
    ['a network', '10.9.0.0/24', `${LAW}, but got "10.9.0.0/24"; ${EXAMPLE}`],
    ['an IPv4 address inside IPv6', '::ffff:10.9.0.12', `${LAW}, but got "::ffff:10.9.0.12"; ${EXAMPLE}`],
    ['nothing', undefined, `${LAW}, but got undefined; ${EXAMPLE}`],
    [
      'this host',
      '0.0.0.0',
      `the address of an endpoint must not be an unspecified address, but got "0.0.0.0"; ${KNOWN}`,
    ],
    [
      'this host in IPv6',
      '::',
      `the address of an endpoint must not be an unspecified address, but got "::"; ${KNOWN}`,
    ],
    [
      'loopback',
      '127.0.0.53',
      `the address of an endpoint must not be a loopback address, which is the caller itself, but got "127.0.0.53"; ${KNOWN}`,
    ],
    [
      'loopback in IPv6',
      '::1',
      `the address of an endpoint must not be a loopback address, which is the caller itself, but got "::1"; ${KNOWN}`,
    ],
    [
      'the metadata server',
      '169.254.169.254',
      `the address of an endpoint must not be a link-local address, which is another machine on each node, but got "169.254.169.254"; ${KNOWN}`,
    ],
    [
      'link-local in IPv6',
      'fe80::1',
      `the address of an endpoint must not be a link-local address, which is another machine on each node, but got "fe80::1"; ${KNOWN}`,
    ],
    [
      'multicast',
      '239.1.1.1',
      `the address of an endpoint must not be a multicast address, but got "239.1.1.1"; ${KNOWN}`,
    ],
    [
      'multicast in IPv6',
      'ff05::2',
      `the address of an endpoint must not be a multicast address, but got "ff05::2"; ${KNOWN}`,
    ],
    [
      'broadcast',
      '255.255.255.255',
      `the address of an endpoint must not be a broadcast address, but got "255.255.255.255"; ${KNOWN}`,
    ],
  ])('%s as address', (_, address, message) => {
    expect(() => service([{ address }])).toThrow(new Error(`[shop/db] ${message}`));
  });

  test('an address twice, however it is written', () => {
    expect(() => service(at('2001:db8::1', '2001:DB8:0::1'))).toThrow(
      new Error(
        '[shop/db] the endpoints of a Service must differ in their addresses, but got "2001:db8::1"; name it once',
      ),
    );
  });

  test.each([
    [[], 'an empty list'],
    [undefined, 'undefined'],
    ['10.9.0.12', '"10.9.0.12"'],
  ])('%p as endpoints', (endpoints: any, shown) => {
    expect(() => service(endpoints)).toThrow(
      new Error(
        `[shop/db] a Service without selector must have an endpoint, but got ${shown}; give \`endpoints\` as in ` +
          "[{ address: '10.9.0.12' }]",
      ),
    );
  });

  test.each([
    ['10.9.0.12', '"10.9.0.12"'],
    [null, 'null'],
  ])('%p in place of an endpoint', (endpoint: any, shown) => {
    expect(() => service([endpoint])).toThrow(
      new Error(`[shop/db] an endpoint must be an object with an address, but got ${shown}; ${EXAMPLE}`),
    );
  });

  test.each<[string, Partial<Endpoint>, string]>([
    ['a hostname', { hostname: 'a.b' }, 'the hostname of an endpoint must be a DNS-1123 label'],
    ['a zone', { zone: 'eu 1a' }, 'the label topology.kubernetes.io/zone must be empty or at most 63 letters'],
    ['a node', { nodeName: 'Node_1' }, 'the node of an endpoint must be a DNS-1123 subdomain'],
    [
      'a condition',
      { conditions: { ready: 'yes' as any } },
      'the conditions of an endpoint must be true or false: ready, serving, terminating, but got {"ready":"yes"}; leave ' +
        'it out for the default',
    ],
    [
      'a condition of another name',
      { conditions: { healthy: true } as any },
      'the conditions of an endpoint must be true or false: ready, serving, terminating, but got {"healthy":true}; leave ' +
        'it out for the default',
    ],
    [
      'one that is ready and shut down',
      { conditions: { terminating: true } },
      'an endpoint that is being shut down must not be ready, but got {"terminating":true}; where it still ' +
        'answers, give `serving: true` and `ready: false`',
    ],
  ])('%s that cannot be', (_, more, law) => {
    expect(() => service([{ address: '10.9.0.12', ...more }])).toThrow(`[shop/db] ${law}`);
  });

  test.each([
    ['internal', { internalTrafficPolicy: TrafficPolicy.LOCAL }],
    ['external', { externalTrafficPolicy: TrafficPolicy.LOCAL, externalIps: ['203.0.113.7'] }],
  ])('an endpoint on no node where %s traffic stays on its node', (_, options) => {
    const type = ServiceType.clusterIp(options);
    expect(() => service(at('10.9.0.12'), { type })).toThrow(
      new Error(
        '[shop/db] with TrafficPolicy.LOCAL an endpoint must be on a node, since every other node keeps to its own, but ' +
          'got "10.9.0.12"; give its `nodeName`, or leave the traffic policy out',
      ),
    );
    expect(() => service([{ address: '10.9.0.12', nodeName: 'node-1' }], { type })).not.toThrow();
  });

  test('a port by name, which only pods have', () => {
    expect(() => service(at('10.9.0.12'), { ports: [{ target: Port.named('sql'), port: 1521 }] })).toThrow(
      new Error(
        '[shop/db] the target of a port must be a number where no pods stand behind the Service, but got "TCP sql"; ' +
          'write it as in Port.tcp(1521)',
      ),
    );
  });

  test('no port, unless it is headless', () => {
    expect(() => service(at('10.9.0.12'), { ports: [] })).toThrow(
      new Error('[shop/db] a Service must have a port; give `ports`, at least one'),
    );
  });

  test.each([
    [ServiceType.nodePort(), '"NodePort"'],
    [ServiceType.loadBalancer(), '"LoadBalancer"'],
    ['ClusterIP' as any, '"ClusterIP"'],
  ])('the type %s', (type, shown) => {
    expect(() => service(at('10.9.0.12'), { type })).toThrow(
      new Error(
        `[shop/db] a Service without selector must have an address inside the cluster, or be headless, but got ${shown}; ` +
          'take ServiceType.clusterIp() or ServiceType.headless(); whoever is outside connects to the addresses',
      ),
    );
  });

  test('a headless one that would translate a port', () => {
    const ports = [{ ...ORACLE, port: 15210 }];
    expect(() => service(at('10.9.0.12'), { ports, type: ServiceType.headless() })).toThrow(
      'the port of a headless Service must have the number of its target TCP 1521',
    );
  });
});

test('needs no namespace', () => {
  const chart = new Chart(new App(), 'bare');
  new SelectorlessService(chart, 'db', { endpoints: at('10.9.0.12'), ports: [ORACLE] });
  expect(chart.toJson().map(({ kind, metadata }: any) => `${kind} ${metadata.name} ${metadata.namespace}`)).toEqual([
    'Service db undefined',
    'EndpointSlice db-ipv4 undefined',
  ]);
});
