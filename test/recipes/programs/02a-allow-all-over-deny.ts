import { Chart } from 'cdk8s';
import { Connections, Direction, LabelSelector, NetworkPolicy, Peer, Platform } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const other = new Chart(platform, 'other', { namespace: 'other' });

const labels = { app: 'web' };
const web = new Pod(home, 'web', {
  metadata: { name: 'web', labels },
  containers: [{ image: 'nginx', portNumber: 80 }],
});
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
new Pod(other, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });

new NetworkPolicy(home, 'web-deny-all', { pods: LabelSelector.of({ labels }), directions: [Direction.INGRESS] });
Connections.of(web, { labels }).allowFrom(Peer.anywhere({ reason: 'the site is public' }));
platform.synth();
