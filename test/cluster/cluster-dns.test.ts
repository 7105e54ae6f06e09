import { ClusterDns, NetworkPlugin, NodeLocalDns } from '../../lib/cluster';
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

test('has the usual ports of a Service, whatever those of its pods are, unless they are given', () => {
  const ports = [Port.udp(5353)];
  expect(ClusterDns.of({ ports }).servicePorts.map(String)).toEqual(['UDP 53', 'TCP 53']);
  expect(ClusterDns.of({ servicePorts: ports }).servicePorts.map(String)).toEqual(['UDP 5353']);
});

describe('known by addresses alone', () => {
  const dns = ClusterDns.at(['169.254.169.254'], { clusterDomain: 'corp.internal' });

  test('is those addresses, on the usual ports', () => {
    expect(`${dns.peer}`).toBe('169.254.169.254/32');
    expect(dns.peers().map(String)).toEqual(['169.254.169.254/32']);
    expect([dns.ports.map(String), dns.servicePorts.map(String)]).toEqual([
      ['UDP 53', 'TCP 53'],
      ['UDP 53', 'TCP 53'],
    ]);
    expect(dns.clusterDomain).toBe('corp.internal');
  });

  test('refuses no address', () => {
    expect(() => ClusterDns.at([])).toThrow(
      new Error(
        'ClusterDns.at() must have a list of addresses, but got an empty list; give those that a pod has in /etc/resolv.conf',
      ),
    );
  });

  test('has no cache on each node: there are no pods in whose place it would answer', () => {
    expect(() => dns._withNodeLocal(NodeLocalDns.of({ clusterIp: '10.96.0.10' }))).toThrow(
      new Error(
        'the cache on each node must be said once, of a cluster DNS that is made of pods; leave out `nodeLocalDns`, or `dns`',
      ),
    );
  });
});

describe('with a cache on each node', () => {
  const PODS = 'pods k8s-app=kube-dns in namespace kube-system';
  const dns = ClusterDns.of({ nodeLocal: NodeLocalDns.of({ clusterIp: '172.20.0.10' }) });
  const redirected = ClusterDns.of({ nodeLocal: NodeLocalDns.of({ clusterIp: '172.20.0.10', redirected: true }) });

  test('knows the addresses of the cache', () => {
    expect(dns.nodeLocalRanges.map(String)).toEqual(['169.254.20.10/32', '172.20.0.10/32']);
    expect(ClusterDns.kubeDns().nodeLocalRanges).toEqual([]);
    expect(NodeLocalDns.of({ clusterIp: '172.20.0.10', address: '169.254.25.10' }).ranges.map(String)).toEqual([
      '169.254.25.10/32',
      '172.20.0.10/32',
    ]);
  });

  test.each([
    ['the pods and the addresses', dns, undefined, [PODS, '169.254.20.10/32, 172.20.0.10/32']],
    ['the same on Calico', dns, NetworkPlugin.calico(), [PODS, '169.254.20.10/32, 172.20.0.10/32']],
    ['the pods and the node on Cilium', dns, NetworkPlugin.cilium(), [PODS, 'Cilium entity host']],
    [
      'the pods of both where Cilium leads to those of the cache',
      redirected,
      NetworkPlugin.cilium(),
      [PODS, 'pods k8s-app=node-local-dns in namespace kube-system'],
    ],
    ['the pods alone where there is none', ClusterDns.kubeDns(), NetworkPlugin.cilium(), [PODS]],
  ])('is %s', (_, each, plugin, peers) => {
    expect(each.peers(plugin).map(String)).toEqual(peers);
  });

  test('is said once', () => {
    const nodeLocal = NodeLocalDns.of({ clusterIp: '10.96.0.10' });
    const more = ClusterDns.of({ clusterDomain: 'corp.internal' })._withNodeLocal(nodeLocal);
    expect([more.nodeLocal, more.clusterDomain]).toEqual([nodeLocal, 'corp.internal']);
    expect(() => more._withNodeLocal(nodeLocal)).toThrow('the cache on each node must be said once');
  });

  test.each([
    [{ clusterIp: 'kube-dns' }, 'an address must be an IPv4 address in four decimal parts'],
    [{ clusterIp: '10.96.0.10', adress: '169.254.20.10' }, 'NodeLocalDns.of() must have no `adress`'],
    [{ clusterIp: '10.96.0.10', redirected: 'no' }, '`redirected` must be true or false, but got "no"'],
  ])('refuses %j', (props: any, message) => {
    expect(() => NodeLocalDns.of(props)).toThrow(message);
  });

  test('refuses a cache that is none', () => {
    expect(() => ClusterDns.of({ nodeLocal: '10.96.0.10' as any })).toThrow(
      new Error(
        'the `nodeLocal` of the cluster DNS must be a NodeLocalDns, but got "10.96.0.10"; write it as in NodeLocalDns.of({ ' +
          "clusterIp: '10.96.0.10' })",
      ),
    );
  });
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
