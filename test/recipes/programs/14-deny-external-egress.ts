import { Chart } from 'cdk8s';
import { InternalService, IsolatedNamespace, Platform, Worker } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new IsolatedNamespace(platform, 'default');
const system = new Chart(platform, 'kube-system', { namespace: 'kube-system' });

new Worker(home, 'foo', { image: 'alpine', runAs: 1000 });
new InternalService(home, 'web', { image: 'ghcr.io/acme/web:2.0', port: 80, runAs: 1000 });
new Pod(system, 'kube-dns', {
  metadata: { name: 'kube-dns', labels: { 'k8s-app': 'kube-dns' } },
  containers: [{ image: 'registry.k8s.io/coredns/coredns:v1.12.0' }],
});
platform.synth();
