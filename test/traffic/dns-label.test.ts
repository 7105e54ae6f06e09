import { checkDnsLabel, checkDnsSubdomain, checkHostname, checkServiceName } from '../../lib/traffic';

const LONG = 'x'.repeat(63);

describe('what is no text', () => {
  test.each([
    ['a namespace name', '"shop"', checkDnsLabel],
    ['a Service name', '"web"', checkServiceName],
    ['a Deployment name', '"web"', checkDnsSubdomain],
  ])('cannot be %s', (what, example, check) => {
    for (const [value, shown] of [
      [undefined, 'undefined'],
      [5, '5'],
      [['shop'], '["shop"]'],
    ] as [any, string][]) {
      expect(() => check(what, value)).toThrow(
        new Error(`${what} must be a text, but got ${shown}; write it as in ${example}`),
      );
    }
  });

  test('cannot be a hostname', () => {
    expect(() => checkHostname(undefined as any)).toThrow(
      new Error('a hostname must be a text, but got undefined; write it as in "shop.example.com"'),
    );
  });
});

describe('a DNS-1123 label', () => {
  const LAW =
    'a namespace name must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a ' +
    'letter or digit, at most 63 characters)';

  test.each(['shop', 'a', '1', '1shop', 'shop-1', 'a--b', LONG])('can be %s', (text) => {
    expect(() => checkDnsLabel('a namespace name', text)).not.toThrow();
  });

  test.each([
    ['Shop', 'write "shop"'],
    ['my_shop', 'write "my-shop"'],
    ['shop.v1', 'write "shop-v1"'],
    ['-shop-', 'write "shop"'],
    [`${LONG}x`, `write "${LONG}"`],
    ['', 'choose one such as "shop"'],
    ['--', 'choose one such as "shop"'],
  ])('cannot be "%s"', (text, remedy) => {
    expect(() => checkDnsLabel('a namespace name', text)).toThrow(new Error(`${LAW}, but got "${text}"; ${remedy}`));
  });
});

describe('a DNS-1035 label', () => {
  const LAW =
    'a Service name must be a DNS-1035 label (lower case letters, digits and "-", starting with a letter, ' +
    'ending with a letter or digit, at most 63 characters)';

  test.each(['web', 'a', 'web-1', LONG])('can be %s', (text) => {
    expect(() => checkServiceName('a Service name', text)).not.toThrow();
  });

  test.each([
    ['1web', 'write "web"'],
    ['2-Web', 'write "web"'],
    ['web.v1', 'write "web-v1"'],
    ['2', 'choose one such as "web"'],
  ])('cannot be "%s"', (text, remedy) => {
    expect(() => checkServiceName('a Service name', text)).toThrow(new Error(`${LAW}, but got "${text}"; ${remedy}`));
  });
});

describe('a DNS-1123 subdomain', () => {
  const SUBDOMAIN =
    'a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part starting and ending with a letter ' +
    'or digit, at most 253 characters)';

  test.each(['web', 'web.v1', '1.2', `${LONG}.${LONG}.${LONG}.${'x'.repeat(61)}`, `${LONG}x`])('can be %s', (text) => {
    expect(() => checkDnsSubdomain('a Deployment name', text)).not.toThrow();
  });

  test.each([
    ['Web.V1', 'write "web.v1"'],
    ['web..v1.', 'write "web.v1"'],
    ['-web-.-v1-', 'write "web.v1"'],
    ['.', 'choose one such as "web"'],
  ])('cannot be "%s"', (text, remedy) => {
    expect(() => checkDnsSubdomain('a Deployment name', text)).toThrow(
      new Error(`a Deployment name must be ${SUBDOMAIN}, but got "${text}"; ${remedy}`),
    );
  });

  test('cannot be longer than 253 characters', () => {
    expect(() => checkDnsSubdomain('a Deployment name', 'x.'.repeat(127))).toThrow('at most 253 characters');
    expect(() => checkDnsSubdomain('a Deployment name', `${'x.'.repeat(126)}xx`)).toThrow('at most 253 characters');
  });

  describe('as a hostname', () => {
    test.each(['shop.example.com', 'localhost', '*.example.com', '*.com', '1.example.com'])('can be %s', (text) => {
      expect(() => checkHostname(text)).not.toThrow();
    });

    test.each([
      ['Shop.example.com', 'write "shop.example.com"'],
      ['shop.example.com.', 'write "shop.example.com"'],
      ['shop.example.com:8443', 'write "shop.example.com"'],
      ['https://shop.example.com/cart', 'write "shop.example.com"'],
      ['*.Example.com', 'write "*.example.com"'],
      ['https://10.0.0.1/', 'write it as in "shop.example.com"'],
      ['*', 'write it as in "shop.example.com"'],
      ['', 'write it as in "shop.example.com"'],
    ])('cannot be "%s"', (text, remedy) => {
      expect(() => checkHostname(text)).toThrow(
        new Error(`a hostname must be ${SUBDOMAIN}, with an optional "*." in front, but got "${text}"; ${remedy}`),
      );
    });

    test.each(['10.0.0.1', '2001:db8::1'])('cannot be the address %s', (text) => {
      expect(() => checkHostname(text)).toThrow(
        new Error(`a hostname must not be an IP address, but got "${text}"; use a DNS name that resolves to it`),
      );
    });
  });
});
