import { Address } from '../../lib/addressing/address';

const of = (text: string) => Address.of('an address', text);

test.each([
  ['10.9.0.12', '10.9.0.12'],
  ['255.255.255.255', '255.255.255.255'],
  ['::', '::'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ['64:ff9b::c000:201', '64:ff9b::c000:201'],
  ['2001:db8::', '2001:db8::'],
])('%s is written %s', (text, canonical) => {
  expect(of(text).text).toBe(canonical);
});

test.each(['10.9.0', '010.9.0.1', '10.9.0.1/32', '10.9.0.1 ', 'db', '', ':::', 'fe80::1%eth0', 7, null, undefined])(
  '%p is no address',
  (text) => {
    expect(Address.isAddress(text)).toBe(false);
  },
);
