import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { accountOf, demonstrate } from './demo';
import { denyAll, deployment, namespace, policy, service } from './sample';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function write(name: string, ...texts: string[]): void {
  fs.writeFileSync(path.join(folder, name), texts.join('\n---\n'));
}

test('files, table, summary', () => {
  write('shop.yaml', namespace('shop'), deployment('shop/web'), deployment('shop/api', '{ containerPort: 8080 }'));
  write('names.yaml', service('shop/api', '{ port: 8080 }'), service('shop/old', '{ port: 1 }'));
  write(
    'policies.yaml',
    denyAll('shop'),
    policy(
      'shop/web',
      '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }] }',
    ),
    policy('shop/api', '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: {} }] }] }'),
  );
  expect(accountOf(folder).split('\n')).toEqual([
    'names.yaml     2 Service',
    'policies.yaml  3 NetworkPolicy',
    'shop.yaml      2 Deployment, 1 Namespace',
    '',
    'shop/web -> shop/api      TCP 8080      service api:8080',
    '',
    'Workloads: 2. Connections allowed between them: 1 of 2 possible pairs.',
    'These workloads cannot resolve names: shop/api.',
    'Nodes and their kubelets always reach the pods on them; enforcement is up to the network plugin of the cluster.',
    'Problem: Service shop/old selects no workload.',
  ]);
});

test('nothing at all', () => {
  expect(accountOf(folder).split('\n')).toEqual([
    '',
    'No connection is allowed.',
    '',
    'Workloads: 0. Connections allowed between them: 0 of 0 possible pairs.',
    'Every workload can resolve names.',
    'Nodes and their kubelets always reach the pods on them; enforcement is up to the network plugin of the cluster.',
  ]);
});

describe('an example', () => {
  beforeEach(() => {
    fs.symlinkSync(path.resolve(__dirname, '../../node_modules'), path.join(folder, 'node_modules'), 'junction');
  });

  test('is run into a fresh dist folder', () => {
    fs.mkdirSync(path.join(folder, 'dist'));
    fs.writeFileSync(path.join(folder, 'dist', 'stale.yaml'), namespace('stale'));
    fs.writeFileSync(
      path.join(folder, 'main.ts'),
      `import * as fs from 'node:fs';\nconst name: string = 'fresh.yaml';\nfs.writeFileSync(process.env.CDK8S_OUTDIR + '/' + name, '${namespace('fresh')}');\n`,
    );
    expect(demonstrate(folder).split('\n')[0]).toBe('fresh.yaml  1 Namespace');
    expect(fs.readdirSync(path.join(folder, 'dist'))).toEqual(['fresh.yaml']);
  });

  test('that fails is an error with its words', () => {
    fs.writeFileSync(path.join(folder, 'main.ts'), "throw new Error('[shop/web] no image');\n");
    expect(() => demonstrate(folder)).toThrow('[shop/web] no image');
  });

  test('that is not there is an error, and nothing is made', () => {
    expect(() => demonstrate(folder)).toThrow(`there is no ${path.join(folder, 'main.ts')}`);
    expect(fs.readdirSync(folder)).toEqual(['node_modules']);
  });
});
