import { LoadBalancers } from '../../../lib/cluster';

test.each<[string, (options: any) => unknown, unknown, string]>([
  [
    'a name in place of options',
    LoadBalancers.gcp,
    'shop-ipv4',
    'the options of LoadBalancers.gcp() must be an object, but got "shop-ipv4"; write them in { }',
  ],
  [
    'one address name',
    LoadBalancers.gcp,
    { addressNames: 'shop-ipv4' },
    'the `addressNames` of LoadBalancers.gcp() must be a list of texts with at least one in it, but got "shop-ipv4"; ' +
      'leave it out for the default',
  ],
  [
    'a flag that is a text',
    LoadBalancers.gcp,
    { globalAccess: 'no' },
    'the `globalAccess` of LoadBalancers.gcp() must be true or false, but got "no"; leave it out for the default',
  ],
  [
    'an empty subnet',
    LoadBalancers.azure,
    { subnet: '' },
    'the `subnet` of LoadBalancers.azure() must be a text, but got ""; leave it out for the default',
  ],
  [
    'a pool that is a number',
    LoadBalancers.metallb,
    { addressPool: 7 },
    'the `addressPool` of LoadBalancers.metallb() must be a text, but got 7; leave it out for the default',
  ],
  [
    'no protocol',
    LoadBalancers.conformant,
    { protocols: [] },
    'the `protocols` of LoadBalancers.conformant() must be a list of Protocol values with at least one in it, but got ' +
      'an empty list; leave it out for the default',
  ],
  [
    'a list with what is no text',
    LoadBalancers.awsNlb,
    { subnetRanges: [10] },
    'the `subnetRanges` of LoadBalancers.awsNlb() must be a list of texts with at least one in it, but got [10]; leave it ' +
      'out for the default',
  ],
  [
    'a target of another kind',
    LoadBalancers.awsNlb,
    { targetType: 'alb' },
    'the `targetType` of LoadBalancers.awsNlb() must be NlbTarget.INSTANCE or NlbTarget.IP, but got "alb"; leave it out ' +
      'for the default',
  ],
  [
    'a health check port that is a text',
    LoadBalancers.awsNlb,
    { healthCheckPort: '8081' },
    'the `healthCheckPort` of LoadBalancers.awsNlb() must be a port number from 1 to 65535, but got "8081"; leave it out ' +
      'for the default',
  ],
  [
    'a protocol in small letters',
    LoadBalancers.conformant,
    { protocols: ['tcp'] },
    'the `protocols` of LoadBalancers.conformant() must be a list of Protocol values with at least one in it, but got ' +
      '["tcp"]; leave it out for the default',
  ],
  [
    'a misspelt option',
    LoadBalancers.awsNlb,
    { targettype: 'ip' },
    'LoadBalancers.awsNlb() must have no `targettype`, but got "ip"; leave it out; it may have subnetRanges, subnets, ' +
      'elasticIps, privateIps, preservesClientIp, isCrossZone, healthCheckPort, targetType',
  ],
  [
    'an option that each object has by birth',
    LoadBalancers.azure,
    { constructor: 1 },
    'LoadBalancers.azure() must have no `constructor`, but got 1; leave it out; it may have subnet, addressResourceGroup',
  ],
])('%s is refused', (_, factory, options, message) => {
  expect(() => factory(options)).toThrow(new Error(message));
});

test('options that are undefined say nothing', () => {
  expect(LoadBalancers.azure({ subnet: undefined }).name).toBe('azure');
});
