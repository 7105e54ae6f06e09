import { adminPolicy, baseline, clusterPolicy, connectivityOf, manifests, namespace, pod, policy } from './manifests';

const PODS = manifests(namespace('shop', '{ team: shop }'), pod('web'), pod('db'));

/** What web may open to db on TCP 80, 443 and 8080, UDP 80. */
function answers(...policies: string[]): string[] {
  const network = connectivityOf(manifests(PODS, ...policies));
  const questions: [number, string][] = [
    [80, 'TCP'],
    [443, 'TCP'],
    [8080, 'TCP'],
    [80, 'UDP'],
  ];
  return questions.map(([port, protocol]) => network.answer('shop/web', 'shop/db', port, protocol));
}

const OPEN = ['allowed', 'allowed', 'allowed', 'allowed'];
const CLOSED = ['denied', 'denied', 'denied', 'denied'];

const everyone = '{ namespaces: {} }';
const at80 = '[{ portNumber: { protocol: TCP, port: 80 } }]';
const rule = (action: string, ports?: string) =>
  `{ action: ${action}, from: [${everyone}]${ports ? `, ports: ${ports}` : ''} }`;
const admin = (name: string, priority: number, ...rules: string[]) =>
  adminPolicy(name, `{ priority: ${priority}, subject: ${everyone}, ingress: [${rules.join()}] }`);
const base = (...rules: string[]) => baseline(`{ subject: ${everyone}, ingress: [${rules.join()}] }`);
const cluster = (name: string, tier: string, priority: number, ...rules: string[]) =>
  clusterPolicy(name, `{ tier: ${tier}, priority: ${priority}, subject: ${everyone}, ingress: [${rules.join()}] }`);

const DENY = policy('deny', '{ podSelector: {} }');
const ALLOW_443 = policy('allow', '{ podSelector: {}, ingress: [{ ports: [{ port: 443 }] }] }');

describe('without admin policies', () => {
  test('everything is allowed to pods that no policy selects', () => {
    expect(answers()).toEqual(OPEN);
    expect(answers(policy('other', '{ podSelector: { matchLabels: { app: api } } }'))).toEqual(OPEN);
  });

  test('nothing is allowed but what some policy allows', () => {
    expect(answers(DENY)).toEqual(CLOSED);
    expect(answers(DENY, ALLOW_443)).toEqual(['denied', 'allowed', 'denied', 'denied']);
  });

  test('both sides must allow it', () => {
    const egress = policy('e', '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 80 }] }] }');
    expect(answers(egress)).toEqual(['allowed', 'denied', 'denied', 'denied']);
    expect(answers(egress, ALLOW_443)).toEqual(CLOSED);
  });
});

describe('admin policies', () => {
  test('come before network policies', () => {
    expect(answers(DENY, admin('a', 1, rule('Allow', at80)))).toEqual(['allowed', 'denied', 'denied', 'denied']);
    expect(answers(admin('a', 1, rule('Deny', at80)))).toEqual(['denied', 'allowed', 'allowed', 'allowed']);
  });

  test('are asked in the order of their priorities, whatever the order in which they stand', () => {
    const policies = [admin('late', 7, rule('Deny')), admin('early', 3, rule('Allow', at80))];
    const expected = ['allowed', 'denied', 'denied', 'denied'];
    expect(answers(...policies)).toEqual(expected);
    expect(answers(...[...policies].reverse())).toEqual(expected);
  });

  test('are asked rule by rule', () => {
    expect(answers(admin('a', 1, rule('Deny', at80), rule('Allow')))).toEqual([
      'denied',
      'allowed',
      'allowed',
      'allowed',
    ]);
    expect(answers(admin('a', 1, rule('Allow'), rule('Deny', at80)))).toEqual(OPEN);
  });

  test('pass on to network policies, past all later admin policies', () => {
    const passing = [admin('pass', 1, rule('Pass', at80)), admin('deny', 2, rule('Deny'))];
    expect(answers(...passing)).toEqual(['allowed', 'denied', 'denied', 'denied']);
    expect(answers(...passing, DENY)).toEqual(CLOSED);
  });

  test('pass on to the baseline where no network policy selects the pods', () => {
    expect(answers(admin('pass', 1, rule('Pass')), base(rule('Deny', at80)))).toEqual([
      'denied',
      'allowed',
      'allowed',
      'allowed',
    ]);
  });

  test('leave it unknown where equal priorities say different things, and only there', () => {
    const policies = [admin('one', 5, rule('Deny', at80)), admin('two', 5, rule('Allow'))];
    expect(answers(...policies)).toEqual(['unknown', 'allowed', 'allowed', 'allowed']);
    expect(answers(admin('one', 5, rule('Deny')), admin('two', 5, rule('Deny', at80)))).toEqual(CLOSED);
  });

  test('are decided before equal priorities that come later', () => {
    const equals = [admin('one', 5, rule('Deny')), admin('two', 5, rule('Allow'))];
    expect(answers(...equals, admin('first', 4, rule('Allow')))).toEqual(OPEN);
  });

  test('isolate nothing by themselves', () => {
    expect(answers(admin('a', 1))).toEqual(OPEN);
    expect(answers(admin('a', 1, rule('Allow', at80)))).toEqual(OPEN);
  });

  test('open one side only', () => {
    const egress = policy('e', '{ podSelector: {}, policyTypes: [Egress] }');
    expect(answers(egress, admin('a', 1, rule('Allow')))).toEqual(CLOSED);
  });
});

describe('the baseline', () => {
  test('decides where nobody else does', () => {
    expect(answers(base(rule('Deny')))).toEqual(CLOSED);
    expect(answers(base(rule('Allow', at80), rule('Deny')))).toEqual(['allowed', 'denied', 'denied', 'denied']);
  });

  test('is never asked about pods that a network policy selects', () => {
    expect(answers(base(rule('Deny')), ALLOW_443)).toEqual(['denied', 'allowed', 'denied', 'denied']);
    expect(answers(base(rule('Allow')), DENY)).toEqual(CLOSED);
  });

  test('comes after admin policies', () => {
    expect(answers(base(rule('Deny')), admin('a', 1, rule('Allow', at80)))).toEqual([
      'allowed',
      'denied',
      'denied',
      'denied',
    ]);
  });

  test('may be many objects in the order of their priorities', () => {
    const objects = [cluster('late', 'Baseline', 2, rule('Deny')), cluster('early', 'Baseline', 1, rule('Accept'))];
    expect(answers(...objects)).toEqual(OPEN);
  });

  test('lists what it accepts', () => {
    const network = connectivityOf(manifests(PODS, cluster('a', 'Baseline', 1, rule('Accept'))));
    expect(network.list({ focus: 'shop/web', direction: 'egress' }).connections.map((e) => e.destination.name)).toEqual(
      ['shop/db', 'external:0.0.0.0/0, ::/0'],
    );
  });
});

describe('named ports', () => {
  const named = (name: string, protocol = 'TCP') =>
    policy('named', `{ podSelector: {}, ingress: [{ ports: [{ port: ${name}, protocol: ${protocol} }] }] }`);

  test('are those of the destination', () => {
    expect(answers(named('http'))).toEqual(['denied', 'denied', 'allowed', 'denied']);
  });

  test('open nothing where the pods lack the name, or have it with another protocol', () => {
    expect(answers(named('https'))).toEqual(CLOSED);
    expect(answers(named('http', 'UDP'))).toEqual(CLOSED);
  });

  test('are resolved on the way out as well, at the destination', () => {
    const egress = policy('e', '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] }');
    const network = connectivityOf(manifests(PODS, egress));
    expect(network.answer('shop/web', 'shop/db', 8080)).toBe('allowed');
    expect(network.answer('shop/web', '203.0.113.7', 8080)).toBe('denied');
  });

  test('of an admin policy have no protocol', () => {
    expect(answers(admin('a', 1, rule('Deny', '[{ namedPort: http }]')))).toEqual([
      'allowed',
      'allowed',
      'denied',
      'allowed',
    ]);
  });
});
