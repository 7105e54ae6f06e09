import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { Connectivity } from '../../../lib/analysis';
import { Report } from '../../../lib/report';
import { inFolder } from '../../cli/harness';
import { closedBy, compilerErrors, flowsOf, sureFlows, uncommented } from './program';

const ROOT = path.resolve(__dirname, '../../..');
const BOUTIQUE = 'examples/adopted-boutique';

/** Manifests of public applications, with the number of connections inside of which is sure. */
const APPS = path.resolve(ROOT, '../shared/cases/apps');
const PUBLIC = (
  [
    ['online-boutique', () => filesIn('online-boutique/manifests'), 16],
    ['sock-shop', () => filesIn('sock-shop/manifests'), 1],
    ['bookinfo', () => ['bookinfo', 'bookinfo-ratings-v2', 'bookinfo-db'].map(bookinfo), 1],
    ['guestbook', () => filesIn('guestbook'), 0],
  ] as [string, () => string[], number][]
).filter(([name]) => fs.existsSync(path.join(APPS, name)));

/** The connections inside that an application needs: those of its example; of Bookinfo, as its programs make them. */
function neededBy(name: string): string[] {
  if (name === 'bookinfo') return BOOKINFO;
  const file = name === 'online-boutique' ? 'connectivity-ingress.txt' : 'connectivity.txt';
  const lines = fs.readFileSync(path.join(ROOT, 'examples', name, 'expected', file), 'utf8').split('\n');
  return lines.filter((line) => /^[a-z-]+\/[a-z-]+ -> [a-z-]+\/[a-z-]+ {2}TCP \d+$/.test(line)).map(short);
}

/** Without namespaces, which differ. */
function short(line: string): string {
  return line.replace(/[a-z-]+\//g, '').replace(/ {2}/, ' ');
}

const BOOKINFO = [
  'productpage-v1 -> details-v1 TCP 9080',
  ...['v1', 'v2', 'v3'].map((version) => `productpage-v1 -> reviews-${version} TCP 9080`),
  ...['v2', 'v3'].flatMap((version) => ['v1', 'v2'].map((to) => `reviews-${version} -> ratings-${to} TCP 9080`)),
  'ratings-v2 -> mongodb-v1 TCP 27017',
];

function bookinfo(name: string): string {
  return path.join(APPS, 'bookinfo/manifests', `${name}.yaml`);
}

function filesIn(folder: string): string[] {
  const names = fs.readdirSync(path.join(APPS, folder)).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => path.join(APPS, folder, name));
}

function reportOf(files: readonly string[], namespace?: string) {
  const sources = files.map((name) => ({ name, text: fs.readFileSync(path.resolve(ROOT, name), 'utf8') }));
  return Connectivity.ofText(sources).suggest({ namespace });
}

/** A workload with a Service, and what its container is told. */
function app(
  name: string,
  { port = 80, env = '[]', kind = 'Deployment', spec = '', namespace = 'shop', object = '' } = {},
) {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { ${spec}containers: [{ name: main, image: main, ports: [{ containerPort: ${port} }], env: ${env} }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${object}selector: { app: ${name} }, ports: [{ port: ${port} }] }
---`;
}

/** Something of everything that is told. */
const ODD = {
  'shop/a.yaml': [
    '{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: shop, pod-security.kubernetes.io/enforce: baseline } } }\n---',
    app('default', { env: '[{ name: URL, value: "http://class:80" }, { name: DB_HOST, value: 3scale-db }]' }),
    app('class', {
      env: '[{ name: PAY, value: "https://api.example.com" }, { name: ARCHIVE, value: "203.0.113.7:443" }]',
    }),
    app('3scale-db', { port: 5432, kind: 'StatefulSet' }),
    app('ring', {
      kind: 'StatefulSet',
      object: 'clusterIP: None, ',
      env: '[{ name: SEEDS, value: "ring-0.ring:80" }]',
    }),
    app('net', { spec: 'hostNetwork: true, ', env: '[{ name: URL, value: "http://class:80" }]' }),
    app('open', { object: 'type: NodePort, ' }),
    app('spy', { env: '[{ name: A, value: "http://zipkin.tracing.svc:9411" }, { name: B_ADDR, value: "nobody:1" }]' }),
  ].join(''),
  'pay/b.yaml': app('class', { namespace: 'pay', port: 8080, env: '[{ name: URL, value: "http://class.shop:80" }]' }),
  'cluster.yaml':
    '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: reader }, rules: [] }',
};

async function withOdd(act: (files: readonly string[]) => void | Promise<void>): Promise<void> {
  await inFolder(ODD, (folder) => act(Object.keys(ODD).map((name) => path.join(folder, name))));
}

test('the example is the program that is printed, but for what its first lines tell', () => {
  const report = reportOf([`${BOUTIQUE}/manifests/boutique.yaml`], 'boutique');
  const connections = (text: string) => text.slice(text.indexOf('const adservice'), text.indexOf('// Not understood'));
  const example = fs.readFileSync(path.join(ROOT, BOUTIQUE, 'main.ts'), 'utf8');
  expect(connections(example.replace('platform.synth()', '// Not understood'))).toBe(
    connections(Report.suggest(report)),
  );
});

/** Names that would end their lines and their quotes. */
const HOSTILE = app('web', {
  env: `[{ name: "A'\\\\\\n}); evil();//", value: "http://api:80" }, { name: "B\\u2028x", value: "http://no-one:80" }]`,
});

test('names in manifests stay what they are: names', () => {
  const program = Report.suggest(Connectivity.ofText([{ name: "it's.yaml", text: HOSTILE + app('api') }]).suggest());
  expect(program).toContain('evil');
  expect(program.split('\n').filter((line) => /evil/.test(line) && !/^\/\/ |reason: '/.test(line))).toEqual([]);
});

test('the program compiles, and with all comments away as well', async () => {
  await withOdd((files) => {
    const programs = [
      Report.suggest(reportOf([`${BOUTIQUE}/manifests/boutique.yaml`], 'boutique')),
      Report.suggest(reportOf(files)),
      Report.suggest(Connectivity.ofText([]).suggest()),
      Report.suggest(Connectivity.ofText([{ name: "it's.yaml", text: HOSTILE + app('api') }]).suggest()),
      ...PUBLIC.map(([, paths]) => Report.suggest(reportOf(paths()))),
    ];
    const opened = programs.map(uncommented);
    expect(opened[1]).not.toBe(programs[1]);
    // Of what can't be adopted there is no variable.
    expect(compilerErrors([...programs, ...opened])).toEqual(["Cannot find name 'net'."]);
  });
});

test('no variable has a word of the language, of CommonJS or of the program itself', () => {
  const words = Array.from(
    { length: ts.SyntaxKind.LastKeyword - ts.SyntaxKind.FirstKeyword + 1 },
    (_, at) => ts.tokenToString(ts.SyntaxKind.FirstKeyword + at)?.toLowerCase() as string,
  );
  const names = [
    ...words,
    'exports',
    'arguments',
    'eval',
    'global-this',
    'api-objects',
    'url',
    'each',
    'node',
    'platform',
  ];
  const told = names.map((name, index) => {
    const next = names[(index + 1) % names.length];
    return app(JSON.stringify(name), { env: `[{ name: URL, value: "http://${next}:80" }]` });
  });
  const namespace = (name: string) => `{ apiVersion: v1, kind: Namespace, metadata: { name: ${name} } }\n---`;
  const sources = [
    { name: 'shop.yaml', text: namespace('shop') + told.join('') },
    { name: 'api.yaml', text: namespace('api-objects') + app('exports', { namespace: 'api-objects' }) },
  ];
  const report = Connectivity.ofText(sources).suggest();
  expect(names.filter((name) => !sureFlows(report).some((line) => line.startsWith(`shop/${name} `)))).toEqual([]);
  expect(compilerErrors([Report.suggest(report)])).toEqual([]);
});

test('the program runs, and closed, what is sure is what is allowed', async () => {
  const boutique = reportOf([`${BOUTIQUE}/manifests/boutique.yaml`], 'boutique');
  expect(flowsOf(closedBy(Report.suggest(boutique)))).toEqual(sureFlows(boutique));
  await withOdd((files) => {
    const odd = reportOf(files);
    const network = closedBy(Report.suggest(odd));
    // A pod on the network of its node is judged by no policy.
    const flows = flowsOf(network, 'shop/net');
    expect(flows).toEqual(
      [...sureFlows(odd).filter((line) => !line.includes('shop/net')), 'shop/ring -> shop/ring TCP 80'].sort(),
    );
    expect(network.problems).toEqual([]);
  });
});

test('nothing is closed before somebody says so', async () => {
  const program = Report.suggest(reportOf([`${BOUTIQUE}/manifests/boutique.yaml`], 'boutique'));
  const open = closedBy(program.replace('Enforcement.none(', 'Enforcement.none(/**/')).list();
  const inside = open.connections.filter((each) =>
    [each.source, each.destination].every((end) => end.kind === 'workload'),
  );
  expect(inside).toHaveLength(12 * 12);
});

describe('public applications', () => {
  if (PUBLIC.length === 0) {
    test.skip('are not here: shared/cases/apps beside the repository', () => {});
  } else {
    test.each(PUBLIC)('%s: what is sure is what its closed namespace allows', (_, paths, count) => {
      const report = reportOf(paths());
      expect(sureFlows(report)).toHaveLength(count);
      expect(flowsOf(closedBy(Report.suggest(report)))).toEqual(sureFlows(report));
    });

    test('docs/suggest.md tells how much of what they need is found', () => {
      const page = fs.readFileSync(path.join(ROOT, 'docs/suggest.md'), 'utf8');
      const titles = ['Online Boutique', 'Sock Shop', 'Bookinfo, with the database', 'Guestbook'];
      for (const [index, [name, paths]] of PUBLIC.entries()) {
        const [needed, found] = [neededBy(name), sureFlows(reportOf(paths())).map(short)];
        const wrong = found.filter((line) => !needed.includes(line));
        expect(page).toContain(`| ${titles[index]} | ${needed.length} | ${found.length} | ${wrong.length} |\n`);
      }
    });

    test("Online Boutique's own policies let the same in, but for its front end, which they open to all", () => {
      const folders = ['manifests', 'network-policies'].flatMap((name) => filesIn(`online-boutique/${name}`));
      const texts = folders.map((name) => ({ name, text: fs.readFileSync(name, 'utf8') }));
      const inward = flowsOf(Connectivity.ofText(texts)).filter((line) => !line.includes('-> default/frontend '));
      const suggested = sureFlows(reportOf(filesIn('online-boutique/manifests')));
      expect(inward).toEqual(suggested.filter((line) => !line.includes('-> default/frontend ')));
    });
  }
});
