import { Chart } from 'cdk8s';
import { InternalService, Peer, Platform } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const secondary = new Chart(platform, 'secondary', { namespace: 'secondary' });

const web = new InternalService(home, 'web', { image: 'ghcr.io/acme/web:2.0', port: 80, runAs: 1000 });
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
new Pod(secondary, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });

web.connections.allowFrom(Peer.everyNamespace());
platform.synth();
