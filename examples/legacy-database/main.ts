import { ExternalService, InternalService, IsolatedNamespace, Platform, Port, Tls, WebApp } from 'cdk8s-networking';

/*
 * A shop whose orders are still kept by a database outside the cluster, and whose payments go to a provider that
 * publishes its addresses. Both have a name inside the cluster, so that they can move without a change of the code.
 */

const platform = new Platform();
const shop = new IsolatedNamespace(platform, 'shop');

// Two addresses of one database: a Service without a selector, and the EndpointSlice that says where it leads.
const database = new ExternalService(shop, 'legacy-db', { addresses: ['10.9.0.12', '10.9.0.13'], port: 1521 });

// A name outside of the cluster. A NetworkPolicy knows no names: the ranges are those that the provider publishes.
const payments = new ExternalService(shop, 'payments', {
  hostname: 'api.payments.example.com',
  ranges: ['198.51.100.0/24', '2001:db8:51::/48'],
  port: 443,
});

const orders = new InternalService(shop, 'orders', {
  image: 'ghcr.io/acme/orders:2.3',
  port: 8080,
  runAs: 1000,
  env: {
    DATABASE: `${database.dnsName.short}:1521`,
    PAYMENTS: 'https://api.payments.example.com',
  },
});
const web = new WebApp(shop, 'web', {
  image: 'ghcr.io/acme/web:5.1',
  port: 3000,
  runAs: 1000,
  host: 'shop.example.com',
  tls: Tls.secret('shop-tls'),
  env: { ORDERS: `http://${orders.service.dnsName.short}:8080` },
});

web.connections.allowTo(orders);
orders.connections.allowTo(database, { reason: 'orders are kept in the old database until it is moved' });
orders.connections.allowTo(payments, { ports: [Port.tcp(443)], reason: 'card payments' });

platform.synth();
