import { Deployment, ServiceAccount } from 'cdk8s-plus-28';
import { type IMesh, InternalService, IsolatedNamespace, Mesh, Peer, Port, Protocol, Worker } from '../../../lib';
import { lines } from '../lines';
import { appIn, objectsOf, yamlOf } from './written';

const image = 'ghcr.io/acme/app:1.0';
const MESHES: [string, IMesh][] = [
  ['Istio with sidecars', Mesh.istioSidecar()],
  ['Istio ambient', Mesh.istioAmbient()],
  ['Linkerd', Mesh.linkerd()],
];

describe.each(MESHES)('%s', (_, mesh) => {
  test('two workloads of one namespace, of which nobody reaches the one', () => {
    const app = appIn(mesh);
    const shop = new IsolatedNamespace(app, 'shop');
    const api = new InternalService(shop, 'api', { image, port: 8080 });
    new Worker(shop, 'mailer', { image }).connections.allowTo(api, { reason: 'bills' });
    expect(yamlOf(app)).toMatchSnapshot();
  });

  test('another namespace of the app, all of one, addresses, and UDP', () => {
    const app = appIn(mesh);
    const shop = new IsolatedNamespace(app, 'shop');
    const data = new IsolatedNamespace(app, 'data');
    const db = new InternalService(data, 'db', {
      image,
      port: 5432,
      extraPorts: [{ name: 'dns', port: 53, protocol: Protocol.UDP }],
    });
    const web = new Worker(shop, 'web', { image });
    db.connections.allowFrom(web, { ports: [Port.tcp(5432), Port.udp(53)] });
    db.connections.allowFrom(Peer.namespace('shop'), { ports: [Port.tcp(5432)] });
    db.connections.allowFrom(Peer.cidr('203.0.113.0/24', { exceptFor: ['203.0.113.7/32'] }), {
      ports: [Port.tcp(5432)],
    });
    web.connections.allowTo(Peer.cidr('198.51.100.0/24'), { ports: [Port.tcp(443)] });
    expect(yamlOf(app)).toMatchSnapshot();
  });

  test('an adopted workload in a closed namespace has the account of its template', () => {
    const app = appIn(mesh);
    const shop = new IsolatedNamespace(app, 'shop');
    const api = new InternalService(shop, 'api', { image, port: 8080 });
    const old = new Deployment(shop, 'old', {
      containers: [{ image, portNumber: 9000 }],
      serviceAccount: ServiceAccount.fromServiceAccountName(shop, 'Account', 'legacy'),
    });
    api.connections.allowFrom(old);
    const text = yamlOf(app);
    expect(text).toContain(mesh.mode === 'linkerd-proxy' ? 'name: legacy' : '/ns/shop/sa/legacy');
    // Nothing is said of who reaches it, so its owner's connections stay.
    expect(text).not.toMatch(/kind: (AuthorizationPolicy|Server)\nmetadata:\n(?: {2}.*\n)*? {2}name: old/);
  });

  test('the namespace joins, and its pods reach the control plane', () => {
    const app = appIn(mesh);
    const shop = new IsolatedNamespace(app, 'shop');
    const objects = objectsOf(app);
    const { metadata } = objects.find(({ kind }) => kind === 'Namespace');
    expect(metadata.labels).toMatchObject(mesh.namespaceLabels);
    expect(metadata.annotations ?? {}).toMatchObject(mesh.namespaceAnnotations);
    expect(lines(shop)).toMatchSnapshot();
    const strict = objects.filter(({ kind }) => kind === 'PeerAuthentication').map(({ spec }) => spec);
    expect(strict).toEqual(mesh.mode === 'linkerd-proxy' ? [] : [{ mtls: { mode: 'STRICT' } }]);
  });

  test('neither the order nor the number of declarations changes a byte', () => {
    const written = (order: number[]) => {
      const app = appIn(mesh);
      const shop = new IsolatedNamespace(app, 'shop');
      const api = new InternalService(shop, 'api', { image, port: 8080 });
      const worker = new Worker(shop, 'worker', { image });
      const old = new Deployment(shop, 'old', { containers: [{ image, portNumber: 9000 }] });
      const declare = [
        () => api.connections.allowFrom(worker, { reason: 'bills' }),
        () => worker.connections.allowTo(api),
        () => api.connections.allowFrom(Peer.namespace('partners')),
        () => api.connections.allowFrom(Peer.cidr('203.0.113.0/24')),
        () => worker.connections.allowTo(old),
      ];
      for (const index of order) declare[index]?.();
      return yamlOf(app);
    };
    const once = written([0, 1, 2, 3, 4]);
    expect(written([4, 3, 2, 1, 0])).toBe(once);
    expect(written([2, 4, 0, 3, 1, 0, 4, 3])).toBe(once);
  });
});

test('without a mesh in the profile there is nothing of it', () => {
  const app = appIn(undefined);
  const shop = new IsolatedNamespace(app, 'shop');
  new InternalService(shop, 'api', { image, port: 8080 });
  const objects = objectsOf(app);
  expect(objects.map(({ apiVersion }) => apiVersion).filter((version) => /istio|linkerd/.test(version))).toEqual([]);
  const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
  expect(accounts.map(({ metadata }) => metadata.name)).toEqual(['default']);
});
