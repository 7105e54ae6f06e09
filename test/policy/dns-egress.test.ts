import { App, Chart } from 'cdk8s';
import { ClusterDns, ClusterProfile, Clusters } from '../../lib/cluster';
import { DnsEgress } from '../../lib/policy';
import { Port } from '../../lib/traffic';
import { egress, namespace, Pods } from './pods';

test('lets all pods of a namespace reach the cluster DNS, over UDP and TCP, and nothing else', () => {
  const shop = namespace('shop');
  new DnsEgress(shop, 'allow-dns');
  expect(shop).toMatchSnapshot();
});

test.each([
  ClusterProfile.define({
    name: 'like-openshift',
    dns: ClusterDns.of({
      namespace: 'openshift-dns',
      labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
      ports: [Port.udp(5353), Port.tcp(5353)],
    }),
  }),
  Clusters.openshift(),
])('finds the DNS pods by the cluster profile, on the ports of the pods and of their Service: $name', (profile) => {
  const app = new App();
  ClusterProfile.attach(app, profile);
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const rules = [
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
          podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
        },
      ],
      ports: [
        { port: 53, protocol: 'TCP' },
        { port: 5353, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
        { port: 5353, protocol: 'UDP' },
      ],
    },
  ];
  const web = new Pods(shop, 'web', { resolvesNames: true });
  expect(egress(web.policy)).toEqual(rules);
  expect(egress(new DnsEgress(shop, 'allow-dns'))).toEqual(rules);
});

test('taken out of the tree it lets nobody resolve names, and workloads do so by themselves again', () => {
  const shop = namespace('shop');
  new DnsEgress(shop, 'allow-dns');
  const web = new Pods(shop, 'web', { resolvesNames: true });
  expect(egress(web.policy)).toBeUndefined();
  shop.node.tryRemoveChild('allow-dns');
  expect(egress(web.policy)).toHaveLength(1);
});

describe('the policies of workloads', () => {
  const open = (policies: (chart: Chart) => void, props = {}) => {
    const app = new App();
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    const web = new Pods(shop, 'web', { resolvesNames: true, ...props });
    policies(shop);
    return egress(web.policy);
  };

  test('say nothing of DNS any more, even those that were made before', () => {
    expect(open(() => {})).toHaveLength(1);
    expect(open((shop) => new DnsEgress(shop, 'allow-dns'))).toBeUndefined();
  });

  test('say it still in another namespace', () => {
    const other = (shop: Chart) => new Chart(shop.node.root as App, 'data', { namespace: 'data' });
    expect(open((shop) => new DnsEgress(other(shop), 'allow-dns'))).toHaveLength(1);
  });

  test('say nothing in another chart of the same namespace', () => {
    const other = (shop: Chart) => new Chart(shop.node.root as App, 'more', { namespace: 'shop' });
    expect(open((shop) => new DnsEgress(other(shop), 'allow-dns'))).toBeUndefined();
  });
});

test('is called by its id, unless it is given a name', () => {
  const shop = namespace('shop');
  expect(new DnsEgress(shop, 'one').toJson().metadata.name).toBe('one');
  expect(new DnsEgress(shop, 'two', { name: 'names' }).toJson().metadata.name).toBe('names');
});
