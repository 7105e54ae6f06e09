import { reachability } from './reachability';
import { denyAll, deployment, ingress, lines, namespace, policy, read } from './sample';

const API = deployment('shop/api', '{ containerPort: 8080 }', '{ containerPort: 9090 }');
const WEB = deployment('shop/web');

/** The lines that let something in to api:8080, under one ingress rule. */
function letIn(rule: string, ...more: string[]): string[] {
  const own = policy(
    'shop/api',
    `{ podSelector: { matchLabels: { app: api } }, ingress: [{ ${rule}, ports: [{ port: 8080 }] }] }`,
  );
  return lines(API, denyAll('shop'), own, ...more);
}

/** The lines that lead out of web, under one egress rule. */
function leadOut(rule: string): string[] {
  return lines(WEB, policy('shop/web', `{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [${rule}] }`));
}

describe('an opening is a row', () => {
  test('anyone, on each declared port of a pod without policies', () => {
    expect(lines(API)).toContain('anyone -> shop/api TCP 8080');
    expect(lines(API)).toContain('anyone -> shop/api TCP 9090');
  });

  test.each([
    ['anyone, by a rule without peers', 'from: []', 'anyone'],
    ['addresses', 'from: [{ ipBlock: { cidr: 10.0.0.0/8 } }]', '10.0.0.0/8'],
    [
      'addresses less one range',
      'from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }]',
      '10.0.0.0/8 except 1 range',
    ],
    ['every namespace', 'from: [{ namespaceSelector: {} }]', 'every namespace'],
    ['namespaces by a label', 'from: [{ namespaceSelector: { matchLabels: { team: ops } } }]', 'namespaces team=ops'],
    [
      'a namespace that is not given',
      'from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }]',
      'namespace ops',
    ],
    [
      'pods of a namespace that is not given',
      'from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }, podSelector: { matchLabels: { app: prometheus } } }]',
      'pods app=prometheus in namespace monitoring',
    ],
    [
      'pods that do not exist',
      'from: [{ podSelector: { matchLabels: { app: wep } } }]',
      'pods app=wep in namespace shop',
    ],
    [
      'one of two namespaces is not given',
      'from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [shop, ops] }] } }]',
      'namespaces kubernetes.io/metadata.name in (shop,ops)',
    ],
    [
      'pods by expressions',
      'from: [{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: b, operator: NotIn, values: [c] }, { key: a, operator: DoesNotExist }] } }]',
      'pods !a,b notin (c) in every namespace',
    ],
  ])('%s', (_, rule, from) => {
    expect(letIn(rule)).toEqual([`${from} -> shop/api TCP 8080`]);
  });

  test('namespaces by a label, though a known one has it: others may', () => {
    const rule = 'from: [{ namespaceSelector: { matchLabels: { team: ops } } }]';
    const known = [namespace('ops', '{ team: ops }'), deployment('ops/tool'), denyAll('ops')];
    expect(letIn(rule, ...known)).toEqual(['namespaces team=ops -> shop/api TCP 8080']);
  });
});

describe('no opening', () => {
  test('the pods of the own namespace', () => {
    expect(letIn('from: [{ podSelector: {} }]')).toEqual([]);
  });

  test('a known workload, even one that may not leave', () => {
    const rule = 'from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }]';
    expect(letIn(rule, deployment('ops/tool'), denyAll('ops'))).toEqual([]);
  });

  test('the pods that carry traffic in, when a Gateway or Ingress uses them', () => {
    const rule = 'from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }]';
    expect(letIn(rule)).toEqual(['namespace ingress-nginx -> shop/api TCP 8080']);
    expect(letIn(rule, ingress('shop/api', '{ ingressClassName: nginx }'))).toEqual([]);
  });

  test('a port that nothing declares', () => {
    const open = policy('shop/api', '{ podSelector: {}, ingress: [{ ports: [{ port: 4711 }] }] }');
    expect(lines(API, denyAll('shop'), open)).toEqual([]);
  });
});

describe('ways out', () => {
  test('anywhere, without a policy over egress', () => {
    expect(lines(WEB)).toEqual(['shop/web -> anywhere every port']);
  });

  test.each([
    ['{}', 'anywhere every port'],
    ['{ ports: [{ port: 443 }] }', 'anywhere TCP 443'],
    ['{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }', '203.0.113.0/24 every port'],
    [
      '{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 192.168.0.0/16] } }], ports: [{ port: 443 }] }',
      '0.0.0.0/0 except 2 ranges TCP 443',
    ],
    [
      '{ to: [{ ipBlock: { cidr: "::/0" } }], ports: [{ port: 1, endPort: 65535, protocol: UDP }] }',
      '::/0 UDP 1-65535',
    ],
    ['{ to: [{ ipBlock: { cidr: 10.0.0.1/32 } }], ports: [{ protocol: SCTP }] }', '10.0.0.1/32 SCTP every port'],
  ])('%s', (rule, expected) => {
    expect(leadOut(rule)).toEqual([`shop/web -> ${expected}`]);
  });

  test('pods are no way out', () => {
    expect(leadOut('{ to: [{ namespaceSelector: {} }] }')).toEqual([]);
  });
});

describe('names', () => {
  const DNS =
    'to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }]';
  const unresolved = (...egress: string[]) =>
    reachability(
      read(
        WEB,
        policy('shop/web', `{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [${egress.join(', ')}] }`),
      ),
    ).cannotResolve;

  test.each([
    `{ ${DNS}, ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }] }`,
    `{ ${DNS}, ports: [{ port: dns, protocol: UDP }, { port: dns-tcp }] }`,
    `{ ${DNS} }`,
    '{ to: [{ namespaceSelector: {} }] }',
    '{}',
  ])('resolve under %s', (rule) => {
    expect(unresolved(rule)).toEqual([]);
  });

  test.each([
    ['no rule', ''],
    ['UDP alone', `{ ${DNS}, ports: [{ port: 53, protocol: UDP }] }`],
    ['TCP alone', `{ ${DNS}, ports: [{ port: 53 }] }`],
    ['addresses alone', '{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }'],
    ['the label in the own namespace', '{ to: [{ podSelector: { matchLabels: { k8s-app: kube-dns } } }] }'],
  ])('do not resolve under %s', (_, rule) => {
    expect(unresolved(rule)).toEqual(['shop/web']);
  });

  test('resolve without any policy', () => {
    expect(reachability(read(WEB)).cannotResolve).toEqual([]);
  });
});
