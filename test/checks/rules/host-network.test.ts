import { HostNetwork } from '../../../lib/checks/rules/host-network';
import { found, shown } from '../found';
import { workload } from '../shop';

const check = new HostNetwork();

describe('reports', () => {
  test('pods on the network of their node, with who reaches them', () => {
    expect(shown(check, workload('shop/agent', undefined, undefined, 'hostNetwork: true, '))).toEqual([
      '8: Deployment shop/agent: its pods are on the network of their node',
      '  whoever reaches a node -> shop/agent, on the ports of the node; its containers have TCP 8080',
    ]);
  });
});

describe('is silent about', () => {
  test('pods with addresses of their own', () => {
    expect(found(check, workload('shop/web'))).toEqual([]);
    expect(found(check, workload('shop/web', undefined, undefined, 'hostNetwork: false, '))).toEqual([]);
  });

  test("the cluster's own agents", () => {
    expect(found(check, workload('kube-system/agent', undefined, undefined, 'hostNetwork: true, '))).toEqual([]);
  });
});
