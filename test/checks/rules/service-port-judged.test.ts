import { ServicePortJudged } from '../../../lib/checks/rules/service-port-judged';
import { Clusters, NetworkPlugin } from '../../../lib/cluster';
import { DEPLOYMENT } from '../../analysis/entry/manifests';
import { found } from '../found';
import { policy } from '../policies';

const check = new ServicePortJudged();
const aws = Clusters.kubeadm({ networkPlugin: NetworkPlugin.awsVpcCni() });
const calico = Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico() });

function service(ports: string, more = 'selector: { app: web }'): string {
  return `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  ${more}
  ports: [${ports}]
---${DEPLOYMENT}---
${policy('shop', 'web')}`;
}

describe('reports', () => {
  test('another number, and a name that stands for another', () => {
    const ports = '{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 81, targetPort: http }';
    expect(found(check, service(ports), aws)).toEqual([
      '6: Service shop/web: its port 80 leads to port 8080 of the pods, and aws-vpc-cni judges by both',
      '6: Service shop/web: its port 81 leads to port 8080 of the pods, and aws-vpc-cni judges by both',
    ]);
  });
});

describe('is silent about', () => {
  const other = '{ port: 80, targetPort: 8080 }';

  test('the same port', () => {
    expect(found(check, service('{ port: 8080 }'), aws)).toEqual([]);
    expect(found(check, service('{ port: 8080, targetPort: http }'), aws)).toEqual([]);
  });

  test('headless Services, to whose port nobody connects', () => {
    expect(found(check, service(other, 'selector: { app: web }\n  clusterIP: None'), aws)).toEqual([]);
  });

  test('Services whose endpoints somebody else writes', () => {
    expect(found(check, service(other, 'type: ClusterIP'), aws)).toEqual([]);
  });

  test('manifests without a policy', () => {
    expect(found(check, service(other).split('---').slice(0, 2).join('---'), aws)).toEqual([]);
  });

  test('a network plugin that judges by the port of the pods, and one that nobody says', () => {
    expect(found(check, service(other), calico)).toEqual([]);
    expect(found(check, service(other))).toEqual([]);
  });
});
