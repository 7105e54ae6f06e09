import * as path from 'node:path';
import { Include } from 'cdk8s';
import { AdoptedWorkload, Exposure, InternalService, IsolatedNamespace, Platform, Tls } from 'cdk8s-networking';

/*
 * A cache that comes as somebody else's Helm chart, adopted as it is: none of its names, labels or selectors changes, and
 * its workloads take part in connections and routes like our own. The chart is included as it was rendered; with the
 * helm binary at hand, `new Helm(shop, 'cache', { chart: './cache', namespace: 'shop' })` does as well.
 */

const platform = new Platform();
const shop = new IsolatedNamespace(platform, 'shop');

const chart = new Include(shop, 'cache', { url: path.join(__dirname, 'chart/cache.yaml') });
const cache = AdoptedWorkload.find(chart, 'StatefulSet', 'cache');
const admin = AdoptedWorkload.find(chart, 'Deployment', 'cache-admin');

const api = new InternalService(shop, 'api', {
  image: 'ghcr.io/acme/api:1.4',
  port: 8080,
  runAs: 1000,
  env: { CACHE: cache.service.dnsName.short },
});

api.connections.allowTo(cache);
admin.connections.allowTo(cache, { reason: 'it shows what is kept' });
new Exposure(shop, 'cache-admin', { backend: admin, host: 'cache.example.com', tls: Tls.secret('cache-tls') });

platform.synth();
