import { IpBlockOverPods } from '../../../lib/checks/rules/ip-block-over-pods';
import { Clusters, KubernetesApi } from '../../../lib/cluster';
import { found, shown } from '../found';
import { all, policyFor, workload } from '../shop';

const check = new IpBlockOverPods();

const DB = workload('shop/db');
const into = (block: string) => policyFor('shop/db', 'db', `ingress: [{ from: [{ ipBlock: ${block} }] }]`);
const cluster = Clusters.kubeadm({
  podRanges: ['10.244.0.0/16'],
  serviceRanges: ['10.96.0.0/12'],
  kubernetesApi: KubernetesApi.at(['192.0.2.10'], { clusterIp: '10.96.0.1' }),
});

describe('reports', () => {
  test('addresses of pods, and of Services', () => {
    expect(shown(check, all(into('{ cidr: 10.0.0.0/8 }'), DB), cluster)).toEqual([
      '6: NetworkPolicy shop/db: its block 10.0.0.0/8 holds addresses of pods (10.244.0.0/16) and of Services (10.96.0.0/12)',
      '  pods in 10.0.0.0/8 -> shop/db all ports depends on the network plugin',
    ]);
    expect(found(check, all(into('{ cidr: 10.96.0.17/32 }'), DB), cluster)).toEqual([
      '6: NetworkPolicy shop/db: its block 10.96.0.17/32 holds addresses of Services (10.96.0.0/12)',
    ]);
  });
});

describe('is silent about', () => {
  test('a cluster of which nobody says the addresses', () => {
    expect(found(check, all(into('{ cidr: 10.0.0.0/8 }'), DB))).toEqual([]);
    expect(found(check, all(into('{ cidr: 10.0.0.0/8 }'), DB), Clusters.kubeadm())).toEqual([]);
  });

  test('other addresses, and a block that leaves those of pods out', () => {
    expect(found(check, all(into('{ cidr: 192.0.2.0/24 }'), DB), cluster)).toEqual([]);
    expect(found(check, all(into('{ cidr: 10.0.0.0/8, except: [10.244.0.0/16, 10.96.0.0/12] }'), DB), cluster)).toEqual(
      [],
    );
  });

  test('every address, and that of the Kubernetes API', () => {
    expect(found(check, all(into('{ cidr: 0.0.0.0/0 }'), DB), cluster)).toEqual([]);
    expect(found(check, all(into('{ cidr: 10.96.0.1/32 }'), DB), cluster)).toEqual([]);
  });
});
