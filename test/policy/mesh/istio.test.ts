import { ApiObject } from 'cdk8s';
import {
  AdoptedWorkload,
  Connections,
  Entry,
  GatewayImplementations,
  IngressControllers,
  InternalService,
  IsolatedNamespace,
  type IsolatedNamespaceProps,
  Mesh,
  Monitoring,
  Peer,
  PodSecurity,
  Port,
  ServiceAccount,
  Tls,
  WebApp,
  Worker,
} from '../../../lib';
import { lines } from '../lines';
import { appIn, find, identityLines, objectsOf, policiesOf } from './written';

const image = 'ghcr.io/acme/app:1.0';
const AMBIENT = Mesh.istioAmbient({ memberNamespaces: ['partners'] });
const SIDECAR = Mesh.istioSidecar({ memberNamespaces: ['partners'], trustDomain: 'acme.example' });

function shopWith(mesh = AMBIENT, props: IsolatedNamespaceProps = {}) {
  const app = appIn(mesh);
  const shop = new IsolatedNamespace(app, 'shop', props);
  const api = new InternalService(shop, 'api', { image, port: 8080 });
  return { app, shop, api };
}

/** What the network policy of a workload lets in, but for probes. */
function inbound(shop: IsolatedNamespace, name = 'api'): string[] {
  return lines(shop).filter(
    (line) => line.startsWith(`shop/instance=shop,name=${name} <-`) && !/169.254|fd16/.test(line),
  );
}

describe('who is named', () => {
  test('workloads by their accounts, under the domain of the mesh', () => {
    const { app, shop, api } = shopWith(SIDECAR);
    new Worker(shop, 'mailer', { image }).connections.allowTo(api);
    new Worker(shop, 'biller', { image, serviceAccount: ServiceAccount.existing('bills') }).connections.allowTo(api);
    expect(identityLines(app)).toEqual([
      'shop/api <- acme.example/ns/shop/sa/bills: 8080',
      'shop/api <- acme.example/ns/shop/sa/mailer: 8080',
      'shop/mailer <- nobody',
      'shop/biller <- nobody',
    ]);
  });

  test('a namespace in the mesh by its name, one outside of it by having no identity', () => {
    const { app, shop, api } = shopWith();
    api.connections.allowFrom(Peer.namespace('partners'));
    api.connections.allowFrom(Peer.namespace('legacy'));
    expect(identityLines(app)).toEqual([
      'shop/api <- namespace partners: 8080',
      'shop/api <- not *: 8080',
      'shop/api plain: 8080',
    ]);
    expect(inbound(shop)).toEqual([
      'shop/instance=shop,name=api <- all pods in legacy: TCP 8080',
      'shop/instance=shop,name=api <- all pods in partners: TCP 15008',
    ]);
  });

  test('namespaces by their labels: those of the app by their names, and all others as strangers', () => {
    const { app, shop, api } = shopWith(AMBIENT, { labels: { team: 'a' } });
    new IsolatedNamespace(app, 'other', { labels: { team: 'b' } });
    api.connections.allowFrom(Peer.namespaces({ labels: { team: 'a' } }));
    expect(identityLines(app)).toEqual([
      'shop/api <- namespace shop: 8080',
      'shop/api <- not *: 8080',
      'shop/api plain: 8080',
    ]);
    expect(inbound(shop)).toEqual(['shop/instance=shop,name=api <- all pods in team=a: TCP 8080, TCP 15008']);
  });

  test('pods by their labels: workloads of the app by their accounts, others by their namespace', () => {
    const { app, shop, api } = shopWith();
    new Worker(shop, 'mailer', { image });
    api.connections.allowFrom(Peer.pods({ labels: { 'app.kubernetes.io/name': 'mailer' }, namespace: 'shop' }));
    api.connections.allowFrom(Peer.pods({ labels: { app: 'till' }, namespace: 'partners' }));
    expect(identityLines(app)).toEqual([
      'shop/api <- cluster.local/ns/shop/sa/mailer: 8080',
      'shop/api <- namespace partners: 8080',
      'shop/mailer <- nobody',
    ]);
  });

  test('everyone by a rule without callers, addresses by blocks outside of the mesh; their ports take plain connections', () => {
    const { app, shop, api } = shopWith();
    api.connections.allowFrom(Peer.anywhere({ reason: 'public' }));
    new Worker(shop, 'mailer', { image }).connections.allowTo(api);
    const db = new InternalService(shop, 'db', { image, port: 5432 });
    db.connections.allowFrom(Peer.cidr('203.0.113.0/24'));
    db.connections.allowFrom(Peer.cidr('198.51.100.0/24', { exceptFor: ['198.51.100.7/32'] }));
    expect(identityLines(app)).toEqual([
      'shop/api <- everyone: 8080',
      'shop/api <- cluster.local/ns/shop/sa/mailer: 8080',
      'shop/api plain: 8080',
      'shop/mailer <- nobody',
      'shop/db <- 203.0.113.0/24 and not *: 5432',
      'shop/db <- 198.51.100.0/24 except 198.51.100.7/32 and not *: 5432',
      'shop/db plain: 5432',
    ]);
    // The port of the tunnel is for callers that are named, never for everybody.
    expect(inbound(shop)).toEqual([
      'shop/instance=shop,name=api <- everyone: TCP 8080',
      'shop/instance=shop,name=api <- instance=shop,name=mailer: TCP 15008',
    ]);
  });
});

describe('ports', () => {
  test('every port of TCP is none at all; ranges are written port by port; UDP is left to the network policy', () => {
    const app = appIn(AMBIENT);
    const shop = new IsolatedNamespace(app, 'shop');
    const pods = (name: string) => shopPod(shop, name);
    const [ftp, all, dns] = [pods('ftp'), pods('all'), pods('dns')];
    const client = new Worker(shop, 'client', { image });
    client.connections.allowTo(ftp, { ports: [Port.tcp(21), Port.tcpRange(30000, 30002)] });
    client.connections.allowTo(all, { ports: [Port.allTcp()] });
    client.connections.allowTo(dns, { ports: [Port.udp(53)] });
    all.connections.allowFrom(Peer.cidr('203.0.113.0/24'), { ports: [Port.allTcp()] });
    expect(identityLines(app)).toEqual([
      'shop/ftp-pod <- cluster.local/ns/shop/sa/client: 21, 30000, 30001, 30002',
      'shop/all-pod <- cluster.local/ns/shop/sa/client: every port',
      'shop/all-pod <- 203.0.113.0/24 and not *: every port',
      'shop/all-pod plain: every port',
      'shop/dns-pod <- nobody',
      'shop/client <- nobody',
    ]);
    expect(lines(shop)).toContain('shop/app=dns <- instance=shop,name=client: UDP 53');
  });

  test('more than can be read are an error', () => {
    const app = appIn(AMBIENT);
    const shop = new IsolatedNamespace(app, 'shop');
    const ftp = shopPod(shop, 'ftp');
    new Worker(shop, 'client', { image }).connections.allowTo(ftp, { ports: [Port.tcpRange(30000, 30064)] });
    expect(() => objectsOf(app)).toThrow(
      '[shop/ftp] a policy of a mesh names each port, so the TCP ports of connections to one workload must be at most 64, ' +
        'but got "TCP 30000-30064"; name those that are used',
    );
  });
});

function shopPod(shop: IsolatedNamespace, name: string): AdoptedWorkload {
  const object = new ApiObject(shop, name, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: { serviceAccountName: name, containers: [{ name, image }] },
  });
  return AdoptedWorkload.of(object);
}

describe('adopted workloads', () => {
  test('run as `default` where their template names none, and as nobody knows who where there is no template', () => {
    const { app, shop, api } = shopWith();
    const object = (kind: string, apiVersion: string, spec: object) =>
      new ApiObject(shop, kind.toLowerCase(), { apiVersion, kind, metadata: { name: 'old' }, spec });
    const template = { metadata: { labels: { app: 'old' } }, spec: { containers: [{ name: 'a', image }] } };
    api.connections.allowFrom(object('Deployment', 'apps/v1', { selector: { matchLabels: { app: 'old' } }, template }));
    expect(identityLines(app)).toEqual(['shop/api <- cluster.local/ns/shop/sa/default: 8080']);
    const second = shopWith();
    const cluster = new ApiObject(second.shop, 'pg', { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' });
    second.api.connections.allowFrom(cluster);
    Connections.of(cluster, { labels: { pg: 'main' } });
    expect(identityLines(second.app)).toEqual(['shop/api <- namespace shop: 8080']);
  });

  test('are selected by the labels that all have whom the network policy opens, whatever an earlier version had', () => {
    const { app, shop } = shopWith();
    const labels = { app: 'old', tier: 'back' };
    const old = new ApiObject(shop, 'old', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'old' },
      spec: {
        selector: { matchLabels: { app: 'old' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'a', image, ports: [{ containerPort: 80 }] }] },
        },
      },
    });
    Connections.of(old).allowFrom(new Worker(shop, 'mailer', { image }));
    const policy = find(policiesOf(app), 'AuthorizationPolicy', 'old-deployment');
    expect(policy.spec.selector).toEqual({ matchLabels: { app: 'old' } });
  });
});

test("the namespace of the mesh's control plane joins no mesh: its policies would be for all of it", () => {
  const app = appIn(AMBIENT);
  expect(() => new IsolatedNamespace(app, 'istio-system')).toThrow(
    new Error(
      "[istio-system] the namespace of a mesh's control plane must stay out of the mesh, and istio-system is that of " +
        'istio-ambient; write it as a plain Chart with a DefaultDeny: policies of that namespace are for the whole mesh',
    ),
  );
});

describe('pods that leave the mesh', () => {
  test.each([
    ['ambient', AMBIENT, 'istio.io/dataplane-mode', 'none'],
    ['with sidecars', SIDECAR, 'sidecar.istio.io/inject', 'false'],
  ])('%s, are strangers, and have no policy by identities', (_, mesh, label, value) => {
    const { app, shop, api } = shopWith(mesh);
    const plain = new InternalService(shop, 'plain', { image, port: 9000, labels: { [label]: value } });
    api.connections.allowFrom(plain);
    plain.connections.allowFrom(api);
    expect(identityLines(app)).toEqual(['shop/api <- not *: 8080', 'shop/api plain: 8080']);
    expect(inbound(shop)).toEqual(['shop/instance=shop,name=api <- instance=shop,name=plain: TCP 8080']);
    expect(inbound(shop, 'plain')).toEqual(['shop/instance=shop,name=plain <- instance=shop,name=api: TCP 9000']);
  });
});

describe('data planes', () => {
  function webApp(entry: Entry, tls = Tls.secret('shop-tls')) {
    const app = appIn(AMBIENT, { entries: [entry] });
    const shop = new IsolatedNamespace(app, 'shop', { podSecurity: PodSecurity.baseline({ reason: 'a proxy' }) });
    new WebApp(shop, 'web', { image, port: 8080, host: 'shop.example.com', tls });
    return { app, shop };
  }

  test('a Gateway of Istio is in the mesh, under the account that Istio gives it, and its clients are not', () => {
    const { app, shop } = webApp(Entry.gateway(GatewayImplementations.istio(), { clientRanges: ['0.0.0.0/0'] }));
    expect(identityLines(app)).toEqual(['shop/web <- cluster.local/ns/shop/sa/gateway-istio: 8080']);
    expect(lines(shop).filter((line) => /15008/.test(line))).toEqual([
      'shop/gateway.networking.k8s.io/gateway-name=gateway -> instance=shop,name=web: TCP 15008',
      'shop/instance=shop,name=web <- gateway.networking.k8s.io/gateway-name=gateway: TCP 15008',
    ]);
  });

  test('an ingress controller outside of the mesh has no identity; in it, its namespace is known', () => {
    const { app } = webApp(Entry.ingress(IngressControllers.ingressNginx()));
    expect(identityLines(app)).toEqual(['shop/web <- not *: 8080', 'shop/web plain: 8080']);
    const inside = webApp(Entry.ingress(IngressControllers.ingressNginx({ namespace: 'partners' })));
    expect(identityLines(inside.app)).toEqual(['shop/web <- namespace partners: 8080']);
  });

  test('the ingress gateway of Istio is in the mesh, wherever it is', () => {
    const { app, shop } = webApp(Entry.ingress(IngressControllers.istioIngress()), Tls.none({ reason: 'a test' }));
    expect(identityLines(app)).toEqual(['shop/web <- namespace istio-system: 8080']);
    expect(inbound(shop, 'web')).toEqual([
      'shop/instance=shop,name=web <- istio=ingressgateway in istio-system: TCP 15008',
    ]);
  });
});

describe('metrics', () => {
  test('whoever collects them asks the proxies in the pods as well', () => {
    const monitoring = Monitoring.kubePrometheusStack({ namespace: 'monitoring' });
    const app = appIn(SIDECAR, { monitoring });
    const shop = new IsolatedNamespace(app, 'shop');
    const api = new InternalService(shop, 'api', { image, port: 8080 });
    new InternalService(shop, 'other', { image, port: 8080 });
    api.connections.allowFrom(Peer.monitoring());
    expect(identityLines(app)).toEqual(['shop/api <- not *: 8080', 'shop/api plain: 8080', 'shop/other <- nobody']);
    expect(lines(shop).filter((line) => /monitoring/.test(line))).toEqual([
      'shop/instance=shop,name=api <- name=prometheus in monitoring: TCP 8080, TCP 15020-15021, TCP 15090',
    ]);
  });
});
