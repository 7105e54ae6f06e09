import { Address, networkName } from '../../lib/addressing/address';
import { IpFamily } from '../../lib/traffic';

const of = (text: string) => Address.of('an address', text);

test.each([
  ['10.9.0.12', '10.9.0.12', 0x0a09000cn],
  ['255.255.255.255', '255.255.255.255', 0xffffffffn],
  ['::', '::', 0n],
  ['2001:DB8:0:0::1', '2001:db8::1', 0x20010db8000000000000000000000001n],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', 0x00010002000300040005000600070008n],
  ['64:ff9b::c000:201', '64:ff9b::c000:201', 0x0064ff9b0000000000000000c0000201n],
  ['2001:db8::', '2001:db8::', 0x20010db8000000000000000000000000n],
])('%s is written %s and sorted as a number', (text, canonical, number) => {
  expect([of(text).text, of(text).number]).toEqual([canonical, number]);
});

test.each(['10.9.0', '010.9.0.1', '10.9.0.1/32', '10.9.0.1 ', 'db', '', ':::', 'fe80::1%eth0', 7, null, undefined])(
  '%p is no address',
  (text) => {
    expect(Address.isAddress(text)).toBe(false);
  },
);

test('a network is named by its first address and its length', () => {
  expect(networkName(IpFamily.IPV4, of('10.9.0.200').number, 25)).toBe('10-9-0-128-25');
  expect(networkName(IpFamily.IPV6, of('2001:db8::ffff').number, 112)).toBe('2001-db8-0-0-0-0-0-0-112');
});
