import { ServicePortJudged } from '../../../lib/checks/rules/service-port-judged';
import { Clusters, NetworkPlugin } from '../../../lib/cluster';
import { DEPLOYMENT } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { policy } from '../policies';
import { pods, policyFor, workload } from '../shop';

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

  test('with whom it cuts off: who is let out to the port of the pods alone', () => {
    const let_ = (port: string) => [
      policyFor(
        'shop/in',
        'web',
        'policyTypes: [Ingress]',
        `ingress: [{ from: [${pods('api')}], ports: [{ port: 8080 }] }]`,
      ),
      policyFor('shop/out', 'api', 'policyTypes: [Egress]', `egress: [{ to: [${pods('web')}], ports: [${port}] }]`),
    ];
    const text = (port: string) =>
      [
        service('{ port: 80, targetPort: 8080 }').replace(policy('shop', 'web'), ''),
        workload('shop/api'),
        ...let_(port),
      ]
        .join('---\n')
        .replace(/---\n---/g, '---');
    expect(shown(check, text('{ port: 8080 }'), aws).slice(1)).toEqual([
      '  shop/api -> shop/service/web TCP 80 is cut, although shop/web TCP 8080 is allowed',
    ]);
    expect(shown(check, text('{ port: 8080 }, { port: 80 }'), aws).slice(1)).toEqual([]);
    expect(shown(check, text('{ port: 9090 }'), aws).slice(1)).toEqual([]);
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
