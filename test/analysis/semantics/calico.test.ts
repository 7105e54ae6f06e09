import { Connectivity } from '../../../lib/analysis';
import { answers, expectAnswers } from './answers';
import { adminPolicy, baselinePolicy, calico, calicoGlobal, namespace, pod, policy } from './manifests';

const CLUSTER = [
  namespace('shop', '{ team: red }'),
  namespace('ops', '{ team: blue }'),
  pod('shop/api', '{ app: api }', '[{ name: http, containerPort: 8080 }]'),
  pod('shop/web', '{ app: web }'),
  pod('ops/log', '{ app: log }'),
].join('');

const API = `selector: "app == 'api'"`;
const WEB = `source: { selector: "app == 'web'" }`;
const OPEN = policy('shop/open', '{ podSelector: {}, ingress: [{}] }');

/** Policies as `kubectl get -o yaml` tells them of a cluster without Calico's API server. */
function stored(yaml: string): string {
  return yaml.replaceAll('projectcalico.org/v3', 'crd.projectcalico.org/v1');
}

describe('the order', () => {
  test('decides which policy is asked first, whatever the order in which they stand', () => {
    const deny = (order: string) => calico('shop/deny', `{ ${API}${order}, ingress: [{ action: Deny, ${WEB} }] }`);
    const allow = calico('shop/allow', `{ ${API}, order: 500, ingress: [{ action: Allow }] }`);
    expectAnswers(CLUSTER + allow + deny(', order: 100'), {
      'shop/web -> shop/api TCP 80': 'denied',
      'ops/log -> shop/api TCP 80': 'allowed',
    });
    expectAnswers(CLUSTER + allow + deny(', order: 600'), { 'shop/web -> shop/api TCP 80': 'allowed' });
    expectAnswers(CLUSTER + allow + deny(''), { 'shop/web -> shop/api TCP 80': 'allowed' });
  });

  test('of NetworkPolicies is 1000', () => {
    const deny = (order: number) =>
      calico('shop/deny', `{ ${API}, order: ${order}, ingress: [{ action: Deny, ${WEB} }] }`);
    expectAnswers(CLUSTER + OPEN + deny(999), { 'shop/web -> shop/api TCP 80': 'denied' });
    expectAnswers(CLUSTER + OPEN + deny(1001), { 'shop/web -> shop/api TCP 80': 'allowed' });
    // Whether a NetworkPolicy of the same order comes first depends on how Calico calls it.
    expect(answers(CLUSTER + OPEN + deny(1000), { 'shop/web -> shop/api TCP 80': '' })).toEqual({
      'shop/web -> shop/api TCP 80': 'unknown',
    });
  });

  test('among equals goes by the name', () => {
    const allow = (name: string) => calico(`shop/${name}`, `{ ${API}, order: 5, ingress: [{ action: Allow }] }`);
    const deny = calico('shop/m', `{ ${API}, order: 5, ingress: [{ action: Deny }] }`);
    expectAnswers(CLUSTER + deny + allow('a'), { 'shop/web -> shop/api TCP 80': 'allowed' });
    expectAnswers(CLUSTER + allow('z') + deny, { 'shop/web -> shop/api TCP 80': 'denied' });
  });

  test('of a NetworkPolicy and a GlobalNetworkPolicy that are equals is not known', () => {
    const allow = (name: string) =>
      calico(`shop/${name}`, `{ ${API}, order: 5, ingress: [{ action: Allow, ${WEB} }] }`);
    const deny = (name: string) => calicoGlobal(name, `{ ${API}, order: 5, ingress: [{ action: Deny }] }`);
    for (const names of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      expectAnswers(CLUSTER + allow(names[0]) + deny(names[1]), {
        'shop/web -> shop/api TCP 80': 'unknown',
        'ops/log -> shop/api TCP 80': 'denied',
      });
    }
    expectAnswers(CLUSTER + allow('a') + calicoGlobal('b', `{ ${API}, order: 5 }`), {
      'shop/web -> shop/api TCP 80': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
    });
  });

  test('is that of names among those of one namespace, and among those of none, whatever stands beside them', () => {
    const own = (name: string, action: string) =>
      calico(`shop/${name}`, `{ ${API}, ingress: [{ action: ${action}, ${WEB} }] }`);
    const shut = (name: string) => calicoGlobal(name, `{ ${API} }`);
    const table = (answer: string) => ({ 'shop/web -> shop/api TCP 80': answer });
    expectAnswers(CLUSTER + own('b', 'Deny') + shut('c') + own('a', 'Allow'), table('allowed'));
    expectAnswers(CLUSTER + own('b', 'Allow') + shut('c') + own('a', 'Deny'), table('denied'));
    const everywhere = (name: string, action: string) =>
      calicoGlobal(name, `{ ${API}, ingress: [{ action: ${action} }] }`);
    expectAnswers(CLUSTER + everywhere('b', 'Deny') + everywhere('a', 'Allow') + own('c', 'Allow'), table('allowed'));
    expectAnswers(CLUSTER + everywhere('b', 'Deny') + everywhere('a', 'Allow') + own('c', 'Deny'), table('unknown'));
  });

  test('of a policy as it is stored and one as it is served is not known, as their names differ', () => {
    const [a, b] = [
      calico('shop/a', `{ ${API}, types: [Ingress], ingress: [{ action: Allow }] }`),
      calico('shop/b', `{ ${API}, types: [Ingress], ingress: [{ action: Deny }] }`),
    ];
    expectAnswers(CLUSTER + a + b, { 'shop/web -> shop/api TCP 80': 'allowed' });
    expectAnswers(CLUSTER + stored(a) + b, { 'shop/web -> shop/api TCP 80': 'unknown' });
  });

  test('of rules is that in which they stand, and Log decides nothing', () => {
    const rules = (text: string) => CLUSTER + calico('shop/api', `{ ${API}, ingress: [{ action: Log }, ${text}] }`);
    expectAnswers(rules(`{ action: Deny, ${WEB} }, { action: Allow }`), {
      'shop/web -> shop/api TCP 80': 'denied',
      'ops/log -> shop/api TCP 80': 'allowed',
    });
    expectAnswers(rules(`{ action: Allow }, { action: Deny, ${WEB} }`), { 'shop/web -> shop/api TCP 80': 'allowed' });
  });
});

describe('at the end', () => {
  test('what no rule decides is denied to pods that some policy governs in the direction', () => {
    expectAnswers(CLUSTER + calico('shop/api', `{ ${API}, ingress: [{ action: Allow, ${WEB} }] }`), {
      'shop/web -> shop/api TCP 80': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
      'shop/api -> shop/web TCP 80': 'allowed',
      'ops/log -> shop/web TCP 80': 'allowed',
    });
    expectAnswers(CLUSTER + calico('shop/api', `{ ${API} }`), { 'shop/web -> shop/api TCP 80': 'denied' });
  });

  test('without types a policy as it is stored closes both directions, as nobody has put in a default', () => {
    const allow = calico('shop/web', `{ selector: "app == 'web'", ingress: [{ action: Allow }] }`);
    expectAnswers(CLUSTER + allow, { 'shop/web -> shop/api TCP 80': 'allowed' });
    expectAnswers(CLUSTER + stored(allow), {
      'shop/web -> shop/api TCP 80': 'denied',
      'shop/api -> shop/web TCP 80': 'allowed',
    });
  });

  test('what its policies allow adds up with what NetworkPolicies allow', () => {
    const both =
      calico(
        'shop/api',
        `{ ${API}, ingress: [{ action: Allow, protocol: TCP, ${WEB}, destination: { ports: [80] } }] }`,
      ) + policy('shop/two', '{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: 81 }] }] }');
    expectAnswers(CLUSTER + both, {
      'shop/web -> shop/api TCP 80': 'allowed',
      'shop/web -> shop/api TCP 81': 'allowed',
      'shop/web -> shop/api TCP 82': 'denied',
    });
  });

  test('Pass leaves the tier, for the baseline to decide', () => {
    const pass = calico('shop/api', `{ ${API}, order: 1, ingress: [{ action: Pass, ${WEB} }] }`);
    const shut = policy('shop/shut', '{ podSelector: {} }');
    expectAnswers(CLUSTER + pass + shut, {
      'shop/web -> shop/api TCP 80': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
    });
    const baseline = baselinePolicy(
      '{ subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }',
    );
    expectAnswers(CLUSTER + pass + baseline, { 'shop/web -> shop/api TCP 80': 'denied' });
  });

  test('admin policies come before', () => {
    const allow = adminPolicy(
      'a',
      '{ priority: 1, subject: { namespaces: {} }, ingress: [{ action: Allow, from: [{ namespaces: {} }] }] }',
    );
    expectAnswers(CLUSTER + allow + calico('shop/api', `{ ${API}, order: 1, ingress: [{ action: Deny }] }`), {
      'shop/web -> shop/api TCP 80': 'allowed',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
  });
});

describe('selectors', () => {
  const from = (source: string) =>
    CLUSTER + calico('shop/api', `{ ${API}, ingress: [{ action: Allow, source: { ${source} } }] }`);
  const only = (...names: string[]) => ({
    'shop/web -> shop/api TCP 80': names.includes('web') ? 'allowed' : 'denied',
    'ops/log -> shop/api TCP 80': names.includes('log') ? 'allowed' : 'denied',
    '203.0.113.7 -> shop/api TCP 80': names.includes('outside') ? 'allowed' : 'denied',
  });

  test.each<[string, string[]]>([
    ['selector: all()', ['web']],
    [`selector: "app == 'web' || app == 'log'"`, ['web']],
    ['namespaceSelector: all()', ['web', 'log']],
    [`namespaceSelector: "projectcalico.org/name == 'ops'"`, ['log']],
    [`namespaceSelector: "team in {'red', 'blue'}", selector: "!(app == 'web')"`, ['log']],
    [`namespaceSelector: "has(team)", notSelector: "app == 'web'"`, ['log']],
    ['namespaceSelector: global()', []],
    ['selector: "!all()"', []],
    ['', ['web', 'log', 'outside']],
    ['selector: ""', ['web', 'log', 'outside']],
    ['notSelector: ""', ['web', 'log', 'outside']],
    ['selector: all(), namespaceSelector: ""', ['web']],
    ['selector: "", namespaceSelector: all()', ['web', 'log']],
    ['selector: all(), notSelector: ""', ['web']],
    ['nets: [203.0.113.0/24]', ['outside']],
  ])('%s', (source, names) => {
    expectAnswers(from(source), only(...names), { podCidrs: ['10.244.0.0/16'] });
  });

  test('mean sets of addresses by their labels', () => {
    const set = calicoGlobal('office', '{ nets: [203.0.113.0/24] }', 'GlobalNetworkSet', ', labels: { role: office }');
    expectAnswers(from(`selector: "role == 'office'", namespaceSelector: global()`) + set, only('outside'));
    expectAnswers(from(`selector: "role == 'office'"`) + set, only());
    // It has no label of a namespace, and is in all of none.
    const among = (namespaces: string) => `selector: "role == 'office'", namespaceSelector: "${namespaces}"`;
    expectAnswers(from(among('!has(team)')) + set, only('outside'));
    expectAnswers(from(among("projectcalico.org/name != 'shop'")) + set, only('outside'));
    expectAnswers(from(among('!all()')) + set, only('outside'));
    expectAnswers(from(among('all()')) + set, only());
    expectAnswers(from(among('!has(team) && all()')) + set, only());
    expectAnswers(from(among('has(team)')) + set, only());
    const everywhere = calicoGlobal(
      'api',
      `{ ${API}, ingress: [{ action: Allow, source: { selector: "role == 'office'" } }] }`,
    );
    expectAnswers(CLUSTER + everywhere + set, only('outside'));
  });
});

test('a set of addresses has the labels of its namespace as well', () => {
  const set = calico('ops/office', '{ nets: [203.0.113.0/24] }').replace('kind: NetworkPolicy', 'kind: NetworkSet');
  const everywhere = (selector: string) =>
    CLUSTER +
    set +
    calicoGlobal('api', `{ ${API}, ingress: [{ action: Allow, source: { selector: "${selector}" } }] }`);
  const table = (answer: string) => ({ '203.0.113.7 -> shop/api TCP 80': answer });
  expectAnswers(everywhere("projectcalico.org/namespace == 'ops'"), table('allowed'));
  expectAnswers(everywhere("pcns.team == 'blue'"), table('allowed'));
  expectAnswers(everywhere("projectcalico.org/namespace != 'ops'"), table('denied'));
  expectAnswers(everywhere("pcns.team == 'red'"), table('denied'));
});

test('a policy of the cluster governs pods of all namespaces, or of those that it selects', () => {
  const shut = (more: string) => CLUSTER + calicoGlobal('shut', `{ selector: all()${more} }`);
  expectAnswers(shut(''), { 'shop/web -> shop/api TCP 80': 'denied', 'shop/web -> ops/log TCP 80': 'denied' });
  expectAnswers(shut(`, namespaceSelector: "team == 'red'"`), {
    'shop/web -> shop/api TCP 80': 'denied',
    'shop/web -> ops/log TCP 80': 'allowed',
  });
});

test('networks hold pods by their addresses', () => {
  const text =
    CLUSTER +
    calico(
      'shop/api',
      `{ ${API}, ingress: [{ action: Allow, source: { nets: [10.0.0.0/8], notNets: [10.1.0.0/16] } }] }`,
    );
  expectAnswers(text, { 'shop/web -> shop/api TCP 80': 'allowed' }, { podCidrs: ['10.244.0.0/16'] });
  expectAnswers(text, { 'shop/web -> shop/api TCP 80': 'denied' }, { podCidrs: ['10.1.0.0/16'] });
  expectAnswers(text, { 'shop/web -> shop/api TCP 80': 'unknown', '10.1.2.3 -> shop/api TCP 80': 'denied' });
});

test('a rule that leaves out networks of one family is not there for the other', () => {
  const rules = (text: string) => CLUSTER + calico('shop/api', `{ ${API}, ingress: [${text}] }`);
  const source = 'source: { notNets: [10.0.0.0/8] }';
  expectAnswers(rules(`{ action: Allow, ${source} }`), {
    '203.0.113.7 -> shop/api TCP 80': 'allowed',
    '10.1.2.3 -> shop/api TCP 80': 'denied',
    '2001:db8::7 -> shop/api TCP 80': 'denied',
  });
  expectAnswers(rules(`{ action: Deny, ${source} }, { action: Allow }`), {
    '203.0.113.7 -> shop/api TCP 80': 'denied',
    '10.1.2.3 -> shop/api TCP 80': 'allowed',
    '2001:db8::7 -> shop/api TCP 80': 'allowed',
  });
  const both = 'nets: [0.0.0.0/0, "2001:db8::/32"], notNets: [10.0.0.0/8]';
  expectAnswers(rules(`{ action: Allow, source: { ${both} } }`), {
    '203.0.113.7 -> shop/api TCP 80': 'allowed',
    '2001:db8::7 -> shop/api TCP 80': 'denied',
  });
});

test('a staged policy changes nothing', () => {
  const staged = calico('shop/api', `{ ${API}, stagedAction: Set }`).replace('kind: Network', 'kind: StagedNetwork');
  expectAnswers(CLUSTER + staged, { 'shop/web -> shop/api TCP 80': 'allowed' });
});

test('one intent in three dialects comes to the same connections', () => {
  const kubernetes = policy(
    'shop/api',
    '{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }, { namespaceSelector: { matchLabels: { team: blue } } }], ports: [{ port: 8080 }] }] }',
  );
  const cilium = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { namespace: shop, name: api }
spec:
  endpointSelector: { matchLabels: { app: api } }
  ingress:
    - fromEndpoints:
        - { matchLabels: { app: web } }
        - { matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": blue }, matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: Exists }] }
      toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }]
---`;
  const ofCalico = calico(
    'shop/api',
    `{ ${API}, types: [Ingress], ingress: [{ action: Allow, protocol: TCP, source: { selector: "app == 'web'" }, destination: { ports: [8080] } }, { action: Allow, protocol: TCP, source: { namespaceSelector: "team == 'blue'", selector: all() }, destination: { ports: [8080] } }] }`,
  );
  const lists = [kubernetes, cilium, ofCalico].map((text) => {
    const { connections } = Connectivity.ofText([{ name: 'a.yaml', text: CLUSTER + text }]).list();
    return connections.map(({ source, destination, answer, ports }) => [source.name, destination.name, answer, ports]);
  });
  expect(lists[1]).toEqual(lists[0]);
  expect(lists[2]).toEqual(lists[0]);
  expect(lists[0]?.length).toBeGreaterThan(0);
});

describe('why', () => {
  const why = (text: string) => {
    const { legs, remedy } = Connectivity.ofText([{ name: 'a.yaml', text }]).why('shop/web', 'shop/api', {
      port: '80',
    });
    return [...legs.filter(({ leg }) => leg === 'ingress').map((leg) => leg.text), remedy?.split('\n')[0]];
  };

  test('names the rule that denies, and that another may come before it', () => {
    expect(
      why(CLUSTER + OPEN + calico('shop/deny', `{ ${API}, order: 5, ingress: [{ action: Deny, ${WEB} }] }`)),
    ).toEqual([
      'NetworkPolicy shop/deny denies it',
      'let NetworkPolicy shop/deny, spec.ingress[0] (a.yaml:33) not deny it, or put a rule that allows it before it',
    ]);
  });

  test('names the policy that governs, and a NetworkPolicy to add', () => {
    expect(why(CLUSTER + calico('shop/api', `{ ${API} }`))).toEqual([
      'NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 80',
      'add a policy, since those that govern shop/api govern other pods as well:',
    ]);
  });

  test('names the rule that allows', () => {
    expect(why(CLUSTER + calico('shop/api', `{ ${API}, ingress: [{ action: Allow, ${WEB} }] }`))).toEqual([
      'NetworkPolicy shop/api lets shop/web in',
      undefined,
    ]);
  });
});
