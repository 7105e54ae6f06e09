import { InternalService, IsolatedNamespace, Platform, StatefulService } from 'cdk8s-networking';

const platform = new Platform();
const home = new IsolatedNamespace(platform, 'default');

const db = new StatefulService(home, 'db', { image: 'redis:8', port: 6379, runAs: 999 });
const [search, api, catalog] = ['search', 'api', 'catalog', 'other', 'mixed'].map(
  (name) => new InternalService(home, name, { image: `ghcr.io/acme/${name}:1.0`, port: 8080, runAs: 1000 }),
);

for (const client of [search, api, catalog]) client.connections.allowTo(db);
platform.synth();
