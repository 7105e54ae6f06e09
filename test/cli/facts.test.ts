import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { description, version } from '../../package.json';
import { inFolder, runIn } from './harness';

const ROOT = path.resolve(__dirname, '../..');

function run(...args: string[]) {
  return runIn(ROOT, args);
}

/** Runs the program itself, which takes its time to start. */
function start(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('prints what is taken for granted of a cluster', () => {
  expect(start('facts', 'kind')).toEqual({
    status: 0,
    stderr: '',
    stdout: [
      'profile:        kind',
      'dns:            pods k8s-app=kube-dns in namespace kube-system, UDP 53, TCP 53',
      'cluster domain: cluster.local',
      'network plugin: kindnet',
      'entry:          envoy-gateway, GatewayClass eg',
      '  data plane:   pods app.kubernetes.io/component=proxy,app.kubernetes.io/managed-by=envoy-gateway,' +
        'app.kubernetes.io/name=envoy,gateway.envoyproxy.io/owning-gateway-name=the-gateway,' +
        'gateway.envoyproxy.io/owning-gateway-namespace=its-namespace in namespace envoy-gateway-system',
      '  80 and 443:   10080 and 10443 on those pods',
      '  features:     as in the report of Envoy Gateway 1.9.0, Gateway API v1.6.1',
      'addresses:      kind gives load balancers no address by itself: run cloud-provider-kind beside the cluster',
      '',
    ].join('\n'),
  });
});

test('prints every fact of a cluster with where it comes from, and how those are found that nobody said', async () => {
  const { status, stdout, stderr } = await run('facts', '--cluster', 'k3s');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('\nnetworkPlugin: kube-router\n  source:     default of k3s\nentries: traefik\n');
  expect(stdout).toContain(
    '\nnodeRanges: not known\n  source:     not given\n  found by:   kubectl get nodes -o wide\n',
  );
});

test('reads the facts of a cluster from its file, and says where a file is wrong', async () => {
  const { stdout } = await run('facts', '--cluster', 'docs/cluster.yaml');
  expect(stdout).toContain('networkPlugin: cilium\n  source:     docs/cluster.yaml:4\n');
  await inFolder({ 'wrong.yaml': 'platform: eks\nmesh: ours\n' }, async (folder) => {
    const file = path.join(folder, 'wrong.yaml');
    const told = `${file}:2: this must be one of istioAmbient, istioSidecar, linkerd, but got "ours"; write its name, or its name and its options below it\n`;
    expect(await run('facts', '--cluster', file)).toEqual({ status: 2, stdout: '', stderr: told });
  });
});

test('tells what it is in the words of the package', async () => {
  const help = (await run('--help')).stdout.replace(/\s+/g, ' ');
  expect(help).toContain(description);
  expect((await run('--version')).stdout).toBe(`${version}\n`);
});

test('refuses a profile that it does not know, with status 2', () => {
  expect(start('facts', 'constructor')).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'a profile must be one of default, kind, kubeadm, k3s, eks, gke, aks, openshift, but got "constructor"; or name the ' +
      'file with the facts of a cluster, such as cluster.yaml\n',
  });
});
