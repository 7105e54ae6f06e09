import { Connectivity } from '../../../lib/analysis';

const POD =
  '{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}}, spec: {containers: [{name: c, image: c}]}}';

/** What nothing keeps from a pod, and it from nothing, with a policy over it. */
function marks(spec: string, kind = 'NetworkPolicy', apiVersion = 'networking.k8s.io/v1'): string[] {
  const policy = `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: p, namespace: shop}, spec: ${spec}}`;
  const [{ isOpen, reachesAll }] = Connectivity.ofText([{ name: 'all.yaml', text: `${POD}\n---\n${policy}` }])._scenery
    .workloads;
  return [...(isOpen ? ['open'] : []), ...(reachesAll ? ['reaches all'] : [])];
}

test.each([
  ['a policy over others', '{podSelector: {matchLabels: {app: other}}}', ['open', 'reaches all']],
  ['a policy of ingress', '{podSelector: {}, policyTypes: [Ingress]}', ['reaches all']],
  ['a policy of both', '{podSelector: {}, policyTypes: [Ingress, Egress]}', []],
  ['one that lets everyone in', '{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}]}', ['open']],
  ['one that lets it out to all', '{podSelector: {}, policyTypes: [Ingress, Egress], egress: [{}]}', ['reaches all']],
  ['one for a port', '{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ports: [{port: 80}]}]}', []],
  ['one for some', '{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}]}]}', []],
])('%s', (_, spec, expected) => {
  expect(marks(spec)).toEqual(expected);
});

test('a policy of a namespace in Cilium that only denies is a protection', () => {
  const spec = '{endpointSelector: {}, ingressDeny: [{fromEntities: [world]}]}';
  expect(marks(spec, 'CiliumNetworkPolicy', 'cilium.io/v2')).toEqual(['reaches all']);
});

test('what is not understood may be a protection', () => {
  expect(marks('{podSelector: {}, ingress: 7}')).toEqual([]);
});

test('workloads and entries are told by what they are', () => {
  const service = `{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}}`;
  const { workloads, entries } = Connectivity.ofText([{ name: 'all.yaml', text: `${POD}\n---\n${service}` }])._scenery;
  expect(workloads.map(({ name, namespace, kind }) => ({ name, namespace, kind }))).toEqual([
    { name: 'shop/web', namespace: 'shop', kind: 'Pod' },
  ]);
  expect([...entries]).toEqual([['shop/service/web', 'load-balancer']]);
});
