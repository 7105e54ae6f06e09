import { factsOf, opaqueIn, problemsOf } from '../reading';

function policy(kind: string, spec: string, version = 'v1alpha1', name = 'default'): string {
  return `apiVersion: policy.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
}

test('an AdminNetworkPolicy with all that it can say', () => {
  const spec = `
  priority: 10
  subject: {pods: {namespaceSelector: {matchLabels: {a: b}}, podSelector: {}}}
  ingress:
    - {name: first, action: Deny, from: [{namespaces: {}}]}
  egress:
    - action: Pass
      to:
        - {pods: {namespaceSelector: {}, podSelector: {matchLabels: {c: d}}}}
        - {nodes: {matchLabels: {e: f}}}
        - {networks: [10.0.0.0/8, "fd00::/8"]}
      ports:
        - {portNumber: {protocol: UDP, port: 53}}
        - {portRange: {start: 80, end: 90}}
        - {namedPort: http}
    - {action: Allow, to: [{domainNames: ["*.example.com"]}, {someday: {}}, {}]}`;
  expect(factsOf(policy('AdminNetworkPolicy', spec))).toEqual({
    adminPolicies: [
      {
        object: 'AdminNetworkPolicy default',
        tier: 'Admin',
        priority: 10,
        subject: { namespaces: 'a=b', pods: '*' },
        isClusterNetworkPolicy: false,
        ingress: [
          {
            path: ['spec', 'ingress', 0],
            name: 'first',
            action: 'Deny',
            peers: [{ kind: 'pods', namespaces: '*', pods: '*' }],
            ports: 'every port',
          },
        ],
        egress: [
          {
            path: ['spec', 'egress', 0],
            action: 'Pass',
            peers: [
              { kind: 'pods', namespaces: '*', pods: 'c=d' },
              { kind: 'nodes', nodes: 'e=f' },
              { kind: 'block', block: { cidr: '10.0.0.0/8', except: [] } },
              { kind: 'block', block: { cidr: 'fd00::/8', except: [] } },
            ],
            ports: [
              { protocol: 'UDP', first: 53, last: 53 },
              { protocol: 'TCP', first: 80, last: 90 },
              { protocol: 'any', name: 'http' },
            ],
          },
          {
            path: ['spec', 'egress', 1],
            action: 'Allow',
            peers: [
              { kind: 'domains', names: ['*.example.com'] },
              { kind: 'unknown', fields: ['someday'] },
              { kind: 'unknown', fields: [] },
            ],
            ports: 'every port',
          },
        ],
      },
    ],
  });
});

test('a BaselineAdminNetworkPolicy has no priority, and can not pass on', () => {
  const spec = '{subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}';
  expect(factsOf(policy('BaselineAdminNetworkPolicy', spec)).adminPolicies[0]).toMatchObject({
    tier: 'Baseline',
    priority: 0,
    subject: { namespaces: '*', pods: '*' },
  });
  expect(problemsOf(policy('BaselineAdminNetworkPolicy', spec.replace('Deny', 'Pass')))).toEqual([
    '4 spec.ingress[0].action: an action must be Allow or Deny, but got "Pass"; correct it; case counts',
  ]);
  expect(problemsOf(policy('BaselineAdminNetworkPolicy', spec, 'v1alpha1', 'other'))).toEqual([
    '3 metadata.name: the one BaselineAdminNetworkPolicy must be named "default", but got "other"; merge it into that one',
  ]);
});

test('a ClusterNetworkPolicy with all that it can say', () => {
  const spec = `
  tier: Baseline
  priority: 1000
  subject: {namespaces: {matchLabels: {a: b}}}
  egress:
    - action: Accept
      to: [{namespaces: {}}]
      protocols:
        - {tcp: {destinationPort: {number: 80}}}
        - {udp: {destinationPort: {range: {start: 1, end: 9}}}}
        - {destinationNamedPort: http}`;
  expect(factsOf(policy('ClusterNetworkPolicy', spec, 'v1alpha2'))).toEqual({
    adminPolicies: [
      {
        object: 'ClusterNetworkPolicy default',
        tier: 'Baseline',
        priority: 1000,
        subject: { namespaces: 'a=b', pods: '*' },
        isClusterNetworkPolicy: true,
        ingress: [],
        egress: [
          {
            path: ['spec', 'egress', 0],
            action: 'Allow',
            peers: [{ kind: 'pods', namespaces: '*', pods: '*' }],
            ports: [
              { protocol: 'TCP', first: 80, last: 80 },
              { protocol: 'UDP', first: 1, last: 9 },
              { protocol: 'any', name: 'http' },
            ],
          },
        ],
      },
    ],
  });
});

describe('is not half understood', () => {
  const rule = (more: string) => `{priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, ${more}}]}`;

  test.each<[string, string, string]>([
    [
      'no priority',
      '{subject: {namespaces: {}}}',
      '4 spec.priority: the priority of an AdminNetworkPolicy must be a whole number from 0 to 1000, but got nothing; correct it',
    ],
    [
      'no subject',
      '{priority: 1}',
      '4 spec.subject: the subject of a policy must be a mapping, but got nothing; write its fields as "key: value"',
    ],
    [
      'two subjects',
      '{priority: 1, subject: {namespaces: {}, pods: {}}}',
      '4 spec.subject: the subject of a policy must have exactly one of namespaces, pods, but got a mapping; write one, and leave out the rest',
    ],
    [
      'no peers',
      rule('to: []'),
      '4 spec.egress[0].to: a rule of an admin policy must have peers in "to", but got an empty list; name who is meant',
    ],
    [
      'two kinds of peers in one',
      rule('to: [{namespaces: {}, nodes: {}}]'),
      '4 spec.egress[0].to[0]: a peer must have exactly one of namespaces, pods, nodes, networks, domainNames, but got a mapping; write one, and leave out the rest',
    ],
    [
      'names that are denied',
      rule('to: [{domainNames: [example.com]}]'),
      '4 spec.egress[0].to[0].domainNames: domainNames must stand in rules that allow only, but got Deny; deny networks instead',
    ],
    [
      'two kinds of ports in one',
      rule('to: [{namespaces: {}}], ports: [{namedPort: a, portNumber: {port: 1}}]'),
      '4 spec.egress[0].ports[0]: a port of a policy must have exactly one of portNumber, portRange, namedPort, but got a mapping; write one, and leave out the rest',
    ],
  ])('%s', (_name, spec, problem) => {
    expect(problemsOf(policy('AdminNetworkPolicy', spec))).toContain(problem);
    expect(opaqueIn(policy('AdminNetworkPolicy', spec))).toEqual([
      'AdminNetworkPolicy default in all: it could not be read',
    ]);
  });

  test('more rules than there may be', () => {
    const rules = Array(101).fill('{action: Deny, from: [{namespaces: {}}]}').join(', ');
    const text = policy('AdminNetworkPolicy', `{priority: 1, subject: {namespaces: {}}, ingress: [${rules}]}`);
    expect(problemsOf(text)).toEqual([
      '4 spec.ingress: there must be at most 100 ingress rules, but got 101; use two policies',
    ]);
  });

  test('a protocol of a ClusterNetworkPolicy without its port', () => {
    const rule = '{action: Deny, from: [{namespaces: {}}], protocols: [{tcp: {}}, {}]}';
    const spec = `{tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [${rule}]}`;
    expect(problemsOf(policy('ClusterNetworkPolicy', spec, 'v1alpha2'))).toEqual([
      '4 spec.ingress[0].protocols[0].tcp.destinationPort: a destinationPort must be a mapping, but got nothing; write its fields as "key: value"',
      '4 spec.ingress[0].protocols[0].tcp.destinationPort.number: a port number must be a whole number from 1 to 65535, but got nothing; correct it',
      '4 spec.ingress[0].protocols[1]: a protocol of a policy must have exactly one of tcp, udp, sctp, destinationNamedPort, but got a mapping; write one, and leave out the rest',
    ]);
  });

  test('in a version that is not known', () => {
    const text = policy('ClusterNetworkPolicy', '{}', 'v1beta1');
    expect(problemsOf(text)).toEqual([]);
    expect(opaqueIn(text)).toEqual([
      'ClusterNetworkPolicy default in all: policy.networking.k8s.io/v1beta1 is not analysed',
    ]);
  });
});
