import { API, OPS, overApi, WEB, webReaches } from './policy-sample';
import { allows } from './reachability';
import { object, policy, read } from './sample';

describe('which pods a policy isolates, and in which direction', () => {
  test('none: everyone reaches everyone, on any port', () => {
    expect(allows(read(WEB, API), 'shop/web', 'shop/api', 4711, 'UDP')).toBe(true);
  });

  test('without policyTypes: ingress', () => {
    const manifests = read(WEB, API, overApi('egress: []'));
    expect(allows(manifests, 'shop/web', 'shop/api', 8080)).toBe(false);
    expect(allows(manifests, 'shop/api', 'shop/web', 80)).toBe(true);
  });

  test('without policyTypes but with an egress rule: both', () => {
    const manifests = read(WEB, API, overApi('egress: [{ ports: [{ port: 53 }] }]'));
    expect(allows(manifests, 'shop/web', 'shop/api', 8080)).toBe(false);
    expect(allows(manifests, 'shop/api', 'shop/web', 80)).toBe(false);
    expect(allows(manifests, 'shop/api', 'shop/web', 53)).toBe(true);
  });

  test('rules of a direction that policyTypes leaves out are ignored', () => {
    const manifests = read(WEB, API, overApi('policyTypes: [Egress], ingress: [], egress: [{}]'));
    expect(allows(manifests, 'shop/web', 'shop/api', 8080)).toBe(true);
    expect(allows(manifests, 'shop/api', 'shop/web', 80)).toBe(true);
  });

  test.each(['{}', 'null', '{ matchLabels: null }'])(
    'the selector %s selects every pod of its namespace',
    (selector) => {
      const manifests = read(WEB, API, OPS, policy('shop/closed', `{ podSelector: ${selector} }`));
      expect(allows(manifests, 'ops/tool', 'shop/web', 80)).toBe(false);
      expect(allows(manifests, 'shop/web', 'ops/tool', 80)).toBe(true);
    },
  );

  test('a policy of another namespace isolates nothing here', () => {
    const manifests = read(WEB, API, OPS, policy('ops/closed', '{ podSelector: {} }'));
    expect(allows(manifests, 'ops/tool', 'shop/web', 80)).toBe(true);
  });

  test('rules of several policies add up', () => {
    const open = policy('shop/open', '{ podSelector: {}, ingress: [{}] }');
    expect(allows(read(WEB, API, overApi('ingress: []'), open), 'shop/web', 'shop/api', 8080)).toBe(true);
  });

  test('both ends must agree', () => {
    const closed = policy('shop/web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }');
    expect(allows(read(WEB, API, overApi('ingress: [{}]'), closed), 'shop/web', 'shop/api', 8080)).toBe(false);
  });

  test('a NetworkPolicy of another API is none', () => {
    const other = object('crd.projectcalico.org/v1', 'NetworkPolicy', 'shop/closed', '{ podSelector: {} }');
    expect(allows(read(WEB, API, other), 'shop/web', 'shop/api', 8080)).toBe(true);
  });

  test('a pod on the network of its node is not governed, and not found by selectors', () => {
    const agent = object('apps/v1', 'DaemonSet', 'shop/agent', '{ template: { spec: { hostNetwork: true } } }');
    const manifests = read(
      agent,
      API,
      policy('shop/own', '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }'),
    );
    expect(allows(manifests, 'external:203.0.113.7', 'shop/agent', 80)).toBe(true);
    expect(allows(manifests, 'shop/agent', 'shop/api', 8080)).toBe(false);
  });
});

describe('match expressions', () => {
  test.each([
    ['{ key: app, operator: In, values: [web, shop] }', true],
    ['{ key: app, operator: In, values: [shop] }', false],
    ['{ key: app, operator: NotIn, values: [shop] }', true],
    ['{ key: app, operator: NotIn, values: [web] }', false],
    ['{ key: tier, operator: NotIn, values: [front] }', true],
    ['{ key: app, operator: Exists }', true],
    ['{ key: tier, operator: Exists }', false],
    ['{ key: tier, operator: DoesNotExist }', true],
    ['{ key: app, operator: DoesNotExist }', false],
    ['{ key: app, operator: Exists }, { key: tier, operator: Exists }', false],
  ])('%s: %s', (expressions, allowed) => {
    expect(webReaches(`ingress: [{ from: [{ podSelector: { matchExpressions: [${expressions}] } }] }]`)).toBe(allowed);
  });

  test('labels and expressions must both hold', () => {
    const both = '{ matchLabels: { app: web }, matchExpressions: [{ key: tier, operator: Exists }] }';
    expect(webReaches(`ingress: [{ from: [{ podSelector: ${both} }] }]`)).toBe(false);
  });
});

describe('throws where the API server would refuse', () => {
  test.each([
    ['ingress: [{ from: [{}] }]', 'a peer that is not either selectors or an ipBlock'],
    [
      'ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }]',
      'a peer that is not either selectors or an ipBlock',
    ],
    [
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/16] } }] }]',
      'the exception 11.0.0.0/16 is no smaller range inside 10.0.0.0/8',
    ],
    [
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/8] } }] }]',
      'the exception 10.0.0.0/8 is no smaller range inside 10.0.0.0/8',
    ],
    ['ingress: [{ ports: [{ port: http, endPort: 90 }] }]', 'refuse the port {"port":"http","endPort":90}'],
    ['ingress: [{ ports: [{ port: 90, endPort: 80 }] }]', 'refuse the port {"port":90,"endPort":80}'],
    ['ingress: [{ ports: [{ port: "80" }] }]', 'refuse the port {"port":"80"}'],
    ['ingress: [{ from: [{ podSelector: { matchLabels: { app: yes } } }] }]', 'refuse the label app: true is no text'],
    [
      'ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In }] } }] }]',
      'refuse the selector app In []',
    ],
    [
      'ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: Is }] } }] }]',
      'refuse the selector operator Is of app',
    ],
  ])('%s', (spec, words) => {
    expect(() => webReaches(spec)).toThrow(words);
    expect(() => webReaches(spec)).toThrow('NetworkPolicy shop/api: ');
  });
});
