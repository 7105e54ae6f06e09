import {
  BackendProtocol,
  Env,
  Exposure,
  Gateway,
  GrpcMatch,
  GrpcRoute,
  InternalService,
  IsolatedNamespace,
  Platform,
  StatefulService,
  TcpRoute,
  TlsRoute,
} from 'cdk8s-networking';
import { chosen, cluster } from '../clusters';

/*
 * What isn't plain HTTP: calls by gRPC, TLS that the pods end themselves, and connections by TCP.
 *
 * Not every way into a cluster can do all of it. What one can't is an error, which leaves nothing behind: here it is
 * said, and the rest is written.
 */

const profile = cluster(chosen);
const platform = new Platform({ cluster: profile });
const shop = new IsolatedNamespace(platform, 'shop');
const isByGateway = profile.entry().implementation !== undefined;

const orders = new InternalService(shop, 'orders', {
  image: 'ghcr.io/acme/orders:1.4',
  port: 9000,
  portName: 'grpc',
  appProtocol: 'kubernetes.io/h2c',
  runAs: 1000,
});
const vault = new InternalService(shop, 'vault', {
  image: 'ghcr.io/acme/vault:2.1',
  port: 8200,
  portName: 'tls',
  runAs: 1000,
});
const db = new StatefulService(shop, 'db', {
  image: 'postgres:17',
  port: 5432,
  runAs: 999,
  storage: { size: '10Gi', mountPath: '/var/lib/postgresql/data' },
  env: { PGDATA: '/var/lib/postgresql/data/pgdata', POSTGRES_PASSWORD: Env.secret('db', 'password') },
});
orders.connections.allowTo(db);

/** An ingress controller tells calls apart by host and path only. */
attempt('gRPC', () => {
  const host = 'orders.example.com';
  if (isByGateway) {
    new GrpcRoute(shop, 'orders-calls', {
      gateway: Gateway.shared(shop),
      hostnames: [host],
      rules: [{ matches: [GrpcMatch.service('acme.Orders')], backends: [orders] }],
    });
  } else {
    const options = { backendProtocol: BackendProtocol.GRPC };
    new Exposure(shop, 'orders-calls', { backend: orders, host, path: '/acme.Orders', options });
  }
});

/** Nobody opens it on the way: the certificate is in the pods. */
attempt('TLS passed through', () => {
  const gateway = Gateway.shared(shop);
  new TlsRoute(shop, 'vault-tls', { gateway, hostnames: ['vault.example.com'], backends: [vault] });
});

/** PostgreSQL begins in clear text, so that a port is all it can be told by. */
attempt('TCP', () => {
  new TcpRoute(shop, 'db-tcp', { gateway: Gateway.shared(shop), port: 5432, backends: [db] });
});

platform.synth();

function attempt(what: string, make: () => void): void {
  try {
    make();
  } catch (error) {
    console.error(`${what}: ${(error as Error).message}`);
  }
}
