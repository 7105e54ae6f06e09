import { PolicyOnHostNetwork } from '../../../lib/checks/rules/policy-on-host-network';
import { found, shown } from '../found';
import { all, policyFor, workload } from '../shop';

const check = new PolicyOnHostNetwork();
const AGENT = workload('shop/agent', '{ app: agent }', '[]', 'hostNetwork: true, ');

describe('reports', () => {
  test('a policy for an agent of the nodes', () => {
    expect(shown(check, all(policyFor('shop/agent', 'agent', 'policyTypes: [Ingress, Egress]'), AGENT))).toEqual([
      '5: NetworkPolicy shop/agent: it selects shop/agent, whose pods are on the network of their node',
      '  anywhere -> shop/agent all ports may pass whatever it says',
      '  shop/agent -> anywhere all ports may pass whatever it says',
    ]);
  });
});

describe('is silent about', () => {
  test('a policy for every pod of the namespace', () => {
    expect(found(check, all(policyFor('shop/deny', '', 'policyTypes: [Ingress]'), AGENT))).toEqual([]);
  });

  test('pods on the network of pods', () => {
    expect(
      found(check, all(policyFor('shop/web', 'web', 'policyTypes: [Ingress]'), workload('shop/web'), AGENT)),
    ).toEqual([]);
  });
});
