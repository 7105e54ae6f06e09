import { BarePodNotGoverned } from '../../../lib/checks/rules/bare-pod-not-governed';
import { Clusters, NetworkPlugin } from '../../../lib/cluster';
import { found, shown } from '../found';
import { policy } from '../policies';

const check = new BarePodNotGoverned();
const aws = Clusters.kubeadm({ networkPlugin: NetworkPlugin.awsVpcCni() });

const pod = (kind: string, spec: string) => `apiVersion: ${kind === 'Pod' ? 'v1' : 'batch/v1'}
kind: ${kind}
metadata: { name: debug, namespace: shop, labels: { app: debug } }
spec: ${spec}
---
`;
const SPEC = '{ containers: [{ name: debug, image: debug }] }';

describe('reports', () => {
  test('a Pod in a namespace with a policy', () => {
    expect(found(check, pod('Pod', SPEC) + policy('shop', 'web'), aws)).toEqual([
      '1: Pod shop/debug: no controller made it, and aws-vpc-cni enforces no policy for such a pod',
    ]);
  });

  test('with the directions that policies close in vain', () => {
    const both = policy('shop', 'web', 'policyTypes: [Ingress, Egress]');
    expect(shown(check, pod('Pod', SPEC) + both, aws).slice(1)).toEqual([
      '  anywhere -> shop/debug all ports is allowed, although NetworkPolicy shop/web closes it',
      '  shop/debug -> anywhere all ports is allowed, although NetworkPolicy shop/web closes it',
    ]);
    const others = policy('shop', 'web').replace('podSelector: {}', 'podSelector: { matchLabels: { app: web } }');
    expect(shown(check, pod('Pod', SPEC) + others, aws).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('pods of a controller', () => {
    const job = pod('Job', `{ template: { metadata: { labels: { app: debug } }, spec: ${SPEC} } }`);
    expect(found(check, job + policy('shop', 'web'), aws)).toEqual([]);
  });

  test('namespaces without a policy', () => {
    expect(found(check, pod('Pod', SPEC) + policy('blog', 'web'), aws)).toEqual([]);
  });

  test('a network plugin that governs every pod, and one that nobody says', () => {
    const text = pod('Pod', SPEC) + policy('shop', 'web');
    expect(found(check, text, Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico() }))).toEqual([]);
    expect(found(check, text)).toEqual([]);
  });
});
