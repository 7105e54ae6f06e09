import { factsOf, opaqueIn } from '../reading';

function set(spec: string): string {
  return `apiVersion: projectcalico.org/v3\nkind: NetworkSet\nmetadata: {name: office, namespace: shop, labels: {role: office}}\nspec: {${spec}}\n`;
}

test('has labels, networks and names', () => {
  expect(factsOf(set('nets: [192.0.2.0/24, "2001:db8::1"], allowedEgressDomains: [example.com]'))).toEqual({
    addressSets: [
      {
        object: 'NetworkSet shop/office',
        labels: { role: 'office' },
        blocks: [
          { cidr: '192.0.2.0/24', except: [] },
          { cidr: '2001:db8::1', except: [] },
        ],
        names: ['example.com'],
      },
    ],
  });
});

test('of the cluster is in no namespace', () => {
  const text =
    'apiVersion: crd.projectcalico.org/v1\nkind: GlobalNetworkSet\nmetadata: {name: office}\nspec: {nets: []}\n';
  expect(factsOf(text).addressSets).toMatchObject([{ object: 'GlobalNetworkSet office', blocks: [] }]);
});

test('that is not understood may be meant by a policy of any namespace', () => {
  expect(opaqueIn(set('nets: [a]'))).toEqual(['NetworkSet shop/office in all: spec.nets[0] is not analysed']);
  expect(opaqueIn(set('later: 1'))).toEqual(['NetworkSet shop/office in all: spec.later is not analysed']);
});
