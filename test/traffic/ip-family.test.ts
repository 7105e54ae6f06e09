import { IpFamily } from '../../lib/traffic';

test('the values are the IP families of Kubernetes', () => {
  expect(Object.values(IpFamily)).toEqual(['IPv4', 'IPv6']);
});
