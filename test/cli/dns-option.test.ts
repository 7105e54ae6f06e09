import { withDns } from '../../cli/dns-option';
import { Clusters } from '../../lib/cluster';

function told({ dns }: ReturnType<typeof withDns>): string {
  return `${dns.peer}, ${dns.ports.join(', ')}, ${dns.clusterDomain}`;
}

test('the DNS pods of a cluster of which nothing else is known', () => {
  const cluster = withDns('openshift-dns/dns.operator.openshift.io/daemonset-dns=default:5353');
  expect(told(cluster)).toBe(
    'pods dns.operator.openshift.io/daemonset-dns=default in namespace openshift-dns, UDP 5353, TCP 5353, cluster.local',
  );
  expect(cluster.entries).toEqual([]);
});

test('without a port they listen on 53', () => {
  expect(told(withDns('dns/app=coredns,tier=system'))).toBe(
    'pods app=coredns,tier=system in namespace dns, UDP 53, TCP 53, cluster.local',
  );
});

test('all else stays as the profile has it', () => {
  const kind = Clusters.kind();
  const { name, entries, networkPlugin, addressHint, dns } = withDns('dns/app=coredns', kind);
  expect({ name, entries, networkPlugin, addressHint }).toEqual({
    name: kind.name,
    entries: kind.entries,
    networkPlugin: kind.networkPlugin,
    addressHint: kind.addressHint,
  });
  expect(dns.namespace).toBe('dns');
});

test.each([
  'kube-system',
  'kube-system/',
  'kube-system/app',
  '/app=dns',
  'dns/app=dns:',
  'dns/app=dns:dns',
  '10.0.0.10',
])('"%s" is refused', (text) => {
  expect(() => withDns(text)).toThrow(
    new Error(
      `--dns must be NAMESPACE/KEY=VALUE,...[:PORT], but got "${text}"; ` +
        'write it as in openshift-dns/dns.operator.openshift.io/daemonset-dns=default:5353',
    ),
  );
});

test('a port that is none is refused', () => {
  expect(() => withDns('dns/app=dns:70000')).toThrow(
    'a port number must be a whole number from 1 to 65535, but got 70000',
  );
});
