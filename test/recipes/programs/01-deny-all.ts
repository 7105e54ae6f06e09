import { Chart } from 'cdk8s';
import { Direction, LabelSelector, NetworkPolicy, Platform } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const other = new Chart(platform, 'other', { namespace: 'other' });

new Pod(home, 'web', {
  metadata: { name: 'web', labels: { app: 'web' } },
  containers: [{ image: 'nginx', portNumber: 80 }],
});
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
new Pod(other, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });

new NetworkPolicy(home, 'web-deny-all', {
  pods: LabelSelector.of({ labels: { app: 'web' } }),
  directions: [Direction.INGRESS],
});
platform.synth();
