import * as path from 'node:path';
import { Command } from 'commander';
import { addCommonOptions, analysisOptionsOf, saidOfCluster, shellWord } from '../../cli/options';

const CLUSTER_FILE = path.resolve(__dirname, '../../docs/cluster.yaml');

function parsed(...argv: string[]) {
  const command = addCommonOptions(new Command().exitOverride(), ['text', 'json']);
  command.configureOutput({ writeErr: () => undefined });
  return analysisOptionsOf(command.parse(argv, { from: 'user' }).opts());
}

test('what is not said is not known', () => {
  expect(parsed()).toEqual({});
});

test('a cluster is one of the profiles', () => {
  expect(parsed('--cluster', 'kubeadm').cluster?.name).toBe('kubeadm');
  expect(() => parsed('--cluster', 'constructor')).toThrow(
    new Error(
      'a profile must be one of default, kind, kubeadm, k3s, eks, gke, aks, openshift, but got "constructor"; or name the ' +
        'file with the facts of a cluster, such as cluster.yaml',
    ),
  );
});

test('or what a file says, whose DNS may be said otherwise as well', () => {
  const { cluster } = parsed('--cluster', CLUSTER_FILE, '--dns', 'dns/app=coredns');
  expect([cluster?.name, cluster?.networkPlugin?.name, cluster?.dns.namespace]).toEqual([
    'production',
    'cilium',
    'dns',
  ]);
  expect(parsed('--cluster', CLUSTER_FILE).cluster?.dns.namespace).toBe('kube-system');
});

test('the DNS of a cluster comes before that of its profile', () => {
  const { cluster } = parsed('--cluster', 'kubeadm', '--dns', 'dns/app=coredns:5353');
  expect([cluster?.name, `${cluster?.dns.peer}`]).toEqual(['kubeadm', 'pods app=coredns in namespace dns']);
  expect(parsed('--dns', 'dns/app=coredns').cluster?.dns.namespace).toBe('dns');
});

test('two answers to where the DNS is are refused', () => {
  expect(() => parsed('--dns', 'a/b=c', '--dns', 'd/e=f')).toThrow('It can be given only once.');
});

test('two answers to where the pods of a class are, too', () => {
  expect(() => parsed('--entry', 'nginx=a/b=c', '--entry', 'eg=a/b=c', '--entry', 'nginx=d/e=f')).toThrow(
    new Error(
      '--entry must be given once for each class, but got "nginx"; ' +
        'name the pods of the class by labels that all of them have',
    ),
  );
});

test('what an ipBlock does to pods can be said both ways', () => {
  expect(parsed('--ip-block-matches-pods', 'yes')).toEqual({ ipBlockMatchesPods: true });
  expect(parsed('--ip-block-matches-pods', 'no')).toEqual({ ipBlockMatchesPods: false });
  expect(() => parsed('--ip-block-matches-pods', 'maybe')).toThrow('Allowed choices are yes, no.');
});

test('nodes may have several ranges', () => {
  expect(parsed('--node-cidr', '192.0.2.0/24', '--node-cidr', '2001:db8::/64')).toEqual({
    nodeCidrs: ['192.0.2.0/24', '2001:db8::/64'],
  });
});

test('pods may have several ranges', () => {
  expect(parsed('--pod-cidr', '10.0.0.0/8', '--pod-cidr', 'fd00::/8')).toEqual({
    podCidrs: ['10.0.0.0/8', 'fd00::/8'],
  });
});

test('an entry names the class, the namespace and the labels of its pods', () => {
  const { entryPods = {} } = parsed(
    '--entry',
    'nginx=ingress-nginx/app.kubernetes.io/name=ingress-nginx,app.kubernetes.io/component=controller',
    '--entry',
    'eg=envoy-gateway-system/app=envoy',
  );
  expect(Object.fromEntries(Object.entries(entryPods).map(([name, pods]) => [name, `${pods}`]))).toEqual({
    nginx:
      'pods app.kubernetes.io/component=controller,app.kubernetes.io/name=ingress-nginx in namespace ingress-nginx',
    eg: 'pods app=envoy in namespace envoy-gateway-system',
  });
});

test.each(['nginx', 'nginx=ingress', 'nginx=ingress/', 'nginx=ingress/app', 'nginx=ingress/app=a=b', '=a/b=c'])(
  'the entry "%s" is refused',
  (text) => {
    expect(() => parsed('--entry', text)).toThrow(
      new Error(
        `--entry must be CLASS=NAMESPACE/KEY=VALUE,..., but got "${text}"; ` +
          'write it as in nginx=ingress-nginx/app.kubernetes.io/name=ingress-nginx',
      ),
    );
  },
);

test('what is said of the cluster is said again in one order, as a shell takes it', () => {
  expect(saidOfCluster({})).toEqual([]);
  expect(
    saidOfCluster({
      nodeCidr: ['192.0.2.0/24'],
      podCidr: ['10.1.0.0/16', '10.0.0.0/16'],
      ipBlockMatchesPods: 'no',
      entry: ['nginx=ingress-nginx/app=ingress-nginx'],
      dns: 'kube-system/k8s-app=dns:53',
      cluster: 'my cluster.yaml',
    }),
  ).toEqual([
    "--cluster 'my cluster.yaml'",
    '--dns kube-system/k8s-app=dns:53',
    '--entry nginx=ingress-nginx/app=ingress-nginx',
    '--ip-block-matches-pods no',
    '--pod-cidr 10.0.0.0/16',
    '--pod-cidr 10.1.0.0/16',
    '--node-cidr 192.0.2.0/24',
  ]);
  expect(["it's", '$HOME', 'a;b', '', 'dist/a-b_c.yaml'].map(shellWord)).toEqual([
    "'it'\\''s'",
    "'$HOME'",
    "'a;b'",
    "''",
    'dist/a-b_c.yaml',
  ]);
});
