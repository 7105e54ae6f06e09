import { PoliciesNotEnforced } from '../../../lib/checks/rules/policies-not-enforced';
import { Clusters, NetworkPlugin } from '../../../lib/cluster';
import { found, shown } from '../found';
import { policy } from '../policies';
import { all, workload } from '../shop';

const check = new PoliciesNotEnforced();
const on = (networkPlugin?: NetworkPlugin) => Clusters.kubeadm({ networkPlugin });

describe('reports', () => {
  test('the first policy of each namespace', () => {
    const text = [policy('shop', 'web'), policy('shop', 'api'), policy('blog', 'web')].join('---\n');
    expect(found(check, text, on(NetworkPlugin.flannel()))).toEqual([
      '1: NetworkPolicy shop/web: flannel, the network plugin, enforces no network policy',
      '15: NetworkPolicy blog/web: flannel, the network plugin, enforces no network policy',
    ]);
  });

  test('with the workloads that they close in vain', () => {
    const text = all(policy('shop', 'deny'), workload('shop/web'), workload('blog/web'));
    expect(shown(check, text, on(NetworkPlugin.flannel())).slice(1)).toEqual([
      '  anywhere -> shop/web all ports is allowed, although NetworkPolicy shop/deny closes it',
    ]);
  });
});

describe('is silent about', () => {
  test('a network plugin that enforces policies, and one that nobody says', () => {
    expect(found(check, policy('shop', 'web'), on(NetworkPlugin.calico()))).toEqual([]);
    expect(found(check, policy('shop', 'web'), on())).toEqual([]);
    expect(found(check, policy('shop', 'web'))).toEqual([]);
  });
});
