import { factsOf, opaqueIn, problemsOf } from '../reading';

function policy(kind: string, spec: string, namespace = 'shop'): string {
  return `apiVersion: security.istio.io/v1\nkind: ${kind}\nmetadata: {name: x, namespace: ${namespace}}\nspec: ${spec}\n`;
}

const SELECTOR = 'selector: {matchLabels: {app: api}}';
const EVERY_TCP = [{ protocol: 'TCP', first: 1, last: 65535 }];

describe('AuthorizationPolicy', () => {
  const rulesOf = (rules: string) =>
    factsOf(policy('AuthorizationPolicy', `{rules: ${rules}}`)).identityPolicies[0].rules;

  test('says whose pods it governs, and whether it refuses whom it doesn’t name', () => {
    expect(factsOf(policy('AuthorizationPolicy', `{${SELECTOR}}`))).toEqual({
      identityPolicies: [
        { object: 'AuthorizationPolicy shop/x', namespaces: 'own', pods: 'app=api', isolates: true, rules: [] },
      ],
    });
    expect(factsOf(policy('AuthorizationPolicy', '{action: DENY, rules: [{}]}', 'istio-system'))).toEqual({
      identityPolicies: [
        {
          object: 'AuthorizationPolicy istio-system/x',
          namespaces: 'all',
          pods: '*',
          isolates: false,
          rules: [{ path: ['spec', 'rules', 0], action: 'Deny', peers: 'everyone', ports: EVERY_TCP }],
        },
      ],
    });
  });

  test('has rules of callers, each of whom passes all tests of a source and all conditions', () => {
    const when = 'when: [{key: source.namespace, notValues: [ops]}]';
    expect(
      rulesOf(`[{from: [{source: {principals: [a], notPrincipals: [b]}}, {source: {namespaces: [c]}}], ${when}}]`),
    ).toEqual([
      {
        path: ['spec', 'rules', 0],
        action: 'Allow',
        peers: [
          {
            kind: 'callers',
            tests: [
              { of: 'principal', values: ['a'], isNegated: false },
              { of: 'principal', values: ['b'], isNegated: true },
              { of: 'namespace', values: ['ops'], isNegated: true },
            ],
          },
          {
            kind: 'callers',
            tests: [
              { of: 'namespace', values: ['c'], isNegated: false },
              { of: 'namespace', values: ['ops'], isNegated: true },
            ],
          },
        ],
        ports: EVERY_TCP,
      },
    ]);
  });

  test('has rules of addresses and ports', () => {
    expect(
      rulesOf(
        '[{from: [{source: {ipBlocks: [10.0.0.0/8], notIpBlocks: [10.0.0.7, "fd00::1"]}}], to: [{operation: {notPorts: ["80"]}}]}]',
      ),
    ).toEqual([
      {
        path: ['spec', 'rules', 0],
        action: 'Allow',
        peers: [
          {
            kind: 'callers',
            tests: [
              { of: 'address', blocks: [{ cidr: '10.0.0.0/8', except: [] }], isNegated: false },
              {
                of: 'address',
                blocks: [
                  { cidr: '10.0.0.7/32', except: [] },
                  { cidr: 'fd00::1/128', except: [] },
                ],
                isNegated: true,
              },
            ],
          },
        ],
        ports: [
          { protocol: 'TCP', first: 1, last: 79 },
          { protocol: 'TCP', first: 81, last: 65535 },
        ],
      },
    ]);
  });

  test('has a rule more for what speaks of requests', () => {
    const operations = 'to: [{operation: {ports: ["80"]}}, {operation: {ports: ["81"], paths: [/a]}}]';
    const parts = rulesOf(`[{${operations}}]`).map((rule: any) => [rule.ports, rule.inPart]);
    expect(parts).toEqual([
      [[{ protocol: 'TCP', first: 80, last: 80 }], undefined],
      [[{ protocol: 'TCP', first: 81, last: 81 }], 'some requests'],
    ]);
  });

  test('with targets is one that waypoints are asked, and no pods', () => {
    const targets = 'targetRefs: [{kind: Service, group: "", name: api}]';
    const facts = (spec: string) => factsOf(policy('AuthorizationPolicy', spec));
    const service = { group: '', kind: 'Service', namespace: 'shop', name: 'api' };
    const object = 'AuthorizationPolicy shop/x';
    expect(facts(`{${targets}}`)).toEqual({
      waypointPolicies: [{ object, targets: [service], isolates: true, rules: [] }],
    });
    const rule = { path: ['spec', 'rules', 0], action: 'Deny', peers: 'everyone', ports: EVERY_TCP };
    const older = 'targetRef: {kind: Gateway, group: gateway.networking.k8s.io, name: edge}';
    const gateway = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop', name: 'edge' };
    expect(facts(`{${older}, action: DENY, rules: [{}]}`)).toEqual({
      waypointPolicies: [{ object, targets: [gateway], isolates: false, rules: [rule] }],
    });
    const doubt = 'somebody else decides, by the action CUSTOM';
    expect(facts(`{${targets}, action: CUSTOM, rules: [{}]}`)).toEqual({
      waypointPolicies: [{ object, targets: [service], isolates: false, rules: [], doubt }],
    });
    expect(facts(`{${targets}, action: AUDIT, rules: [{}]}`)).toEqual({});
  });

  test.each<[string, string[]]>([
    ['{action: AUDIT, rules: [{}]}', []],
    [
      '{action: CUSTOM, rules: [{}]}',
      ['AuthorizationPolicy shop/x in shop, denies: somebody else decides, by the action CUSTOM'],
    ],
  ])('of %s nothing is analysed', (spec, told) => {
    expect(opaqueIn(policy('AuthorizationPolicy', spec))).toEqual(told);
    expect(factsOf(policy('AuthorizationPolicy', spec)).identityPolicies).toBeUndefined();
  });

  test.each<[string, string]>([
    [
      '{action: LATER}',
      '4 spec.action: action must be ALLOW, DENY, AUDIT or CUSTOM, but got "LATER"; correct it; case counts',
    ],
    [
      '{rules: [{to: [{operation: {ports: [http]}}]}]}',
      '4 spec.rules[0].to[0].operation.ports[0]: a port must be a number from 1 to 65535, but got "http"; correct it',
    ],
    [
      '{rules: [{from: [{source: {principal: [a]}}]}]}',
      '4 spec.rules[0].from[0].source.principal: a source must have no fields but principals, notPrincipals, namespaces, notNamespaces, serviceAccounts, notServiceAccounts, ipBlocks, notIpBlocks, requestPrincipals, notRequestPrincipals, remoteIpBlocks, notRemoteIpBlocks, but got "principal"; correct it',
    ],
    [
      '{selector: {matchExpressions: []}}',
      '4 spec.selector.matchExpressions: a selector of Istio must have no fields but matchLabels, but got "matchExpressions"; correct it',
    ],
  ])('%s is wrong, and may say anything', (spec, problem) => {
    expect(problemsOf(policy('AuthorizationPolicy', spec))).toEqual([problem]);
    expect(opaqueIn(policy('AuthorizationPolicy', spec))).toEqual([
      'AuthorizationPolicy shop/x in shop: it could not be read',
    ]);
  });
});

describe('PeerAuthentication', () => {
  test.each<[string, string, { [field: string]: unknown }]>([
    ['shop', '{}', { scope: 'namespace', pods: '*', ports: [] }],
    ['shop', '{mtls: {mode: STRICT}}', { scope: 'namespace', pods: '*', mode: 'strict', ports: [] }],
    ['istio-system', '{mtls: {mode: PERMISSIVE}}', { scope: 'mesh', pods: '*', mode: 'permissive', ports: [] }],
    [
      'shop',
      `{${SELECTOR}, mtls: {mode: UNSET}, portLevelMtls: {80: {mode: DISABLE}, 81: {mode: UNSET}}}`,
      {
        scope: 'pods',
        pods: 'app=api',
        ports: [{ port: 80, mode: 'disabled', path: ['spec', 'portLevelMtls', '80'] }],
      },
    ],
  ])('in %s: %s', (namespace, spec, facts) => {
    expect(factsOf(policy('PeerAuthentication', spec, namespace))).toEqual({
      peerAuthentications: [{ object: `PeerAuthentication ${namespace}/x`, ...facts }],
    });
  });

  test('with a port that is none may say anything', () => {
    const text = policy('PeerAuthentication', `{${SELECTOR}, portLevelMtls: {http: {mode: STRICT}}}`);
    expect(problemsOf(text)).toEqual([
      '4 spec.portLevelMtls.http: a port of portLevelMtls must be a number from 1 to 65535, but got a mapping; correct it',
    ]);
    expect(opaqueIn(text)).toEqual(['PeerAuthentication shop/x in shop: it could not be read']);
  });
});

test('in a version that is not known it may say anything', () => {
  const text = policy('AuthorizationPolicy', '{}').replace('io/v1', 'io/v7');
  expect(problemsOf(text)).toHaveLength(1);
  expect(opaqueIn(text)).toEqual(['AuthorizationPolicy shop/x in shop: it could not be read']);
});
