import { PodNotGoverned } from '../../../lib/checks/rules/pod-not-governed';
import { found, shown } from '../found';
import { all, policyFor, workload } from '../shop';

const check = new PodNotGoverned();

const [WEB, DB] = [workload('shop/web'), workload('shop/db')];
const OWN = policyFor('shop/web', 'web', 'policyTypes: [Ingress, Egress]');

describe('reports', () => {
  test('a workload beside those that policies select', () => {
    expect(shown(check, all(OWN, WEB, DB))).toEqual([
      '17: Deployment shop/db: no policy of namespace shop selects its pods',
      '  anywhere -> shop/db all ports is allowed',
      '  shop/db -> anywhere all ports is allowed',
    ]);
  });
});

describe('is silent about', () => {
  test('a workload that a policy selects in one direction', () => {
    expect(found(check, all(OWN, WEB, DB, policyFor('shop/in', 'db', 'policyTypes: [Ingress]')))).toEqual([]);
  });

  test('a namespace without policies, or with one that selects nobody', () => {
    expect(found(check, all(OWN, WEB, workload('data/db')))).toEqual([]);
    expect(found(check, all(policyFor('shop/wep', 'wep'), WEB))).toEqual([]);
  });

  test('pods on the network of their node', () => {
    const agent = workload('shop/agent', '{ app: agent }', '[]', 'hostNetwork: true, ');
    expect(found(check, all(OWN, WEB, agent))).toEqual([]);
  });

  test('a namespace with a policy that is not understood', () => {
    const opaque = 'apiVersion: crd.antrea.io/v1beta1\nkind: NetworkPolicy\nmetadata: { name: x, namespace: shop }\n';
    expect(found(check, all(OWN, WEB, DB, opaque))).toEqual([]);
  });
});
