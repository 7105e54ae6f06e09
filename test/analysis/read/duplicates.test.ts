import { factsIn, opaqueIn, problemsOf, read } from './reading';

function twice(first: string, second: string): string {
  return `${first}---\n${second}`;
}

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: api}\nspec: {ports: [{port: 80}]}\n';

test('the same words twice are a problem, and mean what they mean once', () => {
  const reordered = 'kind: Service\napiVersion: v1\nmetadata: {name: api}\nspec: {ports: [{port: 80}]}\n';
  const text = twice(SERVICE, reordered);
  expect(problemsOf(text)).toEqual([
    '8 metadata.name: an object must be there once, but Service default/api is at a.yaml:1 already, in the same words; leave one out',
  ]);
  expect(factsIn(read(text).network).services).toHaveLength(1);
});

test('of two Services the first counts', () => {
  const text = twice(SERVICE, SERVICE.replace('80', '81'));
  expect(problemsOf(text)).toEqual([
    '8 metadata.name: an object must be there once, but Service default/api is at a.yaml:1 already, which counts here, while in a cluster the last one would; leave one out',
  ]);
  expect(factsIn(read(text).network).services[0].ports[0].port).toBe(80);
});

describe('of two policies that differ nothing is certain', () => {
  const policy = (ingress: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {podSelector: {}, ingress: ${ingress}}\n`;
  const admin = (priority: number) =>
    `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: p}\nspec: {priority: ${priority}, subject: {namespaces: {}}}\n`;

  test('in whatever order they stand', () => {
    for (const text of [twice(policy('[]'), policy('[{}]')), twice(policy('[{}]'), policy('[]'))]) {
      expect(opaqueIn(text)).toEqual(['NetworkPolicy shop/p in shop: it is there twice, and differs']);
      expect(problemsOf(text)).toEqual([
        '8 metadata.name: an object must be there once, but NetworkPolicy shop/p is at a.yaml:1 already, and differs, so that nothing is certain that either says; leave one out',
      ]);
    }
  });

  test('which concerns every namespace for a policy of the cluster', () => {
    expect(opaqueIn(twice(admin(1), admin(2)))).toEqual([
      'AdminNetworkPolicy p in all: it is there twice, and differs',
    ]);
  });

  test('unlike of two that are equal, or of one that is not analysed', () => {
    expect(opaqueIn(twice(policy('[]'), policy('[]')))).toEqual([]);
    const antrea = policy('[]')
      .replace('networking.k8s.io/v1', 'crd.antrea.io/v1beta1')
      .replace('kind: ', 'kind: Cluster');
    expect(opaqueIn(twice(antrea, antrea.replace('[]', '[{}]')))).toEqual([
      'ClusterNetworkPolicy p in all: ClusterNetworkPolicy is not analysed',
    ]);
  });
});

describe('of two workloads that differ both have pods', () => {
  const deployment = (labels: string, kind = 'Deployment') =>
    `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: web, namespace: shop}\nspec: {template: {metadata: {labels: {${labels}}}}}\n`;
  const labelsIn = (text: string) => read(text).network.workloads.map(({ pods }) => pods.map(({ labels }) => labels));

  test('of one workload', () => {
    const text = twice(deployment('app: web'), deployment('app: db'));
    expect(labelsIn(text)).toEqual([[{ app: 'web' }, { app: 'db' }]]);
    expect(problemsOf(text)).toEqual([
      '8 metadata.name: an object must be there once, but Deployment shop/web is at a.yaml:1 already, and differs, so that both count, as if there were pods of both; leave one out',
    ]);
  });

  test('of one kind where they differ in what the network does not see', () => {
    expect(labelsIn(twice(deployment('app: web'), `${deployment('app: web')}status: {replicas: 2}\n`))).toEqual([
      [{ app: 'web' }],
    ]);
  });

  test('also where one of them cannot be read in full', () => {
    const text = twice(deployment('app: web'), deployment('app: web, tier: 5'));
    expect(read(text).network.workloads[0]?.pods.map(({ addedLabels }) => addedLabels)).toEqual([
      ['pod-template-hash'],
      'any',
    ]);
  });
});

test('of two Namespaces that differ no labels are known', () => {
  const namespace = (team: string) =>
    `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: ${team}}}\n`;
  const text = twice(namespace('a'), namespace('b'));
  expect(read(text).network.namespaces).toEqual([]);
  expect(problemsOf(text)).toEqual([
    '7 metadata.name: an object must be there once, but Namespace shop is at a.yaml:1 already, and differs, so that neither counts; leave one out',
  ]);
  expect(read(twice(namespace('a'), namespace('a'))).network.namespaces).toHaveLength(1);
});
