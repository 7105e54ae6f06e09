import { Chart } from 'cdk8s';
import { Direction, LabelSelector, NetworkPolicy, Platform } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const system = new Chart(platform, 'kube-system', { namespace: 'kube-system' });

new Pod(home, 'foo', { metadata: { name: 'foo', labels: { app: 'foo' } }, containers: [{ image: 'alpine' }] });
new Pod(home, 'web', {
  metadata: { name: 'web', labels: { app: 'web' } },
  containers: [{ image: 'nginx', portNumber: 80 }],
});
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
new Pod(system, 'kube-dns', {
  metadata: { name: 'kube-dns', labels: { 'k8s-app': 'kube-dns' } },
  containers: [{ image: 'registry.k8s.io/coredns/coredns:v1.12.0' }],
});

new NetworkPolicy(home, 'foo-deny-egress', {
  pods: LabelSelector.of({ labels: { app: 'foo' } }),
  directions: [Direction.EGRESS],
});
platform.synth();
