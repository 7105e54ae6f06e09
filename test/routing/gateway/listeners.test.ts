import { accepts, allowedRoutes, bySpecificity, listenerName } from '../../../lib/routing/gateway/listeners';
import { issuedSecretName } from '../../../lib/routing/issued-certificates';
import { admitting } from '../sample';

test.each([
  ['shop.example.com', 'https-shop.example.com', 'shop.example.com-tls'],
  ['*.example.com', 'wildcard-https-example.com', 'example.com-tls-wildcard'],
  ['wildcard.example.com', 'https-wildcard.example.com', 'wildcard.example.com-tls'],
])('the host %s has the listener %s and the Secret %s', (host, listener, secret) => {
  expect(listenerName(host)).toBe(listener);
  expect(issuedSecretName(host)).toBe(secret);
});

test('hosts that differ only in where a dot stands have different Secrets', () => {
  expect(issuedSecretName('shop-eu.example.com')).not.toBe(issuedSecretName('shop.eu.example.com'));
});

test.each([
  ['*.corp', 'corp-wildcard'],
  ['*.corp', 'wildcard.corp'],
  ['*.corp', 'wildcard-https-corp'],
  ['*.corp', 'corp-tls-wildcard'],
  ['*.wildcard', 'wildcard'],
])('a wildcard and a host differ in listener and Secret: %s and %s', (wildcard, host) => {
  expect(listenerName(wildcard)).not.toBe(listenerName(host));
  expect(issuedSecretName(wildcard)).not.toBe(issuedSecretName(host));
});

describe('a listener', () => {
  test.each([
    ['shop.example.com', 'shop.example.com'],
    ['*.example.com', 'shop.example.com'],
    ['*.example.com', 'eu.shop.example.com'],
    ['*.example.com', '*.example.com'],
    ['*.example.com', '*.shop.example.com'],
  ])('for %s accepts %s', (listener, host) => {
    expect(accepts(listener, host)).toBe(true);
  });

  test.each([
    ['shop.example.com', 'www.example.com'],
    ['shop.example.com', 'eu.shop.example.com'],
    ['shop.example.com', '*.example.com'],
    ['*.example.com', 'example.com'],
    ['*.example.com', 'badexample.com'],
    ['*.shop.example.com', '*.example.com'],
  ])('for %s does not accept %s', (listener, host) => {
    expect(accepts(listener, host)).toBe(false);
  });
});

test('a host itself fits better than a wildcard, and a long wildcard better than a short one', () => {
  const hostnames = ['*.example.com', '*.a.b.example.com', 'x.a.b.example.com', '*.b.example.com'];
  expect(hostnames.sort(bySpecificity)).toEqual([
    'x.a.b.example.com',
    '*.a.b.example.com',
    '*.b.example.com',
    '*.example.com',
  ]);
});

test('namespaces are admitted by name, sorted, once each', () => {
  expect(allowedRoutes(['shop', 'edge', 'shop'])).toEqual(admitting('edge', 'shop'));
});
