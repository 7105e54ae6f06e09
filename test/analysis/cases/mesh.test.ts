import { Chart } from 'cdk8s';
import { InternalService, IsolatedNamespace, Mesh, Peer, Port, Worker } from '../../../lib';
import { Connectivity } from '../../../lib/analysis';
import { ClusterProfile, type IMesh } from '../../../lib/cluster';
import { appIn, objectsOf } from '../../policy/mesh/written';

/** An app of a web that calls an API, a mailer that nobody calls, and tills in a namespace outside of the mesh. */
function read(mesh: IMesh): Connectivity {
  const app = appIn(mesh);
  const shop = new IsolatedNamespace(app, 'shop');
  const api = new InternalService(shop, 'api', { image: 'registry.example.com/api:1', port: 8080 });
  const web = new InternalService(shop, 'web', { image: 'registry.example.com/web:1', port: 3000 });
  new Worker(shop, 'mailer', { image: 'registry.example.com/mailer:1' });
  const tills = new Chart(app, 'tills', { namespace: 'tills' });
  const till = new Worker(tills, 'till', { image: 'registry.example.com/till:1' });
  web.connections.allowTo(api);
  api.connections.allowFrom(till);
  api.connections.allowFrom(Peer.cidr('203.0.113.0/24'), { ports: [Port.tcp(8080)] });
  return Connectivity.ofObjects(objectsOf(app), { cluster: ClusterProfile.define({ name: 'test', mesh }) });
}

const WITHIN = ['shop/web -> shop/api {"TCP":"8080"}', 'tills/till -> shop/api {"TCP":"8080"}'];
/** Where the probes of the kubelet seem to come from in an ambient mesh. */
const PROBES = ['169.254.7.127/32', 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128'];

test.each<[string, IMesh, string]>([
  ['ambient', Mesh.istioAmbient(), `${PROBES[0]}, 203.0.113.0/24, ${PROBES[1]}`],
  ['sidecars', Mesh.istioSidecar(), '203.0.113.0/24'],
  ['Linkerd', Mesh.linkerd(), '203.0.113.0/24'],
])('what is written for a mesh is what is read: %s', (_, mesh, addresses) => {
  const network = read(mesh);
  const { connections, unknown } = network.list({ focus: 'shop/*', direction: 'ingress' });
  const lines = connections.map(
    ({ source, destination, ports }) => `${source.name} -> ${destination.name} ${JSON.stringify(ports)}`,
  );
  expect(lines).toEqual([...WITHIN, `external:${addresses} -> shop/api {"TCP":"8080"}`]);
  expect([network.problems, unknown]).toEqual([[], []]);
});
