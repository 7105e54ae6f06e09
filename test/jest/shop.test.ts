import 'cdk8s-networking/jest';
import { Env, InternalService, IsolatedNamespace, Peer, Platform, Port, StatefulService } from 'cdk8s-networking';

const platform = new Platform();
const shop = new IsolatedNamespace(platform, 'shop');
const db = new StatefulService(shop, 'db', {
  image: 'postgres:17',
  port: 5432,
  runAs: 999,
  storage: { size: '10Gi', mountPath: '/var/lib/postgresql/data' },
  env: { POSTGRES_PASSWORD: Env.secret('db', 'password') },
});
const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
const payments = Peer.cidr('198.51.100.0/24');
api.connections.allowTo(db);
api.connections.allowTo(payments, { ports: [Port.tcp(443)] });

test('orders are stored, and paid for', () => {
  expect(platform).toAllow(api, db, Port.tcp(5432));
  expect(platform).toAllow(api, payments, Port.tcp(443));
});

test('the database is for the API alone, and connects to nobody', () => {
  expect(platform).toBeReachedOnlyBy(db, [api]);
  expect(platform).toReachOnly(db, []);
});

test('nobody asks the cloud for its keys', () => {
  expect(platform).toDeny('shop/*', Peer.cloudMetadata());
});

test('a synth has nothing to say', () => {
  expect(platform).toSynthesizeCleanly();
});
