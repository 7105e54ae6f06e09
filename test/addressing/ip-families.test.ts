import { IpFamilies } from '../../lib/addressing';
import { IpFamily } from '../../lib/traffic';

test.each([
  [IpFamilies.only(IpFamily.IPV6), 'SingleStack', ['IPv6'], { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'] }],
  [IpFamilies.preferBoth(), 'PreferDualStack', ['IPv4', 'IPv6'], { ipFamilyPolicy: 'PreferDualStack' }],
  [
    IpFamilies.requireBoth(IpFamily.IPV6),
    'RequireDualStack',
    ['IPv6', 'IPv4'],
    { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6'] },
  ],
])('%#', (families, policy, members, spec) => {
  expect(families.policy).toBe(policy);
  expect(families.families).toEqual(members);
  expect(families._spec).toEqual(spec);
});

test.each([
  ['only', () => IpFamilies.only(undefined as any), 'undefined'],
  ['preferBoth', () => IpFamilies.preferBoth('ipv4' as any), '"ipv4"'],
  ['requireBoth', () => IpFamilies.requireBoth(4 as any), '4'],
])('%s refuses what is no family', (_, make, shown) => {
  expect(make).toThrow(
    new Error(`a family of addresses must be an IpFamily, but got ${shown}; write IpFamily.IPV4 or IpFamily.IPV6`),
  );
});

test('knows its like', () => {
  expect(IpFamilies.isIpFamilies(IpFamilies.preferBoth())).toBe(true);
  expect([undefined, null, 'SingleStack'].map(IpFamilies.isIpFamilies)).toEqual([false, false, false]);
});
