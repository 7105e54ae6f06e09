import {
  DefaultDeny,
  Enforcement,
  InternalService,
  IsolatedNamespace,
  Peer,
  Platform,
  PodSecurity,
  Port,
  Privileges,
  ScheduledJob,
  Tls,
  WebApp,
} from '../../lib';

test('tells what is looser than usual, and why, from the manifests', () => {
  const platform = new Platform();
  const shop = new IsolatedNamespace(platform, 'shop', {
    podSecurity: PodSecurity.baseline({ reason: 'the vendor image\nruns as root' }),
    enforcement: Enforcement.ingress({ reason: 'its egress is being counted' }),
  });
  const privileges = Privileges.of({ root: true, reason: 'it changes owners' });
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080, privileges });
  new ScheduledJob(shop, 'backup', { image: 'backup:1', schedule: '@daily', privileges });
  new WebApp(shop, 'web', {
    image: 'web:1',
    port: 3000,
    host: 'shop.example.com',
    tls: Tls.none({ reason: 'TLS ends before it' }),
  });
  api.connections.allowFrom(Peer.anywhere({ reason: 'public API' }));
  api.connections.allowTo(Peer.internet(), { ports: [Port.tcp(443)], reason: 'card payments' });
  shop.allowWithin({ ports: [Port.tcp(9090)], reason: 'metrics' });
  expect(platform.acknowledgements().split('\n')).toEqual([
    'CronJob shop/backup  privileges: it changes owners',
    'Deployment shop/api  privileges: it changes owners',
    'HTTPRoute shop/web  clear-text: TLS ends before it',
    'Namespace shop  enforcement: its egress is being counted',
    'Namespace shop  pod-security: the vendor image runs as root',
    'NetworkPolicy shop/allow-within  the same namespace TCP 9090: metrics',
    'NetworkPolicy shop/api  anywhere -> shop/api TCP 8080: public API',
    '',
  ]);
});

test('says so where nothing is', () => {
  const platform = new Platform();
  const shop = new IsolatedNamespace(platform, 'shop');
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  api.connections.allowFrom(Peer.namespace('partners'), { reason: 'orders' });
  expect(shop.defaultDeny).toBeInstanceOf(DefaultDeny);
  expect(platform.acknowledgements()).toBe('Nothing is looser than usual.\n');
});

test('is not told of what cannot hold', () => {
  const platform = new Platform();
  new IsolatedNamespace(platform, 'shop').node.addValidation({ validate: () => ['it is closed'] });
  expect(() => platform.acknowledgements()).toThrow('it is closed');
});
