import { NodePortOnSomeNodes } from '../../../lib/checks/rules/node-port-on-some-nodes';
import { found, shown } from '../found';
import { service } from '../manifests';
import { all, workload } from '../shop';

const check = new NodePortOnSomeNodes();

const WEB = workload('shop/web');
const ofType = (type: string) =>
  service('shop/web', '[{ port: 80, nodePort: 30080 }]', `type: ${type}, externalTrafficPolicy: Local`);

describe('reports', () => {
  test('a NodePort that keeps the address of the client', () => {
    expect(shown(check, all(ofType('NodePort'), WEB))).toEqual([
      '5: Service shop/web: only nodes with a pod of it answer on its ports',
      '  tcp://*:30080 is dropped by nodes without a pod of the Service',
    ]);
  });
});

describe('is silent about', () => {
  test('a load balancer, and a NodePort that every node answers', () => {
    expect(found(check, all(ofType('LoadBalancer'), WEB))).toEqual([]);
    expect(found(check, all(ofType('NodePort').replace('Local', 'Cluster'), WEB))).toEqual([]);
  });

  test('pods of a DaemonSet, and a Service without pods', () => {
    expect(found(check, all(ofType('NodePort'), WEB.replace('Deployment', 'DaemonSet')))).toEqual([]);
    expect(found(check, ofType('NodePort'))).toEqual([]);
  });
});
