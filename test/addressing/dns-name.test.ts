import { DnsName } from '../../lib/addressing';
import { Protocol } from '../../lib/traffic';

const api = DnsName.of({ service: 'api', namespace: 'shop' });

test('is short in its own namespace, and full everywhere', () => {
  expect(api.short).toBe('api');
  expect(api.full).toBe('api.shop.svc.cluster.local');
  expect(`${api}`).toBe('api.shop.svc.cluster.local');
});

test('has the domain of the cluster', () => {
  expect(DnsName.of({ service: 'api', namespace: 'shop', clusterDomain: 'corp.internal' }).full).toBe(
    'api.shop.svc.corp.internal',
  );
});

test.each([
  ['shop', 'api'],
  ['bank', 'api.shop'],
])('is as short as it can be, seen from %s', (namespace, name) => {
  expect(api.seenFrom(namespace)).toBe(name);
});

test('names the members of a StatefulSet', () => {
  const peers = DnsName.of({ service: 'db-peers', namespace: 'shop' });
  expect(peers.member('db', 0).full).toBe('db-0.db-peers.shop.svc.cluster.local');
  expect(peers.member('db', 12).full).toBe('db-12.db-peers.shop.svc.cluster.local');
});

test('can only be short where no namespace is known', () => {
  const name = DnsName.of({ service: 'api' });
  expect([name.short, name.full, name.seenFrom('bank'), `${name.member('db', 0)}`, `${name}`]).toEqual([
    'api',
    'api',
    'api',
    'db-0.api',
    'api',
  ]);
});

describe('names', () => {
  const peers = DnsName.of({ service: 'db-peers', namespace: 'shop', clusterDomain: 'corp.internal' });
  const forms = (name: DnsName) => [name.short, name.seenFrom('shop'), name.seenFrom('bank'), name.full, name.absolute];

  test.each([
    ['a Service', peers, 'db-peers'],
    ['a member of a StatefulSet', peers.member('db', 0), 'db-0.db-peers'],
    ['a pod by its hostname', peers.pod('primary'), 'primary.db-peers'],
    ['the SRV records of a port', peers.srv('cql'), '_cql._tcp.db-peers'],
    ['the SRV records of a UDP port', peers.srv('gossip', Protocol.UDP), '_gossip._udp.db-peers'],
  ])('%s, short and long', (_, name, short) => {
    expect(forms(name)).toEqual([
      short,
      short,
      `${short}.shop`,
      `${short}.shop.svc.corp.internal`,
      `${short}.shop.svc.corp.internal.`,
    ]);
    expect([name.service, name.namespace]).toEqual(['db-peers', 'shop']);
  });

  test('nothing absolute where no namespace is known', () => {
    expect(() => DnsName.of({ service: 'api' }).absolute).toThrow(
      new Error(
        "an absolute name must have a namespace, but that of api isn't known; give the chart a `namespace`, or take the " +
          'short name',
      ),
    );
  });

  test('its like, also that of another copy of the library', () => {
    expect(DnsName.isDnsName(peers)).toBe(true);
    expect([undefined, null, 'api'].map(DnsName.isDnsName)).toEqual([false, false, false]);
  });
});

describe('refuses', () => {
  test.each([
    ['pods', (name: DnsName) => name.member('db', 0)],
    ['pods', (name: DnsName) => name.pod('db-0')],
    ['SRV records', (name: DnsName) => name.srv('http')],
  ])('the %s below anything but a Service', (what, ask) => {
    expect(() => ask(api.pod('primary'))).toThrow(
      new Error(
        `only the name of a Service must be asked for the names of its ${what}, but got ` +
          '"primary.api.shop.svc.cluster.local"; take the `dnsName` of the Service',
      ),
    );
  });

  test.each([
    ['a hostname', () => api.pod('a.b'), 'the hostname of a pod must be a DNS-1123 label'],
    ['a member', () => api.member('Db', 0), 'the hostname of a pod must be a DNS-1123 label'],
    ['a port name', () => api.srv('HTTP'), 'the name of a port must be a DNS-1123 label'],
    ['a protocol', () => api.srv('http', 'tcp' as any), 'a protocol must be one of TCP, UDP, SCTP, but got "tcp"'],
  ])('%s that cannot be', (_, ask, law) => {
    expect(ask).toThrow(law);
  });

  test.each([
    ['a Service that cannot be', { service: '1api' }, 'the name of a Service must be a DNS-1035 label'],
    [
      'a namespace that cannot be',
      { service: 'api', namespace: 'Shop' },
      'the namespace of a Service must be a DNS-1123',
    ],
    [
      'a domain that cannot be',
      { service: 'api', clusterDomain: '.local' },
      'the cluster domain must be a DNS-1123 subdomain',
    ],
  ])('%s', (_, props, law) => {
    expect(() => DnsName.of(props)).toThrow(law);
  });

  test.each([-1, 0.5, Number.NaN])('the ordinal %p', (ordinal) => {
    expect(() => api.member('db', ordinal)).toThrow(
      new Error(
        `the ordinal of a member must be a whole number from 0, but got ${ordinal}; the first member of a ` +
          'StatefulSet has the number 0',
      ),
    );
  });
});
