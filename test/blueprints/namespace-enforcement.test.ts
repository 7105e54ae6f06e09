import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  CiliumEntity,
  Clusters,
  Connections,
  Direction,
  Enforcement,
  InternalService,
  IsolatedNamespace,
  LabelSelector,
  NetworkPlugin,
  NetworkPolicy,
  Peer,
  Platform,
  Port,
  Worker,
} from '../../lib';
import { listOf, ofKind } from '../workload/written';

const reason = 'its clients are being counted';
const none = Enforcement.none({ reason });
const ingress = Enforcement.ingress({ reason });

/** A namespace with two workloads that connect, and one that somebody else made. */
function shopAt(enforcement?: Enforcement, app: App = new Platform()): IsolatedNamespace {
  const shop = new IsolatedNamespace(app, 'shop', { enforcement });
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  new Worker(shop, 'mailer', { image: 'mailer:1' }).connections.allowTo(api);
  const theirs = new ApiObject(shop, 'theirs', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { labels: { app: 'theirs' } },
    ...{ spec: { containers: [{ name: 'theirs', image: 'theirs:1', ports: [{ containerPort: 80 }] }] } },
  });
  Connections.of(theirs).allowFrom(api);
  Connections.of(theirs).allowTo(api);
  return shop;
}

function policiesOf(shop: Chart): any[] {
  return ofKind(shop, 'NetworkPolicy');
}

function typesOf(shop: Chart): { [name: string]: string[] } {
  return Object.fromEntries(policiesOf(shop).map(({ metadata, spec }) => [metadata.name, spec.policyTypes]));
}

const BOTH = ['Ingress', 'Egress'];

describe('a namespace that enforces', () => {
  test('all governs both directions, and says nothing of it', () => {
    for (const enforcement of [undefined, Enforcement.all()]) {
      const shop = shopAt(enforcement);
      expect(typesOf(shop)).toEqual({
        'default-deny': BOTH,
        'allow-dns': ['Egress'],
        api: BOTH,
        mailer: BOTH,
        'theirs-pod': BOTH,
      });
      expect(shop.namespaceObject.toJson().metadata).not.toHaveProperty('annotations');
    }
  });

  test('nothing has no policy of an adopted workload, and says why', () => {
    const shop = shopAt(none);
    shop.toJson();
    const theirs = Connections.of(shop.node.findChild('theirs'));
    expect(() => theirs.policy).toThrow(
      new Error(
        '[shop/theirs] there is no policy of an adopted workload in a namespace that enforces nothing; ask for it where ' +
          'the `enforcement` of the namespace is ingress or all',
      ),
    );
    const enforced = shopAt(ingress);
    enforced.toJson();
    expect(Connections.of(enforced.node.findChild('theirs')).policy.name).toBe('theirs-pod');
  });

  test('ingress governs that alone, and no rule of the other is written', () => {
    const shop = shopAt(ingress);
    const types = { 'default-deny': ['Ingress'], api: ['Ingress'], mailer: ['Ingress'], 'theirs-pod': ['Ingress'] };
    expect(typesOf(shop)).toEqual(types);
    expect(policiesOf(shop).filter(({ spec }) => 'egress' in spec)).toEqual([]);
    expect(shop.namespaceObject.toJson().metadata.annotations).toEqual({
      'cdk8s-networking/enforcement': 'ingress',
      'cdk8s-networking/enforcement-reason': reason,
    });
  });

  test('nothing has no policy', () => {
    const shop = shopAt(none);
    expect(policiesOf(shop)).toEqual([]);
    expect(listOf(shop)).toContain('Deployment api');
    expect(shop.namespaceObject.toJson().metadata.annotations).toEqual({
      'cdk8s-networking/enforcement': 'none',
      'cdk8s-networking/enforcement-reason': reason,
    });
  });

  test('nothing has none in a stock App either, however often it is synthesized', () => {
    const shop = shopAt(none, new App());
    for (const _ of [1, 2]) expect(policiesOf(shop)).toEqual([]);
  });

  test('nothing has none of what only Cilium can let in', () => {
    const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.cilium() });
    const kindsAt = (enforcement: Enforcement) => {
      const shop = shopAt(enforcement, new Platform({ cluster }));
      const web = new InternalService(shop, 'web', { image: 'web:1', port: 80 });
      web.connections.allowFrom(Peer.ciliumEntity(CiliumEntity.INGRESS));
      return listOf(shop).filter((each) => each.startsWith('Cilium'));
    };
    expect(kindsAt(none)).toEqual([]);
    expect(kindsAt(ingress)).toEqual(['CiliumNetworkPolicy web']);
  });

  test('nothing has none in another chart of it, whichever comes first', () => {
    const platform = new Platform();
    const more = new Chart(platform, 'more', { namespace: 'shop' });
    new Worker(more, 'early', { image: 'early:1' });
    new IsolatedNamespace(platform, 'shop', { enforcement: none });
    new Worker(more, 'late', { image: 'late:1' });
    expect(listOf(more)).toEqual(['Deployment early', 'Deployment late']);
  });

  test('ingress has the rules of policies of its own in that direction alone', () => {
    const shop = shopAt(ingress);
    const rule = { peers: [Peer.namespace('backup')], ports: [Port.tcp(9000)] };
    const pods = LabelSelector.of({ labels: { backup: 'yes' } });
    new NetworkPolicy(shop, 'both', { pods, ingress: [rule], egress: [rule] });
    new NetworkPolicy(shop, 'out', { pods, directions: [Direction.EGRESS] });
    expect(typesOf(shop)).toMatchObject({ both: ['Ingress'] });
    expect(typesOf(shop)).not.toHaveProperty('out');
  });

  test('ingress leaves the other side of a connection to the namespace of the other', () => {
    const platform = new Platform();
    const shop = new IsolatedNamespace(platform, 'shop', { enforcement: ingress });
    const bank = new IsolatedNamespace(platform, 'bank');
    const api = new InternalService(bank, 'api', { image: 'api:1', port: 8080 });
    const mailer = new Worker(shop, 'mailer', { image: 'mailer:1' });
    mailer.connections.allowTo(api);
    expect(mailer.policy.toJson().spec).not.toHaveProperty('egress');
    expect(api.policy.toJson().spec.ingress).toHaveLength(1);
  });

  test('nothing leaves a policy that is no construct of this library as it is', () => {
    const shop = shopAt(none);
    new ApiObject(shop, 'raw', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'raw' },
    });
    expect(policiesOf(shop).map(({ metadata }) => metadata.name)).toEqual(['raw']);
  });

  test('nothing still has its policies patched by whoever holds them', () => {
    const shop = new IsolatedNamespace(new Platform(), 'shop', { enforcement: none });
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    api.policy.addJsonPatch(JsonPatch.add('/metadata/labels/team', 'shop'));
    expect(policiesOf(shop)).toEqual([]);
    expect(api.policy.toJson().metadata.labels.team).toBe('shop');
  });
});

test.each<[string, () => App]>([
  ['a Platform', () => new Platform()],
  ['a stock App', () => new App()],
])('a patch of a policy that is not written need not fit, in %s', (_, make) => {
  const shop = new IsolatedNamespace(make(), 'shop', { enforcement: none });
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  api.policy.addJsonPatch(JsonPatch.remove('/spec/ingress/0'));
  expect(() => shop.toJson()).not.toThrow();
});

test('a namespace that could not be made leaves nothing behind when it is made again', () => {
  const platform = new Platform();
  const bad = { enforcement: none, labels: { team: 'the shop' } };
  expect(() => new IsolatedNamespace(platform, 'shop', bad)).toThrow('the label team');
  expect(() => new IsolatedNamespace(platform, 'shop', { enforcement: none, quota: {} })).toThrow('`quota`');
  expect(policiesOf(new IsolatedNamespace(platform, 'shop'))).toHaveLength(2);
});

describe('an Enforcement', () => {
  test.each(['ingress', 'none'] as const)('of %s must give a reason', (step) => {
    for (const given of ['', ' ']) {
      expect(() => Enforcement[step]({ reason: given })).toThrow(
        new Error(
          `Enforcement.${step}() must give a reason, since connections that nobody declared are then possible, but got ` +
            `"${given}"; say why: Enforcement.${step}({ reason: 'the clients of the old shop are being counted' })`,
        ),
      );
    }
  });

  test.each([
    ['none', '"none"'],
    [{ name: 'none' }, '{"name":"none"}'],
  ])('is not %j', (enforcement: any, shown) => {
    expect(() => new IsolatedNamespace(new Platform(), 'shop', { enforcement })).toThrow(
      new Error(
        `[shop] \`enforcement\` must be an Enforcement, but got ${shown}; write it as in ` +
          "Enforcement.ingress({ reason: '...' })",
      ),
    );
  });
});
