import * as fc from 'fast-check';
import {
  type AddressRange,
  EVERY_ADDRESS,
  merged,
  networksOf,
  overlap,
  rangeOf,
  rangesText,
  tryRangeOf,
  without,
} from '../../../lib/analysis/evaluate/address-range';

const IPV6 = 1n << 128n;
const ranges = (...cidrs: string[]) => merged(cidrs.map(rangeOf));

describe('a range', () => {
  test.each<[string, bigint, bigint]>([
    ['0.0.0.0/0', 0n, (1n << 32n) - 1n],
    ['255.255.255.255', (1n << 32n) - 1n, (1n << 32n) - 1n],
    ['255.255.255.255/32', (1n << 32n) - 1n, (1n << 32n) - 1n],
    ['10.1.2.3/8', 10n << 24n, (11n << 24n) - 1n],
    ['::/0', IPV6, IPV6 + IPV6 - 1n],
    ['::', IPV6, IPV6],
    ['::/128', IPV6, IPV6],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', IPV6 + IPV6 - 1n, IPV6 + IPV6 - 1n],
    ['2001:db8::1/32', IPV6 + (0x20010db8n << 96n), IPV6 + (0x20010db9n << 96n) - 1n],
  ])('of %s, whatever stands behind the prefix', (text, first, last) => {
    expect(rangeOf(text)).toEqual({ first, last });
  });

  test.each([
    '',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0',
    '010.0.0.1',
    '0x10.0.0.1',
    '256.0.0.1',
    '1',
    '::/129',
    'fe80::1%eth0',
    '::ffff:10.0.0.1',
    'shop/web',
    ' 10.0.0.1',
  ])('is not made of %j', (text) => {
    expect(tryRangeOf(text)).toBeUndefined();
  });

  test('is asked for in words that say how', () => {
    expect(() => rangeOf('10.0.0.0/33')).toThrow(
      'addresses must be written as an address or a CIDR, but got "10.0.0.0/33"; ' +
        'write them as in 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32',
    );
  });
});

describe('ranges', () => {
  test('become one with their neighbours, but IPv4 never with IPv6', () => {
    expect(networksOf(ranges('10.0.1.0/24', '10.0.0.0/24', '10.0.0.7'))).toEqual(['10.0.0.0/23']);
    expect(networksOf(ranges('255.0.0.0/8', '::/8'))).toEqual(['255.0.0.0/8', '::/8']);
    expect(merged([...EVERY_ADDRESS].reverse())).toEqual(EVERY_ADDRESS);
  });

  test('are told by the fewest networks', () => {
    expect(networksOf(without(ranges('10.0.0.0/30'), ranges('10.0.0.1')))).toEqual(['10.0.0.0/32', '10.0.0.2/31']);
    expect(networksOf([{ first: 1n, last: 6n }])).toEqual(['0.0.0.1/32', '0.0.0.2/31', '0.0.0.4/31', '0.0.0.6/32']);
    expect(networksOf(EVERY_ADDRESS)).toEqual(['0.0.0.0/0', '::/0']);
    expect(networksOf([])).toEqual([]);
  });

  test.each<[string, AddressRange[]]>([
    ['', []],
    ['0.0.0.0/0, ::/0', [...EVERY_ADDRESS]],
    ['0.0.0.0/0 (except 10.0.0.0/8)', without(ranges('0.0.0.0/0'), ranges('10.0.0.0/8'))],
    ['::/0 (except 2001:db8::/32)', without(ranges('::/0'), ranges('2001:db8::/32'))],
    [
      '0.0.0.0/0 (except 10.0.0.0/8, 172.16.0.0/12), ::/0',
      without([...EVERY_ADDRESS], ranges('10.0.0.0/8', '172.16.0.0/12')),
    ],
    ['10.0.0.0/8, 2001:db8::/32', ranges('2001:db8::/32', '10.0.0.0/8')],
    ['0.0.0.0/1', without(ranges('0.0.0.0/0'), ranges('128.0.0.0/1'))],
    ['203.0.113.7/32', ranges('203.0.113.7')],
  ])('are told as %j', (text, given) => {
    expect(rangesText(given)).toBe(text);
  });
});

/** Ranges within 64 addresses at a border, and the addresses they are in a set without any cleverness. */
const borders = [0n, (1n << 32n) - 64n, IPV6, IPV6 + IPV6 - 64n, IPV6 + (1n << 64n)];
const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 0, max: 20 })), { maxLength: 5 });

function rangesAt(base: bigint, pairs: readonly [number, number][]): AddressRange[] {
  return pairs.map(([first, length]) => ({
    first: base + BigInt(first),
    last: base + BigInt(Math.min(63, first + length)),
  }));
}

function addressesOf(given: readonly AddressRange[]): bigint[] {
  const found = given.flatMap(({ first, last }) =>
    Array.from({ length: Number(last - first) + 1 }, (_, i) => first + BigInt(i)),
  );
  return [...new Set(found)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

test('ranges are combined as sets of addresses are, and their networks say the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(...borders), some, some, (base, pairsA, pairsB) => {
      const [a, b] = [rangesAt(base, pairsA), rangesAt(base, pairsB)];
      const [setA, setB] = [addressesOf(a), new Set(addressesOf(b))];
      const rest = without(merged(a), merged(b));
      expect(addressesOf(merged(a))).toEqual(setA);
      expect(addressesOf(rest)).toEqual(setA.filter((each) => !setB.has(each)));
      expect(merged(rest)).toEqual(rest);
      expect(overlap(merged(a), merged(b))).toBe(setA.some((each) => setB.has(each)));
      const networks = networksOf(merged(a)).map(rangeOf);
      expect(merged(networks)).toEqual(merged(a));
      expect(networks.reduce((sum, { first, last }) => sum + (last - first) + 1n, 0n)).toBe(BigInt(setA.length));
    }),
    { numRuns: 300 },
  );
});
