import { Cidr, IpRange } from '../../lib/traffic';

const cidrs = (...texts: string[]) => texts.map((text) => Cidr.of(text));

test('reads as a network and its exceptions', () => {
  expect(IpRange.of(Cidr.of('203.0.113.0/24')).toString()).toBe('203.0.113.0/24');
  expect(IpRange.of(Cidr.of('203.0.113.0/24'), cidrs('203.0.113.7/32')).toString()).toBe(
    '203.0.113.0/24 except 203.0.113.7/32',
  );
});

test('sorts the exceptions by address, the wider first, and keeps each once', () => {
  const range = IpRange.of(
    Cidr.anyIpv4(),
    cidrs('100.64.0.0/10', '9.0.0.0/8', '10.0.0.0/9', '10.0.0.0/8', '9.0.0.0/8'),
  );
  expect(range.except.map(String)).toEqual(['9.0.0.0/8', '10.0.0.0/8', '10.0.0.0/9', '100.64.0.0/10']);
});

test('is the same whatever the order of the exceptions', () => {
  const one = IpRange.of(Cidr.anyIpv4(), cidrs('10.0.0.0/8', '9.0.0.0/8'));
  const other = IpRange.of(Cidr.anyIpv4(), cidrs('9.0.0.0/8', '10.0.0.0/8'));
  expect(one.sameAs(other)).toBe(true);
  expect(one.sameAs(IpRange.of(Cidr.anyIpv4()))).toBe(false);
});

test('cannot be changed from outside', () => {
  const except = cidrs('10.0.0.0/8');
  const range = IpRange.of(Cidr.anyIpv4(), except);
  except.pop();
  expect(range.toString()).toBe('0.0.0.0/0 except 10.0.0.0/8');
  expect(() => range.except.pop()).toThrow(TypeError);
});

describe('refuses', () => {
  test.each([
    ['outside', '10.0.0.0/8'],
    ['as large', '203.0.113.0/24'],
    ['larger', '203.0.0.0/16'],
    ['of the other family', '2001:db8::/32'],
  ])('an exception that is %s', (_, hole) => {
    expect(() => IpRange.of(Cidr.of('203.0.113.0/24'), cidrs('203.0.113.7/32', hole))).toThrow(
      new Error(
        `an exception must be a smaller network inside 203.0.113.0/24, but got "${hole}"; leave it out, or correct its address`,
      ),
    );
  });
});
