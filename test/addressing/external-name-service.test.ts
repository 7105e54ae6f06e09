import { Construct } from 'constructs';
import { ExternalNameService } from '../../lib/addressing';
import { NameScope } from '../../lib/objects';
import { shopOf } from './pods';

function service(hostname: string, name?: string): ExternalNameService {
  return new ExternalNameService(shopOf(), 'db', { hostname, name });
}

test('is an alias in DNS, and nothing else', () => {
  const db = service('db.example.com');
  expect(db.chart).toMatchSnapshot();
  expect([db.dnsName.full, db.hostname, db.object]).toEqual(['db.shop.svc.cluster.local', 'db.example.com', db]);
});

test('may end with a dot, which keeps resolvers from searching', () => {
  expect(service('db.example.com.').toJson().spec.externalName).toBe('db.example.com.');
});

test('may lead to another Service', () => {
  expect(service('db.bank.svc.cluster.local').toJson().spec.externalName).toBe('db.bank.svc.cluster.local');
});

test('has the given name, after the prefix of its name scope', () => {
  const eu = new Construct(shopOf(), 'storefront');
  NameScope.of(eu, 'eu');
  expect(new ExternalNameService(eu, 'db', { hostname: 'db.example.com', name: 'legacy' }).name).toBe('eu-legacy');
});

const ADDRESS = 'the hostname of an ExternalNameService must be a DNS name, since DNS has no alias for an address';

test.each([
  ['an IPv4 address', '10.9.0.12', `${ADDRESS}, but got "10.9.0.12"; for addresses, make a SelectorlessService`],
  [
    'an IPv4 address with a dot',
    '10.9.0.12.',
    `${ADDRESS}, but got "10.9.0.12."; for addresses, make a SelectorlessService`,
  ],
  ['an IPv6 address', '2001:db8::12', `${ADDRESS}, but got "2001:db8::12"; for addresses, make a SelectorlessService`],
  [
    'its own name',
    'db.shop.svc.cluster.local',
    'the hostname of an ExternalNameService must not be its own name, but got "db.shop.svc.cluster.local"; give the name ' +
      'outside the cluster',
  ],
  ...['db2', 'localhost', 'db2.shop.svc.'].map((name): [string, string, string] => [
    `the short name ${name}`,
    name,
    `the hostname of an ExternalNameService must be a full name, since nothing completes an alias, but got "${name}"; ` +
      'write it with its domain, as in db.example.com',
  ]),
  [
    'a name that cannot be',
    'DB.example.com',
    'the hostname of an ExternalNameService must be a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each ' +
      'part starting and ending with a letter or digit, at most 253 characters), but got "DB.example.com"; write ' +
      '"db.example.com"',
  ],
  [
    'no name',
    undefined as any,
    'the hostname of an ExternalNameService must be a text, but got undefined; write it as in "db.example.com"',
  ],
])('refuses %s', (_, hostname, message) => {
  expect(() => service(hostname)).toThrow(new Error(`[shop/db] ${message}`));
});

test('refuses a name that starts with a digit', () => {
  expect(() => service('db.example.com', '1db')).toThrow('the name of a Service must be a DNS-1035 label');
});
