import { Chart } from 'cdk8s';
import { InternalService, Platform, Port, Worker } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const other = new Chart(platform, 'other', { namespace: 'other' });

const apiserver = new InternalService(home, 'apiserver', {
  image: 'ghcr.io/acme/api:1.4',
  port: 8000,
  portName: 'http',
  extraPorts: [{ name: 'api-port', port: 5000 }],
  runAs: 1000,
});
const monitoring = new Worker(home, 'monitoring', { image: 'alpine', runAs: 1000 });
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
new Pod(other, 'monitoring', {
  metadata: { name: 'monitoring', labels: { role: 'monitoring' } },
  containers: [{ image: 'alpine' }],
});

monitoring.connections.allowTo(apiserver, { ports: [Port.tcp(5000)], reason: 'metrics' });
platform.synth();
