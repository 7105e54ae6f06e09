import { Chart } from 'cdk8s';
import { Direction, LabelSelector, NetworkPolicy, Platform } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const other = new Chart(platform, 'other', { namespace: 'other' });

new Pod(home, 'a', { metadata: { name: 'a', labels: { app: 'a' } }, containers: [{ image: 'nginx', portNumber: 80 }] });
new Pod(home, 'b', { metadata: { name: 'b', labels: { app: 'b' } }, containers: [{ image: 'nginx', portNumber: 80 }] });
new Pod(other, 'c', {
  metadata: { name: 'c', labels: { app: 'c' } },
  containers: [{ image: 'nginx', portNumber: 80 }],
});

new NetworkPolicy(home, 'default-deny-ingress', { pods: LabelSelector.everything(), directions: [Direction.INGRESS] });
platform.synth();
