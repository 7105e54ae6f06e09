import { InternalService, IsolatedNamespace, Platform, Port, Worker } from '../../lib';
import { shopNamespace } from '../workload/written';

const reason = 'one team, one application';

test('all pods of the namespace reach each other on the ports, by one policy with the reason', () => {
  const policy = shopNamespace().allowWithin({ ports: [Port.tcp(8080), Port.udp(53)], reason });
  const ports = [
    { port: 53, protocol: 'UDP' },
    { port: 8080, protocol: 'TCP' },
  ];
  const { metadata, spec } = policy.toJson();
  expect(metadata).toMatchObject({
    name: 'allow-within',
    namespace: 'shop',
    annotations: { 'cdk8s-networking/reasons': `the same namespace TCP 8080, UDP 53: ${reason}` },
  });
  expect(spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {} }], ports: expect.arrayContaining(ports) }],
    egress: [{ to: [{ podSelector: {} }], ports: expect.arrayContaining(ports) }],
  });
});

test('and nobody of another namespace comes in by it', () => {
  const platform = new Platform();
  const shop = new IsolatedNamespace(platform, 'shop');
  shop.allowWithin({ ports: [Port.tcp(8080)], reason });
  new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  new Worker(shop, 'mailer', { image: 'mailer:1' });
  new Worker(new IsolatedNamespace(platform, 'bank'), 'audit', { image: 'audit:1' });
  expect(platform.connectivity()).toBe(
    [
      'shop/api -> shop/api  TCP 8080',
      'shop/api -> shop/mailer  TCP 8080',
      'shop/mailer -> shop/api  TCP 8080',
      'shop/mailer -> shop/mailer  TCP 8080\n',
    ].join('\n'),
  );
});

describe('refuses', () => {
  test.each<[string, any, string]>([
    [
      'no port',
      { ports: [], reason },
      '[shop/allow-within] a rule must name its ports, since a rule without any opens them all',
    ],
    [
      'no reason',
      { ports: [Port.tcp(80)], reason: ' ' },
      '[shop] the reason of allowWithin() must say something, but got " "; write it as in ' +
        "{ ports: [Port.allTcp()], reason: 'one team, one application' }",
    ],
    ['nothing', undefined, '[shop] the options of allowWithin() must be an object, but got undefined'],
    [
      'what is misspelt',
      { port: 80, ports: [Port.tcp(80)], reason },
      '[shop] allowWithin() must have no `port`, but got 80',
    ],
  ])('%s', (_, options, text) => {
    const shop = shopNamespace();
    expect(() => shop.allowWithin(options)).toThrow(text);
    expect(shop.node.tryFindChild('allow-within')).toBeUndefined();
  });

  test('a second call', () => {
    const shop = shopNamespace();
    const options = { ports: [Port.tcp(80)], reason };
    shop.allowWithin(options);
    expect(() => shop.allowWithin(options)).toThrow(
      new Error('[shop] allowWithin() must be called once for a namespace; name all of the ports in one call'),
    );
  });
});
