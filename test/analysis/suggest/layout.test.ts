import { Connectivity } from '../../../lib/analysis';
import { served, web } from './told';

function reportOf(files: { readonly [name: string]: string }) {
  return Connectivity.ofText(Object.entries(files).map(([name, text]) => ({ name, text }))).suggest();
}

describe('files', () => {
  test('belong to the namespace of their first object that is in one', () => {
    const { namespaces } = reportOf({
      'b.yaml': web('args: []'),
      'a.yaml': `{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: shop } } }\n---${served('db', ['80'])}`,
      'c.yaml': '{ apiVersion: v1, kind: ConfigMap, metadata: { name: bare } }',
    });
    expect(namespaces).toEqual([
      { name: 'default', files: ['c.yaml'], labels: {}, hasNamespaces: false },
      {
        name: 'shop',
        files: ['a.yaml', 'b.yaml'],
        labels: { team: 'shop', 'kubernetes.io/metadata.name': 'shop' },
        hasNamespaces: true,
      },
    ]);
  });

  test('of the cluster are in none', () => {
    const role =
      '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: reader }, rules: [] }';
    const { namespaces } = reportOf({ 'role.yaml': role });
    expect(namespaces).toEqual([{ name: '', files: ['role.yaml'], labels: {}, hasNamespaces: false }]);
  });

  test('with nothing but a Namespace are in that one', () => {
    const { namespaces } = reportOf({ 'ns.yaml': '{ apiVersion: v1, kind: Namespace, metadata: { name: empty } }' });
    expect(namespaces).toMatchObject([{ name: 'empty', files: ['ns.yaml'], hasNamespaces: true }]);
  });

  test('is silent about those of kustomize, which are no objects of a cluster', () => {
    const kustomization = '{ apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization, resources: [a.yaml] }';
    expect(reportOf({ 'kustomization.yaml': kustomization }).namespaces).toEqual([]);
  });
});

describe('a workload that can not be adopted', () => {
  const obstacleOf = (files: { readonly [name: string]: string }) =>
    reportOf(files).workloads.map((each) => each.obstacle);

  test.each([
    [
      'its pods use the network of their node, where no policy governs them',
      web('args: []', { spec: 'hostNetwork: true, ' }),
    ],
    ['its pods have no labels', '{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [] } }'],
    [
      'it is an item of a List, which cdk8s takes for one object',
      '{ apiVersion: v1, kind: List, items: [{ apiVersion: v1, kind: Pod, metadata: { name: web, labels: { app: web } } }] }',
    ],
    [
      'its name is made up by the cluster',
      '{ apiVersion: v1, kind: Pod, metadata: { generateName: web-, labels: { app: web } } }',
    ],
  ])('says why: %s', (why, text) => {
    expect(obstacleOf({ 'shop.yaml': text })).toEqual([why]);
  });

  test('says why: two of one kind and name in one file', () => {
    const both = `${web('args: []')}${web('args: []').replace('namespace: shop', 'namespace: pay')}`;
    const why = 'another of its kind and name is among the same files';
    expect(obstacleOf({ 'shop.yaml': both })).toEqual([why, why]);
  });

  test('is silent about the same names in files of two namespaces', () => {
    const pay = web('args: []').replace('namespace: shop', 'namespace: pay');
    expect(obstacleOf({ 'shop.yaml': web('args: []'), 'pay.yaml': pay })).toEqual([undefined, undefined]);
  });
});
