import { ExposedWithoutPolicy } from '../../../lib/checks/rules/exposed-without-policy';
import { found, shown } from '../found';
import { service } from '../manifests';
import { all, policyFor, workload } from '../shop';

const check = new ExposedWithoutPolicy();

const WEB = workload('shop/web');
const ofType = (type: string, more = '') =>
  service('shop/web', '[{ port: 80, targetPort: 8080 }]', `type: ${type}${more}`);

describe('reports', () => {
  test('a NodePort and a load balancer, with who may connect', () => {
    expect(shown(check, all(ofType('NodePort'), WEB))).toEqual([
      '5: Service shop/web: it is of type NodePort, and no policy governs its pods',
      '  anyone -> shop/web TCP 8080 is allowed, by tcp://*:30000-32767',
    ]);
    expect(found(check, all(ofType('LoadBalancer'), WEB))).toEqual([
      '5: Service shop/web: it is of type LoadBalancer, and no policy governs its pods',
    ]);
  });
});

describe('is silent about', () => {
  test('pods of which a policy says who may connect, be it everyone', () => {
    const open = policyFor('shop/web', 'web', 'ingress: [{}]');
    expect(found(check, all(ofType('LoadBalancer'), WEB, open))).toEqual([]);
  });

  test('load balancers for some clients or in a private network, and other types', () => {
    expect(found(check, all(ofType('LoadBalancer', ', loadBalancerSourceRanges: [10.0.0.0/8]'), WEB))).toEqual([]);
    const internal = ofType('LoadBalancer').replace(
      'namespace: shop }',
      'namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-scheme: internal } }',
    );
    expect(found(check, all(internal, WEB))).toEqual([]);
    expect(found(check, all(ofType('ClusterIP'), WEB))).toEqual([]);
  });

  test('a Service without pods', () => {
    expect(found(check, all(ofType('NodePort'), workload('shop/db')))).toEqual([]);
  });
});
