import { Chart } from 'cdk8s';
import { InternalService, IsolatedNamespace, Mesh, Peer, Port, Worker } from '../../../lib';
import { Pods } from '../pods';
import { appIn, find, objectsOf, policiesOf } from './written';

const image = 'ghcr.io/acme/app:1.0';

function shopWith(port: number) {
  const app = appIn(Mesh.linkerd({ memberNamespaces: ['partners'] }));
  const shop = new IsolatedNamespace(app, 'shop');
  const api = new InternalService(shop, 'api', { image, port });
  return { app, shop, api };
}

const ids = (objects: any[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

test('a port on which nobody is let in has a Server all the same, which lets nobody in', () => {
  const { app } = shopWith(8080);
  expect(ids(policiesOf(app))).toEqual(['NetworkPolicy api', 'Server api-8080']);
});

test('pods must not undo what their namespace denies by default', () => {
  const app = appIn(Mesh.linkerd());
  const shop = new IsolatedNamespace(app, 'shop');
  const annotations = { 'config.linkerd.io/default-inbound-policy': 'all-unauthenticated' };
  new InternalService(shop, 'api', { image, port: 8080, annotations });
  expect(() => objectsOf(app)).toThrow(
    '[shop/api/Deployment/Resource] what is in a closed namespace of Linkerd must deny by default, or its proxies let in ' +
      'whoever reaches them, but got "config.linkerd.io/default-inbound-policy: all-unauthenticated"; leave the ' +
      'annotation out, and declare who may connect',
  );
});

test('a port on which servers speak first is opaque, and others are found out', () => {
  for (const [port, protocol] of [
    [3306, 'opaque'],
    [8080, undefined],
  ] as const) {
    const { app } = shopWith(port);
    expect(find(policiesOf(app), 'Server', `api-${port}`).spec.proxyProtocol).toBe(protocol);
  }
});

test('each port has its own policies, whoever shares them', () => {
  const { app, api, shop } = shopWith(8080);
  const worker = new Worker(shop, 'worker', { image });
  const ftp = new Pods(shop, 'ftp', { ports: [Port.tcp(21), Port.tcpRange(30000, 30001)] });
  worker.connections.allowTo(ftp);
  api.connections.allowFrom(worker);
  expect(ids(policiesOf(app)).filter((id) => /ftp/.test(id))).toEqual([
    'NetworkPolicy ftp',
    ...[21, 30000, 30001].flatMap((port) => [
      `Server ftp-${port}`,
      `MeshTLSAuthentication ftp-${port}`,
      `AuthorizationPolicy ftp-${port}`,
    ]),
  ]);
});

test('a namespace of the mesh is all of its accounts; whoever is outside, or everyone, is every address', () => {
  const { app, api } = shopWith(8080);
  api.connections.allowFrom(Peer.namespace('partners'));
  api.connections.allowFrom(Peer.namespace('legacy'));
  api.connections.allowFrom(Peer.cidr('203.0.113.0/24'));
  const objects = policiesOf(app);
  expect(find(objects, 'MeshTLSAuthentication', 'api-8080').spec.identityRefs).toEqual([
    { kind: 'ServiceAccount', namespace: 'partners' },
  ]);
  expect(find(objects, 'NetworkAuthentication', 'api-8080-network').spec.networks).toEqual([
    { cidr: '0.0.0.0/0' },
    { cidr: '::/0' },
  ]);
  // Of all these, the network policy lets through whom it names.
  expect(find(objects, 'NetworkPolicy', 'api').spec.ingress).toHaveLength(2);
});

test('what is declared after a synth counts in the next one', () => {
  const { app, api, shop } = shopWith(8080);
  expect(ids(policiesOf(app))).toEqual(['NetworkPolicy api', 'Server api-8080']);
  api.connections.allowFrom(new Worker(shop, 'worker', { image }));
  app.node.validate();
  expect(ids(Chart.of(api).toJson()).filter((id) => /api-8080/.test(id))).toEqual([
    'Server api-8080',
    'MeshTLSAuthentication api-8080',
    'AuthorizationPolicy api-8080',
  ]);
});

test('the control plane is reached from each namespace', () => {
  const { app } = shopWith(8080);
  expect(find(objectsOf(app), 'NetworkPolicy', 'allow-mesh').spec).toMatchObject({
    podSelector: {},
    egress: [{ ports: [8080, 8086, 8090].map((port) => ({ port, protocol: 'TCP' })) }],
  });
});
