import { ClosedWithoutDns } from '../../../lib/checks/rules/closed-without-dns';
import { ClusterDns, ClusterProfile, Clusters } from '../../../lib/cluster';
import { Port } from '../../../lib/traffic';
import { found, shown } from '../found';
import { policy } from '../policies';
import { all, namespacePeer, pods, policyFor, workload } from '../shop';

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

const [WEB, API] = [workload('shop/web'), workload('shop/api')];
const OUT = policyFor('shop/web', 'web', `egress: [{ to: [${pods('api')}] }]`);
const DNS = policyFor(
  'shop/dns',
  'api',
  `egress: [{ to: [${namespacePeer('kube-system')}], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }]`,
);

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

  test('a workload that is let out to another one, beside one that may ask for names', () => {
    expect(shown(check, all(DNS, OUT, WEB, API))).toEqual([
      '13: NetworkPolicy shop/web: it lets shop/web out, but not to the cluster DNS',
      '  shop/web -> cluster DNS TCP 53, UDP 53 is denied',
    ]);
  });

  test('a port that is opened to the wrong pods, or by UDP alone, where the profile says who resolves names', () => {
    const wrong = DNS.replace('{ app: api }', '{ app: web }').replace('kube-system', 'dns');
    expect(shown(check, all(wrong, WEB), Clusters.kubeadm())).toEqual([
      '6: NetworkPolicy shop/dns: it lets shop/web out, but not to the cluster DNS',
      '  shop/web -> cluster DNS TCP 53, UDP 53 is denied',
    ]);
    const udp = DNS.replace('{ app: api }', '{ app: web }').replace(', { port: 53 }', '');
    expect(shown(check, all(udp, WEB), Clusters.kubeadm())).toEqual([
      '6: NetworkPolicy shop/dns: it lets shop/web out, to the cluster DNS by UDP alone: answers that are too long for that are lost',
      '  shop/web -> cluster DNS TCP 53 is denied',
    ]);
  });

  test('a port that is opened by TCP alone', () => {
    const tcp = DNS.replace('{ app: api }', '{ app: web }').replace('{ port: 53, protocol: UDP }, ', '');
    expect(shown(check, all(tcp, WEB), Clusters.kubeadm())).toEqual([
      '6: NetworkPolicy shop/dns: it lets shop/web out, to the cluster DNS by TCP alone, which is not asked first',
      '  shop/web -> cluster DNS UDP 53 is denied',
    ]);
  });

  test('port 53 on the way in', () => {
    expect(found(check, beside('ingress: [{ ports: [{ protocol: UDP, port: 53 }] }]'))).toEqual([SILENT]);
  });
});

describe('is silent about', () => {
  test('a workload that is let out nowhere, or to addresses alone', () => {
    expect(found(check, all(DNS, policyFor('shop/web', 'web', 'policyTypes: [Egress]'), WEB, API))).toEqual([]);
    const block = OUT.replace(pods('api'), '{ ipBlock: { cidr: 203.0.113.0/24 } }');
    expect(found(check, all(DNS, block, WEB, API))).toEqual([]);
  });

  test('a workload that is let out on the port, where nobody says who resolves names', () => {
    const elsewhere = DNS.replace('{ app: api }', '{ app: web }').replace('kube-system', 'dns');
    expect(found(check, all(elsewhere, WEB))).toEqual([]);
    expect(found(check, all(elsewhere, WEB), ClusterProfile.DEFAULT)).toEqual([]);
  });

  test('a workload with a resolver of its own', () => {
    expect(found(check, all(DNS, OUT, workload('shop/web', undefined, '[]', 'dnsPolicy: None, '), API))).toEqual([]);
  });

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
