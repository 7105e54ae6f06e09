import { AddressFamilyNotEnforced } from '../../../lib/checks/rules/address-family-not-enforced';
import { Clusters, NetworkPlugin } from '../../../lib/cluster';
import { found, shown } from '../found';
import { policy } from '../policies';
import { all, workload } from '../shop';

const check = new AddressFamilyNotEnforced();
const on = (networkPlugin: NetworkPlugin, ...podRanges: string[]) => Clusters.kubeadm({ networkPlugin, podRanges });
const aws = on(NetworkPlugin.awsVpcCni(), '10.0.0.0/16');

const to = (...cidrs: string[]) =>
  `egress: [{ to: [${cidrs.map((cidr) => `{ ipBlock: { cidr: "${cidr}" } }`).join(', ')}] }]`;

describe('reports', () => {
  test('a rule for the other family alone', () => {
    expect(found(check, policy('shop', 'web', to('2001:db8::/32')), aws)).toEqual([
      '6: NetworkPolicy shop/web: its addresses are not IPv4, which is all that the pods have',
    ]);
    const ipv6 = on(NetworkPlugin.awsVpcCni(), 'fd00::/64');
    expect(found(check, policy('shop', 'web', to('203.0.113.0/24')), ipv6)).toEqual([
      '6: NetworkPolicy shop/web: its addresses are not IPv6, which is all that the pods have',
    ]);
  });

  test('with the connections that never pass', () => {
    const out = all(policy('shop', 'web', to('2001:db8::/32')), workload('shop/api'));
    expect(shown(check, out, aws).slice(1)).toEqual([
      '  shop/api -> 2001:db8::/32 all ports is meant, and never passes',
    ]);
    const rule = 'ingress: [{ from: [{ ipBlock: { cidr: "2001:db8::/32" } }], ports: [{ port: 443 }] }]';
    expect(shown(check, all(policy('shop', 'web', rule), workload('shop/api')), aws).slice(1)).toEqual([
      '  2001:db8::/32 -> shop/api TCP 443 is meant, and never passes',
    ]);
  });
});

describe('is silent about', () => {
  const ipv6 = policy('shop', 'web', to('2001:db8::/32'));

  test('a rule for both families, for pods, or for nobody in particular', () => {
    expect(found(check, policy('shop', 'web', to('203.0.113.0/24', '2001:db8::/32')), aws)).toEqual([]);
    expect(found(check, policy('shop', 'web', 'egress: [{ to: [{ podSelector: {} }] }]'), aws)).toEqual([]);
    expect(found(check, policy('shop', 'web', 'egress: [{}]'), aws)).toEqual([]);
  });

  test('a network plugin that enforces both', () => {
    expect(found(check, ipv6, on(NetworkPlugin.calico(), '10.0.0.0/16'))).toEqual([]);
  });

  test('pods of which nobody says the addresses, or that have both', () => {
    expect(found(check, ipv6, on(NetworkPlugin.awsVpcCni()))).toEqual([]);
    expect(found(check, ipv6, on(NetworkPlugin.awsVpcCni(), '10.0.0.0/16', 'fd00::/64'))).toEqual([]);
    expect(found(check, ipv6)).toEqual([]);
  });
});
