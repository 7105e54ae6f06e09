import { TooManyPolicyPorts } from '../../../lib/checks/rules/too-many-policy-ports';
import { Clusters, NetworkPlugin } from '../../../lib/cluster';
import { found, shown } from '../found';
import { policy } from '../policies';
import { all, workload } from '../shop';

const check = new TooManyPolicyPorts();
const aws = Clusters.kubeadm({ networkPlugin: NetworkPlugin.awsVpcCni() });

const ports = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `{ protocol: TCP, port: ${first + index} }`).join(', ');
const from = (peer: string, first: number, count: number) => `{ from: [${peer}], ports: [${ports(first, count)}] }`;
const WEB = '{ podSelector: { matchLabels: { app: web } } }';
const API = '{ podSelector: { matchLabels: { app: api } } }';

describe('reports', () => {
  test('25 ports for one peer, in one rule or in several', () => {
    for (const rules of [from(WEB, 8000, 25), `${from(WEB, 8000, 20)}, ${from(WEB, 9000, 5)}`]) {
      expect(found(check, policy('shop', 'web', `ingress: [${rules}]`), aws)).toEqual([
        '6: NetworkPolicy shop/web: it has 25 ports for one peer, and aws-vpc-cni takes 24',
      ]);
    }
  });

  test('25 ports for everyone, on the way out', () => {
    const text = policy('shop', 'web', `egress: [{ ports: [${ports(8000, 25)}] }]`);
    expect(found(check, text, aws)).toEqual([
      '6: NetworkPolicy shop/web: it has 25 ports for one peer, and aws-vpc-cni takes 24',
    ]);
  });

  test('with the connections that may be denied', () => {
    const text = all(policy('shop', 'web', `ingress: [${from(WEB, 8000, 25)}]`), workload('shop/api'));
    expect(shown(check, text, aws).slice(1)).toEqual([
      '  its peers -> shop/api on 25 ports is meant, and may be denied',
    ]);
    const out = all(policy('shop', 'web', `egress: [{ ports: [${ports(8000, 25)}] }]`), workload('shop/api'));
    expect(shown(check, out, aws).slice(1)).toEqual([
      '  shop/api -> its peers on 25 ports is meant, and may be denied',
    ]);
  });
});

describe('is silent about', () => {
  test('24 ports, those of two peers, the same ports twice, and every port', () => {
    for (const rules of [
      from(WEB, 8000, 24),
      `${from(WEB, 8000, 20)}, ${from(API, 8000, 20)}`,
      `${from(WEB, 8000, 20)}, ${from(WEB, 8000, 20)}`,
      `{ from: [${WEB}] }`,
    ]) {
      expect(found(check, policy('shop', 'web', `ingress: [${rules}]`), aws)).toEqual([]);
    }
  });

  test('a network plugin without a limit, and one that nobody says', () => {
    const text = policy('shop', 'web', `ingress: [${from(WEB, 8000, 25)}]`);
    expect(found(check, text, Clusters.kubeadm({ networkPlugin: NetworkPlugin.calico() }))).toEqual([]);
    expect(found(check, text)).toEqual([]);
  });
});
