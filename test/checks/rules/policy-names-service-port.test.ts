import { PolicyNamesServicePort } from '../../../lib/checks/rules/policy-names-service-port';
import { Clusters, NetworkPlugin } from '../../../lib/cluster';
import { found, shown } from '../found';
import { all, pods, policyFor, workload } from '../shop';

const check = new PolicyNamesServicePort();

const [API, WEB] = [workload('shop/api'), workload('shop/web')];
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }
`;
const into = (port: string) =>
  policyFor('shop/api', 'api', `ingress: [{ from: [${pods('web')}], ports: [{ port: ${port} }] }]`);

describe('reports', () => {
  test('the port of the Service on the way in, and on the way out', () => {
    expect(shown(check, all(into('80'), SERVICE, API, WEB))).toEqual([
      '6: NetworkPolicy shop/api: port 80 is that of Service shop/api, of which the pods listen on 8080',
      '  shop/web -> shop/api TCP 8080 is meant, and denied by NetworkPolicy shop/api',
    ]);
    const out = policyFor('shop/web', 'web', `egress: [{ to: [${pods('api')}], ports: [{ port: 80 }] }]`);
    expect(shown(check, all(out, SERVICE, API, WEB))).toEqual([
      '6: NetworkPolicy shop/web: port 80 is that of Service shop/api, of which the pods listen on 8080',
      '  shop/web -> shop/api TCP 8080 is meant, and denied by NetworkPolicy shop/web',
    ]);
  });
});

describe('is silent about', () => {
  test('the port of the pods, alone or beside that of the Service, or a range of both', () => {
    expect(found(check, all(into('8080'), SERVICE, API, WEB))).toEqual([]);
    expect(found(check, all(into('80 }, { port: 8080'), SERVICE, API, WEB))).toEqual([]);
    expect(found(check, all(into('80, endPort: 9000'), SERVICE, API, WEB))).toEqual([]);
  });

  test('a port that a container declares, or that no Service has', () => {
    const declared = workload('shop/api', '{ app: api }', '[{ containerPort: 8080 }, { containerPort: 80 }]');
    expect(found(check, all(into('80'), SERVICE, declared, WEB))).toEqual([]);
    expect(found(check, all(into('81'), SERVICE, API, WEB))).toEqual([]);
  });

  test('a Service that leads to the same port', () => {
    expect(found(check, all(into('80'), SERVICE.replace(', targetPort: 8080', ''), API, WEB))).toEqual([]);
  });

  test('a network plugin that judges by the port of the Service', () => {
    const aws = Clusters.kubeadm({ networkPlugin: NetworkPlugin.awsVpcCni() });
    expect(found(check, all(into('80'), SERVICE, API, WEB), aws)).toEqual([]);
  });
});
