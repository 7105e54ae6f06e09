import { Chart } from 'cdk8s';
import { Connections, Peer, Platform } from 'cdk8s-networking';
import { Namespace, Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const other = new Chart(platform, 'other', { namespace: 'other' });
new Namespace(home, 'namespace', { metadata: { name: 'default' } });
new Namespace(other, 'namespace', { metadata: { name: 'other', labels: { team: 'operations' } } });

const web = new Pod(home, 'web', {
  metadata: { name: 'web', labels: { app: 'web' } },
  containers: [{ image: 'nginx', portNumber: 80 }],
});
for (const chart of [home, other]) {
  new Pod(chart, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
  new Pod(chart, 'monitoring', {
    metadata: { name: 'monitoring', labels: { type: 'monitoring' } },
    containers: [{ image: 'alpine' }],
  });
}

const monitoring = Peer.pods({ namespaceLabels: { team: 'operations' }, labels: { type: 'monitoring' } });
Connections.of(web, { labels: { app: 'web' } }).allowFrom(monitoring);
platform.synth();
