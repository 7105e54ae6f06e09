import { ClosedWithoutDns } from '../../../lib/checks/rules/closed-without-dns';
import { ClusterDns, Clusters } from '../../../lib/cluster';
import { Port } from '../../../lib/traffic';
import { found } from '../found';
import { policy } from '../policies';

const check = new ClosedWithoutDns();
const CLOSED = policy('shop', 'deny', 'policyTypes: [Ingress, Egress]');
const beside = (more: string) =>
  `${CLOSED}---\n${policy('shop', 'web', more).replace('{}', '{ matchLabels: { app: web } }')}`;
const SILENT = '1: NetworkPolicy shop/deny: it closes namespace shop, where no policy opens UDP port 53';

const CILIUM = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: names, namespace: shop }
spec: { endpointSelector: {}, egress: [{ toEntities: [world], toPorts: [{ ports: [{ port: '53', protocol: UDP }] }] }] }
`;

describe('reports', () => {
  test('a default deny alone', () => {
    expect(found(check, CLOSED)).toEqual([SILENT]);
  });

  test('a default deny beside which only TCP, or another port, is open', () => {
    for (const port of ['{ port: 53 }', '{ protocol: UDP, port: 123 }', '{ protocol: UDP, port: dns }']) {
      expect(found(check, beside(`egress: [{ ports: [${port}] }]`))).toEqual([SILENT]);
    }
  });

  test('port 5353, where nobody says that DNS pods listen on it', () => {
    expect(found(check, beside('egress: [{ ports: [{ protocol: UDP, port: 5353 }] }]'))).toEqual([SILENT]);
  });

  test('port 53 on the way in', () => {
    expect(found(check, beside('ingress: [{ ports: [{ protocol: UDP, port: 53 }] }]'))).toEqual([SILENT]);
  });
});

describe('is silent about', () => {
  test('a namespace in which some policy opens the port, by itself, in a range or with all others', () => {
    for (const rule of [
      '{ ports: [{ protocol: UDP, port: 53 }] }',
      '{ ports: [{ protocol: UDP, port: 1, endPort: 100 }] }',
      '{ to: [{ namespaceSelector: {} }] }',
    ]) {
      expect(found(check, beside(`egress: [${rule}]`))).toEqual([]);
    }
  });

  test('port 5353, where the cluster profile says it', () => {
    const cluster = Clusters.kubeadm({ dns: ClusterDns.of({ ports: [Port.udp(5353), Port.tcp(5353)] }) });
    expect(found(check, beside('egress: [{ ports: [{ protocol: UDP, port: 5353 }] }]'), cluster)).toEqual([]);
  });

  test('a namespace that is open on the way out, or closed for some pods only', () => {
    expect(found(check, policy('shop', 'in'))).toEqual([]);
    expect(found(check, CLOSED.replace('podSelector: {}', 'podSelector: { matchLabels: { app: web } }'))).toEqual([]);
  });

  test('a namespace in which a policy of Cilium opens the port', () => {
    expect(found(check, `${CLOSED}---\n${CILIUM}`)).toEqual([]);
  });

  test('a namespace with a policy that is not understood', () => {
    const opaque = 'apiVersion: crd.antrea.io/v1beta1\nkind: NetworkPolicy\nmetadata: { name: x, namespace: shop }\n';
    expect(found(check, `${CLOSED}---\n${opaque}`)).toEqual([]);
  });
});
