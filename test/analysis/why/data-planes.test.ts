import type { AnalysisOptions } from '../../../lib/analysis';
import { Clusters, Entry, type IIngressController, NetworkPlugin } from '../../../lib/cluster';
import { Report } from '../../../lib/report';
import { Cidr, CiliumEntity, IpRange, Peer } from '../../../lib/traffic';
import {
  connectivityOf,
  deployment,
  ingress,
  manifests,
  namespace,
  object,
  policy,
  service,
} from '../evaluate/manifests';
import { applied } from './apply-remedy';

/** A cluster whose Ingresses come from here. */
function clusterWith(dataPlane: Peer, networkPlugin?: NetworkPlugin): AnalysisOptions {
  const serve = () => ({ annotations: {} });
  const controller = { name: 'alb', ingressClassName: 'alb', options: [], dataPlane, serve } as IIngressController;
  return { cluster: Clusters.kubeadm({ entries: [Entry.ingress(controller)], networkPlugin }) };
}

const SUBNETS = Peer.ranges(IpRange.of(Cidr.of('192.0.2.0/25')), IpRange.of(Cidr.of('198.51.100.0/24')));
const BY_ADDRESS = clusterWith(SUBNETS);
const BY_CILIUM = clusterWith(Peer.ciliumEntity(CiliumEntity.INGRESS), NetworkPlugin.cilium());

const WEB = manifests(
  namespace('shop'),
  deployment('web'),
  service('web', '{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }'),
  ingress('web', '{ ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }'),
);
const CLOSED = policy('closed', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
const letsIn = (...cidrs: string[]) =>
  policy(
    'web',
    `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [${cidrs
      .map((cidr) => `{ ipBlock: { cidr: ${cidr} } }`)
      .join(', ')}], ports: [{ port: 8080 }] }] }`,
  );
const LETS_CILIUM_IN = object(
  'cilium.io/v2',
  'CiliumNetworkPolicy',
  'web',
  '{ endpointSelector: { matchLabels: { app: web } }, ingress: [{ fromEntities: [ingress], toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }] }] }',
  { namespace: 'shop' },
);

/** What an explanation says of the controller and of policies, and the remedy. */
function why(text: string, options: AnalysisOptions): string {
  const lines = Report.why(connectivityOf(text, options).why('ingressclass/alb', 'shop/web', { port: '8080' })).split(
    '\n',
  );
  return lines
    .filter((line) => !/^ {2}ok {2}(route|backend|Service):|^ {6}by (Ingress|Service) /.test(line))
    .join('\n');
}

/** The answer once the remedy was applied. */
function afterRemedy(text: string, options: AnalysisOptions): string {
  const { remedy = '' } = connectivityOf(text, options).why('ingressclass/alb', 'shop/web', { port: '8080' });
  return connectivityOf(applied(text, remedy) ?? '', options).answer('ingressclass/alb', 'shop/web', 8080);
}

describe('addresses', () => {
  test('that are let in are named with the rules that do so', () => {
    expect(why(manifests(WEB, letsIn('192.0.2.0/24', '198.51.100.0/24')), BY_ADDRESS)).toBe(`\
ingressclass/alb -> shop/web TCP 8080: allowed
  ok  controller: a load balancer at 192.0.2.0/25 and 198.51.100.0/24 serves IngressClass alb
  ok  ingress: NetworkPolicy shop/web lets 192.0.2.0/25 in
      by NetworkPolicy shop/web, spec.ingress[0] (shop.yaml:30)
  ok  ingress: NetworkPolicy shop/web lets 198.51.100.0/24 in
      by NetworkPolicy shop/web, spec.ingress[0] (shop.yaml:30)
`);
  });

  test('of which some are let in are told apart, and the others are what is missing', () => {
    const text = manifests(WEB, letsIn('192.0.2.0/26', '198.51.100.0/24'));
    expect(why(text, BY_ADDRESS)).toBe(`\
ingressclass/alb -> shop/web TCP 8080: unknown
  ok  controller: a load balancer at 192.0.2.0/25 and 198.51.100.0/24 serves IngressClass alb
  ok  ingress: NetworkPolicy shop/web lets 192.0.2.0/26 in
      by NetworkPolicy shop/web, spec.ingress[0] (shop.yaml:30)
  no  ingress: NetworkPolicy shop/web governs the ingress of shop/web, and no rule lets 192.0.2.64/26 in on TCP 8080
      by NetworkPolicy shop/web (shop.yaml:26)
  ok  ingress: NetworkPolicy shop/web lets 198.51.100.0/24 in
      by NetworkPolicy shop/web, spec.ingress[0] (shop.yaml:30)
To allow it: add to spec.ingress of NetworkPolicy shop/web (shop.yaml:30):
  - from:
      - ipBlock:
          cidr: 192.0.2.64/26
    ports:
      - protocol: TCP
        port: 8080
`);
    expect(afterRemedy(text, BY_ADDRESS)).toBe('allowed');
  });

  test('of which none is let in are all missing', () => {
    expect(connectivityOf(manifests(WEB, CLOSED), BY_ADDRESS).answer('ingressclass/alb', 'shop/web', 8080)).toBe(
      'denied',
    );
    expect(afterRemedy(manifests(WEB, CLOSED), BY_ADDRESS)).toBe('allowed');
  });

  test('that pods may have are not known, whatever policies say', () => {
    const options = { ...BY_ADDRESS, podCidrs: ['192.0.2.0/24'] };
    expect(why(manifests(WEB, letsIn('198.51.100.0/24')), options)).toBe(`\
ingressclass/alb -> shop/web TCP 8080: unknown
  ok  controller: a load balancer at 192.0.2.0/25 and 198.51.100.0/24 serves IngressClass alb
  ok  ingress: NetworkPolicy shop/web lets 198.51.100.0/24 in
      by NetworkPolicy shop/web, spec.ingress[0] (shop.yaml:30)
  ??  ingress: pods may have the addresses of ingressclass/alb as well (--pod-cidr says where pods have theirs)
`);
  });
});

describe('what only Cilium knows', () => {
  test('is let in by its own policy', () => {
    expect(why(manifests(WEB, CLOSED, LETS_CILIUM_IN), BY_CILIUM)).toBe(`\
ingressclass/alb -> shop/web TCP 8080: allowed
  ok  controller: Cilium itself serves IngressClass alb, as its entity ingress
  ok  egress: no policy restricts the egress of ingressclass/alb
  ok  ingress: CiliumNetworkPolicy shop/web lets ingressclass/alb in
      by CiliumNetworkPolicy shop/web, spec.ingress[0] (shop.yaml:36)
`);
  });

  test('needs such a policy where it is not let in, even beside one of other ports', () => {
    expect(why(manifests(WEB, CLOSED), BY_CILIUM)).toBe(`\
ingressclass/alb -> shop/web TCP 8080: denied
  ok  controller: Cilium itself serves IngressClass alb, as its entity ingress
  ok  egress: no policy restricts the egress of ingressclass/alb
  no  ingress: NetworkPolicy shop/closed governs the ingress of shop/web, and no rule lets ingressclass/alb in on TCP 8080
      by NetworkPolicy shop/closed (shop.yaml:26)
To allow it: add a policy, since no NetworkPolicy can name the entity ingress of Cilium:
  apiVersion: cilium.io/v2
  kind: CiliumNetworkPolicy
  metadata:
    name: web-ingress
    namespace: shop
  spec:
    endpointSelector:
      matchLabels:
        app: web
    ingress:
      - fromEntities: [ingress]
        toPorts:
          - ports:
              - { port: "8080", protocol: TCP }
`);
    expect(afterRemedy(manifests(WEB, CLOSED), BY_CILIUM)).toBe('allowed');
    expect(afterRemedy(manifests(WEB, LETS_CILIUM_IN.replace('8080', '9090')), BY_CILIUM)).toBe('allowed');
  });

  test('is told to correct a label that is misspelt', () => {
    expect(why(manifests(WEB, CLOSED, LETS_CILIUM_IN.replace('app: web', 'app: wep')), BY_CILIUM)).toContain(
      'To allow it: correct spec.endpointSelector of CiliumNetworkPolicy shop/web (shop.yaml:36): its spec.ingress[0] ' +
        'allows this, but it selects no pod: it asks for app=wep, and the pods of shop/web have app=web\n',
    );
  });

  test('leaves the pods closed to workloads, which need a NetworkPolicy', () => {
    const text = manifests(WEB, deployment('api'), LETS_CILIUM_IN);
    const { answer, remedy = '' } = connectivityOf(text, BY_CILIUM).why('shop/api', 'shop/web', { port: '8080' });
    expect(answer).toBe('denied');
    expect(remedy).toContain('kind: NetworkPolicy');
    expect(connectivityOf(applied(text, remedy) ?? '', BY_CILIUM).answer('shop/api', 'shop/web', 8080)).toBe('allowed');
  });
});
