import { Chart } from 'cdk8s';
import { LabelSelector, NetworkPolicy, Peer, Platform, Port } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });
const foo = new Chart(platform, 'foo', { namespace: 'foo' });

new Pod(home, 'web', {
  metadata: { name: 'web', labels: { app: 'web' } },
  containers: [{ image: 'nginx', portNumber: 80 }],
});
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });
new Pod(foo, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });

new NetworkPolicy(home, 'deny-from-other-namespaces', {
  pods: LabelSelector.everything(),
  ingress: [{ peers: [Peer.sameNamespace()], ports: [Port.allTcp(), Port.allUdp(), Port.allSctp()] }],
});
platform.synth();
