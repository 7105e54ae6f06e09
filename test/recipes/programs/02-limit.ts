import { Chart } from 'cdk8s';
import { Connections, Peer, Platform, Port } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const other = new Chart(platform, 'other', { namespace: 'other' });

const api = new Pod(home, 'apiserver', {
  metadata: { name: 'apiserver', labels: { app: 'bookstore', role: 'api' } },
  containers: [{ image: 'nginx', portNumber: 80 }],
});
new Pod(home, 'frontend', {
  metadata: { name: 'frontend', labels: { app: 'bookstore', role: 'frontend' } },
  containers: [{ image: 'alpine' }],
});
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
new Pod(other, 'bookstore', {
  metadata: { name: 'bookstore', labels: { app: 'bookstore' } },
  containers: [{ image: 'alpine' }],
});

const everyPort = [Port.allTcp(), Port.allUdp(), Port.allSctp()];
const connections = Connections.of(api, { labels: { app: 'bookstore', role: 'api' } });
connections.allowFrom(Peer.pods({ labels: { app: 'bookstore' } }), { ports: everyPort });
platform.synth();
