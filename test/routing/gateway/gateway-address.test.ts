import { GatewayAddress } from '../../../lib';

test.each([
  [GatewayAddress.ip('203.0.113.10'), 'IPAddress', '203.0.113.10'],
  [GatewayAddress.ip('2001:DB8:0::10'), 'IPAddress', '2001:db8::10'],
  [GatewayAddress.hostname('edge.example.com'), 'Hostname', 'edge.example.com'],
  [GatewayAddress.named('edge-address'), 'NamedAddress', 'edge-address'],
])('%s says what it is', (address, type, value) => {
  expect([address.type, address.value, `${address}`]).toEqual([type, value, `${type} ${value}`]);
});

test('is known for what it is, and nothing else is', () => {
  expect(GatewayAddress.isGatewayAddress(GatewayAddress.named('edge'))).toBe(true);
  for (const stray of [undefined, null, 'edge', { type: 'NamedAddress', value: 'edge' }]) {
    expect(GatewayAddress.isGatewayAddress(stray)).toBe(false);
  }
});

describe('refuses', () => {
  test.each<[string, () => unknown, RegExp | string]>([
    ['an address that is none', () => GatewayAddress.ip('203.0.113.256'), /, but got "203\.0\.113\.256"/],
    ['a network', () => GatewayAddress.ip('203.0.113.0/24'), /, but got "203\.0\.113\.0\/24"/],
    [
      'a wildcard',
      () => GatewayAddress.hostname('*.example.com'),
      'the hostname of a Gateway must be one host, but got "*.example.com"; write it as in "edge.example.com"',
    ],
    [
      'an address as a hostname',
      () => GatewayAddress.hostname('203.0.113.10'),
      /^a hostname must not be an IP address/,
    ],
    [
      'an empty name',
      () => GatewayAddress.named(' '),
      'the name of an address must have 1 to 253 characters, but got " "',
    ],
    [
      'no name',
      () => GatewayAddress.named(undefined as any),
      'the name of an address must be a text, but got undefined; write it as in "edge-address"',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(typeof message === 'string' ? new Error(message) : message);
  });
});
