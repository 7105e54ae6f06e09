import { MetadataReachable } from '../../../lib/checks/rules/metadata-reachable';
import { CloudMetadata, Clusters } from '../../../lib/cluster';
import { found, shown } from '../found';
import { all, policyFor, workload } from '../shop';

const check = new MetadataReachable();

const WEB = workload('shop/web');
const out = (block: string, more = '') =>
  policyFor('shop/web', 'web', `egress: [{ to: [{ ipBlock: ${block} }]${more} }]`);

describe('reports', () => {
  test('a block without the exception, IPv4 and IPv6', () => {
    expect(shown(check, all(out('{ cidr: 0.0.0.0/0 }'), WEB))).toEqual([
      '6: NetworkPolicy shop/web: its block 0.0.0.0/0 holds 169.254.169.254',
      '  shop/web -> 169.254.169.254 TCP 80 is allowed by it',
    ]);
    expect(found(check, all(out('{ cidr: "::/0" }'), WEB))).toEqual([
      '6: NetworkPolicy shop/web: its block ::/0 holds fd00:ec2::254',
    ]);
  });

  test('the addresses of the cloud that the profile names', () => {
    const azure = Clusters.kubeadm({ metadata: CloudMetadata.azure() });
    expect(found(check, all(out('{ cidr: 0.0.0.0/0, except: [169.254.0.0/16] }'), WEB), azure)).toEqual([
      '6: NetworkPolicy shop/web: its block 0.0.0.0/0 holds 168.63.129.16',
    ]);
  });

  test('pods that were not read', () => {
    expect(shown(check, out('{ cidr: 0.0.0.0/0 }'))).toEqual([
      '6: NetworkPolicy shop/web: its block 0.0.0.0/0 holds 169.254.169.254',
      '  pods of namespace shop -> 169.254.169.254 TCP 80 is allowed by it',
    ]);
  });
});

describe('is silent about', () => {
  test('a block with the exception, and one of other addresses', () => {
    expect(found(check, all(out('{ cidr: 0.0.0.0/0, except: [169.254.169.254/32] }'), WEB))).toEqual([]);
    expect(found(check, all(out('{ cidr: 203.0.113.0/24 }'), WEB))).toEqual([]);
  });

  test('the address alone, which is meant', () => {
    expect(found(check, all(out('{ cidr: 169.254.169.254/32 }'), WEB))).toEqual([]);
  });

  test('other ports', () => {
    expect(found(check, all(out('{ cidr: 0.0.0.0/0 }', ', ports: [{ port: 443 }]'), WEB))).toEqual([]);
  });

  test('a cluster without a metadata service', () => {
    const own = Clusters.kubeadm({ metadata: CloudMetadata.none() });
    expect(found(check, all(out('{ cidr: 0.0.0.0/0 }'), WEB), own)).toEqual([]);
  });

  test('what an admin policy denies', () => {
    const guardrail = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: metadata }
spec:
  priority: 10
  subject: { namespaces: {} }
  egress: [{ action: Deny, to: [{ networks: [169.254.169.254/32] }] }]
`;
    expect(found(check, all(out('{ cidr: 0.0.0.0/0 }'), WEB, guardrail))).toEqual([]);
  });

  test('pods that no policy closes on the way out', () => {
    expect(found(check, WEB)).toEqual([]);
  });
});
