import { Clusters, Gateway, GatewayApiChannel, GatewayApiVersion, HttpFilter, HttpRoute, Platform } from '../../../lib';
import { Backend, platform, SECRET, space } from '../sample';

const shadow = new Backend(space(platform(), 'shop'), 'shadow');
const REF = { name: 'shadow', port: 80 };

test.each([
  ['all requests', undefined, {}],
  ['one in twenty', { percent: 5 }, { percent: 5 }],
  ['none', { percent: 0 }, { percent: 0 }],
  [
    'five of a thousand',
    { fraction: { numerator: 5, denominator: 1000 } },
    { fraction: { numerator: 5, denominator: 1000 } },
  ],
  ['a fraction of a hundred', { fraction: { numerator: 5 } }, { fraction: { numerator: 5, denominator: 100 } }],
])('a mirror copies %s', (_, options, part) => {
  expect(HttpFilter.mirror(shadow, options)._manifest(REF)).toEqual({
    type: 'RequestMirror',
    requestMirror: { backendRef: REF, ...part },
  });
});

test('a mirror knows the port of its Service, which is written with its backend', () => {
  const mirror = HttpFilter.mirror(shadow, { port: 80 });
  expect([mirror._otherPort, mirror._says]).toEqual([80, {}]);
});

const PERCENT = 'the `percent` of a mirror must be a whole number from 0 to 100';
const SMALLER = 'for less than one in a hundred, write { fraction: { numerator: 5, denominator: 1000 } }';
const FRACTION =
  'the `fraction` of a mirror must have whole numbers: a `denominator` of at least 1, and a `numerator` from 0 to it';
const WRITE = 'write it as in { numerator: 5, denominator: 1000 }';

test.each<[string, any, string]>([
  ['options that are none', 5, 'a mirror must be an object, but got 5; write it in { }'],
  [
    'a misspelt option',
    { percentage: 5 },
    'a mirror must have no `percentage`, but got 5; leave it out; it may have port, percent, fraction',
  ],
  [
    'both',
    { percent: 5, fraction: { numerator: 5 } },
    'a mirror must have a `percent` or a `fraction`, but not both; leave one of them out',
  ],
  ['more than all', { percent: 101 }, `${PERCENT}, but got 101; ${SMALLER}`],
  ['a part of a percent', { percent: 0.5 }, `${PERCENT}, but got 0.5; ${SMALLER}`],
  ['a text', { percent: '5' }, `${PERCENT}, but got "5"; ${SMALLER}`],
  [
    'a fraction that is none',
    { fraction: 0.5 },
    'the `fraction` of a mirror must be an object, but got 0.5; write it in { }',
  ],
  [
    'a fraction above one',
    { fraction: { numerator: 101 } },
    `${FRACTION}, but got {"numerator":101,"denominator":100}; ${WRITE}`,
  ],
  [
    'a fraction of nothing',
    { fraction: { numerator: 0, denominator: 0 } },
    `${FRACTION}, but got {"numerator":0,"denominator":0}; ${WRITE}`,
  ],
])('a mirror cannot have %s', (_, options, message) => {
  expect(() => HttpFilter.mirror(shadow, options)).toThrow(new Error(message));
});

test.each([
  ['a mirror', (nobody: any) => HttpFilter.mirror(nobody)],
  ['an authorization by HTTP', (nobody: any) => HttpFilter.httpExternalAuth(nobody)],
  ['an authorization by gRPC', (nobody: any) => HttpFilter.grpcExternalAuth(nobody)],
])('%s must have a backend, which a route asks for', (_, filterOf) => {
  const cluster = Clusters.kubeadm({
    gatewayApiVersion: GatewayApiVersion.V1_6,
    gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL,
  });
  const shop = space(new Platform({ cluster }), 'shop');
  const [gateway, api] = [Gateway.shared(shop), new Backend(shop, 'api')];
  for (const nobody of [undefined, null]) {
    const rules = [{ backends: [api], filters: [filterOf(nobody)] }];
    expect(() => new HttpRoute(shop, 'api', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules })).toThrow(
      `[shop/api] a backend must have a Service, and take part in connections or be an external peer, but got ${nobody}; `,
    );
  }
});
