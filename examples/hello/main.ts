import {
  Clusters,
  Entry,
  Env,
  IngressControllers,
  InternalService,
  IsolatedNamespace,
  Peer,
  Platform,
  Port,
  StatefulService,
  Tls,
  WebApp,
} from 'cdk8s-networking';

// `new Platform()` alone is meant for a conformant cluster with Envoy Gateway. The rest doesn't change by a letter for
// a cluster that is entered in another way.
const cluster =
  process.env.ENTRY === 'ingress'
    ? Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.traefik())] })
    : undefined;

const platform = new Platform({ cluster });
const shop = new IsolatedNamespace(platform, 'shop');

const db = new StatefulService(shop, 'db', {
  image: 'postgres:17',
  port: 5432,
  runAs: 999,
  storage: { size: '10Gi', mountPath: '/var/lib/postgresql/data' },
  env: { PGDATA: '/var/lib/postgresql/data/pgdata', POSTGRES_PASSWORD: Env.secret('db', 'password') },
});
const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080, replicas: 3 });
const web = new WebApp(shop, 'web', {
  image: 'ghcr.io/acme/web:2.0',
  port: 3000,
  host: 'shop.example.com',
  tls: Tls.secret('shop-tls'),
});

web.connections.allowTo(api);
api.connections.allowTo(db, { reason: 'orders are stored in PostgreSQL' });
api.connections.allowTo(Peer.internet(), { ports: [Port.tcp(443)], reason: 'card payments' });

platform.synth();
