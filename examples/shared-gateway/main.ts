import { InternalService, IsolatedNamespace, Platform, SharedGateway, WebApp } from 'cdk8s-networking';
import { chosen, cluster } from '../clusters';

/*
 * One Gateway for three teams. The platform team owns it and its wildcard certificate, and gives each team's namespace
 * its hosts: a listener for each host admits the routes of that namespace and nobody else's. What is applied by other
 * means than this app is guarded by the API server.
 *
 * The teams' code says nothing of it. On a cluster with an ingress controller there is no Gateway to share, and the same
 * code comes in by Ingress.
 */

/** The platform team's part. */
const profile = cluster(chosen);
const platform = new Platform({ cluster: profile });
const isByGateway = profile.entry().implementation !== undefined;
const edge = isByGateway
  ? new SharedGateway(platform, 'edge', { hostnames: ['*.example.com'], guardsHosts: true })
  : undefined;

function namespaceFor(team: string, ...hosts: string[]): IsolatedNamespace {
  return new IsolatedNamespace(platform, team, { gateway: edge?.forHosts(...hosts) });
}

shop(namespaceFor('shop', 'shop.example.com'));
press(namespaceFor('press', 'blog.example.com', 'news.example.com'));
accounts(namespaceFor('accounts', 'accounts.example.com'));

/** A shop: what the world sees, and what only the shop asks. */
function shop(namespace: IsolatedNamespace): void {
  const web = new WebApp(namespace, 'web', {
    image: 'ghcr.io/acme/shop-web:2.0',
    port: 3000,
    host: 'shop.example.com',
    runAs: 1000,
  });
  const stock = new InternalService(namespace, 'stock', { image: 'ghcr.io/acme/stock:1.4', port: 8080, runAs: 1000 });
  web.connections.allowTo(stock);
}

/** A team with two hosts: one app for both of them. */
function press(namespace: IsolatedNamespace): void {
  const site = new WebApp(namespace, 'site', {
    image: 'ghcr.io/acme/site:5.1',
    port: 8080,
    host: 'blog.example.com',
    runAs: 1000,
  });
  site.expose({ host: 'news.example.com' });
}

/** A host that two apps share: what is below /api is for one of them, all else for the other. */
function accounts(namespace: IsolatedNamespace): void {
  const host = 'accounts.example.com';
  const pages = new WebApp(namespace, 'pages', { image: 'ghcr.io/acme/pages:1.2', port: 3000, host, runAs: 1000 });
  const api = new WebApp(namespace, 'api', {
    image: 'ghcr.io/acme/accounts:3.0',
    port: 8080,
    host,
    path: '/api',
    runAs: 1000,
  });
  const users = new InternalService(namespace, 'users', { image: 'ghcr.io/acme/users:3.0', port: 9000, runAs: 1000 });
  pages.connections.allowTo(api);
  api.connections.allowTo(users);
}

platform.synth();
