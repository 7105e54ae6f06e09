import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Connectivity } from '../../lib/analysis';
import { ClusterProfile, Entry, IngressControllers, NetworkPlugin } from '../../lib/cluster';
import { withdrawn } from '../../lib/objects';
import { allowBetween, Connections, DefaultDeny, NetworkPolicy } from '../../lib/policy';
import { Report } from '../../lib/report';
import { CiliumEntity, LabelExpression, LabelSelector, Peer, Port } from '../../lib/traffic';
import { Pods } from './pods';

const INGRESS = Peer.ciliumEntity(CiliumEntity.INGRESS);

/** A chart in a cluster with this network plugin. */
function shopOn(networkPlugin?: NetworkPlugin): Chart {
  const app = new App();
  ClusterProfile.attach(app, ClusterProfile.define({ name: 'test', networkPlugin }));
  return new Chart(app, 'shop', { namespace: 'shop' });
}

const shopOnCilium = () => shopOn(NetworkPlugin.cilium());

/** What only Cilium reads, as written. */
function forCilium(...charts: Chart[]): any[] {
  return charts.flatMap((chart) => chart.toJson()).filter(({ kind }) => kind === 'CiliumNetworkPolicy');
}

/** A workload as somebody else writes it. */
function object(chart: Chart, name: string, spec: any = {}): ApiObject {
  return new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ ports: [{ containerPort: 9000 }] }] } },
      ...spec,
    },
  });
}

describe('an entity of Cilium', () => {
  test('is let in by a policy of its own, beside that of the workload', () => {
    const shop = shopOnCilium();
    const web = new Pods(shop, 'web', { ports: [Port.tcp(8080)] });
    const db = new Pods(shop, 'db');
    web.connections.allowFrom(INGRESS, { reason: 'requests for shop.example.com' });
    web.connections.allowFrom(Peer.namespace('partners'));
    expect(shop).toMatchSnapshot();
    expect(web.connections.policyBeside?.name).toBe('web');
    expect(db.connections.policyBeside).toBeUndefined();
    expect(web.connections.list().map(String)).toEqual([
      'Cilium entity ingress -> shop/web  TCP 8080',
      'namespace partners -> shop/web  TCP 8080',
    ]);
  });

  test('is let in wherever the connection is declared, and however often, to the same bytes', () => {
    const written = (...ports: (Port[] | undefined)[]) => {
      const shop = shopOnCilium();
      const web = new Pods(shop, 'web', { ports: [Port.tcp(8080), Port.tcp(9090)] });
      for (const each of ports) web.connections.allowFrom(INGRESS, { ports: each });
      new Pods(shop, 'db');
      return JSON.stringify(shop.toJson());
    };
    expect(written([Port.tcp(8080)], [Port.tcp(9090)])).toBe(written(undefined));
    expect(written([Port.tcp(9090)], [Port.tcp(8080)], [Port.tcp(8080)])).toBe(written(undefined));
  });

  test('is let in to ports that are written as numbers in texts, ranges with their end, by their protocols', () => {
    const shop = shopOnCilium();
    const web = new Pods(shop, 'web', {
      ports: [Port.tcp(8080), Port.tcpRange(30000, 30009), Port.udp(53)],
      namedPorts: { http: Port.tcp(8080) },
    });
    web.connections.allowFrom(INGRESS, { ports: [Port.named('http'), Port.tcpRange(30000, 30009), Port.udp(53)] });
    expect(forCilium(shop)[0].spec.ingress).toEqual([
      {
        fromEntities: ['ingress'],
        toPorts: [
          {
            ports: [
              { port: '8080', protocol: 'TCP' },
              { port: '30000', protocol: 'TCP', endPort: 30009 },
              { port: '53', protocol: 'UDP' },
            ],
          },
        ],
      },
    ]);
  });

  test('is let in to every port by the range of all', () => {
    const shop = shopOnCilium();
    const web = new Pods(shop, 'web', { ports: [Port.tcp(8080)] });
    web.connections.allowFrom(INGRESS, { ports: [Port.allTcp()] });
    expect(forCilium(shop)[0].spec.ingress[0].toPorts).toEqual([
      { ports: [{ port: '1', protocol: 'TCP', endPort: 65535 }] },
    ]);
  });

  test('is let in to more ports than one list may have', () => {
    const shop = shopOnCilium();
    const ports = Array.from({ length: 41 }, (_, index) => Port.tcp(8000 + 2 * index));
    new Pods(shop, 'web', { ports }).connections.allowFrom(INGRESS);
    const lists = forCilium(shop)[0].spec.ingress[0].toPorts;
    expect(lists.map((list: any) => list.ports.length)).toEqual([40, 1]);
  });

  test('is let in to an adopted workload, by what selects its pods, and only its ingress is governed', () => {
    const shop = shopOnCilium();
    const raw = object(shop, 'raw', {
      selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['raw'] }] },
    });
    Connections.of(raw).allowFrom(INGRESS);
    expect(shop.toJson().slice(1)).toMatchObject([
      {
        kind: 'NetworkPolicy',
        metadata: { name: 'raw-deployment' },
        spec: { policyTypes: ['Ingress'] },
      },
      {
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'raw-deployment', namespace: 'shop' },
        spec: {
          endpointSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['raw'] }] },
          ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '9000', protocol: 'TCP' }] }] }],
        },
      },
    ]);
  });

  test('is let in to a workload that is known by its labels', () => {
    const shop = shopOnCilium();
    new Pods(shop, 'web', { ports: [Port.tcp(8080)] });
    const callee = { peer: Peer.pods({ namespace: 'shop', labels: { app: 'web' } }), peerPorts: [Port.tcp(8080)] };
    allowBetween(INGRESS, callee, { reason: 'requests', declaredBy: shop });
    expect(forCilium(shop)).toMatchObject([
      {
        metadata: {
          name: 'web',
          annotations: {
            'cdk8s-networking/reasons': 'Cilium entity ingress -> pods app=web in namespace shop TCP 8080: requests',
          },
        },
        spec: { endpointSelector: { matchLabels: { app: 'web' } } },
      },
    ]);
  });

  test('does not close an adopted workload whose namespace leaves it open', () => {
    const shop = shopOnCilium();
    const raw = object(shop, 'raw');
    Connections.of(raw).allowTo(Peer.namespace('partners'), { ports: [Port.tcp(443)] });
    const callee = { peer: Peer.pods({ namespace: 'shop', labels: { app: 'raw' } }), peerPorts: [Port.tcp(9000)] };
    allowBetween(INGRESS, callee, { reason: 'requests', declaredBy: shop });
    expect(forCilium(shop)).toEqual([]);
    new DefaultDeny(shop, 'default-deny');
    expect(forCilium(shop)).toHaveLength(1);
    shop.node.tryRemoveChild('default-deny');
    expect(forCilium(shop)).toEqual([]);
  });

  test('is no peer of the NetworkPolicy, which lets in nobody for it', () => {
    const shop = shopOnCilium();
    const web = new Pods(shop, 'web', { ports: [Port.tcp(8080)] });
    web.connections.allowFrom(INGRESS);
    expect(web.policy.toJson().spec).toEqual({
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress', 'Egress'],
    });
  });
});

test('what is written is read back as what was meant', () => {
  const shop = shopOnCilium();
  Connections.of(object(shop, 'raw')).allowFrom(INGRESS);
  const controller = IngressControllers.cilium();
  const service = { selector: { app: 'raw' }, ports: [{ port: 80, targetPort: 9000 }] };
  const ingress = { ingressClassName: 'cilium', defaultBackend: { service: { name: 'raw', port: { number: 80 } } } };
  const metadata = { name: 'raw', namespace: 'shop' };
  const network = Connectivity.ofObjects(
    [
      ...shop.toJson(),
      { apiVersion: 'v1', kind: 'Service', metadata, spec: service },
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: ingress },
    ],
    {
      cluster: ClusterProfile.define({
        name: 'test',
        networkPlugin: NetworkPlugin.cilium(),
        entries: [Entry.ingress(controller)],
      }),
    },
  );
  expect(network.problems).toEqual([]);
  expect(Report.list(network.list({ focus: 'shop/raw', direction: 'ingress' }))).toBe(
    'ingressclass/cilium -> shop/raw  TCP 9000  http://*/\n',
  );
});

describe('the policy for Cilium', () => {
  test('is gone with the construct that declared the connection', () => {
    const shop = shopOnCilium();
    const web = new Pods(shop, 'web', { ports: [Port.tcp(8080)] });
    const route = new Chart(shop, 'route');
    const callee = { peer: Peer.pods({ namespace: 'shop', labels: { app: 'web' } }), peerPorts: [Port.tcp(8080)] };
    allowBetween(INGRESS, callee, { reason: 'requests', declaredBy: route });
    expect(forCilium(shop)).toHaveLength(1);
    withdrawn(route, new Error());
    expect(forCilium(shop)).toEqual([]);
    expect(web.policy.node.children).toEqual([]);
  });

  test('that is asked for before that is known lets in nobody', () => {
    const shop = shopOnCilium();
    new Pods(shop, 'web', { ports: [Port.tcp(8080)] });
    const route = new Chart(shop, 'route');
    const callee = { peer: Peer.pods({ namespace: 'shop', labels: { app: 'web' } }), peerPorts: [Port.tcp(8080)] };
    allowBetween(INGRESS, callee, { reason: 'requests', declaredBy: route });
    shop.toJson();
    const policy = shop.node.findAll().find((each) => (each as ApiObject).kind === 'CiliumNetworkPolicy') as ApiObject;
    withdrawn(route, new Error());
    expect(policy.toJson().spec).toMatchObject({ ingress: [{}], egress: [{}] });
  });

  test('takes a patch', () => {
    const shop = shopOnCilium();
    const web = new Pods(shop, 'web', { ports: [Port.tcp(8080)] });
    web.connections.allowFrom(INGRESS);
    web.connections.policyBeside?.addJsonPatch(JsonPatch.add('/spec/description', 'for the shop'));
    expect(forCilium(shop)[0].spec.description).toBe('for the shop');
  });
});

describe('is refused:', () => {
  const allow = (shop: Chart) =>
    new Pods(shop, 'web', { ports: [Port.tcp(8080)] }).connections.allowFrom(INGRESS, { reason: 'requests' });
  const remedy =
    'give the profile `networkPlugin: NetworkPlugin.cilium()`, or take an entry whose requests come from pods or addresses';

  test('another network plugin', () => {
    expect(() => allow(shopOn(NetworkPlugin.calico()))).toThrow(
      new Error(
        '[shop/web] Cilium entity ingress must be left to clusters whose network plugin is Cilium, but the cluster ' +
          `profile "test" says that it is calico; ${remedy}`,
      ),
    );
  });

  test('a network plugin that nobody says', () => {
    const shop = shopOn();
    expect(() => allow(shop)).toThrow(
      new Error(
        '[shop/web] Cilium entity ingress must be left to clusters whose network plugin is Cilium, but the cluster ' +
          `profile "test" doesn't say which it is; ${remedy}`,
      ),
    );
    expect(forCilium(shop)).toEqual([]);
  });

  test('the same for workloads that are known by their labels', () => {
    const shop = shopOn();
    const callee = { peer: Peer.pods({ namespace: 'shop', labels: { app: 'web' } }), peerPorts: [Port.tcp(8080)] };
    expect(() => allowBetween(INGRESS, callee, { reason: 'requests', declaredBy: shop })).toThrow(
      new Error(
        '[shop] Cilium entity ingress must be left to clusters whose network plugin is Cilium, but the cluster ' +
          `profile "test" doesn't say which it is; ${remedy}`,
      ),
    );
  });

  test('a connection to an entity', () => {
    const web = new Pods(shopOnCilium(), 'web');
    expect(() => web.connections.allowTo(INGRESS)).toThrow(
      new Error(
        '[shop/web] the entity ingress of Cilium can only be let in, but a connection leads to Cilium entity ingress; ' +
          'name the workload behind it, which is reached without a detour',
      ),
    );
  });

  test('an entity among the peers to whom a NetworkPolicy lets pods connect', () => {
    const props = { pods: LabelSelector.of({ expressions: [LabelExpression.exists('app')] }) };
    const rules = [{ peers: [Peer.sameNamespace(), INGRESS], ports: [Port.tcp(8080)] }];
    const shop = shopOnCilium();
    expect(() => new NetworkPolicy(shop, 'own', { ...props, egress: rules })).toThrow(
      new Error(
        '[shop/own] the entity ingress of Cilium can only be let in, but a connection leads to Cilium entity ingress; ' +
          'name the workload behind it, which is reached without a detour',
      ),
    );
    expect(() => new NetworkPolicy(shopOn(), 'own', { ...props, ingress: rules })).toThrow(
      new Error(
        '[shop/own] Cilium entity ingress must be left to clusters whose network plugin is Cilium, but the cluster ' +
          `profile "test" doesn't say which it is; ${remedy}`,
      ),
    );
  });
});

test('an entity among the peers of a NetworkPolicy is let in by a policy beside it', () => {
  const shop = shopOnCilium();
  new NetworkPolicy(shop, 'own', {
    pods: LabelSelector.of({ labels: { app: 'web' } }),
    ingress: [{ peers: [Peer.sameNamespace(), INGRESS], ports: [Port.tcp(8080)] }],
  });
  expect(shop.toJson().map(({ kind, metadata, spec }) => [kind, metadata.name, spec])).toEqual([
    [
      'NetworkPolicy',
      'own',
      {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
      },
    ],
    [
      'CiliumNetworkPolicy',
      'own',
      {
        endpointSelector: { matchLabels: { app: 'web' } },
        ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
      },
    ],
  ]);
});
