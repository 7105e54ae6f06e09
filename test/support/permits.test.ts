import { API, OPS, overApi, WEB, webReaches } from './policy-sample';
import { allows } from './reachability';
import { deployment, namespace, object, policy, read, template } from './sample';

describe('peers', () => {
  test.each(['{}', '{ from: null }', '{ from: [] }'])('the rule %s lets everyone in, addresses too', (rule) => {
    const manifests = read(WEB, API, overApi(`ingress: [${rule}]`));
    expect(allows(manifests, 'shop/web', 'shop/api', 8080)).toBe(true);
    expect(allows(manifests, 'external:203.0.113.7', 'shop/api', 8080)).toBe(true);
  });

  test.each([
    ['a pod selector alone means the own namespace', '{ podSelector: {} }', { web: true, tool: false }],
    [
      'a namespace selector alone means all its pods',
      '{ namespaceSelector: { matchLabels: { team: ops } } }',
      { web: false, tool: true },
    ],
    ['the empty namespace selector means every pod', '{ namespaceSelector: {} }', { web: true, tool: true }],
    [
      'a namespace always has its name as a label',
      '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }',
      { web: false, tool: true },
    ],
    [
      'in one item both must hold',
      '{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: web } } }',
      { web: false, tool: false },
    ],
    [
      'in two items one is enough',
      '{ namespaceSelector: { matchLabels: { team: ops } } }, { podSelector: { matchLabels: { app: web } } }',
      { web: true, tool: true },
    ],
    ['an ipBlock is never a pod', '{ ipBlock: { cidr: 0.0.0.0/0 } }', { web: false, tool: false }],
  ])('%s', (_, peers, { web, tool }) => {
    const manifests = read(
      WEB,
      API,
      OPS,
      namespace('ops', '{ team: ops }'),
      overApi(`ingress: [{ from: [${peers}] }]`),
    );
    expect(allows(manifests, 'shop/web', 'shop/api', 8080)).toBe(web);
    expect(allows(manifests, 'ops/tool', 'shop/api', 8080)).toBe(tool);
    expect(allows(manifests, 'external:203.0.113.7', 'shop/api', 8080)).toBe(peers.includes('ipBlock'));
  });

  test.each([
    ['10.0.0.0/8', [], '10.1.2.3', true],
    ['10.1.2.3/8', [], '10.9.9.9', true],
    ['10.0.0.0/8', ['10.1.0.0/16'], '10.1.2.3', false],
    ['10.0.0.0/8', ['10.1.0.0/16'], '10.2.2.3', true],
    ['203.0.113.7/32', [], '203.0.113.7', true],
    ['203.0.113.7/32', [], '203.0.113.8', false],
    ['0.0.0.0/0', [], '2001:db8::1', false],
    ['::/0', [], '203.0.113.7', false],
    ['::/0', ['fc00::/7'], '2001:db8::1', true],
    ['::/0', ['fc00::/7'], 'fd00::1', false],
  ])('%s except %j, to %s: %s', (cidr, except, address, allowed) => {
    const block = JSON.stringify({ cidr, except });
    const manifests = read(API, overApi(`policyTypes: [Egress], egress: [{ to: [{ ipBlock: ${block} }] }]`));
    expect(allows(manifests, 'shop/api', `external:${address}`, 443)).toBe(allowed);
  });
});

describe('ports', () => {
  test.each([
    ['null', 4711, 'SCTP', true],
    ['[]', 4711, 'UDP', true],
    ['[{}]', 4711, 'TCP', true],
    ['[{}]', 4711, 'UDP', false],
    ['[{ port: 8080 }]', 8080, 'TCP', true],
    ['[{ port: 8080 }]', 8080, 'UDP', false],
    ['[{ port: 8080 }]', 9090, 'TCP', false],
    ['[{ port: 8080, protocol: UDP }]', 8080, 'UDP', true],
    ['[{ port: 8000, endPort: 8100 }]', 8080, 'TCP', true],
    ['[{ port: 8000, endPort: 8100 }]', 8101, 'TCP', false],
    ['[{ port: http }]', 8080, 'TCP', true],
    ['[{ port: http }]', 9090, 'TCP', false],
    ['[{ port: http, protocol: UDP }]', 8080, 'UDP', false],
    ['[{ port: htpp }]', 8080, 'TCP', false],
  ])('%s, asked for %i %s: %s', (ports, port, protocol, allowed) => {
    expect(webReaches(`ingress: [{ ports: ${ports} }]`, port, protocol)).toBe(allowed);
  });

  test('a name in an egress rule is looked up on the destination; an address has none', () => {
    const own = deployment('shop/web', '{ containerPort: 3000, name: http }');
    const out = policy(
      'shop/out',
      '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] }',
    );
    const manifests = read(own, API, out);
    expect(allows(manifests, 'shop/web', 'shop/api', 8080)).toBe(true);
    expect(allows(manifests, 'shop/web', 'shop/api', 3000)).toBe(false);
    expect(allows(manifests, 'shop/web', 'external:203.0.113.7', 3000)).toBe(false);
  });
});

describe('to itself', () => {
  const closed = policy('shop/closed', '{ podSelector: {} }');

  test('a policy may keep the replicas of a workload apart', () => {
    expect(allows(read(WEB, closed), 'shop/web', 'shop/web', 80)).toBe(false);
  });

  test('a bare Pod always reaches itself', () => {
    const pod = object('v1', 'Pod', 'shop/one', '{ containers: [] }');
    expect(allows(read(pod, closed), 'shop/one', 'shop/one', 80)).toBe(true);
  });
});

test('an end that is nowhere is an error, not a denial', () => {
  expect(() => allows(read(WEB), 'shop/web', 'shop/api', 80)).toThrow('there is no workload shop/api among shop/web');
});

test('labels of the workload itself are not those of its pods', () => {
  const web = `{ apiVersion: apps/v1, kind: Deployment, metadata: { namespace: shop, name: web, labels: { app: web } }, spec: { template: ${template('{ app: other }')} } }`;
  const manifests = read(web, API, overApi('ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }]'));
  expect(allows(manifests, 'shop/web', 'shop/api', 8080)).toBe(false);
});
