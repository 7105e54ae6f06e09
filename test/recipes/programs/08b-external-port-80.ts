import { Chart } from 'cdk8s';
import { Connections, Peer, Platform, Port } from 'cdk8s-networking';
import { Pod } from 'cdk8s-plus-28';

const platform = new Platform();
const home = new Chart(platform, 'default', { namespace: 'default' });

const web = new Pod(home, 'web', {
  metadata: { name: 'web', labels: { app: 'web' } },
  containers: [{ image: 'nginx', ports: [{ number: 80 }, { number: 443 }] }],
});
new Pod(home, 'test', { metadata: { name: 'test' }, containers: [{ image: 'alpine' }] });

const connections = Connections.of(web, { labels: { app: 'web' } });
connections.allowFrom(Peer.anywhere({ reason: 'the site is public' }), { ports: [Port.tcp(80)] });
platform.synth();
