import type { Construct } from 'constructs';
import { InternalService, Peer, Port, StatefulService, Tls, WebApp, Worker } from '../../lib';
import { listOf, shopNamespace } from '../workload/written';

const IMAGE = 'ghcr.io/acme/app:1';
const TLS = Tls.secret('shop-tls');

describe('a blueprint whose constructor throws leaves nothing behind, and can be made again:', () => {
  test.each<[string, (scope: Construct) => Construct, (scope: Construct) => Construct]>([
    [
      'a WebApp without a fitting host',
      (shop) => new WebApp(shop, 'app', { image: IMAGE, port: 3000, host: 'bad_host', tls: TLS }),
      (shop) => new WebApp(shop, 'app', { image: IMAGE, port: 3000, host: 'shop.example.com', tls: TLS }),
    ],
    [
      'an InternalService whose Service has no such port',
      (shop) => new InternalService(shop, 'app', { image: IMAGE, port: 3000, servicePort: 99999 }),
      (shop) => new InternalService(shop, 'app', { image: IMAGE, port: 3000 }),
    ],
    [
      'a StatefulService whose Service has no such port',
      (shop) => new StatefulService(shop, 'app', { image: IMAGE, port: 3000, servicePort: 99999 }),
      (shop) => new StatefulService(shop, 'app', { image: IMAGE, port: 3000 }),
    ],
    [
      'a Worker with a bad path',
      (shop) => new Worker(shop, 'app', { image: IMAGE, writable: ['tmp'] }),
      (shop) => new Worker(shop, 'app', { image: IMAGE, writable: ['/tmp'] }),
    ],
  ])('%s', (_, wrong, right) => {
    const shop = shopNamespace();
    const before = listOf(shop);
    expect(() => wrong(shop)).toThrow(/^\[shop\/app/);
    expect(listOf(shop)).toEqual(before);
    right(shop);
    expect(listOf(shop)).toContain('NetworkPolicy app');
  });

  test('a peer that would have meant it opens nothing for it', () => {
    const shop = shopNamespace();
    const worker = new Worker(shop, 'worker', { image: IMAGE });
    worker.connections.allowTo(Peer.sameNamespace(), { ports: [Port.tcp(3000)] });
    expect(() => new WebApp(shop, 'app', { image: IMAGE, port: 3000, host: 'bad_host', tls: TLS })).toThrow();
    new InternalService(shop, 'app', { image: IMAGE, port: 3000 });
    const policies = shop.toJson().filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'app');
    expect(policies).toHaveLength(1);
  });
});
