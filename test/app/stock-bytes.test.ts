import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  ApiObject,
  App,
  type AppProps,
  Chart,
  type IResolver,
  JsonPatch,
  Lazy,
  type ResolutionContext,
  YamlOutputType,
} from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, DependencyGroup } from 'constructs';
import * as fc from 'fast-check';
import { Platform, SynthChecks } from '../../lib';
import { filesOf } from '../support/examples';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stock-bytes-'));
  process.env.CDK8S_NETWORKING_QUIET = '1';
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  delete process.env.CDK8S_NETWORKING_QUIET;
});

const LAYOUTS = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

/** The files of an app and its text, or what it says when it fails. */
function outcome(app: App, act: () => unknown): unknown {
  try {
    const result = act();
    return result === undefined ? filesOf(app.outdir) : result;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What both write of the same declarations, in all layouts and as one text. */
function both(declare: (app: App) => void, props: AppProps = {}): { ours: unknown[]; stock: unknown[] } {
  const checks = SynthChecks.none({ reason: 'only the bytes are compared' });
  const of = (make: (all: AppProps) => App, name: string) => {
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    return [...LAYOUTS, undefined].map((yamlOutputType) => {
      const app = make({ ...props, yamlOutputType, outdir: path.join(folder, name, `${yamlOutputType}`) });
      declare(app);
      return outcome(app, () => (yamlOutputType === undefined ? app.synthYaml() : app.synth()));
    });
  };
  return { ours: of((all) => new Platform({ ...all, checks }), 'ours'), stock: of((all) => new App(all), 'stock') };
}

function configMap(scope: Construct, id: string, data: any = { id }): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data } as any);
}

/** All that may stand behind a value, and what is done to it on the way. */
class Shouting implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'hello') context.replaceValue(`HELLO ${context.key.join('.')} of ${context.obj.name}`);
  }
}

const CASES: readonly [string, (app: App) => void, AppProps?][] = [
  ['an app without charts', () => {}],
  ['a chart without objects', (app) => void new Chart(app, 'empty')],
  [
    'ids that are whole numbers',
    (app) => {
      for (const id of ['b', '10', 'a', '2'])
        for (const name of ['y', '7', 'x', '1'])
          configMap((app.node.tryFindChild(id) as Chart) ?? new Chart(app, id), name);
    },
  ],
  [
    'nested charts, the inner one written first',
    (app) => {
      const outer = new Chart(app, 'outer');
      configMap(outer, 'a');
      configMap(new Chart(new Construct(outer, 'between'), 'inner'), 'b');
      configMap(new Chart(outer, 'inner'), 'c');
    },
  ],
  [
    'charts and constructs that depend on each other',
    (app) => {
      const charts = ['a', 'b', 'c', 'd'].map((id) => new Chart(app, id));
      const groups = charts.map((chart) => {
        const group = new Construct(chart, 'group');
        for (const id of ['1', 'x', 'y']) configMap(group, id);
        configMap(chart, 'z');
        return group;
      });
      charts[0]?.addDependency(charts[2] as Chart);
      groups[1]?.node.addDependency(groups[3] as Construct);
      groups[0]?.node.addDependency(
        new DependencyGroup(groups[0]?.node.findChild('x') as Construct, groups[2] as Construct),
      );
    },
  ],
  [
    'objects in layers that depend on each other',
    (app) => {
      const chart = new Chart(app, 'layers');
      const layers = Array.from({ length: 5 }, (_, i) => ['a', 'b', 'c'].map((id) => configMap(chart, `${id}${i}`)));
      for (const [i, layer] of layers.entries()) for (const each of layer) each.addDependency(...(layers[i + 1] ?? []));
    },
  ],
  [
    'a cycle, which is an error',
    (app) => {
      const [a, b] = ['a', 'b'].map((id) => configMap(new Chart(app, id), 'x'));
      a?.addDependency(b as ApiObject);
      b?.addDependency(a as ApiObject);
    },
  ],
  [
    'a cycle inside of a chart, which is an error',
    (app) => {
      const chart = new Chart(app, 'chart');
      const [a, b, c] = ['a', 'b', 'c'].map((id) => configMap(chart, id));
      a?.addDependency(b as ApiObject);
      b?.addDependency(c as ApiObject);
      c?.addDependency(b as ApiObject);
    },
  ],
  [
    'Lazy, tokens, patches and objects of their own making',
    (app) => {
      const chart = new Chart(app, 'chart', {
        labels: { team: 'a' },
        namespace: 'shop',
        disableResourceNameHashes: true,
      });
      configMap(chart, 'lazy', {
        b: Lazy.any({ produce: () => ['x', { y: Lazy.any({ produce: () => 1 }) }] }),
        a: { resolve: () => 'token' },
      });
      const patched = configMap(chart, 'patched');
      const shared = { same: ['object'] };
      patched.addJsonPatch(
        JsonPatch.add('/one', shared),
        JsonPatch.add('/two', shared),
        JsonPatch.replace('/metadata/name', 'other'),
      );
      const own = configMap(chart, 'own');
      own.toJson = () => ({
        kind: 'ConfigMap',
        metadata: { name: 'own' },
        shared,
        again: shared,
        nothing: undefined,
        date: new Date(0),
      });
      configMap(chart, 'words', {
        no: 'no',
        octal: '0775',
        date: '2001-01-01',
        lines: 'a\nb\n',
        none: null,
        empty: {},
        list: [],
      });
      configMap(chart, 'CronJob').metadata.addAnnotation('note', '- a: "b"');
    },
  ],
  [
    'a chart that renders itself',
    (app) => {
      class Own extends Chart {
        public override toJson(): any[] {
          return [...super.toJson().reverse(), { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'more' } }];
        }
      }
      const chart = new Own(app, 'own');
      configMap(chart, 'a');
      configMap(chart, 'b');
    },
  ],
  [
    'resolvers of its own',
    (app) => void configMap(new Chart(app, 'chart'), 'greeting', { text: 'hello' }),
    { resolvers: [new Shouting()] },
  ],
  ['another extension', (app) => void configMap(new Chart(app, 'chart'), 'a'), { outputFileExtension: '.yml' }],
  [
    'construct metadata',
    (app) => {
      for (const id of ['a', 'b']) configMap(new Chart(app, id), 'settings');
    },
    { recordConstructMetadata: true },
  ],
  [
    'what a validation adds',
    (app) => {
      const chart = new Chart(app, 'chart');
      app.node.addValidation({
        validate: () => {
          if (!chart.node.tryFindChild('late')) configMap(chart, 'late');
          return [];
        },
      });
    },
  ],
  ['what a validation says', (app) => new Chart(app, 'chart').node.addValidation({ validate: () => ['no', 'never'] })],
  [
    'a key that grows by its escapes',
    (app) => void configMap(new Chart(app, 'chart'), 'a', { ['"\'\\'.repeat(300)]: 1 }),
  ],
  [
    'a key at the top that looks like a directive',
    (app) => {
      const object = configMap(new Chart(app, 'chart'), 'a');
      object.toJson = () => ({ apiVersion: 'v1', '\u2028%': 1, metadata: { name: 'a' } });
    },
  ],
  [
    'what says itself how it is written',
    (app) => {
      const chart = new Chart(app, 'chart');
      const texts = Object.defineProperty(['a'], 'toJSON', { value: () => 'b' });
      const pairs = { a: 1, *[Symbol.iterator]() {} };
      configMap(chart, 'a').toJson = () => ({ kind: 'A', metadata: { name: 'a' }, texts });
      configMap(chart, 'b').toJson = () => ({ kind: 'B', metadata: { name: 'b' }, pairs });
    },
  ],
  [
    'lists without items in metadata',
    (app) => configMap(new Chart(app, 'chart'), 'a').metadata.add('more', new Array(2)),
  ],
  [
    'an object that renders nothing',
    (app) => {
      configMap(new Chart(app, 'chart'), 'a').toJson = () => undefined;
    },
  ],
  [
    'a value that cannot be rendered',
    (app) => void configMap(new Chart(app, 'chart'), 'a', { now: new (class Clock {})() }),
  ],
];

test.each(CASES.map(([name, declare, props]) => ({ name, declare, props })))(
  'writes what a stock App writes of $name',
  ({ declare, props }) => {
    const { ours, stock } = both(declare, props);
    expect(ours).toEqual(stock);
  },
);

test('writes what a stock App writes of the whole of cdk8s-plus-28', () => {
  const { ours, stock } = both((app) => {
    const chart = new Chart(app, 'plus', { namespace: 'plus' });
    const image = { image: 'app', portNumber: 8080, securityContext: { user: 1000, group: 1000 } };
    const deployment = new kplus.Deployment(chart, 'deployment', { containers: [image], spread: true });
    const config = new kplus.ConfigMap(chart, 'config', { data: { 'app.conf': 'a = 1\n\n[b]\n  c = "yes"\n' } });
    const secret = new kplus.Secret(chart, 'secret', { stringData: { password: '0775' } });
    const claim = new kplus.PersistentVolumeClaim(chart, 'claim', {
      storage: undefined,
      accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
    });
    const [container] = deployment.containers;
    container?.mount('/config', kplus.Volume.fromConfigMap(chart, 'config-volume', config));
    container?.mount('/data', kplus.Volume.fromPersistentVolumeClaim(chart, 'claim-volume', claim));
    container?.env.addVariable('PASSWORD', kplus.EnvValue.fromSecretValue({ secret, key: 'password' }));
    container?.env.addVariable('ON', kplus.EnvValue.fromValue('on'));
    const service = deployment.exposeViaService();
    service.exposeViaIngress('/');
    deployment.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('disk', 'ssd')));
    new kplus.StatefulSet(chart, 'stateful', { containers: [image], service });
    new kplus.DaemonSet(chart, 'daemon', { containers: [image] });
    const job = new kplus.Job(chart, 'job', { containers: [image], activeDeadline: undefined });
    new kplus.CronJob(chart, 'cron', { containers: [image], schedule: { expressionString: '*/5 * * * *' } as any });
    const pod = new kplus.Pod(chart, 'pod', { containers: [image] });
    pod.connections.allowTo(deployment);
    deployment.connections.allowFrom(kplus.NetworkPolicyIpBlock.ipv4(chart, 'block', '10.0.0.0/8'));
    new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target: deployment, maxReplicas: 9 });
    new kplus.Namespace(chart, 'namespace');
    const account = new kplus.ServiceAccount(chart, 'account');
    const role = new kplus.Role(chart, 'role');
    role.allowRead(kplus.ApiResource.PODS);
    role.bind(account);
    new kplus.ClusterRole(chart, 'cluster-role').allowReadWrite(kplus.ApiResource.NODES);
    new kplus.BasicAuthSecret(chart, 'basic', { username: 'y', password: 'null' });
    job.node.addDependency(config);
  });
  expect(ours).toEqual(stock);
  expect(stock.at(-1)).toContain('kind: StatefulSet');
});

/** A tree of charts, constructs and objects, as steps: where the next one stands, and what it is. */
const tree = fc.array(
  fc.record({
    at: fc.nat(30),
    kind: fc.constantFrom('chart', 'construct', 'object', 'object', 'object'),
    id: fc.constantFrom('a', 'b', 'C', '1', '20', 'default', 'resource', 'x/y'),
  }),
  { minLength: 1, maxLength: 25 },
);
const dependencies = fc.array(fc.record({ from: fc.nat(30), to: fc.nat(30) }), { maxLength: 6 });

test('writes what a stock App writes of random trees with random dependencies', () => {
  fc.assert(
    fc.property(tree, dependencies, (steps, pairs) => {
      const { ours, stock } = both((app) => {
        const made: Construct[] = [new Chart(app, 'first')];
        for (const { at, kind, id } of steps) {
          const scope = at === 0 && kind === 'chart' ? app : (made[at % made.length] as Construct);
          if (scope.node.tryFindChild(id.replace('/', '--'))) continue;
          if (kind === 'chart') made.push(new Chart(scope, id));
          else if (kind === 'construct') made.push(new Construct(scope, id));
          else made.push(configMap(scope, id));
        }
        for (const { from, to } of pairs) {
          const [source, target] = [made[from % made.length], made[to % made.length]] as [Construct, Construct];
          // A construct that waits for itself, or for what it stands in, is never written by cdk8s, or never ends.
          if (!source.node.scopes.includes(target) && !target.node.scopes.includes(source))
            source.node.addDependency(target);
        }
      });
      expect(ours).toEqual(stock);
    }),
    { numRuns: 100 },
  );
});

test('writes the charts that an app says it has', () => {
  const some = (app: Chart[]) => app.filter(({ node }) => node.id !== 'left-out');
  class OurSome extends Platform {
    public override get charts(): Chart[] {
      return some(super.charts);
    }
  }
  class StockSome extends App {
    public override get charts(): Chart[] {
      return some(super.charts);
    }
  }
  const [ours, stock] = [OurSome, StockSome].map((Kind) => {
    const app = new Kind({ outdir: path.join(folder, Kind.name) });
    for (const id of ['a', 'left-out', 'b']) configMap(new Chart(app, id), 'x');
    app.synth();
    return filesOf(app.outdir);
  });
  expect(ours).toEqual(stock);
  expect(Object.keys(stock ?? {})).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
});

test('refuses a file of its own to an object without metadata, as a stock App can not name it', () => {
  const synthOf = (app: App) => {
    configMap(new Chart(app, 'chart'), 'a').toJson = () => ({ apiVersion: 'v1', kind: 'ConfigMap' });
    return () => app.synth();
  };
  const props = { outdir: folder, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE };
  expect(synthOf(new App(props))).toThrow("Cannot read properties of undefined (reading 'name')");
  expect(synthOf(new Platform({ ...props, checks: SynthChecks.none({ reason: 'it is not read' }) }))).toThrow(
    '[chart/a] an object must have metadata, as the file of its own is called by its kind and name, but got "ConfigMap"; ' +
      'give it `metadata` with a `name`, or write to a file for each chart',
  );
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('prints long runs of empty lines at once', () => {
  const text = `a${'\n'.repeat(200_000)}b`;
  const { ours, stock } = both((app) => void configMap(new Chart(app, 'chart'), 'a', { text }));
  expect(ours).toEqual(stock);
});
