import { KubernetesApi } from '../../lib/cluster';

function known({ ranges, ports, clusterIp }: KubernetesApi): unknown {
  return [ranges.map(String), ports.map(String), clusterIp];
}

test('is where its servers are, on the port that kubeadm gives them', () => {
  expect(known(KubernetesApi.at(['10.0.0.4', '10.0.0.5']))).toEqual([
    ['10.0.0.4/32', '10.0.0.5/32'],
    ['TCP 6443'],
    undefined,
  ]);
});

test('may be known by networks, in both families, and on another port', () => {
  expect(known(KubernetesApi.at(['10.0.0.0/28', '2001:db8::4'], { port: 443 }))).toEqual([
    ['10.0.0.0/28', '2001:db8::4/128'],
    ['TCP 443'],
    undefined,
  ]);
});

test('is its Service as well where the address of that is given, and on port 443 then', () => {
  expect(known(KubernetesApi.at(['10.0.0.4'], { clusterIp: '10.96.0.1' }))).toEqual([
    ['10.0.0.4/32', '10.96.0.1/32'],
    ['TCP 6443', 'TCP 443'],
    '10.96.0.1',
  ]);
  expect(known(KubernetesApi.at(['10.0.0.4'], { port: 443, clusterIp: '10.96.0.1' }))).toEqual([
    ['10.0.0.4/32', '10.96.0.1/32'],
    ['TCP 443'],
    '10.96.0.1',
  ]);
});

test('has each address once, and lists that nobody can change', () => {
  const addresses = ['10.0.0.4', '10.0.0.4/32'];
  const api = KubernetesApi.at(addresses);
  addresses.pop();
  expect(api.ranges.map(String)).toEqual(['10.0.0.4/32']);
  expect(() => api.ranges.pop()).toThrow(TypeError);
  expect(() => api.ports.pop()).toThrow(TypeError);
});

const FIND =
  'give those that `kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes -o wide` shows';

describe('refuses', () => {
  test.each<[string, any, any, string]>([
    ['no address', [], undefined, `KubernetesApi.at() must have a list of addresses, but got an empty list; ${FIND}`],
    ['a text', '10.0.0.4', undefined, `KubernetesApi.at() must have a list of addresses, but got "10.0.0.4"; ${FIND}`],
    [
      'every address',
      ['0.0.0.0/0'],
      undefined,
      `KubernetesApi.at() must not have every address, but got "0.0.0.0/0"; ${FIND}`,
    ],
    [
      'a name',
      ['api.example.com'],
      undefined,
      'an address must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 address in groups, but ' +
        'got "api.example.com"; write it as in 10.9.0.12 or 2001:db8::12',
    ],
    [
      'a port that is none',
      ['10.0.0.4'],
      { port: 0 },
      'a port number must be a whole number from 1 to 65535, but got 0; to allow every TCP port, use Port.allTcp()',
    ],
    [
      'an option that is misspelt',
      ['10.0.0.4'],
      { clusterIP: '10.96.0.1' },
      'KubernetesApi.at() must have no `clusterIP`, but got "10.96.0.1"; leave it out; it may have port, clusterIp',
    ],
  ])('%s', (_, addresses, options, message) => {
    expect(() => KubernetesApi.at(addresses, options)).toThrow(new Error(message));
  });
});
