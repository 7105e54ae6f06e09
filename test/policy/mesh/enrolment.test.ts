import { ApiObject, Chart } from 'cdk8s';
import {
  Enforcement,
  type IMesh,
  InternalService,
  IsolatedNamespace,
  Mesh,
  NodeAgent,
  PodSecurity,
  ServiceAccount,
  Worker,
} from '../../../lib';
import { appIn, find, objectsOf } from './written';

const image = 'ghcr.io/acme/app:1.0';

describe('accounts', () => {
  test('a workload of the mesh has one of its own, and gets no token', () => {
    const app = appIn(Mesh.istioAmbient());
    const shop = new IsolatedNamespace(app, 'shop');
    const worker = new Worker(shop, 'mailer', { image });
    expect(worker.serviceAccount?.name).toBe('mailer');
    const objects = objectsOf(app);
    const { spec } = find(objects, 'Deployment', 'mailer').spec.template;
    expect(spec).toMatchObject({ serviceAccountName: 'mailer', automountServiceAccountToken: false });
    expect(find(objects, 'ServiceAccount', 'mailer').automountServiceAccountToken).toBe(false);
  });

  test('a workload that names one keeps it', () => {
    const app = appIn(Mesh.istioAmbient());
    const shop = new IsolatedNamespace(app, 'shop');
    new Worker(shop, 'mailer', { image, serviceAccount: ServiceAccount.existing('post', { mountsToken: true }) });
    const objects = objectsOf(app);
    expect(find(objects, 'Deployment', 'mailer').spec.template.spec.serviceAccountName).toBe('post');
    expect(find(objects, 'ServiceAccount', 'mailer')).toBeUndefined();
  });

  test('outside of the mesh there are none: in a chart that did not join, and on the network of the node', () => {
    const app = appIn(Mesh.istioAmbient());
    const plain = new Chart(app, 'plain', { namespace: 'plain' });
    new Worker(plain, 'mailer', { image });
    const podSecurity = PodSecurity.privileged({ reason: 'it watches the network of the nodes' });
    const agents = new IsolatedNamespace(app, 'agents', { podSecurity });
    new NodeAgent(agents, 'agent', { image, hostNetwork: true });
    const accounts = objectsOf(app).filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts.map(({ metadata }) => metadata.name)).toEqual(['default']);
  });
});

describe('a namespace that joins', () => {
  test('of Linkerd lets nobody in where no Server says so', () => {
    const app = appIn(Mesh.linkerd());
    new IsolatedNamespace(app, 'shop');
    expect(find(objectsOf(app), 'Namespace', 'shop').metadata.annotations).toEqual({
      'config.linkerd.io/default-inbound-policy': 'deny',
      'linkerd.io/inject': 'enabled',
    });
  });

  test.each([
    ['Istio', Mesh.istioAmbient()],
    ['Linkerd', Mesh.linkerd()],
  ])('and enforces nothing yet lets everybody in still: %s', (_, mesh) => {
    const app = appIn(mesh);
    const enforcement = Enforcement.none({ reason: 'its clients are being counted' });
    const shop = new IsolatedNamespace(app, 'shop', { enforcement });
    const api = new InternalService(shop, 'api', { image, port: 8080 });
    new Worker(shop, 'worker', { image }).connections.allowTo(api);
    const objects = objectsOf(app);
    expect(objects.map(({ kind }) => kind).filter((kind) => /Policy|Authentication|Server$/.test(kind))).toEqual([]);
    const { annotations } = find(objects, 'Namespace', 'shop').metadata;
    expect(annotations).not.toHaveProperty(['config.linkerd.io/default-inbound-policy']);
  });

  test('and closes the way in alone has its policies by identities', () => {
    const app = appIn(Mesh.istioSidecar());
    const enforcement = Enforcement.ingress({ reason: 'its ways out are being counted' });
    const shop = new IsolatedNamespace(app, 'shop', { enforcement });
    new InternalService(shop, 'api', { image, port: 8080 });
    const kinds = objectsOf(app).map(({ kind, metadata: { name } }) => `${kind} ${name}`);
    expect(kinds.filter((kind) => /Policy|Authentication/.test(kind))).toEqual([
      'NetworkPolicy default-deny',
      'PeerAuthentication strict-mtls',
      'NetworkPolicy api',
      'AuthorizationPolicy api',
    ]);
  });

  test('in a chart that did not, workloads keep their ports and have no identity policy', () => {
    const app = appIn(Mesh.istioAmbient());
    const plain = new Chart(app, 'plain', { namespace: 'plain' });
    const shop = new IsolatedNamespace(app, 'shop');
    const api = new InternalService(plain, 'api', { image, port: 8080 });
    const worker = new Worker(shop, 'worker', { image });
    worker.connections.allowTo(api);
    const objects = objectsOf(app);
    expect(find(objects, 'AuthorizationPolicy', 'api')).toBeUndefined();
    expect(find(objects, 'NetworkPolicy', 'api').spec.ingress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
    expect(find(objects, 'NetworkPolicy', 'worker').spec.egress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
  });

  test.each<[string, IMesh, string]>([
    [
      'ambient',
      { ...Mesh.istioAmbient(), hbonePort: undefined },
      '[shop] the ambient mesh "istio-ambient" must say on which port its pods get what others send them; give it ' +
        '`hbonePort: Port.tcp(15008)`, or take Mesh.istioAmbient()',
    ],
    [
      'with proxies',
      { ...Mesh.linkerd(), proxyPorts: [] },
      '[shop] the mesh "linkerd" must say on which port its proxies get what others send them; give it ' +
        '`proxyPorts: [Port.tcp(4143)]`, or take Mesh.linkerd()',
    ],
  ])("must know the port of a mesh of one's own, %s", (_, mesh, message) => {
    expect(() => new IsolatedNamespace(appIn(mesh), 'shop')).toThrow(new Error(message));
  });
});

describe('waypoints', () => {
  const shopWith = (mesh: IMesh, make: (shop: IsolatedNamespace) => void) => {
    const app = appIn(mesh);
    make(new IsolatedNamespace(app, 'shop', { labels: { 'istio.io/use-waypoint': 'none' } }));
    return app;
  };
  const service = (value: string) => (shop: IsolatedNamespace) =>
    new ApiObject(shop, 'api', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { labels: { 'istio.io/use-waypoint': value } },
      spec: { selector: { app: 'api' } },
    });

  test('are an error, since policies would know nobody but them', () => {
    const app = shopWith(Mesh.istioAmbient(), service('edge'));
    expect(() => objectsOf(app)).toThrow(
      '[shop/api] what is in an ambient mesh must be reached without a waypoint, or by a Waypoint of its namespace, ' +
        'since policies of others are not written here, but got "istio.io/use-waypoint: edge"; leave the label out and ' +
        'make a `new Waypoint()` in the namespace, or write the namespace as a plain Chart, which joins no mesh, and its ' +
        'policies by hand',
    );
  });

  test('are no matter on a policy, of which no label is about pods', () => {
    const policy = (shop: IsolatedNamespace) =>
      new ApiObject(shop, 'policy', {
        apiVersion: 'security.istio.io/v1',
        kind: 'RequestAuthentication',
        metadata: { labels: { 'istio.io/use-waypoint': 'edge' } },
      });
    expect(() => objectsOf(shopWith(Mesh.istioAmbient(), policy))).not.toThrow();
  });

  test('are no matter where there is none, or where the mesh is not ambient', () => {
    expect(() => objectsOf(shopWith(Mesh.istioAmbient(), service('none')))).not.toThrow();
    expect(() => objectsOf(shopWith(Mesh.istioSidecar(), service('edge')))).not.toThrow();
  });
});
