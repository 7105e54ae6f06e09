import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { IsolatedNamespace, Platform } from '../../lib';
import { filesOf } from '../support/examples';

const PROJECT = path.resolve(__dirname, '../..');
const CDK8S = path.join(PROJECT, 'node_modules/cdk8s-cli/bin/cdk8s');

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
  fs.symlinkSync(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const compilerOptions = {
    module: 'CommonJS',
    moduleResolution: 'bundler',
    paths: { 'cdk8s-networking': [path.join(PROJECT, 'lib')] },
  };
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node --import tsx main.ts\n');
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Runs `cdk8s synth` without its look for a newer version of itself. */
function synth(main: string, ...options: string[]) {
  fs.writeFileSync(path.join(folder, 'main.ts'), main);
  const result = spawnSync(process.execPath, [CDK8S, 'synth', '--no-check-upgrade', ...options], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: undefined, CDK8S_NETWORKING_QUIET: undefined },
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

const MAIN = `
import { IsolatedNamespace, Platform } from 'cdk8s-networking';
const platform = new Platform();
new IsolatedNamespace(platform, 'shop');
`;

test('cdk8s synth writes the same files as the app by itself', () => {
  const { status, stdout } = synth(`${MAIN} platform.synth();`);
  expect(stdout).toBe('Synthesizing application\n  - dist/shop.k8s.yaml\n');
  expect(status).toBe(0);
  const platform = new Platform({ outdir: path.join(folder, 'own') });
  new IsolatedNamespace(platform, 'shop');
  platform.synth();
  expect(filesOf(path.join(folder, 'dist'))).toEqual(filesOf(path.join(folder, 'own')));
}, 30_000);

test('cdk8s synth --stdout prints pure YAML, and what is told goes to the standard error stream', () => {
  const { stdout, stderr } = synth(`${MAIN} platform.synth();`, '--stdout');
  expect(stdout).toMatch(/^apiVersion: v1\nkind: Namespace\n/);
  expect(stdout).not.toContain('cdk8s-networking:');
  expect(stderr.split('\n').filter((line) => line.startsWith('cdk8s-networking:'))).toEqual([
    "cdk8s-networking: no cluster profile was given: taken for a conformant cluster with kubeadm's DNS and Envoy " +
      'Gateway (GatewayClass "eg"); say yours with new Platform({ cluster: Clusters.kubeadm({ ... }) })',
  ]);
}, 30_000);
