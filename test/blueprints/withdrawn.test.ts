import type { Construct } from 'constructs';
import {
  InternalService,
  IsolatedNamespace,
  NodeAgent,
  Peer,
  Platform,
  Port,
  RunOnceJob,
  ScheduledJob,
  StatefulService,
  Tls,
  WebApp,
  Worker,
} from '../../lib';
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
    [
      'a NodeAgent in the network of its node, which its namespace refuses',
      (shop) => new NodeAgent(shop, 'app', { image: IMAGE, hostNetwork: true }),
      (shop) => new NodeAgent(shop, 'app', { image: IMAGE }),
    ],
    [
      'a ScheduledJob with a bad schedule',
      (shop) => new ScheduledJob(shop, 'app', { image: IMAGE, schedule: 'daily' }),
      (shop) => new ScheduledJob(shop, 'app', { image: IMAGE, schedule: '@daily' }),
    ],
    [
      'a RunOnceJob without end',
      (shop) => new RunOnceJob(shop, 'app', { image: IMAGE, completions: 0 }),
      (shop) => new RunOnceJob(shop, 'app', { image: IMAGE, completions: 1 }),
    ],
  ])('%s', (_, wrong, right) => {
    const shop = shopNamespace();
    const before = listOf(shop);
    expect(() => wrong(shop)).toThrow(/^\[shop\/app/);
    expect(listOf(shop)).toEqual(before);
    right(shop);
    expect(listOf(shop)).toContain('NetworkPolicy app');
  });

  test.each<[string, object]>([
    ['Pod Security', { podSecurity: 'baseline' }],
    ['labels', { labels: { team: 'the shop' } }],
    ['a Gateway', { gateway: {} }],
  ])('a namespace whose %s is none', (_, wrong) => {
    const platform = new Platform();
    expect(() => new IsolatedNamespace(platform, 'shop', wrong)).toThrow(/^\[shop\] /);
    expect(platform.node.children).toEqual([]);
    const shop = new IsolatedNamespace(platform, 'shop');
    new WebApp(shop, 'app', { image: IMAGE, port: 3000, host: 'shop.example.com', tls: TLS });
    expect(listOf(shop)).toContain('Gateway gateway');
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

test('a workload that is taken out and made again has the connections that are declared again, and no others', () => {
  const shop = shopNamespace();
  const db = new InternalService(shop, 'db', { image: IMAGE, port: 5432 });
  const job = new Worker(shop, 'job', { image: IMAGE });
  const former = new InternalService(shop, 'api', { image: IMAGE, port: 8080 });
  former.connections.allowTo(db, { reason: 'formerly' });
  former.connections.allowFrom(job);
  shop.node.tryRemoveChild('api');
  const api = new InternalService(shop, 'api', { image: IMAGE, port: 8081 });
  api.connections.allowTo(db);
  expect(api.connections.list().map(String)).toEqual(['shop/api -> shop/db  TCP 5432']);
  expect(job.connections.list()).toEqual([]);
  expect(db.policy.toJson().metadata.annotations).toBeUndefined();
  expect(db.policy.toJson().spec.ingress).toHaveLength(1);
});
