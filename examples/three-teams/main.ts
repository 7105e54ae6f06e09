import {
  Env,
  type IConnectable,
  InternalService,
  type IService,
  IsolatedNamespace,
  Peer,
  Platform,
  Port,
  ScheduledJob,
  SharedGateway,
  StatefulService,
  WebApp,
} from 'cdk8s-networking';
import { chosen, platform as clusterOf } from '../platforms';

/*
 * Three teams on one cluster: a shop, the payments, and those who look into the figures. Each has a namespace that is
 * closed in both directions, and a host of its own on the Gateway that the platform team shares.
 *
 * Between the teams there are two paths, which stand at the end: the shop asks the payments' API, and the report reads
 * the replica of the shop's database. Each is declared once and written at both ends, into the file of either team. What
 * a team offers to others is what its function returns; all else of it is out of reach, for the code as for the network.
 */

const profile = clusterOf(chosen);
const platform = new Platform({ cluster: profile });
const isByGateway = profile.entry().implementation !== undefined;
const edge = isByGateway ? new SharedGateway(platform, 'edge', { hostnames: ['*.example.com'] }) : undefined;

/** What one team offers to others: whom they may be allowed to connect to, and by which name they find it. */
interface Offer extends IConnectable {
  readonly service: IService;
}

const postgres = (name: string) => ({
  port: 5432,
  portName: 'postgres',
  runAs: 999,
  storage: { size: '10Gi', mountPath: '/var/lib/postgresql/data' },
  env: { PGDATA: '/var/lib/postgresql/data/pgdata', POSTGRES_PASSWORD: Env.secret(name, 'password') },
});

function teamNamespace(team: string): IsolatedNamespace {
  return new IsolatedNamespace(platform, team, {
    gateway: edge?.forHosts(`${team}.example.com`),
    labels: { team },
  });
}

const payments = makePayments(teamNamespace('payments'));
const shop = makeShop(teamNamespace('shop'), payments.api);
const insight = makeInsight(teamNamespace('insight'), shop.replica);

/** Takes payments. Card networks call back from outside, on a path of their own. */
function makePayments(namespace: IsolatedNamespace): { api: Offer } {
  const ledger = new StatefulService(namespace, 'ledger', { image: 'postgres:17', ...postgres('ledger') });
  const api = new InternalService(namespace, 'api', {
    image: 'ghcr.io/acme/payments:7.2',
    port: 8443,
    runAs: 1000,
    env: { LEDGER: address(ledger) },
  });
  const callbacks = new WebApp(namespace, 'callbacks', {
    image: 'ghcr.io/acme/payment-callbacks:7.2',
    port: 8080,
    runAs: 1000,
    host: 'payments.example.com',
    path: '/callbacks',
    env: { LEDGER: address(ledger) },
  });
  for (const client of [api, callbacks]) client.connections.allowTo(ledger, { reason: 'every payment is booked' });
  api.connections.allowTo(Peer.cidr('198.51.100.0/24'), { ports: [Port.tcp(443)], reason: 'the card network' });
  return { api };
}

/** Sells. Its database has a replica, so that nobody who only reads slows it down. */
function makeShop(namespace: IsolatedNamespace, paymentsApi: Offer): { orders: IConnectable; replica: Offer } {
  const db = new StatefulService(namespace, 'db', { image: 'ghcr.io/acme/postgres-primary:17', ...postgres('db') });
  const replica = new StatefulService(namespace, 'db-replica', {
    image: 'ghcr.io/acme/postgres-replica:17',
    ...postgres('db'),
  });
  const orders = new InternalService(namespace, 'orders', {
    image: 'ghcr.io/acme/orders:2.3',
    port: 8080,
    runAs: 1000,
    env: { DATABASE: address(db), PAYMENTS: `https://${address(paymentsApi)}` },
  });
  const web = new WebApp(namespace, 'web', {
    image: 'ghcr.io/acme/web:5.1',
    port: 3000,
    runAs: 1000,
    host: 'shop.example.com',
    env: { ORDERS: `http://${address(orders)}` },
  });
  web.connections.allowTo(orders);
  orders.connections.allowTo(db);
  replica.connections.allowTo(db, { reason: 'it follows what is written' });
  return { orders, replica };
}

/** Looks into the figures: a report each night, and a page that shows the last one. */
function makeInsight(namespace: IsolatedNamespace, orders: Offer): { report: IConnectable } {
  const store = new InternalService(namespace, 'store', {
    image: 'ghcr.io/acme/report-store:1.0',
    port: 9000,
    runAs: 1000,
  });
  const pages = new WebApp(namespace, 'pages', {
    image: 'ghcr.io/acme/report-pages:1.0',
    port: 3000,
    runAs: 1000,
    host: 'insight.example.com',
    env: { STORE: address(store) },
  });
  const report = new ScheduledJob(namespace, 'report', {
    image: 'ghcr.io/acme/report:1.0',
    schedule: '30 2 * * *',
    runAs: 1000,
    env: { ORDERS: address(orders), STORE: address(store) },
  });
  for (const client of [report, pages]) client.connections.allowTo(store);
  return { report };
}

/** By the full name, which holds in every namespace. */
function address({ service }: { readonly service: IService }): string {
  return `${service.dnsName.full}:${service.defaultPort}`;
}

// The paths between the teams: these, and no others.
shop.orders.connections.allowTo(payments.api, { reason: 'an order is paid' });
insight.report.connections.allowTo(shop.replica, { reason: 'the report of the night' });

platform.synth();
