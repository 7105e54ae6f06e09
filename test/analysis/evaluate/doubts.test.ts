import { type AnalysisOptions, Answer } from '../../../lib/analysis';
import { Clusters, NetworkPlugin } from '../../../lib/cluster';
import {
  adminPolicy,
  clusterPolicy,
  connectivityOf,
  deployment,
  manifests,
  namespace,
  object,
  pod,
  policy,
} from './manifests';

const SHOP = manifests(namespace('shop'), pod('web'), pod('db'));

/** Why it isn't known whether web reaches db. */
function reasons(text: string, options: AnalysisOptions = {}): string[] {
  const { connections, unknown } = connectivityOf(text, options).list({ focus: 'shop/web', direction: 'egress' });
  const isToDb = ({ destination }: { destination: { name: string } }) => destination.name === 'shop/db';
  expect(connections.filter(isToDb)).toEqual([]);
  return unknown.filter(isToDb).flatMap((edge) => edge.reasons);
}

const from = (peer: string) =>
  policy('db', `{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [${peer}] }] }`);

test('a block that may hold pods, and the option that settles it', () => {
  const text = manifests(SHOP, from('{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }'));
  expect(reasons(text)).toEqual([
    'whether 10.0.0.0/8 except 10.1.0.0/16 of NetworkPolicy shop/db holds pods depends on the network plugin ' +
      '(--ip-block-matches-pods settles it)',
  ]);
  expect(reasons(text, { ipBlockMatchesPods: true })).toEqual([
    'the addresses of the pods are not known, some of which 10.0.0.0/8 except 10.1.0.0/16 of NetworkPolicy shop/db may ' +
      'hold (--pod-cidr says where they are)',
  ]);
  expect(reasons(text, { ipBlockMatchesPods: false })).toEqual([]);
});

test('labels of a namespace that was not read', () => {
  const text = manifests(pod('web'), pod('db'), from('{ namespaceSelector: { matchLabels: { team: shop } } }'));
  expect(reasons(text)).toEqual([
    'the labels of namespace shop are not in the manifests, and NetworkPolicy shop/db asks for them',
  ]);
});

test('labels that a controller adds', () => {
  const stateful = deployment('web', { kind: 'StatefulSet' });
  const text = manifests(
    namespace('shop'),
    stateful,
    pod('db'),
    from('{ podSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: web-0 } } }'),
  );
  expect(reasons(text)).toEqual(["NetworkPolicy shop/db asks for labels of the pods that the manifests don't have"]);
});

test('a policy that selects by such labels', () => {
  const text = manifests(
    namespace('shop'),
    pod('web'),
    deployment('db', { kind: 'StatefulSet' }),
    policy('one', '{ podSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: db-0 } } }'),
  );
  expect(reasons(text)).toEqual([
    "whether NetworkPolicy shop/one selects the pods depends on labels that the manifests don't have",
  ]);
});

describe('the network of a node', () => {
  const hosted = (name: string) => pod(name, { spec: 'hostNetwork: true, ' });

  test('where the policy may not apply', () => {
    const text = manifests(namespace('shop'), pod('web'), hosted('db'), policy('p', '{ podSelector: {} }'));
    expect(reasons(text)).toEqual(['NetworkPolicy shop/p may not apply to pods on the network of their node']);
  });

  test('from which pods of the node are reached in any case', () => {
    const text = manifests(
      namespace('shop'),
      hosted('web'),
      pod('db'),
      policy('p', '{ podSelector: { matchLabels: { app: db } } }'),
    );
    expect(reasons(text)).toEqual([
      'the connection comes from a node, and a node always reaches the pods that run on it',
    ]);
  });

  test('where a block may hold the address of the node, whatever blocks do with pods', () => {
    const text = manifests(namespace('shop'), hosted('web'), pod('db'), from('{ ipBlock: { cidr: 203.0.113.0/24 } }'));
    expect(reasons(text, { ipBlockMatchesPods: false })).toEqual([
      'the addresses of nodes are not known, some of which 203.0.113.0/24 of NetworkPolicy shop/db may hold ' +
        '(--node-cidr says where they are)',
      'the connection comes from a node, and a node always reaches the pods that run on it',
    ]);
  });

  describe('but not where the addresses of nodes are known', () => {
    const text = manifests(namespace('shop'), hosted('web'), pod('db'), from('{ ipBlock: { cidr: 192.0.2.0/24 } }'));
    const answer = (options: AnalysisOptions) => connectivityOf(text, options).answer('shop/web', 'shop/db', 5432);
    const profile = (networkPlugin?: NetworkPlugin) => ({
      cluster: Clusters.kubeadm({ nodeRanges: ['192.0.2.0/25'], networkPlugin }),
    });

    test('and the block holds all of them', () => {
      expect(answer({ nodeCidrs: ['192.0.2.0/25', '192.0.2.128/25'] })).toBe(Answer.ALLOWED);
      expect(answer(profile())).toBe(Answer.ALLOWED);
    });

    test('and the block holds some of them, or none', () => {
      expect(answer({ nodeCidrs: ['192.0.0.0/16'] })).toBe(Answer.UNKNOWN);
      // A node reaches its own pods nevertheless.
      expect(answer({ nodeCidrs: ['198.51.100.0/24'] })).toBe(Answer.UNKNOWN);
      expect(reasons(text, { nodeCidrs: ['198.51.100.0/24'] })).toEqual([
        'the connection comes from a node, and a node always reaches the pods that run on it',
      ]);
    });

    test('unless the network plugin knows them by something else', () => {
      expect(answer(profile(NetworkPlugin.calico()))).toBe(Answer.ALLOWED);
      expect(answer(profile(NetworkPlugin.cilium()))).toBe(Answer.UNKNOWN);
    });
  });
});

test('a policy that is not analysed', () => {
  const text = manifests(SHOP, object('cilium.io/v2', 'CiliumNetworkPolicy', 'web', '{}', { namespace: 'shop' }));
  expect(reasons(text)).toEqual(['CiliumNetworkPolicy shop/web: spec.endpointSelector is not there']);
});

test('policies of equal priority', () => {
  const rule = (action: string) => `ingress: [{ action: ${action}, from: [{ namespaces: {} }] }]`;
  const subject = 'subject: { namespaces: {} }';
  const text = manifests(
    SHOP,
    adminPolicy('a', `{ priority: 5, ${subject}, ${rule('Allow')} }`),
    adminPolicy('b', `{ priority: 5, ${subject}, ${rule('Deny')} }`),
  );
  expect(reasons(text)).toEqual([
    'AdminNetworkPolicy a and AdminNetworkPolicy b have equal priorities, so that their order is undefined',
  ]);
});

test('policies of Calico with one order, in a namespace and in none', () => {
  const text = manifests(
    SHOP,
    object('projectcalico.org/v3', 'NetworkPolicy', 'a', '{ order: 5, ingress: [{ action: Allow }] }', {
      namespace: 'shop',
    }),
    object('projectcalico.org/v3', 'GlobalNetworkPolicy', 'b', '{ order: 5, ingress: [{ action: Deny }] }'),
  );
  expect(reasons(text)).toEqual([
    'GlobalNetworkPolicy b and NetworkPolicy shop/a have equal priorities, so that their order is undefined',
  ]);
});

test('domain names, of which nobody knows the addresses', () => {
  const names = clusterPolicy(
    'names',
    `
tier: Admin
priority: 1
subject: { namespaces: {} }
egress:
  - { action: Accept, to: [{ domainNames: [example.com] }] }
  - { action: Deny, to: [{ networks: [0.0.0.0/0, "::/0"] }] }`,
  );
  const { unknown } = connectivityOf(manifests(namespace('shop'), pod('web'), names)).list({
    direction: 'egress',
    focus: 'shop/web',
  });
  expect(unknown.map(({ destination, reasons: why }) => [destination.name, why])).toEqual([
    ['external:0.0.0.0/0, ::/0', ['which addresses the domain names of ClusterNetworkPolicy names have is not known']],
  ]);
});
