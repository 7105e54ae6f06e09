import { ClientAddressHidden } from '../../../lib/checks/rules/client-address-hidden';
import { found, shown } from '../found';
import { service } from '../manifests';
import { all, pods, policyFor, workload } from '../shop';

const check = new ClientAddressHidden();

const WEB = workload('shop/web');
const ofType = (type: string, more = '') => service('shop/web', '[{ port: 8080 }]', `type: ${type}${more}`);
const letting = (peer: string) => policyFor('shop/web', 'web', `ingress: [{ from: [${peer}] }]`);
const OFFICE = letting('{ ipBlock: { cidr: 203.0.113.0/24 } }');

describe('reports', () => {
  test('a load balancer before pods that let clients in by their addresses', () => {
    expect(shown(check, all(ofType('LoadBalancer'), WEB, OFFICE))).toEqual([
      '5: Service shop/web: its policies let clients in by their addresses, which it hides',
      '  203.0.113.0/24 -> shop/web is allowed by NetworkPolicy shop/web, and comes with the address of a node',
    ]);
    expect(found(check, all(ofType('NodePort'), WEB, OFFICE))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('a load balancer that keeps the addresses, and other types', () => {
    expect(found(check, all(ofType('LoadBalancer', ', externalTrafficPolicy: Local'), WEB, OFFICE))).toEqual([]);
    expect(found(check, all(ofType('ClusterIP'), WEB, OFFICE))).toEqual([]);
  });

  test('policies that let in every address, or pods', () => {
    for (const peer of ['{ ipBlock: { cidr: 0.0.0.0/0 } }', pods('api')])
      expect(found(check, all(ofType('LoadBalancer'), WEB, letting(peer)))).toEqual([]);
  });
});
