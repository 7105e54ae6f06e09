import { ApiObject, type App, Chart } from 'cdk8s';
import {
  Enforcement,
  ExternalService,
  GatewayImplementations,
  InternalService,
  type InternalServiceProps,
  IsolatedNamespace,
  Mesh,
  MeshHttpRoute,
  Peer,
  PodSecurity,
  Port,
  Release,
  Service,
  ServiceAccount,
  StatefulService,
  Waypoint,
  Worker,
} from '../../../lib';
import { hearNotices } from '../../support/notices';
import { appIn, find, identityLines, objectsOf, problemsOf, yamlOf } from './written';

const image = 'ghcr.io/acme/app:1.0';

const app = (): App => appIn(Mesh.istioAmbient({ memberNamespaces: ['partners'] }));

function shopIn(scope: App): IsolatedNamespace {
  const shop = new IsolatedNamespace(scope, 'shop');
  new Waypoint(shop, 'waypoint');
  return shop;
}

function serviceIn(shop: Chart, id: string, props: Partial<InternalServiceProps> = {}): InternalService {
  return new InternalService(shop, id, { image, port: 8080, ...props });
}

/** Whom the network policy of a workload lets through: `to gateway-name=waypoint 15008`. */
function networkLines(objects: any[], name: string): string[] {
  const { ingress = [], egress = [] } = find(objects, 'NetworkPolicy', name).spec;
  const words = (peer: any) =>
    peer.ipBlock?.cidr ??
    Object.values(peer.podSelector?.matchLabels ?? {})
      .sort()
      .join(' ') ??
    '';
  const lines = (way: string, rules: any[]) =>
    rules.flatMap((rule: any) =>
      (rule.from ?? rule.to).map((peer: any) => `${way} ${words(peer)} ${rule.ports.map(({ port }: any) => port)}`),
    );
  return [...lines('from', ingress), ...lines('to', egress)].filter((line) => !/169\.254|fd16/.test(line));
}

test('a workload behind a waypoint', () => {
  const scope = app();
  const shop = shopIn(scope);
  const api = serviceIn(shop, 'api', { servicePort: 80 });
  new Worker(shop, 'mailer', { image }).connections.allowTo(api, { reason: 'bills' });
  expect(yamlOf(scope)).toMatchSnapshot();
});

test('the Gateway, and the label of the namespace', () => {
  const scope = app();
  shopIn(scope);
  const objects = objectsOf(scope);
  const { metadata, ...gateway } = find(objects, 'Gateway', 'waypoint');
  expect(gateway).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    },
  });
  expect(metadata.labels['istio.io/waypoint-for']).toBe('service');
  expect(find(objects, 'Namespace', 'shop').metadata.labels['istio.io/use-waypoint']).toBe('waypoint');
});

describe('who passes it', () => {
  test('callers of other namespaces, in which the waypoint is named', () => {
    const scope = app();
    const front = new IsolatedNamespace(scope, 'front');
    const web = new Worker(front, 'web', { image });
    web.connections.allowTo(serviceIn(shopIn(scope), 'api'));
    const objects = objectsOf(scope);
    expect(networkLines(objects, 'web')).toEqual(['to waypoint 15008']);
    expect(networkLines(objects, 'waypoint')).toEqual(['from front web 15008', 'to api shop 15008', 'to istiod 15012']);
    expect(networkLines(objects, 'api')).toEqual(['from waypoint 15008']);
  });

  test('callers of a port that no Service has go to the pods', () => {
    const scope = app();
    const shop = shopIn(scope);
    const api = new Worker(shop, 'api', {
      image,
      extraPorts: [
        { name: 'web', port: 8080 },
        { name: 'debug', port: 9999 },
      ],
    });
    new Service(shop, 'web', { workload: api, ports: [{ port: 80, target: Port.named('web') }] });
    const ports = [Port.tcp(8080), Port.tcp(9999)];
    new Worker(shop, 'mailer', { image }).connections.allowTo(api, { ports });
    expect(identityLines(scope)).toEqual([
      'shop/waypoint <- nobody',
      'shop/web-waypoint <- cluster.local/ns/shop/sa/mailer: 80',
      'shop/api <- cluster.local/ns/shop/sa/waypoint: 8080',
      'shop/api <- cluster.local/ns/shop/sa/mailer: 9999',
      'shop/mailer <- nobody',
    ]);
  });

  test('nobody, where no Service leads to a workload, or where its Service says so', () => {
    const scope = app();
    const shop = shopIn(scope);
    const mailer = new Worker(shop, 'mailer', { image });
    mailer.connections.allowTo(new Worker(shop, 'queue', { image, extraPorts: [{ name: 'amqp', port: 5672 }] }));
    const api = serviceIn(shop, 'api');
    api.service.object.metadata.addLabel('istio.io/use-waypoint', 'none');
    mailer.connections.allowTo(api);
    expect(identityLines(scope)).toEqual([
      'shop/waypoint <- nobody',
      'shop/mailer <- nobody',
      'shop/queue <- cluster.local/ns/shop/sa/mailer: 5672',
      'shop/api <- cluster.local/ns/shop/sa/mailer: 8080',
    ]);
  });

  test('members of a StatefulService and its clients go both ways, since one of its Services has no address', () => {
    const scope = app();
    const shop = shopIn(scope);
    const storage = { size: '1Gi', mountPath: '/data' };
    const db = new StatefulService(shop, 'db', { image, port: 5432, runAs: 999, storage });
    serviceIn(shop, 'api').connections.allowTo(db);
    expect(identityLines(scope).filter((line) => /shop\/(db|waypoint)/.test(line))).toEqual([
      'shop/waypoint <- nobody',
      'shop/db-waypoint <- cluster.local/ns/shop/sa/api: 5432',
      'shop/db <- cluster.local/ns/shop/sa/api: 5432',
      'shop/db <- cluster.local/ns/shop/sa/waypoint: 5432',
    ]);
  });

  test('whoever is known by labels goes both ways; addresses and strangers go to the pods', () => {
    const scope = app();
    const { connections } = serviceIn(shopIn(scope), 'api', { servicePort: 80 });
    connections.allowFrom(Peer.namespace('partners'));
    connections.allowFrom(Peer.namespace('legacy'));
    connections.allowFrom(Peer.cidr('203.0.113.0/24'));
    expect(identityLines(scope)).toEqual([
      'shop/waypoint <- nobody',
      'shop/api-waypoint <- namespace partners: 80',
      'shop/api <- cluster.local/ns/shop/sa/waypoint: 8080',
      'shop/api <- namespace partners: 8080',
      'shop/api <- 203.0.113.0/24 and not *: 8080',
      'shop/api <- not *: 8080',
      'shop/api plain: 8080',
    ]);
  });

  test('callers that name the pods behind it by labels, and callers that a peer means', () => {
    const scope = app();
    const shop = shopIn(scope);
    const web = new Worker(new IsolatedNamespace(scope, 'front'), 'web', { image });
    const labels = { 'app.kubernetes.io/name': 'api' };
    web.connections.allowTo(Peer.pods({ namespace: 'shop', labels }), { ports: [Port.tcp(8080)] });
    serviceIn(shop, 'api');
    new Worker(shop, 'job', { image });
    serviceIn(shop, 'db').connections.allowFrom(Peer.namespace('shop'));
    const objects = objectsOf(scope);
    expect(networkLines(objects, 'web')).toEqual(['to api 15008', 'to waypoint 15008']);
    expect(networkLines(objects, 'job')).toEqual(['to db shop 15008', 'to waypoint 15008']);
    expect(networkLines(objects, 'api').filter((line) => line.startsWith('from'))).toEqual(['from waypoint 15008']);
  });

  test('nobody is kept from what is open to everybody until policies are enforced', () => {
    const scope = app();
    const enforcement = Enforcement.none({ reason: 'its clients are being counted' });
    const shop = new IsolatedNamespace(scope, 'shop', { enforcement });
    new Waypoint(shop, 'waypoint');
    new Worker(new IsolatedNamespace(scope, 'front'), 'web', { image }).connections.allowTo(serviceIn(shop, 'api'));
    const objects = objectsOf(scope);
    const inShop = objects.filter(({ metadata }) => metadata.namespace === 'shop');
    expect(inShop.map(({ kind }) => kind).filter((kind) => /Policy|Authentication/.test(kind))).toEqual([]);
    expect(networkLines(objects, 'web')).toEqual(['to waypoint 15008']);
  });
});

describe('reports', () => {
  test('callers that share an account, and may pass to different workloads', () => {
    const scope = app();
    const shop = shopIn(scope);
    const serviceAccount = ServiceAccount.existing('jobs');
    const [one, other] = ['one', 'other'].map((id) => new Worker(shop, id, { image, serviceAccount }));
    one?.connections.allowTo(serviceIn(shop, 'api'));
    other?.connections.allowTo(serviceIn(shop, 'db'));
    const law = (callee: string, caller: string) =>
      `[shop/${callee}] pods that a mesh knows as one must be let in on the same ports, but shop/${callee} knows ` +
      `shop/${caller} by its service account jobs alone, which is let in on TCP 8080 as well; give each caller an account ` +
      'of its own, `serviceAccount: ServiceAccount.dedicated()`, or let all that share one in on the same ports';
    expect(problemsOf(scope)).toEqual([law('api', 'other'), law('db', 'one')]);
  });

  test('a Service of several workloads that are not open to the same callers', () => {
    const scope = app();
    const shop = shopIn(scope);
    const mailer = new Worker(shop, 'mailer', { image });
    for (const id of ['blue', 'green']) {
      const connections = serviceIn(shop, id, { labels: { team: 'tills' } }).connections;
      if (id === 'blue') connections.allowFrom(mailer);
    }
    const spec = { selector: { team: 'tills' }, ports: [{ port: 80, targetPort: 8080 }] };
    new ApiObject(shop, 'tills', { apiVersion: 'v1', kind: 'Service', spec });
    expect(problemsOf(scope)).toEqual([
      '[shop/tills] the workloads behind a Service that a waypoint is in front of must be open to the same callers on the ' +
        'same ports, since the waypoint chooses among them; connect the callers with each of them, or label the Service ' +
        '"istio.io/use-waypoint: none"',
    ]);
  });

  test('a Service that selects no pods', () => {
    const scope = app();
    new ExternalService(shopIn(scope), 'bank', { addresses: ['203.0.113.7'], port: 443 });
    expect(problemsOf(scope)).toEqual([
      '[shop/bank/Service] a Service behind a waypoint must select pods, since nobody is let through to anything else; ' +
        'label it "istio.io/use-waypoint: none", and its clients go to its addresses as before',
    ]);
  });

  test('a workload that left the mesh', () => {
    const scope = app();
    serviceIn(shopIn(scope), 'api', { labels: { 'istio.io/dataplane-mode': 'none' } });
    expect(problemsOf(scope)).toEqual([
      '[shop/api] the workloads behind a waypoint must be in its mesh, and the pods of this one left it; label its ' +
        'Services "istio.io/use-waypoint: none", or leave its pods in the mesh',
    ]);
  });

  test('a route to pods which some callers of its Service may not connect to, and no other route', () => {
    const problems = (callers: 'all' | 'some') => {
      const scope = app();
      const shop = shopIn(scope);
      const [api, next] = ['api', 'next'].map((id) => serviceIn(shop, id)) as [InternalService, InternalService];
      const [web, mailer] = ['web', 'mailer'].map((id) => new Worker(shop, id, { image })) as [Worker, Worker];
      mailer.connections.allowTo(api);
      new MeshHttpRoute(shop, 'release', {
        service: api,
        callers: callers === 'all' ? [web, mailer] : [web],
        implementation: GatewayImplementations.istio(),
        rules: Release.canary({ stable: api, canary: next, percent: 10 }).rules(),
      });
      return problemsOf(scope);
    };
    expect(problems('some')).toEqual([
      '[shop/release] who may connect to a Service behind a waypoint must be let in by all to whom a route sends its ' +
        'requests, since these know nobody but the waypoint; connect the callers with the backends as well, such as by ' +
        'the `callers` of the route',
    ]);
    expect(problems('all')).toEqual([]);
  });

  test('the label for another waypoint, and for this one where it would mean pods', () => {
    const law = (place: string, name: string) =>
      `[shop/${place}] what is in an ambient mesh must be reached without a waypoint, or by a Waypoint of its namespace, ` +
      `since policies of others are not written here, but got "istio.io/use-waypoint: ${name}"; leave the label out and ` +
      'make a `new Waypoint()` in the namespace, or write the namespace as a plain Chart, which joins no mesh, and its ' +
      'policies by hand';
    const scope = app();
    const shop = shopIn(scope);
    serviceIn(shop, 'one').service.object.metadata.addLabel('istio.io/use-waypoint', 'edge');
    serviceIn(shop, 'two').service.object.metadata.addLabel('istio.io/use-waypoint', 'waypoint');
    serviceIn(shop, 'three', { labels: { 'istio.io/use-waypoint': 'waypoint' } });
    expect(problemsOf(scope)).toEqual([law('one/Service', 'edge'), law('three/Deployment/Resource', 'waypoint')]);
  });
});

describe('refuses', () => {
  test('a second one, and one that the namespace says it does without', () => {
    const shop = shopIn(app());
    expect(() => new Waypoint(shop, 'other')).toThrow(
      '[shop/other] a namespace must have one waypoint at most, which its label names, but got ' +
        '"istio.io/use-waypoint: waypoint"; leave the other one out',
    );
    const labels = { 'istio.io/use-waypoint': 'none' };
    expect(() => new Waypoint(new IsolatedNamespace(app(), 'shop', { labels }), 'waypoint')).toThrow(
      '[shop/waypoint] a namespace must have one waypoint at most, which its label names, but got ' +
        '"istio.io/use-waypoint: none"; leave the other one out',
    );
  });

  test('a chart that is no namespace of an ambient mesh', () => {
    expect(() => new Waypoint(new Chart(app(), 'plain', { namespace: 'plain' }), 'waypoint')).toThrow(
      '[plain/waypoint] a Waypoint must be in an IsolatedNamespace, which alone joins a mesh, but got "plain"; make the ' +
        'chart an IsolatedNamespace, or the Waypoint in one',
    );
    expect(() => new Waypoint(new IsolatedNamespace(appIn(Mesh.istioSidecar()), 'shop'), 'waypoint')).toThrow(
      '[shop/waypoint] a Waypoint must be in an ambient mesh, but got "istio-sidecar"; give the cluster profile `mesh: ' +
        'Mesh.istioAmbient()`, or leave the Waypoint out',
    );
  });

  test('what is none of its properties', () => {
    const shop = new IsolatedNamespace(app(), 'shop');
    expect(() => new Waypoint(shop, 'waypoint', { nam: 'x' } as any)).toThrow('[shop/waypoint] ');
    expect(shop.node.tryFindChild('waypoint')).toBeUndefined();
  });
});

describe('says that its pods are taken for meeting the Pod Security level', () => {
  const lines = hearNotices();
  const told = (podSecurity: PodSecurity) => {
    const scope = app();
    new Waypoint(new IsolatedNamespace(scope, 'shop', { podSecurity }), 'waypoint');
    objectsOf(scope);
    return lines.filter((line) => /waypoint/.test(line));
  };

  test('"restricted"', () => {
    expect(told(PodSecurity.restricted())).toEqual([
      'cdk8s-networking: the pods of waypoint shop/waypoint are taken for meeting the Pod Security level "restricted", ' +
        'which takes an istiod that is installed with the Helm value gateways.seccompProfile.type=RuntimeDefault\n',
    ]);
  });

  test('and says nothing of any other', () => {
    expect(told(PodSecurity.baseline({ reason: 'the proxies of Istio' }))).toEqual([]);
  });
});

test('its metrics are for whom it says, without any identity', () => {
  const scope = app();
  const waypoint = new Waypoint(new IsolatedNamespace(scope, 'shop'), 'edge', { name: 'way' });
  waypoint.connections.allowFrom(Peer.namespace('monitoring'));
  const objects = objectsOf(scope);
  expect(find(objects, 'NetworkPolicy', 'way').spec.ingress).toEqual([
    {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ports: [{ port: 15020, protocol: 'TCP' }],
    },
  ]);
  expect(find(objects, 'Namespace', 'shop').metadata.labels['istio.io/use-waypoint']).toBe('way');
});

test('before everything is declared, and without a synth, it lets nobody through', () => {
  const shop = shopIn(app());
  const { spec } = find(shop.toJson(), 'AuthorizationPolicy', 'waypoint');
  expect(spec).not.toHaveProperty('rules');
});
