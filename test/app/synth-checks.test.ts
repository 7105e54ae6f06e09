import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, type AppProps, Chart, Include, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ClusterProfile,
  Clusters,
  checks,
  Enforcement,
  InternalService,
  IsolatedNamespace,
  LabelSelector,
  Mesh,
  NetworkPlugin,
  NetworkPolicy,
  Peer,
  Platform,
  type PlatformProps,
  Port,
  SynthChecks,
  Waypoint,
} from '../../lib';
import { filesOf } from '../support/examples';
import { hearNotices } from '../support/notices';

const CLUSTER = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico() });

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-checks-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function platformIn(props: PlatformProps = {}): Platform {
  return new Platform({ cluster: CLUSTER, outdir: folder, ...props });
}

function stockIn(props: AppProps = {}): App {
  const app = new App({ outdir: folder, ...props });
  ClusterProfile.attach(app, CLUSTER);
  SynthChecks.attach(app);
  return app;
}

const APPS = [
  ['a Platform', platformIn],
  ['a stock App', stockIn],
] as const;

/** `shop`, with `web -> api -> db`. */
function shopIn(app: App) {
  const shop = new IsolatedNamespace(app, 'shop');
  const [web, api, db] = (['web', 'api', 'db'] as const).map(
    (name, i) => new InternalService(shop, name, { image: `${name}:1`, port: 8080 + i, runAs: 1000 }),
  ) as [InternalService, InternalService, InternalService];
  web.connections.allowTo(api);
  api.connections.allowTo(db);
  return { shop, web, api, db };
}

/** A route by hand, which names the port of the pods. */
function badRoute(shop: Chart): ApiObject {
  return new ApiObject(shop, 'admin', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'admin' },
    spec: {
      parentRefs: [{ name: 'edge' }],
      hostnames: ['admin.example.com'],
      rules: [{ matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'api', port: 80 }] }],
    },
  });
}

const BAD_ROUTE = [
  'HTTPRoute shop/admin (shop.k8s.yaml): Service shop/api has no TCP port 80; it has TCP 8081 ("main")',
  '      evidence: what HTTPRoute shop/admin gets for http(s)://admin.example.com/ at shop/edge is answered with 500, not by Service shop/api',
  '      harm: its share of the requests is answered with 500',
  "      remedy: write the number of the Service's own port, not the targetPort",
].join('\n');

/** A policy by hand that lets everything in. */
function openAll(scope: Chart, id = 'open', more: object = { ingress: [{}], egress: [{}] }): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: id },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ...more },
  });
}

function errorOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

function failed(...problems: string[]): string {
  return `Validation failed with the following errors:\n  ${problems.join('\n  ')}`;
}

describe.each(APPS)('%s', (_, appIn) => {
  test('is written when nothing is found', () => {
    const app = appIn();
    shopIn(app);
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['shop.k8s.yaml']);
  });

  test('tells a finding by its construct, its object and its file, and writes nothing', () => {
    fs.writeFileSync(path.join(folder, 'shop.k8s.yaml'), 'as it was');
    const app = appIn();
    badRoute(shopIn(app).shop);
    expect(errorOf(() => app.synth())).toBe(failed(`[shop/admin] error backend-port-not-found: ${BAD_ROUTE}`));
    expect(filesOf(folder)).toEqual({ 'shop.k8s.yaml': 'as it was' });
  });

  test('tells a connection that is declared and denied, who denies it, and what to do', () => {
    const app = appIn();
    const { api } = shopIn(app);
    api.connections.policy.addJsonPatch(JsonPatch.remove('/spec/ingress'));
    expect(errorOf(() => app.synth())).toBe(
      failed(
        '[shop/web] error declared-but-denied: shop/web of [shop/web] is declared to connect to shop/api of [shop/api], ' +
          'and the manifests deny it on TCP 8081\n' +
          '      evidence: ingress: NetworkPolicy shop/api, NetworkPolicy shop/default-deny govern the ingress of shop/api, ' +
          'and no rule lets shop/web in on TCP 8081\n' +
          '      evidence: decided by NetworkPolicy shop/api (shop.k8s.yaml) of [shop/api/Policy], ' +
          'NetworkPolicy shop/default-deny (shop.k8s.yaml) of [shop/default-deny]\n' +
          '      harm: the connection is declared, and times out\n' +
          '      remedy: add to spec.ingress of NetworkPolicy shop/api (shop.k8s.yaml):\n' +
          '          - from:\n' +
          '              - podSelector:\n' +
          '                  matchLabels:\n' +
          '                    app.kubernetes.io/name: web\n' +
          '            ports:\n' +
          '              - protocol: TCP\n' +
          '                port: 8081',
      ),
    );
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('tells what opens more than is declared, by the object that does it', () => {
    const app = appIn();
    openAll(shopIn(app).shop);
    expect(errorOf(() => app.synth())).toBe(
      failed(
        '[shop/open] error allowed-but-undeclared: NetworkPolicy shop/open (shop.k8s.yaml): it lets pods of the app ' +
          'connect that no declaration connects\n' +
          '      evidence: shop/api of [shop/api] -> shop/api of [shop/api]  all ports\n' +
          '      evidence: shop/api of [shop/api] -> shop/db of [shop/db]  TCP 1-8081,8083-65535, all UDP ports, all SCTP ports\n' +
          '      evidence: shop/api of [shop/api] -> shop/web of [shop/web]  all ports\n' +
          '      evidence: shop/db of [shop/db] -> shop/api of [shop/api]  all ports\n' +
          '      evidence: shop/db of [shop/db] -> shop/db of [shop/db]  all ports\n' +
          '      evidence: and 4 more\n' +
          '      harm: the connection is open, and nobody who reads the declarations knows of it\n' +
          '      remedy: declare it, by allowTo() or allowFrom(); or narrow what opens it; or acknowledge it with a reason',
        '[shop/open] error allowed-but-undeclared: NetworkPolicy shop/open (shop.k8s.yaml): it connects pods of the app ' +
          'with addresses that no declaration names\n' +
          '      evidence: shop/api of [shop/api] -> external:0.0.0.0/0, ::/0  all ports\n' +
          '      evidence: external:0.0.0.0/0, ::/0 -> shop/api of [shop/api]  all ports\n' +
          '      evidence: shop/db of [shop/db] -> external:0.0.0.0/0, ::/0  all ports\n' +
          '      evidence: external:0.0.0.0/0, ::/0 -> shop/db of [shop/db]  all ports\n' +
          '      evidence: shop/web of [shop/web] -> external:0.0.0.0/0, ::/0  all ports\n' +
          '      evidence: and 1 more\n' +
          '      harm: the connection is open, and nobody who reads the declarations knows of it\n' +
          '      remedy: declare it, by allowTo() or allowFrom(); or narrow what opens it; or acknowledge it with a reason',
      ),
    );
  });

  test('says by its other validations first why it cannot hold, and by nothing else', () => {
    const app = appIn();
    const { shop } = shopIn(app);
    badRoute(shop);
    shop.node.addValidation({ validate: () => ['it is closed'] });
    expect(errorOf(() => app.synth())).toBe(failed('[shop] it is closed'));
  });

  test('is written with the acknowledgement on the object of the finding, and on no other', () => {
    const app = appIn();
    const { shop } = shopIn(app);
    badRoute(shop);
    checks.Checks.of(shop).acknowledge('backend-port-not-found', { reason: 'the chart of\n  payments adds the port' });
    app.synth();
    const text = fs.readFileSync(path.join(folder, 'shop.k8s.yaml'), 'utf8');
    expect(text.match(/cdk8s-networking\/acknowledged: .*/g)).toEqual([
      'cdk8s-networking/acknowledged: "backend-port-not-found: the chart of payments adds the port"',
    ]);
    const { findings, acknowledged, isSound } = checks.Checkup.ofText([{ name: 'shop.yaml', text }]);
    expect([isSound, findings, acknowledged.map(({ check, reason }) => `${check}: ${reason}`)]).toEqual([
      true,
      [],
      ['backend-port-not-found: the chart of payments adds the port'],
    ]);
  });

  test('is written with the acknowledgement on the item of a List that the finding is about', () => {
    const app = appIn();
    const { shop } = shopIn(app);
    const route = (name: string, port: number) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name, namespace: 'shop' },
      spec: { rules: [{ backendRefs: [{ name: 'api', port }] }] },
    });
    const items = [route('good', 8081), route('bad', 80)];
    const list = new ApiObject(shop, 'routes', { apiVersion: 'v1', kind: 'List', metadata: { name: 'routes' }, items });
    checks.Checks.of(list).acknowledge('backend-port-not-found', { reason: 'for now' });
    app.synth();
    const text = filesOf(folder)['shop.k8s.yaml'] as string;
    const { findings, acknowledged } = checks.Checkup.ofText([{ name: 'shop.yaml', text }]);
    expect(findings.filter(({ severity }) => severity === checks.Severity.ERROR)).toEqual([]);
    expect(acknowledged.map(({ check, subject }) => `${subject.name} ${check}`)).toEqual([
      'bad backend-port-not-found',
    ]);
    expect(text.match(/acknowledged: .*/g)).toEqual(['acknowledged: "backend-port-not-found: for now"']);
    app.synth();
    expect(filesOf(folder)['shop.k8s.yaml']).toBe(text);
    expect(app instanceof Platform ? app.acknowledgements() : 'HTTPRoute shop/bad').toContain('HTTPRoute shop/bad');
  });

  test('has the same bytes after a second synth, and loses an acknowledgement with its finding', () => {
    const app = appIn();
    const { shop } = shopIn(app);
    const route = badRoute(shop);
    checks.Checks.of(shop).acknowledge('backend-port-not-found', { reason: 'for now' });
    app.synth();
    const first = filesOf(folder);
    app.synth();
    expect(filesOf(folder)).toEqual(first);
    route.addJsonPatch(JsonPatch.replace('/spec/rules/0/backendRefs/0/port', 8081));
    app.synth();
    expect(filesOf(folder)['shop.k8s.yaml']).not.toContain('acknowledged');
  });

  test('is not written where the acknowledgement is for another construct, or another check', () => {
    const app = appIn();
    const { shop, web } = shopIn(app);
    badRoute(shop);
    checks.Checks.of(web).acknowledge('backend-port-not-found', { reason: 'x' });
    checks.Checks.of(shop).acknowledge('backend-not-found', { reason: 'x' });
    expect(errorOf(() => app.synth())).toBe(failed(`[shop/admin] error backend-port-not-found: ${BAD_ROUTE}`));
  });

  test('may keep an opening that is acknowledged', () => {
    const app = appIn();
    const { shop } = shopIn(app);
    openAll(shop);
    checks.Checks.of(shop).acknowledge(checks.SynthFinding.ALLOWED_BUT_UNDECLARED, { reason: 'clients are counted' });
    app.synth();
    expect(filesOf(folder)['shop.k8s.yaml']).toContain('"allowed-but-undeclared: clients are counted"');
  });

  test('is checked as one text, too', () => {
    const app = appIn();
    badRoute(shopIn(app).shop);
    expect(errorOf(() => app.synthYaml())).toBe(failed(`[shop/admin] error backend-port-not-found: ${BAD_ROUTE}`));
  });

  test.each([
    [YamlOutputType.FILE_PER_APP, 'app.k8s.yaml'],
    [YamlOutputType.FILE_PER_RESOURCE, 'HTTPRoute.admin.k8s.yaml'],
    [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, 'shop/HTTPRoute.admin.k8s.yaml'],
  ])('names the file that would be written: layout %s', (yamlOutputType, file) => {
    const app = appIn({ yamlOutputType });
    const { shop } = shopIn(app);
    badRoute(shop);
    expect(errorOf(() => app.synth())).toContain(`HTTPRoute shop/admin (${file}): `);
    checks.Checks.of(shop).acknowledge('backend-port-not-found', { reason: 'for now' });
    app.synth();
    expect(filesOf(folder)[file]).toContain('"backend-port-not-found: for now"');
  });

  test('names the file by its number, where charts depend on each other', () => {
    const app = appIn();
    const { shop } = shopIn(app);
    badRoute(shop);
    shop.addDependency(new Chart(app, 'first'));
    expect(errorOf(() => app.synth())).toContain('HTTPRoute shop/admin (0001-shop.k8s.yaml): ');
    checks.Checks.of(shop).acknowledge('backend-port-not-found', { reason: 'for now' });
    app.synth();
    expect(Object.keys(filesOf(folder))).toEqual(['0000-first.k8s.yaml', '0001-shop.k8s.yaml']);
  });
});

describe('reports', () => {
  test('what others make: objects of cdk8s-plus, and those of a file', () => {
    const app = platformIn();
    const { shop } = shopIn(app);
    const file = path.join(folder, 'chart.yaml');
    fs.writeFileSync(
      file,
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: vendor, namespace: shop }\n' +
        'spec: { podSelector: {}, ingress: [{}], egress: [{}], policyTypes: [Ingress, Egress] }\n',
    );
    new Include(shop, 'vendor', { url: file });
    const nobody = new kplus.Service(shop, 'nobody', { ports: [{ port: 80 }] });
    const backend = kplus.IngressBackend.fromService(nobody);
    const ingress = new kplus.Ingress(shop, 'entry', { metadata: { name: 'entry' }, defaultBackend: backend });
    ApiObject.of(ingress).addJsonPatch(JsonPatch.replace('/spec/defaultBackend/service/port/number', 81));
    const error = errorOf(() => app.synth());
    expect(error).toContain('NetworkPolicy shop/vendor (shop.k8s.yaml): it lets pods of the app connect');
    expect(error).toMatch(/\n {2}\[shop\/vendor\/[^\]]+\] error allowed-but-undeclared: /);
    expect(error).toMatch(
      /\n {2}\[shop\/entry\/Resource\] error ingress-backend-not-found: Ingress shop\/entry \(shop\.k8s\.yaml\): .* has no TCP port 81; /,
    );
  });

  test('the wide door that a patch opens in a policy of the app', () => {
    const app = platformIn();
    const { web, db } = shopIn(app);
    db.connections.policy.addJsonPatch(JsonPatch.add('/spec/ingress/-', {}));
    web.connections.policy.addJsonPatch(JsonPatch.add('/spec/egress/-', {}));
    expect(errorOf(() => app.synth())).toContain(
      'error allowed-but-undeclared: NetworkPolicy shop/web (shop.k8s.yaml): it lets pods of the app connect that no ' +
        'declaration connects\n      evidence: shop/web of [shop/web] -> shop/db of [shop/db]  all ports\n',
    );
  });

  test('an acknowledgement without a reason in a manifest', () => {
    const app = platformIn();
    const { shop } = shopIn(app);
    badRoute(shop).metadata.addAnnotation('cdk8s-networking/acknowledged', 'backend-port-not-found');
    expect(errorOf(() => app.synth())).toBe(
      failed(
        '[shop/admin] HTTPRoute shop/admin (shop.k8s.yaml): an acknowledgement must name a check and give a reason, but ' +
          'got "backend-port-not-found"; write a line as in "served-in-clear-text: TLS ends before it"',
        `[shop/admin] error backend-port-not-found: ${BAD_ROUTE}`,
      ),
    );
  });

  test('what a check of somebody finds, for what it was added for', () => {
    class NoServices implements checks.ICheck {
      public readonly id = 'no-services';
      public readonly severity = checks.Severity.ERROR;
      public readonly summary = 'a Service';
      public readonly condition = 'none';
      public readonly harm = 'there is one more name';
      public readonly remedy = 'leave it out';
      public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/service/';

      public inspect(inspection: checks.Inspection): checks.Finding[] {
        return inspection.objects
          .filter(({ kind }) => kind === 'Service')
          .map((object) => inspection.finding(object, [], 'it is there'));
      }
    }
    const app = platformIn();
    const { api } = shopIn(app);
    checks.Checks.of(api).add(new NoServices());
    expect(errorOf(() => app.synth())).toMatch(
      /errors:\n {2}\[shop\/api\/[^\]]+\] error no-services: Service shop\/api \(shop\.k8s\.yaml\): it is there\n {6}harm: there is one more name\n {6}remedy: leave it out$/,
    );
    checks.Checks.of(api).acknowledge('no-services', { reason: 'it is needed' });
    app.synth();
    expect(filesOf(folder)['shop.k8s.yaml']?.match(/acknowledged: .*/g)).toEqual([
      'acknowledged: "no-services: it is needed"',
    ]);
  });
});

describe('is silent about', () => {
  test('what a NetworkPolicy of this library says itself', () => {
    const app = platformIn();
    const { shop } = shopIn(app);
    const rules = [{ peers: [Peer.sameNamespace()], ports: [Port.tcp(9090)] }];
    new NetworkPolicy(shop, 'metrics', { pods: LabelSelector.everything(), ingress: rules, egress: rules });
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['shop.k8s.yaml']);
  });

  test('what is allowed within a namespace', () => {
    const app = platformIn();
    shopIn(app).shop.allowWithin({ ports: [Port.tcp(9090)], reason: 'metrics' });
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['shop.k8s.yaml']);
  });

  test('a policy of others that denies, and opens nothing', () => {
    const app = platformIn();
    openAll(shopIn(app).shop, 'theirs', {});
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['shop.k8s.yaml']);
  });

  test('what an adopted workload does beside what is declared', () => {
    const app = platformIn();
    const { api } = shopIn(app);
    const legacy = new Chart(app, 'legacy', { namespace: 'legacy' });
    const cache = new kplus.Deployment(legacy, 'cache', { containers: [{ image: 'redis:7', portNumber: 6379 }] });
    const other = new kplus.Deployment(legacy, 'other', { containers: [{ image: 'other:1', portNumber: 80 }] });
    api.connections.allowTo(cache);
    api.connections.allowTo(other);
    openAll(legacy);
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['legacy.k8s.yaml', 'shop.k8s.yaml']);
  });

  test('a namespace that enforces nothing yet, and one that enforces ingress only', () => {
    const app = platformIn();
    const { api } = shopIn(app);
    const reason = 'its clients are being counted';
    const [legacy, old] = [
      new IsolatedNamespace(app, 'legacy', { enforcement: Enforcement.none({ reason }) }),
      new IsolatedNamespace(app, 'old', { enforcement: Enforcement.ingress({ reason }) }),
    ].map((home) => new InternalService(home, 'app', { image: 'app:1', port: 80, runAs: 1000 }));
    api.connections.allowTo(legacy as InternalService);
    old?.connections.allowTo(legacy as InternalService);
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['legacy.k8s.yaml', 'old.k8s.yaml', 'shop.k8s.yaml']);
  });

  test('what passes a waypoint, and is no connection between two workloads', () => {
    const mesh = Mesh.istioAmbient();
    const app = platformIn({ cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico(), mesh }) });
    const { shop } = shopIn(app);
    new Waypoint(shop, 'waypoint');
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['shop.k8s.yaml']);
  });

  test('a peer that is in no manifest', () => {
    const app = platformIn();
    const { api } = shopIn(app);
    api.connections.allowTo(Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } }), {
      ports: [Port.tcp(8080)],
    });
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['shop.k8s.yaml']);
  });

  test('what nobody can tell: a policy that is not understood', () => {
    const app = platformIn();
    const { shop } = shopIn(app);
    new ApiObject(shop, 'odd', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'odd' },
      spec: { podSelector: 'everything' },
    });
    app.synth();
    expect(fs.readdirSync(folder)).toEqual(['shop.k8s.yaml']);
  });

  test('a chart of a stock App in a test, where nothing is wrong', () => {
    const app = stockIn();
    const { shop } = shopIn(app);
    expect(Testing.synth(shop).length).toBeGreaterThan(5);
  });
});

describe('on the error stream', () => {
  const lines = hearNotices();

  const OPEN = { podSelector: { matchLabels: { app: 'x' } }, ingress: [{ ports: [{ port: 80 }] }] };
  const policyIn = (app: App, namespace: string, spec: object, annotations = {}) =>
    new ApiObject(new Chart(app, namespace, { namespace }), 'some', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'some', annotations },
      spec,
    });

  test('a warning is told once, with what it means and where, and what is meant no more', () => {
    const app = platformIn();
    for (const name of ['a', 'b', 'c', 'd']) policyIn(app, `${name}-open`, OPEN);
    policyIn(app, 'meant', OPEN, { 'cdk8s-networking/reasons': 'anywhere -> meant/x TCP 80: public' });
    app.synth();
    app.synth();
    expect(lines).toEqual([
      'cdk8s-networking: warning peer-opens-cluster: whoever runs a pod anywhere in the cluster may connect; remedy: name ' +
        'the peers by podSelector and namespaceSelector\n' +
        '  [a-open/some] NetworkPolicy a-open/some (a-open.k8s.yaml): it lets in everyone\n' +
        '  [b-open/some] NetworkPolicy b-open/some (b-open.k8s.yaml): it lets in everyone\n' +
        '  [c-open/some] NetworkPolicy c-open/some (c-open.k8s.yaml): it lets in everyone\n' +
        '  and 1 more, which `cdk8s-networking check` lists\n',
    ]);
  });

  test('notes are left to the command line', () => {
    const app = platformIn();
    policyIn(app, 'open', { podSelector: { matchLabels: { app: 'x' } } });
    const manifests = app.node.findAll().flatMap((each) => (ApiObject.isApiObject(each) ? [each.toJson()] : []));
    expect(checks.Checkup.ofObjects(manifests).findings).toMatchObject([{ check: 'namespace-not-closed' }]);
    app.synth();
    expect(lines).toEqual([]);
  });

  test('an acknowledgement that no finding answers to', () => {
    const app = platformIn();
    const { shop, api } = shopIn(app);
    checks.Checks.of(shop).acknowledge('no-weight', { reason: 'a canary waits' });
    api.connections.policy.metadata.addAnnotation('cdk8s-networking/acknowledged', 'namespace-not-closed: by hand');
    app.synth();
    expect(lines).toEqual([
      'cdk8s-networking: NetworkPolicy shop/api acknowledges namespace-not-closed ("by hand"), which finds nothing there ' +
        'any more: take it back\n',
      'cdk8s-networking: [shop] acknowledges no-weight ("a canary waits"), which finds nothing there any more: take it ' +
        'back\n',
    ]);
  });

  test('that nothing is checked, and why', () => {
    const app = platformIn({ checks: SynthChecks.none({ reason: 'Kustomize changes all of it' }) });
    badRoute(shopIn(app).shop);
    app.synth();
    expect(lines).toEqual(['cdk8s-networking: the manifests aren\'t checked: "Kustomize changes all of it"\n']);
    expect(fs.readdirSync(folder)).toEqual(['shop.k8s.yaml']);
  });
});

describe('misuse', () => {
  test.each([
    [
      'no reason for no checks',
      () => SynthChecks.none({ reason: ' ' }),
      'SynthChecks.none() must give a reason, since mistakes are then written as they are, but got " "; say why: ' +
        "SynthChecks.none({ reason: 'the manifests are checked after Kustomize' })",
    ],
    [
      'other things for checks',
      () => platformIn({ checks: [] as unknown as SynthChecks }),
      'the `checks` of a Platform must be SynthChecks, but got an empty list; leave them out, and add a check of yours ' +
        'by checks.Checks.of(platform).add()',
    ],
    [
      'a Platform that is checked twice',
      () => SynthChecks.attach(platformIn()),
      '[App] an app must be checked once, and this one is a Platform, or is checked already; leave SynthChecks.attach() ' +
        'out; for a Platform, `checks` says how',
    ],
    [
      'an acknowledgement without a reason',
      () => checks.Checks.of(new Chart(platformIn(), 'shop')).acknowledge('no-weight', { reason: '' }),
      '[shop] an acknowledgement must give a reason, which stands in the manifest for whoever reads it, but got ""; say ' +
        'why it is meant: acknowledge("no-weight", { reason: \'the vendor chart brings it\' })',
    ],
    [
      'an acknowledgement of no check, with the near ones',
      () => checks.Checks.of(new Chart(platformIn(), 'shop')).acknowledge('backend-not-fond', { reason: 'x' }),
      '[shop] an acknowledgement must name a check by its id, but got "backend-not-fond"; the nearest are ' +
        'backend-not-found, backend-not-granted, parent-not-found; docs/checks.md lists them, and a check of your ' +
        'own is known once it is added',
    ],
    [
      'a check that is none',
      () => checks.Checks.of(platformIn()).add('no-weight' as unknown as checks.ICheck),
      'a check that is added must be an ICheck, but got "no-weight"; see ICheck for how one is written',
    ],
  ])('%s', (_, act, message) => {
    expect(errorOf(act)).toBe(message);
  });
});

test('what is acknowledged is among what is looser than usual', () => {
  const app = platformIn();
  const { shop } = shopIn(app);
  badRoute(shop);
  checks.Checks.of(shop).acknowledge('backend-port-not-found', { reason: 'for now' });
  expect(app.acknowledgements()).toBe('HTTPRoute shop/admin  backend-port-not-found: for now\n');
});
