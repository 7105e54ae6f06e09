import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, type AppProps, Chart, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ClusterProfile,
  Clusters,
  Entry,
  Gateway,
  IngressControllers,
  InternalService,
  IsolatedNamespace,
  Peer,
  Platform,
  Port,
  StatefulService,
  Tls,
  WebApp,
  Worker,
} from '../../lib';
import { addReadingValidation } from '../../lib/objects';
import { filesOf } from '../support/examples';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'platform-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A folder below the test's own, which may not be there yet. */
function below(...names: string[]): string {
  return path.join(folder, ...names);
}

/** Two namespaces, a connection between them, and a way in. */
function declare(app: App): void {
  const shop = new IsolatedNamespace(app, 'shop');
  const bank = new IsolatedNamespace(app, 'bank');
  const web = new WebApp(shop, 'web', { image: 'web:1', port: 3000, host: 'shop.example.com', tls: Tls.secret('tls') });
  web.connections.allowTo(new InternalService(bank, 'api', { image: 'api:1', port: 8080 }));
}

/** What an app writes into a folder of its own. */
function written(name: string, make: (props: AppProps) => App, props: AppProps = {}): Record<string, string> {
  const app = make({ ...props, outdir: below(name) });
  declare(app);
  app.synth();
  return filesOf(below(name));
}

const TRAEFIK = Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.traefik())] });

describe('the profile of a platform', () => {
  test('is the default one where none is given', () => {
    expect(new Platform().cluster).toBe(ClusterProfile.DEFAULT);
  });

  test('reaches every construct', () => {
    const platform = new Platform({ cluster: TRAEFIK });
    expect(platform.cluster).toBe(TRAEFIK);
    expect(ClusterProfile.of(new Construct(new Chart(platform, 'shop'), 'team'))).toBe(TRAEFIK);
  });

  test('is told as it is when another one was attached', () => {
    const platform = new Platform({ cluster: TRAEFIK });
    ClusterProfile.attach(platform, Clusters.kind());
    expect(platform.cluster.name).toBe('kind');
  });

  test('decides what is written, without another word in the app', () => {
    const kinds = (cluster?: ClusterProfile) => {
      const platform = new Platform({ cluster });
      declare(platform);
      return platform.charts.flatMap((chart) => chart.toJson().map(({ kind }) => kind));
    };
    expect(kinds()).toEqual(expect.arrayContaining(['Gateway', 'HTTPRoute']));
    expect(kinds()).not.toContain('Ingress');
    expect(kinds(TRAEFIK)).toContain('Ingress');
    expect(kinds(TRAEFIK)).not.toContain('HTTPRoute');
  });

  test('can be attached to a stock App, which then writes the same', () => {
    const stock = written('stock', (props) => {
      const app = new App(props);
      ClusterProfile.attach(app, TRAEFIK);
      return app;
    });
    expect(Object.keys(stock)).toEqual(['bank.k8s.yaml', 'shop.k8s.yaml']);
    expect(written('ours', (props) => new Platform({ ...props, cluster: TRAEFIK }))).toEqual(stock);
  });
});

describe('a synth writes the files of a stock App', () => {
  test.each([
    ['one for the app', YamlOutputType.FILE_PER_APP, 'app.k8s.yaml'],
    ['one for each chart', YamlOutputType.FILE_PER_CHART, 'shop.k8s.yaml'],
    ['a folder for each chart', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, 'shop/Service.web.k8s.yaml'],
  ])('%s', (_, yamlOutputType, file) => {
    const stock = written('stock', (props) => new App(props), { yamlOutputType });
    expect(Object.keys(stock)).toContain(file);
    expect(written('ours', (props) => new Platform(props), { yamlOutputType })).toEqual(stock);
  });

  test('one for each resource, of a namespace whose objects differ in kind and name', () => {
    const files = (name: string, make: (props: AppProps) => App) => {
      const app = make({ outdir: below(name), yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
      new InternalService(new IsolatedNamespace(app, 'bank'), 'api', { image: 'api:1', port: 8080 });
      app.synth();
      return filesOf(below(name));
    };
    const stock = files('stock', (props) => new App(props));
    expect(Object.keys(stock)).toContain('Service.api.k8s.yaml');
    expect(files('ours', (props) => new Platform(props))).toEqual(stock);
  });

  test('with another extension', () => {
    const props = { outputFileExtension: '.yaml' };
    expect(Object.keys(written('ours', (all) => new Platform(all), props))).toEqual(['bank.yaml', 'shop.yaml']);
  });

  test('with the metadata of the constructs', () => {
    const props = { recordConstructMetadata: true };
    const stock = written('stock', (all) => new App(all), props);
    const ours = written('ours', (all) => new Platform(all), props);
    expect(ours).toEqual(stock);
    expect(JSON.parse(ours['construct-metadata.json'] as string).resources.api.path).toMatch(/^bank\/api\//);
  });

  test('with charts that depend on each other, whose files are numbered', () => {
    const charts = (app: App) => {
      const first = new Chart(app, 'first');
      const second = new Chart(app, 'second');
      for (const chart of [first, second]) new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
      first.addDependency(second);
      app.synth();
    };
    charts(new App({ outdir: below('stock') }));
    charts(new Platform({ outdir: below('ours') }));
    expect(Object.keys(filesOf(below('ours')))).toEqual(['0000-second.k8s.yaml', '0001-first.k8s.yaml']);
    expect(filesOf(below('ours'))).toEqual(filesOf(below('stock')));
  });
});

describe('the output folder', () => {
  test('is the one that the environment names, unless the app names another', () => {
    const before = process.env.CDK8S_OUTDIR;
    process.env.CDK8S_OUTDIR = below('environment');
    try {
      const platform = new Platform();
      new IsolatedNamespace(platform, 'shop');
      platform.synth();
      expect(platform.outdir).toBe(below('environment'));
      expect(fs.readdirSync(below('environment'))).toEqual(['shop.k8s.yaml']);
      expect(new Platform({ outdir: below('own') }).outdir).toBe(below('own'));
    } finally {
      if (before === undefined) delete process.env.CDK8S_OUTDIR;
      else process.env.CDK8S_OUTDIR = before;
    }
  });

  test('may be relative, and is still what the app says afterwards', () => {
    const outdir = path.relative(process.cwd(), below('deep', 'dist'));
    const platform = new Platform({ outdir });
    new IsolatedNamespace(platform, 'shop');
    platform.synth();
    expect(platform.outdir).toBe(outdir);
    expect(fs.readdirSync(below('deep', 'dist'))).toEqual(['shop.k8s.yaml']);
  });

  test('keeps the files of others, and loses its own to the new ones', () => {
    fs.mkdirSync(below('dist', 'notes'), { recursive: true });
    fs.writeFileSync(below('dist', 'notes', 'readme.md'), 'by hand');
    fs.writeFileSync(below('dist', 'shop.k8s.yaml'), 'old');
    const files = written('dist', (props) => new Platform(props));
    expect(Object.keys(files)).toEqual(['bank.k8s.yaml', 'notes/readme.md', 'shop.k8s.yaml']);
    expect(files['notes/readme.md']).toBe('by hand');
    expect(files['shop.k8s.yaml']).toMatch(/^apiVersion: v1\nkind: Namespace\n/);
  });

  test('holds nothing but the files, which anybody may read as those of a stock App', () => {
    const platform = new Platform({ outdir: below('ours') });
    const stock = new App({ outdir: below('stock') });
    for (const app of [platform, stock]) {
      new IsolatedNamespace(app, 'shop');
      app.synth();
    }
    expect(fs.readdirSync(below('ours'))).toEqual(['shop.k8s.yaml']);
    const mode = (name: string) => fs.statSync(below(name)).mode;
    expect(mode('ours/shop.k8s.yaml')).toBe(mode('stock/shop.k8s.yaml'));
    expect(mode('ours')).toBe(mode('stock'));
  });

  test('holds the same bytes after a second synth', () => {
    const platform = new Platform({ outdir: below('dist') });
    declare(platform);
    platform.synth();
    const first = filesOf(below('dist'));
    platform.synth();
    expect(filesOf(below('dist'))).toEqual(first);
  });

  test('holds nothing of a synth that goes on elsewhere, where nothing stays either', () => {
    const tmpdir = jest.spyOn(jest.requireActual<typeof os>('node:os'), 'tmpdir').mockReturnValue(below('tmp'));
    for (const name of ['tmp', 'dist']) fs.mkdirSync(below(name));
    const platform = new Platform({ outdir: below('dist') });
    const seen: string[][] = [];
    platform.node.addValidation({
      validate: () => {
        seen.push(['tmp', 'dist'].map((name) => `${name} ${fs.readdirSync(below(name)).length}`));
        return [];
      },
    });
    platform.synth();
    tmpdir.mockRestore();
    expect(seen[0]).toEqual(['tmp 0', 'dist 0']);
    expect(fs.readdirSync(below('tmp'))).toEqual([]);
  });

  test('of an app without charts is there and empty', () => {
    new Platform({ outdir: below('dist') }).synth();
    expect(fs.readdirSync(below('dist'))).toEqual([]);
  });
});

describe('when the synth fails', () => {
  const FAULTS: [string, (app: App) => void, string][] = [
    ['a validation', (app) => app.node.addValidation({ validate: () => ['the shop is closed'] }), 'the shop is closed'],
    [
      'a Lazy of the last chart',
      (app) => {
        const produce = () => {
          throw new Error('no answer');
        };
        const data = Lazy.any({ produce });
        new ApiObject(new Chart(app, 'zoo'), 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data } as any);
      },
      'no answer',
    ],
  ];

  describe.each(FAULTS)('on %s', (_, spoil, message) => {
    function spoiled(...names: string[]): Platform {
      const platform = new Platform({ outdir: below(...names) });
      declare(platform);
      spoil(platform);
      return platform;
    }

    test('no folder is made, nor any above it', () => {
      expect(() => spoiled('deep', 'dist').synth()).toThrow(message);
      expect(fs.readdirSync(folder)).toEqual([]);
    });

    test('an earlier good output stays as it was, and nothing is left beside it', () => {
      const good = written('dist', (props) => new Platform(props));
      expect(() => spoiled('dist').synth()).toThrow(message);
      expect(filesOf(below('dist'))).toEqual(good);
      expect(fs.readdirSync(below('dist'))).toEqual(['bank.k8s.yaml', 'shop.k8s.yaml']);
    });

    test('a folder that was there empty stays', () => {
      fs.mkdirSync(below('dist'));
      expect(() => spoiled('dist').synth()).toThrow(message);
      expect(fs.readdirSync(below('dist'))).toEqual([]);
    });

    test('the app still says where it would write', () => {
      const platform = spoiled('dist');
      expect(() => platform.synth()).toThrow(message);
      expect(platform.outdir).toBe(below('dist'));
    });
  });

  test('nothing is replaced where a folder has the name of one of the files', () => {
    fs.mkdirSync(below('dist', 'shop.k8s.yaml'), { recursive: true });
    fs.writeFileSync(below('dist', 'bank.k8s.yaml'), 'old');
    const platform = new Platform({ outdir: below('dist') });
    declare(platform);
    expect(() => platform.synth()).toThrow('the files of an app must not have the names of folders');
    expect(filesOf(below('dist'))).toEqual({ 'bank.k8s.yaml': 'old' });
  });

  test('the error names each construct once, before what is wrong with it', () => {
    const platform = new Platform({ outdir: below('dist') });
    const shop = new IsolatedNamespace(platform, 'shop');
    for (const id of ['one', 'two']) {
      new ApiObject(shop, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    }
    expect(() => platform.synth()).toThrow(
      new Error(
        'Validation failed with the following errors:\n' +
          '  [shop/two] the objects of a namespace must differ in kind and name, but ConfigMap settings in namespace shop is ' +
          'also written by [shop/one]; give one of them another id or `name`, or use NameScope.of()',
      ),
    );
  });

  test('it succeeds once what was wrong is mended', () => {
    const platform = new Platform({ outdir: below('dist') });
    const shop = new IsolatedNamespace(platform, 'shop');
    for (const id of ['one', 'two']) {
      new ApiObject(shop, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    }
    expect(() => platform.synth()).toThrow('Validation failed');
    shop.node.tryRemoveChild('two');
    platform.synth();
    expect(fs.readdirSync(below('dist'))).toEqual(['shop.k8s.yaml']);
  });
});

test('a platform is an App for everything else: Testing.synth and synthYaml', () => {
  const platform = new Platform();
  const shop = new IsolatedNamespace(platform, 'shop');
  expect(Testing.synth(shop)).toEqual(shop.toJson());
  expect(platform.synthYaml()).toMatch(/^apiVersion: v1\nkind: Namespace\n/);
});

test('what a validation adds to the tree is written as well, in the policies too', () => {
  const platform = new Platform({ outdir: folder });
  const shop = new IsolatedNamespace(platform, 'shop');
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  const job = new Worker(shop, 'job', { image: 'job:1' });
  job.connections.allowTo(Peer.sameNamespace(), { ports: [Port.tcp(9090)] });
  shop.node.addValidation({
    validate: () => {
      const [main] = api.deployment.containers;
      if (main?.ports.length === 1) main.addPort({ number: 9090, name: 'metrics' });
      return [];
    },
  });
  platform.synth();
  const text = filesOf(folder)['shop.k8s.yaml'] as string;
  const policy = text.split('---\n').find((each) => /kind: NetworkPolicy[\s\S]*\n {2}name: api\n/.test(each));
  expect(policy).toContain('port: 9090');
});

test('namespaces that connect and share a Gateway are written to files that nothing numbers', () => {
  const platform = new Platform({ outdir: folder });
  const edge = new IsolatedNamespace(platform, 'edge');
  const gateway = new Gateway(edge, 'gateway', { hostnames: ['*.example.com'], tls: Tls.secret('tls') });
  const [shop, bank] = ['shop', 'bank'].map((id) => new IsolatedNamespace(platform, id, { gateway }));
  const web = new WebApp(shop as IsolatedNamespace, 'web', { image: 'web:1', port: 80, host: 'shop.example.com' });
  const ledger = new StatefulService(bank as IsolatedNamespace, 'ledger', { image: 'ledger:1', port: 5432 });
  web.connections.allowTo(ledger);
  platform.synth();
  expect(Object.keys(filesOf(folder))).toEqual(['bank.k8s.yaml', 'edge.k8s.yaml', 'shop.k8s.yaml']);
});

describe('who may connect to whom', () => {
  test('is told from the manifests that a synth would write, and none is written', () => {
    const platform = new Platform({ outdir: below('dist') });
    const shop = new IsolatedNamespace(platform, 'shop');
    const api = new InternalService(shop, 'api', { image: 'api', port: 8080 });
    new Worker(shop, 'mailer', { image: 'mailer' }).connections.allowTo(api);
    expect(platform.connectivity()).toBe('shop/mailer -> shop/api  TCP 8080\n');
    expect(fs.existsSync(below('dist'))).toBe(false);
    platform.synth();
    expect(fs.readdirSync(below('dist'))).toEqual(['shop.k8s.yaml']);
  });

  test('counts what a patch has opened, which nobody declared', () => {
    const platform = new Platform({ outdir: below('dist') });
    const shop = new IsolatedNamespace(platform, 'shop');
    new Worker(shop, 'mailer', { image: 'mailer' });
    const spec = { podSelector: {}, egress: [{}] };
    new ApiObject(shop, 'open', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {},
      ...{ spec },
    });
    expect(platform.connectivity()).toBe('shop/mailer -> external:0.0.0.0/0, ::/0  all ports\n');
  });

  test('is looked at, and changes nothing of what is written then', () => {
    const written = (look: (platform: Platform) => void) => {
      const platform = new Platform({ outdir: below('dist') });
      const shop = new IsolatedNamespace(platform, 'shop');
      new kplus.Deployment(shop, 'web', { spread: true, containers: [{ image: 'web', portNumber: 80 }] });
      look(platform);
      platform.synth();
      return fs.readFileSync(below('dist/shop.k8s.yaml'), 'utf8');
    };
    expect(written((platform) => platform.connectivity())).toBe(written(() => {}));
  });

  test('is not told of what cannot hold', () => {
    const platform = new Platform({ outdir: below('dist') });
    const shop = new IsolatedNamespace(platform, 'shop');
    shop.node.addValidation({ validate: () => ['it is closed'] });
    expect(() => platform.connectivity()).toThrow('it is closed');
  });
});

test("an app is validated once; twice where somebody else's validation may change it", () => {
  const asked = (declare: (platform: Platform) => void) => {
    const platform = new Platform({ outdir: folder });
    let times = 0;
    const shop = new IsolatedNamespace(platform, 'shop');
    addReadingValidation(shop, () => {
      times += 1;
      return [];
    });
    declare(platform);
    process.env.CDK8S_NETWORKING_QUIET = '1';
    platform.synth();
    delete process.env.CDK8S_NETWORKING_QUIET;
    return times;
  };
  expect(asked(() => {})).toBe(1);
  expect(asked((platform) => platform.node.addValidation({ validate: () => [] }))).toBe(2);
});

test('a validation that comes with what is rendered is heard', () => {
  const platform = new Platform({ outdir: folder });
  const shop = new IsolatedNamespace(platform, 'shop');
  const { deployment } = new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0' });
  let isThere = false;
  const produce = () => {
    if (!isThere) shop.node.addValidation({ validate: () => ['it is closed'] });
    isThere = true;
    return 'x';
  };
  deployment.metadata.addAnnotation('note', Lazy.any({ produce }) as unknown as string);
  ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/metadata/annotations/more', 'y'));
  expect(() => platform.synth()).toThrow('[shop] it is closed');
});
