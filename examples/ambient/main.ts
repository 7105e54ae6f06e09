import {
  Env,
  InternalService,
  IsolatedNamespace,
  Mesh,
  Peer,
  Platform,
  Port,
  StatefulService,
  Worker,
} from 'cdk8s-networking';
import { chosen, platform as clusterOf } from '../platforms';

/*
 * A service in Istio's ambient mesh. Between pods of the mesh network policies see one port for all, 15008, and can't
 * tell the ports of the application apart. So each workload has two policies, written from the same connections: one by
 * addresses, which lets in no other pods, and one by identities, which lets them connect to no other ports.
 *
 * Each workload has a service account of its own, since that is its identity. What isn't in the mesh has none: a bank
 * outside the cluster is known by its addresses.
 */

const platform = new Platform({ cluster: clusterOf(chosen, { mesh: Mesh.istioAmbient() }) });
const orders = new IsolatedNamespace(platform, 'orders');
const billing = new IsolatedNamespace(platform, 'billing');

const db = new StatefulService(orders, 'db', {
  image: 'postgres:17',
  port: 5432,
  runAs: 999,
  storage: { size: '10Gi', mountPath: '/var/lib/postgresql/data' },
  env: { PGDATA: '/var/lib/postgresql/data/pgdata', POSTGRES_PASSWORD: Env.secret('db', 'password') },
});
const api = new InternalService(orders, 'api', {
  image: 'ghcr.io/acme/orders:3.0',
  port: 8080,
  extraPorts: [{ name: 'admin', port: 9000 }],
  runAs: 1000,
});
const invoices = new Worker(billing, 'invoices', { image: 'ghcr.io/acme/invoices:1.2', runAs: 1000 });

api.connections.allowTo(db, { reason: 'orders are stored' });
// Port 8080 of the API, and not 9000: the identity policy tells the two apart.
invoices.connections.allowTo(api, { ports: [Port.tcp(8080)], reason: 'what was ordered is billed' });
invoices.connections.allowTo(Peer.cidr('198.51.100.0/24'), { ports: [Port.tcp(443)], reason: 'the bank' });

platform.synth();
