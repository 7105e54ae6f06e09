import { factsOf, opaqueIn, problemsOf } from '../reading';

function policy(spec: string, top = ''): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: api, namespace: shop}\nspec: ${spec}\n${top}`;
}

/** The one policy with this spec. */
function policyOf(spec: string): any {
  return factsOf(policy(spec)).policies[0];
}

/** The rules of a policy for incoming connections, without their paths. */
function ingressOf(rule: string): any {
  return policyOf(`{podSelector: {}, ingress: [${rule}]}`).ingress[0];
}

describe('what it isolates', () => {
  test.each<[string, boolean, boolean]>([
    ['{podSelector: {}}', true, false],
    ['{podSelector: {}, policyTypes: []}', true, false],
    ['{podSelector: {}, policyTypes: null, egress: []}', true, false],
    ['{podSelector: {}, egress: [{}]}', true, true],
    ['{podSelector: {}, policyTypes: [Egress]}', false, true],
    ['{podSelector: {}, policyTypes: [Ingress], egress: [{}]}', true, false],
    ['{podSelector: {}, policyTypes: [Egress, Ingress]}', true, true],
    ['', true, false],
  ])('%s', (spec, isolatesIngress, isolatesEgress) => {
    expect(policyOf(spec)).toMatchObject({ isolatesIngress, isolatesEgress });
  });

  test('rules of the other direction are ignored', () => {
    expect(policyOf('{podSelector: {}, policyTypes: [Egress], ingress: [{}]}').ingress).toEqual([]);
    expect(policyOf('{podSelector: {}, policyTypes: [Ingress], egress: [{}]}').egress).toEqual([]);
  });
});

describe('whom it selects', () => {
  test.each<[string, string]>([
    ['{}', '*'],
    ['{podSelector: null}', '*'],
    ['{podSelector: {matchLabels: null}}', '*'],
    ['{podSelector: {matchLabels: {b: w, a: x}}}', 'a=x,b=w'],
    ['{podSelector: {matchExpressions: [{key: a, operator: In, values: [w, x, w]}]}}', 'a in (w, x)'],
    ['{podSelector: {matchExpressions: [{key: a, operator: NotIn, values: [x]}]}}', 'a notin (x)'],
    ['{podSelector: {matchLabels: {b: x}, matchExpressions: [{key: a, operator: Exists}]}}', 'a,b=x'],
    ['{podSelector: {matchExpressions: [{key: a, operator: DoesNotExist, values: []}]}}', '!a'],
    ['{podSelector: {matchLabels: {constructor: toString}}}', 'constructor=toString'],
  ])('%s', (spec, pods) => {
    expect(policyOf(spec).pods).toBe(pods);
  });
});

describe('whom a rule means', () => {
  test.each<[string, unknown]>([
    ['{}', 'everyone'],
    ['{from: []}', 'everyone'],
    ['{from: null}', 'everyone'],
    ['{from: [{podSelector: {}}]}', [{ kind: 'pods', namespaces: 'own', pods: '*' }]],
    ['{from: [{namespaceSelector: {}}]}', [{ kind: 'pods', namespaces: '*', pods: '*' }]],
    [
      '{from: [{namespaceSelector: {matchLabels: {a: b}}, podSelector: {matchLabels: {c: d}}}]}',
      [{ kind: 'pods', namespaces: 'a=b', pods: 'c=d' }],
    ],
    [
      '{from: [{ipBlock: {cidr: 10.0.0.1/8, except: [10.1.0.0/16]}}]}',
      [{ kind: 'block', block: { cidr: '10.0.0.1/8', except: ['10.1.0.0/16'] } }],
    ],
    ['{from: [{ipBlock: {cidr: "2001:db8::/32"}}]}', [{ kind: 'block', block: { cidr: '2001:db8::/32', except: [] } }]],
  ])('%s', (rule, peers) => {
    expect(ingressOf(rule)).toEqual({ path: ['spec', 'ingress', 0], action: 'Allow', peers, ports: 'every port' });
  });
});

describe('which ports a rule means', () => {
  test.each<[string, unknown]>([
    ['[]', 'every port'],
    ['[{}]', [{ protocol: 'TCP', first: 1, last: 65535 }]],
    ['[{protocol: UDP}]', [{ protocol: 'UDP', first: 1, last: 65535 }]],
    ['[{port: 80}]', [{ protocol: 'TCP', first: 80, last: 80 }]],
    ['[{port: 80, endPort: 90, protocol: SCTP}]', [{ protocol: 'SCTP', first: 80, last: 90 }]],
    [
      '[{port: http}, {port: dns, protocol: UDP}]',
      [
        { protocol: 'TCP', name: 'http' },
        { protocol: 'UDP', name: 'dns' },
      ],
    ],
  ])('%s', (ports, facts) => {
    expect(ingressOf(`{ports: ${ports}}`).ports).toEqual(facts);
  });
});

test('rules of egress have their paths, and name whom they lead to', () => {
  expect(policyOf('{podSelector: {}, egress: [{ports: [{port: 53}]}, {to: [{podSelector: {}}]}]}').egress).toEqual([
    {
      path: ['spec', 'egress', 0],
      action: 'Allow',
      peers: 'everyone',
      ports: [{ protocol: 'TCP', first: 53, last: 53 }],
    },
    {
      path: ['spec', 'egress', 1],
      action: 'Allow',
      peers: [{ kind: 'pods', namespaces: 'own', pods: '*' }],
      ports: 'every port',
    },
  ]);
});

describe('is not half understood', () => {
  test.each<[string, string, string]>([
    [
      'a peer of nothing',
      '{ingress: [{from: [{}]}]}',
      'spec.ingress[0].from[0]: a peer must have a podSelector, a namespaceSelector or an ipBlock, but got a mapping; add one; for everyone, leave out the list of peers',
    ],
    [
      'a peer of null',
      '{ingress: [{from: [null]}]}',
      'spec.ingress[0].from[0]: a peer must be a mapping, but got nothing; write its fields as "key: value"',
    ],
    [
      'a rule of null',
      '{ingress: [null]}',
      'spec.ingress[0]: an ingress rule must be a mapping, but got nothing; write its fields as "key: value"',
    ],
    [
      'a block beside a selector',
      '{ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]}',
      'spec.ingress[0].from[0]: a peer must have no selectors beside an ipBlock; write two peers',
    ],
    [
      'a range from a name',
      '{ingress: [{ports: [{port: http, endPort: 90}]}]}',
      'spec.ingress[0].ports[0].endPort: endPort must stand beside a port with a number, but got 90; give the first port by its number',
    ],
    [
      'a range from nothing',
      '{ingress: [{ports: [{endPort: 90}]}]}',
      'spec.ingress[0].ports[0].endPort: endPort must stand beside a port with a number, but got 90; give the first port by its number',
    ],
    [
      'a range that ends before it starts',
      '{ingress: [{ports: [{port: 80, endPort: 79}]}]}',
      'spec.ingress[0].ports[0].endPort: endPort must be a whole number from 80 to 65535, but got 79; correct it',
    ],
    [
      'an exception elsewhere',
      '{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [192.0.2.0/24]}}]}]}',
      'spec.ingress[0].from[0].ipBlock.except[0]: an exception must be a smaller network inside 10.0.0.0/8, but got "192.0.2.0/24"; correct it or leave it out',
    ],
    [
      'an exception of everything',
      '{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]}]}',
      'spec.ingress[0].from[0].ipBlock.except[0]: an exception must be a smaller network inside 10.0.0.0/8, but got "10.0.0.0/8"; correct it or leave it out',
    ],
    [
      'leading zeros',
      '{ingress: [{from: [{ipBlock: {cidr: 010.0.0.0/8}}]}]}',
      'spec.ingress[0].from[0].ipBlock.cidr: a CIDR must be an IPv4 address in four decimal parts or an IPv6 address in groups, "/" and a prefix length, but got "010.0.0.0/8"; write it as in 10.0.0.0/8 or 2001:db8::/32',
    ],
    [
      'IPv4 inside IPv6',
      '{ingress: [{from: [{ipBlock: {cidr: "::ffff:10.0.0.0/104"}}]}]}',
      'spec.ingress[0].from[0].ipBlock.cidr: a CIDR must not be an IPv4 network inside IPv6, but got "::ffff:10.0.0.0/104"; write the IPv4 network, starting with 10.0.0.0',
    ],
    [
      'In without values',
      '{podSelector: {matchExpressions: [{key: a, operator: In}]}}',
      'spec.podSelector.matchExpressions[0].values: In must have values, but got nothing; list at least one',
    ],
    [
      'Exists with values',
      '{podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}',
      'spec.podSelector.matchExpressions[0].values: Exists must have no values, but got a list; leave them out, or write In',
    ],
    [
      'an operator that there is not',
      '{podSelector: {matchExpressions: [{key: a, operator: in, values: [b]}]}}',
      'spec.podSelector.matchExpressions[0].operator: the operator of a match expression must be In, NotIn, Exists or DoesNotExist, but got "in"; correct it; case counts',
    ],
    [
      'a label that is a boolean',
      '{podSelector: {matchLabels: {a: yes}}}',
      'spec.podSelector.matchLabels.a: the label a must be empty or at most 63 letters, digits, "-", "_" and ".", the first and the last of them a letter or digit, but got true; write it as the text "true"',
    ],
    [
      'a typo',
      '{podSelctor: {}}',
      'spec.podSelctor: the spec of a NetworkPolicy must have no fields but podSelector, policyTypes, ingress, egress, but got "podSelctor"; correct it',
    ],
    [
      'a typo in a rule',
      '{ingress: [{form: []}]}',
      'spec.ingress[0].form: an ingress rule must have no fields but from, ports, but got "form"; correct it',
    ],
    [
      'a policy type that there is not',
      '{policyTypes: [ingress]}',
      'spec.policyTypes[0]: a policy type must be Ingress or Egress, but got "ingress"; correct it; case counts',
    ],
    [
      'three policy types',
      '{policyTypes: [Ingress, Egress, Ingress]}',
      'spec.policyTypes: policyTypes must be at most two; leave out what stands there twice',
    ],
    [
      'a protocol that there is not',
      '{ingress: [{ports: [{protocol: ICMP}]}]}',
      'spec.ingress[0].ports[0].protocol: a protocol must be TCP, UDP or SCTP, but got "ICMP"; correct it; case counts',
    ],
    [
      'rules that are no list',
      '{ingress: {}}',
      'spec.ingress: ingress must be a list, but got a mapping; put each item on a line of its own, after "- "',
    ],
    ['a spec that is a text', 'all', 'spec: spec must be a mapping, but got "all"; write its fields as "key: value"'],
  ])('%s', (_name, spec, problem) => {
    const problems = problemsOf(policy(spec));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(opaqueIn(policy(spec))).toEqual(['NetworkPolicy shop/api in shop: it could not be read']);
  });

  test('a field beside the spec', () => {
    expect(problemsOf(policy('{}', 'ingress: []\n'))).toEqual([
      '5 ingress: a NetworkPolicy must have no fields but apiVersion, kind, metadata, spec, status, but got "ingress"; correct it',
    ]);
  });

  test('in an older version', () => {
    const text = policy('{}').replace('networking.k8s.io/v1', 'extensions/v1beta1');
    expect(problemsOf(text)).toEqual([
      '1 apiVersion: the apiVersion of a NetworkPolicy must be networking.k8s.io/v1, but got "extensions/v1beta1"; write networking.k8s.io/v1',
    ]);
    expect(opaqueIn(text)).toEqual(['NetworkPolicy shop/api in shop: it could not be read']);
  });

  test('without a name, or in a namespace that is none', () => {
    expect(opaqueIn(policy('{}').replace('name: api', 'nam: api'))).toEqual([
      'NetworkPolicy shop/ in shop: it could not be read',
    ]);
    expect(opaqueIn(policy('{}').replace('shop', '[]'))).toEqual(['NetworkPolicy api in all: it could not be read']);
  });

  test('in a document that can not be parsed', () => {
    expect(opaqueIn(`${policy('{}')}\t- x\n`)).toEqual(['NetworkPolicy in document 1 in all: it could not be read']);
  });
});
