import * as path from 'node:path';
import { EXAMPLE, inFolder, runIn } from './harness';

const SHOP = path.join(EXAMPLE, 'shop');
const EXPECTATIONS = 'expectations.yaml';

/** The verbs that read manifests, each as it is called in the folder of the example. */
const VERBS: [string, string[]][] = [
  ['list', ['list', SHOP]],
  ['why', ['why', SHOP, 'shop/web', 'shop/db', '--port', '5432']],
  ['diff', ['diff', SHOP, SHOP]],
  ['verify', ['verify', SHOP, EXPECTATIONS]],
  ['check', ['check', SHOP]],
];

/** A cluster whose DNS is where that of kubeadm is not. */
const FILE = 'platform: kubeadm\nname: ours\ndns: {namespace: dns, labels: {app: coredns}}\n';

describe.each(VERBS)('%s', (_, argv) => {
  test('takes a profile or a file for the cluster, and says the same of both where they are alike', () =>
    inFolder({ 'ours.yaml': 'platform: kubeadm\n' }, async (folder) => {
      const byName = await runIn(EXAMPLE, [...argv, '--cluster', 'kubeadm']);
      expect(byName.stdout).not.toBe('');
      expect(await runIn(EXAMPLE, [...argv, '--cluster', path.join(folder, 'ours.yaml')])).toEqual(byName);
    }));

  test('refuses one that nobody knows', async () => {
    expect(await runIn(EXAMPLE, [...argv, '--cluster', 'constructor'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'a profile must be one of default, kind, kubeadm, k3s, eks, gke, aks, openshift, but got "constructor"; or name ' +
        'the file with the facts of a cluster, such as cluster.yaml\n',
    });
  });

  test('says where a file is wrong', () =>
    inFolder({ 'wrong.yaml': 'platform: kubeadm\nmesh: ours\n' }, async (folder) => {
      const file = path.join(folder, 'wrong.yaml');
      const { status, stdout, stderr } = await runIn(EXAMPLE, [...argv, '--cluster', file]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toBe(
        `${file}:2: this must be one of istioAmbient, istioSidecar, linkerd, but got "ours"; write its name, or its name ` +
          'and its options below it\n',
      );
    }));
});

test('what a file says of a cluster counts', () =>
  inFolder({ 'ours.yaml': FILE }, async (folder) => {
    const why = ['why', SHOP, 'shop/web', 'shop/db', '--port', '5432', '--cluster'];
    const [ours, usual] = [
      await runIn(EXAMPLE, [...why, path.join(folder, 'ours.yaml')]),
      await runIn(EXAMPLE, [...why, 'kubeadm']),
    ];
    expect(ours.stdout).toContain('pods app=coredns in namespace dns');
    expect(usual.stdout).not.toContain('coredns');
  }));
