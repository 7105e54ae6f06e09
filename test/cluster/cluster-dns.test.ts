import { ClusterDns } from '../../lib/cluster';
import { Port } from '../../lib/traffic';

test("is kubeadm's where nothing is said", () => {
  const dns = ClusterDns.kubeDns();
  expect(dns.namespace).toBe('kube-system');
  expect(dns.clusterDomain).toBe('cluster.local');
  expect(dns.ports.map(String)).toEqual(['UDP 53', 'TCP 53']);
  expect(`${dns.peer}`).toBe('pods k8s-app=kube-dns in namespace kube-system');
});

test('can be elsewhere, on other ports and under another domain', () => {
  const dns = ClusterDns.of({
    namespace: 'openshift-dns',
    labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
    ports: [Port.udp(5353), Port.tcp(5353)],
    clusterDomain: 'corp.internal',
  });
  expect(dns.namespace).toBe('openshift-dns');
  expect(dns.clusterDomain).toBe('corp.internal');
  expect(dns.ports.map(String)).toEqual(['UDP 5353', 'TCP 5353']);
  expect(`${dns.peer}`).toBe('pods dns.operator.openshift.io/daemonset-dns=default in namespace openshift-dns');
});

test('is the pods with all of those labels in that namespace', () => {
  const { peer } = ClusterDns.of({ labels: { 'k8s-app': 'coredns', tier: 'dns' } });
  expect(peer.selections.map(String)).toEqual(['pods k8s-app=coredns,tier=dns in namespace kube-system']);
});

test('does not follow a list of ports that is changed later', () => {
  const ports = [Port.udp(53)];
  const dns = ClusterDns.of({ ports });
  ports.pop();
  expect(dns.ports.map(String)).toEqual(['UDP 53']);
});

test('has a list of ports that nobody can change', () => {
  expect(() => ClusterDns.kubeDns().ports.push(Port.udp(5353))).toThrow('object is not extensible');
});

describe('refuses', () => {
  test('a namespace that cannot be', () => {
    expect(() => ClusterDns.of({ namespace: 'Kube_System' })).toThrow(
      new Error(
        'the namespace of the cluster DNS must be a DNS-1123 label (lower case letters, digits and "-", starting and ' +
          'ending with a letter or digit, at most 63 characters), but got "Kube_System"; write "kube-system"',
      ),
    );
  });

  test('a domain that cannot be', () => {
    expect(() => ClusterDns.of({ clusterDomain: 'cluster.local.' })).toThrow(
      new Error(
        'the cluster domain must be a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part starting ' +
          'and ending with a letter or digit, at most 253 characters), but got "cluster.local."; write "cluster.local"',
      ),
    );
  });

  test('a label that cannot be', () => {
    expect(() => ClusterDns.of({ labels: { 'k8s-app': 'kube dns' } })).toThrow(
      'the label k8s-app must be empty or at most',
    );
  });

  test('no label, which would mean every pod of the namespace', () => {
    expect(() => ClusterDns.of({ labels: {} })).toThrow(
      new Error(
        'the pods of the cluster DNS must be known by a label; leave `labels` out for k8s-app: kube-dns; ' +
          '`kubectl get pods -A --show-labels` shows those of the pods',
      ),
    );
  });

  test('no port', () => {
    expect(() => ClusterDns.of({ ports: [] })).toThrow(
      new Error(
        'the cluster DNS must have a port; leave `ports` out for UDP 53 and TCP 53; ' +
          '`kubectl get endpointslices -A` shows those of the DNS pods',
      ),
    );
  });
});
