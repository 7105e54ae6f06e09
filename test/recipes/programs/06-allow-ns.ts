import { InternalService, IsolatedNamespace, Peer, Platform, Worker } from 'cdk8s-networking';

const platform = new Platform();
const home = new IsolatedNamespace(platform, 'default');
const dev = new IsolatedNamespace(platform, 'dev', { labels: { purpose: 'testing' } });
const prod = new IsolatedNamespace(platform, 'prod', { labels: { purpose: 'production' } });

const web = new InternalService(home, 'web', { image: 'ghcr.io/acme/web:2.0', port: 80, runAs: 1000 });
for (const namespace of [home, dev, prod]) new Worker(namespace, 'test', { image: 'alpine', runAs: 1000 });

web.connections.allowFrom(Peer.namespaces({ labels: { purpose: 'production' } }));
platform.synth();
