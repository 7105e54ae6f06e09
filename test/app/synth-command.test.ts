import * as path from 'node:path';
import { IsolatedNamespace, Platform } from '../../lib';
import { filesOf } from '../support/examples';
import { Project } from '../support/project';

let project: Project;

beforeAll(async () => {
  project = await Project.start();
  project.write({ 'cdk8s.yaml': 'language: typescript\napp: node --import tsx main.ts\n' });
});

afterAll(() => project.remove());

const MAIN = `
import { IsolatedNamespace, Platform } from 'cdk8s-networking';
const platform = new Platform();
new IsolatedNamespace(platform, 'shop');
`;

test('cdk8s synth writes the same files as the app by itself', () => {
  project.write({ 'main.ts': `${MAIN} platform.synth();` });
  const { status, stdout } = project.synth();
  expect(stdout).toBe('Synthesizing application\n  - dist/shop.k8s.yaml\n');
  expect(status).toBe(0);
  const platform = new Platform({ outdir: path.join(project.folder, 'own') });
  new IsolatedNamespace(platform, 'shop');
  platform.synth();
  expect(filesOf(path.join(project.folder, 'dist'))).toEqual(filesOf(path.join(project.folder, 'own')));
}, 30_000);

test('cdk8s synth --stdout prints pure YAML, and what is told goes to the standard error stream', () => {
  project.write({ 'main.ts': `${MAIN} platform.synth();` });
  const { stdout, stderr } = project.synth('--stdout');
  expect(stdout).toMatch(/^apiVersion: v1\nkind: Namespace\n/);
  expect(stdout).not.toContain('cdk8s-networking:');
  expect(stderr.split('\n').filter((line) => line.startsWith('cdk8s-networking:'))).toEqual([
    "cdk8s-networking: no cluster profile was given: taken for a conformant cluster with kubeadm's DNS and Envoy " +
      'Gateway (GatewayClass "eg"); say yours with new Platform({ cluster: Clusters.kubeadm({ ... }) })',
  ]);
}, 30_000);
