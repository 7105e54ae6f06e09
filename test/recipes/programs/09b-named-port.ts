import { Chart } from 'cdk8s';
import { InternalService, Peer, Platform, Port } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });

const apiserver = new InternalService(home, 'apiserver', {
  image: 'ghcr.io/acme/api:1.4',
  port: 8000,
  portName: 'http',
  extraPorts: [{ name: 'api-port', port: 5000 }],
  runAs: 1000,
});
for (const name of ['test', 'monitoring'])
  new Pod(home, name, { metadata: { name }, containers: [{ image: 'alpine' }] });

apiserver.connections.allowFrom(Peer.anywhere({ reason: 'public API' }), { ports: [Port.named('api-port')] });
platform.synth();
