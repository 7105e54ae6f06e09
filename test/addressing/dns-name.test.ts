import { DnsName } from '../../lib/addressing';

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
  expect(peers.member('db', 0)).toBe('db-0.db-peers.shop.svc.cluster.local');
  expect(peers.member('db', 12)).toBe('db-12.db-peers.shop.svc.cluster.local');
});

test('can only be short where no namespace is known', () => {
  const name = DnsName.of({ service: 'api' });
  expect([name.short, name.full, name.seenFrom('bank'), name.member('db', 0), `${name}`]).toEqual([
    'api',
    'api',
    'api',
    'db-0.api',
    'api',
  ]);
});

describe('refuses', () => {
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
