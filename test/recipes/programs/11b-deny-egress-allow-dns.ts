import { Chart } from 'cdk8s';
import { Platform, Worker } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const system = new Chart(platform, 'kube-system', { namespace: 'kube-system' });

new Worker(home, 'foo', { image: 'alpine', runAs: 1000 });
new Pod(home, 'web', {
  metadata: { name: 'web', labels: { app: 'web' } },
  containers: [{ image: 'nginx', portNumber: 80 }],
});
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
for (const [chart, name, app] of [
  [system, 'kube-dns', 'kube-dns'],
  [system, 'other', 'x'],
  [home, 'fake-dns', 'kube-dns'],
] as const) {
  new Pod(chart, name, { metadata: { name, labels: { 'k8s-app': app } }, containers: [{ image: 'coredns/coredns' }] });
}
platform.synth();
