import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  ClusterProfile,
  Clusters,
  checks,
  InternalService,
  IsolatedNamespace,
  LabelSelector,
  NetworkAssertions,
  NetworkPlugin,
  NetworkPolicy,
  Peer,
  Platform,
  Port,
  SynthChecks,
} from '../../lib';

const CLUSTER = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico() });
const { ALLOWED_BUT_UNDECLARED } = checks.SynthFinding;

/** `shop`, in which nobody is declared to reach anybody. */
function shopIn(platform: App = new Platform({ cluster: CLUSTER })) {
  const shop = new IsolatedNamespace(platform, 'shop');
  const [web, db] = (['web', 'db'] as const).map(
    (name, i) => new InternalService(shop, name, { image: `${name}:1`, port: 8080 + i, runAs: 1000 }),
  ) as [InternalService, InternalService];
  return { platform, shop, web, db };
}

/** A policy by hand: of all pods, with all pods of the cluster, on all ports unless some are given. */
function handwritten(shop: IsolatedNamespace, name: string, ...ports: number[]): ApiObject {
  const rule = ports.length > 0 ? { ports: ports.map((port) => ({ port })) } : {};
  const peers = [{ namespaceSelector: {} }];
  return new ApiObject(shop, name, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector: {}, ingress: [{ from: peers, ...rule }], egress: [{ to: peers, ...rule }] },
  });
}

function policiesOf(shop: IsolatedNamespace): ApiObject[] {
  return shop.node
    .findAll()
    .flatMap((each) =>
      ApiObject.isApiObject(each) && (each as ApiObject).kind === 'NetworkPolicy' ? [each as ApiObject] : [],
    );
}

/** The findings between pods by their constructs, each with its evidence. */
function foundBy({ platform }: { platform: App }): { [path: string]: string[] } {
  const found: { [path: string]: string[] } = {};
  let lines: string[] = [];
  for (const line of problemsOf(platform).split('\n')) {
    const [, path, message = ''] = /^ {2}\[([^\]]*)\] error allowed-but-undeclared: (.*)/.exec(line) ?? [];
    if (path !== undefined) {
      lines = [];
      if (!message.includes('addresses')) found[path] = lines;
    }
    const [, evidence] = /^ +evidence: (.*)/.exec(line) ?? [];
    if (evidence !== undefined) lines.push(evidence);
  }
  return found;
}

function problemsOf(platform: App): string {
  try {
    platform.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** Each pod to each, as evidence has it. */
function amongAll(ports: string): string[] {
  return ['db', 'web'].flatMap((from) =>
    ['db', 'web'].map((to) => `shop/${from} of [shop/${from}] -> shop/${to} of [shop/${to}]  ${ports}`),
  );
}

test('the example has no problem before anybody opens it', () => {
  expect(problemsOf(shopIn().platform)).toBe('');
});

describe('a rule that counts as a declaration', () => {
  const OTHERS = 'TCP 1-8999,9001-65535, all UDP ports, all SCTP ports';

  test('counts for the ports that it opens, and for no others that somebody opens beside it', () => {
    const app = shopIn();
    app.shop.allowWithin({ ports: [Port.tcp(9000)], reason: 'x' });
    handwritten(app.shop, 'debug');
    expect(foundBy(app)).toEqual({ 'shop/debug': amongAll(OTHERS) });
  });

  test('counts in its direction alone', () => {
    const app = shopIn();
    const everything = LabelSelector.everything();
    const ingress = [{ peers: [Peer.sameNamespace()], ports: [Port.tcp(9000)] }];
    new NetworkPolicy(app.shop, 'metrics', { pods: everything, ingress });
    handwritten(app.shop, 'debug', 9000);
    expect(foundBy(app)).toEqual({ 'shop/debug': amongAll('TCP 9000') });
  });

  test('counts for no other object that stands below it in the tree', () => {
    const app = shopIn();
    const allowed = app.shop.allowWithin({ ports: [Port.tcp(9000)], reason: 'x' });
    new ApiObject(allowed, 'debug', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'debug' },
      spec: { podSelector: {}, ingress: [{}], egress: [{}] },
    });
    expect(Object.entries(foundBy(app))).toEqual([[expect.stringMatching(/\/debug$/), amongAll(OTHERS)]]);
  });

  test('counts also where somebody opens the same by hand', () => {
    const app = shopIn();
    app.shop.allowWithin({ ports: [Port.tcp(9000)], reason: 'x' });
    handwritten(app.shop, 'debug', 9000);
    expect(foundBy(app)).toEqual({});
    expect(problemsOf(app.platform)).toBe('');
  });
});

describe('a policy of this library that is patched', () => {
  const OPEN = [
    JsonPatch.add('/spec/ingress', [{ from: [{ podSelector: {} }] }]),
    JsonPatch.add('/spec/egress', [{ to: [{ podSelector: {} }] }]),
  ];

  test('counts as a declaration no more: a default deny that opens', () => {
    const app = shopIn();
    (app.shop.node.findChild('default-deny') as ApiObject).addJsonPatch(...OPEN);
    expect(foundBy(app)).toEqual({ 'shop/default-deny': amongAll('all ports') });
  });

  test('counts as a declaration no more: a NetworkPolicy that opens more', () => {
    const app = shopIn();
    app.shop.allowWithin({ ports: [Port.tcp(9000)], reason: 'x' }).addJsonPatch(...OPEN);
    expect(Object.values(foundBy(app))).toEqual([amongAll('all ports')]);
  });

  test('counts as before where the patch is of its metadata alone', () => {
    const app = shopIn();
    const policy = app.shop.allowWithin({ ports: [Port.tcp(9000)], reason: 'x' });
    policy.addJsonPatch(JsonPatch.add('/metadata/annotations/team', 'shop'));
    expect(problemsOf(app.platform)).toBe('');
    expect(Testing.synth(app.shop)).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ annotations: expect.objectContaining({ team: 'shop' }) }),
      }),
    );
  });
});

describe('each object that opens a connection', () => {
  test('is told, with what it opens', () => {
    const app = shopIn();
    handwritten(app.shop, 'one', 9000);
    handwritten(app.shop, 'all');
    expect(foundBy(app)).toEqual({ 'shop/one': amongAll('TCP 9000'), 'shop/all': amongAll('all ports') });
  });

  test('is acknowledged for itself', () => {
    const app = shopIn();
    const one = handwritten(app.shop, 'one', 9000);
    checks.Checks.of(one).acknowledge(ALLOWED_BUT_UNDECLARED, { reason: 'a debugger' });
    expect(problemsOf(app.platform)).toBe('');
    const all = handwritten(app.shop, 'all');
    expect(foundBy(app)).toEqual({ 'shop/all': amongAll('all ports') });
    checks.Checks.of(all).acknowledge(ALLOWED_BUT_UNDECLARED, { reason: 'a fire drill' });
    expect(problemsOf(app.platform)).toBe('');
  });

  test('is told in each direction, where one opens this and another one that', () => {
    const app = shopIn();
    const spec = (direction: 'ingress' | 'egress') => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: direction },
      spec: {
        podSelector: {},
        policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
        [direction]: [{}],
      },
    });
    const egress = new ApiObject(app.shop, 'out', spec('egress'));
    new ApiObject(app.shop, 'in', spec('ingress'));
    checks.Checks.of(egress).acknowledge(ALLOWED_BUT_UNDECLARED, { reason: 'it may leave' });
    expect(foundBy(app)).toEqual({ 'shop/in': amongAll('all ports') });
  });
});

test('what nothing governs is told by the workload, beside what opens its other end', () => {
  const app = shopIn();
  for (const each of policiesOf(app.shop)) each.addJsonPatch(JsonPatch.replace('/spec/policyTypes', ['Ingress']));
  expect(foundBy(app)).toEqual({});
  handwritten(app.shop, 'debug').addJsonPatch(JsonPatch.remove('/spec/egress'));
  const [ofDb, ofWeb] = [amongAll('all ports').slice(0, 2), amongAll('all ports').slice(2)];
  expect(foundBy(app)).toEqual({ 'shop/debug': [...ofDb, ...ofWeb], 'shop/db': ofDb, 'shop/web': ofWeb });
  expect(problemsOf(app.platform)).toContain(
    '[shop/web] error allowed-but-undeclared: nothing keeps its pods from others, and no declaration connects them\n',
  );
});

describe('an object of the same kind and name in another group', () => {
  /** A policy of Calico, which has as its kind NetworkPolicy, too. */
  function calicoPolicy(shop: IsolatedNamespace, name: string, action: string, order?: number): ApiObject {
    return new ApiObject(shop, 'calico', {
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: { name },
      spec: {
        selector: 'all()',
        ...(order !== undefined && { order }),
        types: ['Ingress', 'Egress'],
        ingress: [{ action }],
        egress: [{ action }],
      },
    });
  }

  test('is not taken for the policy of a workload', () => {
    const app = shopIn();
    calicoPolicy(app.shop, 'web', 'Allow', 2000);
    expect(foundBy(app)).toEqual({ 'shop/calico': amongAll('all ports') });
  });

  test('is not what an acknowledgement of the other one is about', () => {
    const app = shopIn();
    const native = handwritten(app.shop, 'debug', 9000);
    calicoPolicy(app.shop, 'debug', 'Allow', 2000);
    checks.Checks.of(native).acknowledge(ALLOWED_BUT_UNDECLARED, { reason: 'a debugger' });
    expect(foundBy(app)).toEqual({ 'shop/calico': amongAll('all ports') });
  });

  test('leaves open which of them denies, so that an acknowledgement of neither counts', () => {
    const app = shopIn();
    app.web.connections.allowTo(app.db);
    calicoPolicy(app.shop, 'db', 'Deny', 10);
    checks.Checks.of(app.db.connections.policy).acknowledge(checks.SynthFinding.DECLARED_BUT_DENIED, { reason: 'x' });
    expect(problemsOf(app.platform)).toContain('[shop/web] error declared-but-denied: shop/web of [shop/web]');
    checks.Checks.of(app.web).acknowledge(checks.SynthFinding.DECLARED_BUT_DENIED, { reason: 'x' });
    expect(problemsOf(app.platform)).not.toContain('declared-but-denied');
  });
});

describe('what a chart makes out of nothing', () => {
  class Opened extends Chart {
    public override toJson(): any[] {
      const metadata = { name: 'debug', namespace: 'shop' };
      const spec = { podSelector: {}, ingress: [{}], egress: [{}] };
      return [...super.toJson(), { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec }];
    }
  }

  const DEBUG =
    '[debug] error allowed-but-undeclared: NetworkPolicy shop/debug (debug.k8s.yaml): it lets pods of the app connect that no ' +
    'declaration connects\n';

  test('is told of a Platform', () => {
    const app = shopIn();
    new Opened(app.platform, 'debug');
    expect(problemsOf(app.platform)).toContain(DEBUG);
  });

  test('is told of a stock App', () => {
    const app = new App();
    ClusterProfile.attach(app, CLUSTER);
    SynthChecks.attach(app);
    const { shop } = shopIn(app);
    new Opened(app, 'debug');
    expect(problemsOf(app)).toContain(DEBUG);
    expect(() => Testing.synth(shop)).toThrow(DEBUG);
  });

  test('is named where it denies what is declared', () => {
    class Closed extends Chart {
      public override toJson(): any[] {
        const spec = { order: 1, selector: 'all()', types: ['Egress'], egress: [{ action: 'Deny' }] };
        return [
          { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'closed' }, spec },
        ];
      }
    }
    const { platform, web, db } = shopIn();
    web.connections.allowTo(db);
    new Closed(platform, 'closed');
    expect(problemsOf(platform)).toContain(
      'evidence: decided by GlobalNetworkPolicy closed (closed.k8s.yaml) of [closed]\n',
    );
  });

  test('is seen by what a test asks', () => {
    const { platform, web, db } = shopIn();
    NetworkAssertions.of(platform).denies(web, db);
    new Opened(platform, 'debug');
    NetworkAssertions.of(platform).allows(web, db);
  });

  test('changes nothing of what its objects are known for', () => {
    const app = new App();
    ClusterProfile.attach(app, CLUSTER);
    SynthChecks.attach(app);
    const chart = new Chart(app, 'own');
    const render = chart.toJson.bind(chart);
    chart.toJson = () => render();
    const { shop, web, db } = shopIn(app);
    shop.allowWithin({ ports: [Port.tcp(9000)], reason: 'x' });
    const network = NetworkAssertions.of(app);
    network.synthesizesCleanly();
    expect(() => network.denies(web, db, Port.tcp(9000))).toThrow('shop/web -> shop/db');
  });
});
