import { NamespaceNotClosed } from '../../../lib/checks/rules/namespace-not-closed';
import { found, shown } from '../found';
import { policy } from '../policies';
import { all, workload } from '../shop';

const check = new NamespaceNotClosed();

const OF_WEB = 'podSelector: { matchLabels: { app: web } }';
const ofWeb = (more: string) => policy('shop', 'web', more).replace('podSelector: {}', OF_WEB);
const BOTH = 'policyTypes: [Ingress, Egress]';

const CILIUM = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: all, namespace: shop }
spec: { endpointSelector: {}, ingress: [{}], egress: [{}] }
`;

describe('reports', () => {
  test('a namespace whose policies select some pods only', () => {
    expect(found(check, ofWeb(BOTH))).toEqual([
      '1: NetworkPolicy shop/web: pods of namespace shop that no policy selects are open for ingress and egress',
    ]);
  });

  test('a namespace that is closed in one direction, by whichever policy', () => {
    expect(found(check, policy('shop', 'in', 'policyTypes: [Ingress]'))).toEqual([
      '1: NetworkPolicy shop/in: pods of namespace shop that no policy selects are open for egress',
    ]);
    expect(found(check, `${ofWeb(BOTH)}---\n${policy('shop', 'out', 'policyTypes: [Egress]')}`)).toEqual([
      '1: NetworkPolicy shop/web: pods of namespace shop that no policy selects are open for ingress',
    ]);
  });

  test('with the workloads that are open, or whoever comes later', () => {
    const closed = ofWeb(BOTH);
    expect(shown(check, all(closed, workload('shop/web'), workload('shop/db'))).slice(1)).toEqual([
      '  anywhere -> shop/db all ports is allowed',
      '  shop/db -> anywhere all ports is allowed',
    ]);
    expect(shown(check, all(closed, workload('shop/web'))).slice(1)).toEqual([
      '  anywhere -> any other pod of namespace shop all ports is allowed',
      '  any other pod of namespace shop -> anywhere all ports is allowed',
    ]);
    const baseline = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata: { name: default }
spec: { subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }
`;
    expect(shown(check, all(closed, workload('shop/web'), baseline)).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('a namespace that says why it enforces less than all', () => {
    const staged = `apiVersion: v1
kind: Namespace
metadata: { name: shop, annotations: { cdk8s-networking/enforcement-reason: its clients are being counted } }
`;
    expect(found(check, `${staged}---\n${policy('shop', 'in', 'policyTypes: [Ingress]')}`)).toEqual([]);
  });

  test('a namespace that is closed, by one policy or by two', () => {
    expect(found(check, `${ofWeb(BOTH)}---\n${policy('shop', 'all', BOTH)}`)).toEqual([]);
    const two = [policy('shop', 'in', 'policyTypes: [Ingress]'), policy('shop', 'out', 'policyTypes: [Egress]')];
    expect(found(check, two.join('---\n'))).toEqual([]);
  });

  test('a namespace without policies', () => {
    expect(found(check, '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }')).toEqual([]);
  });

  test('a namespace that a policy of Cilium closes', () => {
    expect(found(check, `${ofWeb(BOTH)}---\n${CILIUM}`)).toEqual([]);
  });

  test('a namespace with a policy that is not understood', () => {
    const opaque = 'apiVersion: crd.antrea.io/v1beta1\nkind: NetworkPolicy\nmetadata: { name: x, namespace: shop }\n';
    expect(found(check, `${ofWeb(BOTH)}---\n${opaque}`)).toEqual([]);
  });
});
