import * as fc from 'fast-check';
import { merged, networksOf, rangeOf, without } from '../../../lib/analysis/evaluate/address-range';
import { AddressSpace, blockText, rangesOf } from '../../../lib/analysis/evaluate/address-space';
import type { BlockFacts } from '../../../lib/analysis/network/policies';

const block = (cidr: string, ...except: string[]): BlockFacts => ({ cidr, except });
const networks = ({ classes }: AddressSpace) => classes.map(networksOf);

describe('the addresses outside', () => {
  test('are one class where no policy names any', () => {
    expect(networks(AddressSpace.of([]))).toEqual([['0.0.0.0/0', '::/0']]);
  });

  test('are told apart by the blocks they are in', () => {
    const space = AddressSpace.of([block('10.0.0.0/8', '10.1.0.0/16'), block('10.1.0.0/16')]);
    expect(networks(space).map((each) => each[0])).toEqual(['0.0.0.0/5', '10.0.0.0/16', '10.1.0.0/16']);
    expect(space.classesIn(block('10.0.0.0/8', '10.1.0.0/16'))).toEqual([1]);
    expect(space.classesIn(block('10.1.0.0/16'))).toEqual([2]);
    expect(space.classesIn(block('::/0'))).toEqual([]);
  });

  test('have no class of those that are always in the same blocks', () => {
    const space = AddressSpace.of([block('10.0.0.0/8'), block('10.0.0.0/8', '::/0'), block('10.9.9.9/8')]);
    expect(space.classes).toHaveLength(2);
  });

  test('do not hold the addresses of pods', () => {
    const pods = [rangeOf('10.0.0.0/8')];
    const space = AddressSpace.of([block('10.0.0.0/8'), block('0.0.0.0/0')], pods);
    expect(networks(space)).toEqual([networksOf(without([rangeOf('0.0.0.0/0')], pods)), ['::/0']]);
    expect(space.classesIn(block('10.0.0.0/8'))).toEqual([]);
    expect(space.classesOver(rangeOf('10.2.3.4'))).toEqual([]);
    expect(space.classesOver(rangeOf('10.0.0.0/7'))).toEqual([0]);
  });

  test('may all be those of pods', () => {
    const space = AddressSpace.of([block('0.0.0.0/0')], merged([rangeOf('0.0.0.0/0'), rangeOf('::/0')]));
    expect(space.classes).toEqual([]);
    expect(space.classesOver(rangeOf('203.0.113.7'))).toEqual([]);
  });

  test.each(['0.0.0.0', '255.255.255.255', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'])(
    'are known up to their end: %s',
    (address) => {
      const space = AddressSpace.of([block(address)]);
      expect(space.classesOver(rangeOf(address))).toEqual(space.classesIn(block(address)));
      expect(space.classesOver(rangeOf(address))).toHaveLength(1);
    },
  );
});

test('a block is named with what is left out of it, in order', () => {
  expect(blockText(block('10.0.0.0/8', '10.2.0.0/16', '10.1.0.0/16'))).toBe(
    '10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16',
  );
});

const BLOCKS = [
  block('0.0.0.0/0'),
  block('0.0.0.0/0', '10.0.0.0/8'),
  block('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24'),
  block('10.1.0.0/16'),
  block('10.1.2.3'),
  block('255.255.255.255'),
  block('::/0', '2001:db8::/32'),
  block('2001:db8::/32'),
  block('2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'),
];
const POINTS = BLOCKS.flatMap(({ cidr, except }) => [cidr, ...except]).flatMap((cidr) => {
  const { first, last } = rangeOf(cidr);
  return [first, last, ...(first > 0n ? [first - 1n] : []), last + 1n];
});

test('an address is in a block exactly when its class is one of those in the block', () => {
  fc.assert(
    fc.property(fc.subarray(BLOCKS), fc.constantFrom(...POINTS), (blocks, address) => {
      const space = AddressSpace.of(blocks);
      const [own, ...others] = space.classesOver({ first: address, last: address });
      const isAddress = address < 1n << 32n || (address >= 1n << 128n && address < 1n << 129n);
      expect([own !== undefined, others]).toEqual([isAddress, []]);
      for (const each of isAddress ? blocks : []) {
        const holds = rangesOf(each).some(({ first, last }) => first <= address && address <= last);
        expect(space.classesIn(each).includes(own as number)).toBe(holds);
      }
    }),
    { numRuns: 500 },
  );
});

test('the classes are all addresses, each once', () => {
  fc.assert(
    fc.property(fc.subarray(BLOCKS), (blocks) => {
      const { classes } = AddressSpace.of(blocks);
      const size = classes.flat().reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
      expect(size).toBe((1n << 32n) + (1n << 128n));
      expect(networksOf(merged(classes.flat()))).toEqual(['0.0.0.0/0', '::/0']);
    }),
  );
});
