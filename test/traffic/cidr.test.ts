import * as fc from 'fast-check';
import { Cidr, IpFamily } from '../../lib/traffic';

describe('reads as', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['203.0.113.7/32', '203.0.113.7/32'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:0db8:0000:0000:0001:0000:0000:0001/128', '2001:db8::1:0:0:1/128'],
    ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1/128'],
    ['0:0:0:0:0:0:0:0/0', '::/0'],
    ['::1/128', '::1/128'],
  ])('%s is %s', (text, canonical) => {
    expect(Cidr.of(text).toString()).toBe(canonical);
  });
});

test('has a family and a prefix length', () => {
  expect(Cidr.of('10.0.0.0/8')).toMatchObject({ family: IpFamily.IPV4, prefixLength: 8 });
  expect(Cidr.of('fd00::/8')).toMatchObject({ family: IpFamily.IPV6, prefixLength: 8 });
});

test('each family has a name for all of it', () => {
  expect(Cidr.anyIpv4().toString()).toBe('0.0.0.0/0');
  expect(Cidr.anyIpv6().toString()).toBe('::/0');
});

describe('the network of one address', () => {
  test.each([
    ['10.9.0.12', '10.9.0.12/32'],
    ['2001:DB8:0:0::1', '2001:db8::1/128'],
  ])('%s is %s', (address, network) => {
    expect(Cidr.host(address).toString()).toBe(network);
  });

  test.each(['10.9.0', '010.9.0.1', '10.9.0.1/32', 'db', '', 'fe80::1%eth0'])('%p is no address', (text) => {
    expect(() => Cidr.host(text)).toThrow(
      new Error(
        'an address must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 address in groups, ' +
          `but got "${text}"; write it as in 10.9.0.12 or 2001:db8::12`,
      ),
    );
  });

  test('is not one of IPv4 inside IPv6', () => {
    expect(() => Cidr.host('::ffff:10.0.0.1')).toThrow('write the IPv4 address that is inside');
  });
});

test('has a first address', () => {
  expect(Cidr.of('10.0.0.0/8').firstAddress).toBe('10.0.0.0');
  expect(Cidr.of('2001:db8::/32').firstAddress).toBe('2001:db8::');
});

test('has two halves, unless it is one address', () => {
  expect(Cidr.of('10.9.0.128/25')._halves().map(String)).toEqual(['10.9.0.128/26', '10.9.0.192/26']);
  expect(Cidr.anyIpv6()._halves().map(String)).toEqual(['::/1', '8000::/1']);
  expect(Cidr.host('10.9.0.1')._halves()).toEqual([]);
});

test('is reached through NAT64 by a network of IPv6', () => {
  expect(Cidr.host('169.254.169.254')._throughNat64().toString()).toBe('64:ff9b::a9fe:a9fe/128');
  expect(Cidr.of('10.0.0.0/8')._throughNat64().toString()).toBe('64:ff9b::a00:0/104');
});

test('is a part of a name', () => {
  expect(Cidr.of('10.9.0.128/25')._hyphenated).toBe('10-9-0-128-25');
  expect(Cidr.of('2001:db8::/112')._hyphenated).toBe('2001-db8-0-0-0-0-0-0-112');
});

describe('refuses', () => {
  const refused = (text: string) => expect(() => Cidr.of(text));

  test.each([
    ['10.0.0.1/8', '10.0.0.0/8', '10.0.0.1/32'],
    ['203.0.113.7/31', '203.0.113.6/31', '203.0.113.7/32'],
    ['2001:DB8::1/64', '2001:db8::/64', '2001:db8::1/128'],
    ['0.0.0.1/0', '0.0.0.0/0', '0.0.0.1/32'],
  ])('host bits in %s', (text, network, address) => {
    refused(text).toThrow(
      new Error(
        `a CIDR must have no host bits set, but got "${text}"; ` +
          `write ${network} for the network, or ${address} for the one address`,
      ),
    );
  });

  test.each([
    '',
    '/8',
    'office',
    '10.0.0/8',
    '10/8',
    '010.0.0.0/8',
    '0x0a.0.0.0/8',
    '10.0.0.256/32',
    ' 10.0.0.0/8',
    '10.0.0.0/8/8',
    'fe80::1%eth0/128',
    '64:ff9b::192.0.2.1/128',
    '::00001/128',
    '[::1]/128',
    '1:2:3:4:5:6:7/64',
  ])('"%s", which is no address', (text) => {
    refused(text).toThrow(
      new Error(
        'a CIDR must be an IPv4 address in four decimal parts or an IPv6 address in groups, "/" and a prefix length, ' +
          `but got "${text}"; write it as in 10.0.0.0/8 or 2001:db8::/32`,
      ),
    );
  });

  test.each([
    ['::ffff:10.0.0.0/104', '10.0.0.0'],
    ['::ffff:a00:1/128', '10.0.0.1'],
    ['::ffff:0:0/96', '0.0.0.0'],
  ])('%s, which is IPv4 inside IPv6', (text, address) => {
    refused(text).toThrow(
      new Error(
        `a CIDR must not be an IPv4 network inside IPv6, but got "${text}"; write the IPv4 network, starting with ${address}`,
      ),
    );
  });

  test.each([
    ['10.0.0.0', '10.0.0.0/32'],
    ['2001:DB8::', '2001:db8::/128'],
  ])('%s without a prefix length', (text, remedy) => {
    refused(text).toThrow(
      new Error(`a CIDR must end with "/" and a prefix length, but got "${text}"; write ${remedy} for the one address`),
    );
  });

  test.each([
    ['10.0.0.0/33', 'IPv4', 32, '10.0.0.0/32'],
    ['10.0.0.0/', 'IPv4', 32, '10.0.0.0/32'],
    ['10.0.0.0/08', 'IPv4', 32, '10.0.0.0/32'],
    ['10.0.0.0/+8', 'IPv4', 32, '10.0.0.0/32'],
    ['10.0.0.0/8.0', 'IPv4', 32, '10.0.0.0/32'],
    ['10.0.0.0/255.0.0.0', 'IPv4', 32, '10.0.0.0/32'],
    ['2001:db8::/129', 'IPv6', 128, '2001:db8::/128'],
  ])('the prefix length of %s', (text, family, bits, remedy) => {
    refused(text).toThrow(
      new Error(
        `the prefix length of an ${family} network must be a whole number from 0 to ${bits}, but got "${text}"; ` +
          `write ${remedy} for the one address`,
      ),
    );
  });
});

describe('networks against plain arithmetic', () => {
  interface Network {
    readonly bits: number;
    readonly prefixLength: number;
    readonly first: bigint;
    readonly last: bigint;
    readonly cidr: Cidr;
  }

  function networkOf(bits: number, number: bigint, prefixLength: number): Network {
    const size = 2n ** BigInt(bits - prefixLength);
    const first = (number / size) * size;
    return { bits, prefixLength, first, last: first + size - 1n, cidr: Cidr.of(textOf(bits, first, prefixLength)) };
  }

  function textOf(bits: number, number: bigint, prefixLength: number): string {
    const [width, base, separator] = bits === 32 ? [8, 10, '.'] : [16, 16, ':'];
    const part = (i: number) => ((number >> BigInt(bits - width * (i + 1))) % 2n ** BigInt(width)).toString(base);
    return `${Array.from({ length: bits / width }, (_, i) => part(i)).join(separator)}/${prefixLength}`;
  }

  // Few distinct bits, high and low, make networks that meet; far more would hardly ever share an address.
  const number = (bits: number) =>
    fc
      .array(fc.constantFrom(0, 1, 2, bits - 2, bits - 1), { maxLength: 4 })
      .map((set) => set.reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n));
  const prefixLength = (bits: number) => fc.oneof(fc.constantFrom(0, 1, 2, 3, bits - 1, bits), fc.nat(bits));
  const network = fc
    .constantFrom(32, 128)
    .chain((bits) => fc.tuple(fc.constant(bits), number(bits), prefixLength(bits)))
    .map(([bits, first, length]) => networkOf(bits, first, length));

  test('contains', () => {
    fc.assert(
      fc.property(network, network, (a, b) => {
        const inside = a.bits === b.bits && a.first <= b.first && b.last <= a.last;
        expect(a.cidr.contains(b.cidr)).toBe(inside);
      }),
    );
  });

  test('overlaps', () => {
    fc.assert(
      fc.property(network, network, (a, b) => {
        const meet = a.bits === b.bits && a.first <= b.last && b.first <= a.last;
        expect(a.cidr.overlaps(b.cidr)).toBe(meet);
      }),
    );
  });

  test('sameAs', () => {
    fc.assert(
      fc.property(network, network, (a, b) => {
        const same = a.bits === b.bits && a.first === b.first && a.prefixLength === b.prefixLength;
        expect(a.cidr.sameAs(b.cidr)).toBe(same);
        expect(a.cidr.toString() === b.cidr.toString()).toBe(same);
      }),
    );
  });

  test('the canonical text means the same network', () => {
    fc.assert(fc.property(network, ({ cidr }) => cidr.sameAs(Cidr.of(cidr.toString()))));
  });
});

test('refuses what is no text', () => {
  expect(() => Cidr.of(10 as any)).toThrow(
    new Error('a CIDR must be a text, but got 10; write it as in 10.0.0.0/8 or 2001:db8::/32'),
  );
});
