import { factsOf, opaqueIn, problemsOf } from '../reading';

const RULE = '{fromEntities: [ingress], toPorts: [{ports: [{port: "8080", protocol: TCP}]}]}';
const SELECTOR = 'endpointSelector: {matchLabels: {app: web}}';

function policy(spec: string, more = ''): string {
  return `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {${spec}}\n${more}`;
}

test('that only lets the ingress of Cilium in is a policy for ingress, as a NetworkPolicy is', () => {
  expect(factsOf(policy(`${SELECTOR}, ingress: [${RULE}]`))).toEqual({
    policies: [
      {
        object: 'CiliumNetworkPolicy shop/web',
        pods: 'app=web',
        isolatesIngress: true,
        isolatesEgress: false,
        ingress: [
          {
            path: ['spec', 'ingress', 0],
            action: 'Allow',
            peers: [{ kind: 'entity', entity: 'ingress' }],
            ports: [{ protocol: 'TCP', first: 8080, last: 8080 }],
          },
        ],
        egress: [],
      },
    ],
  });
});

test('may have several rules, lists and ranges of ports, and pods by expressions', () => {
  const spec = `
    endpointSelector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]},
    ingress: [${RULE}, {fromEntities: [ingress], toPorts: [
      {ports: [{port: "30000", endPort: 30009, protocol: TCP}, {port: "53", protocol: UDP}]},
      {ports: [{port: "1", endPort: 65535, protocol: SCTP}]}]}]`;
  const [{ pods, ingress }] = factsOf(policy(spec)).policies;
  expect(pods).toBe('app in (api, web)');
  expect(ingress.map(({ ports }: any) => ports)).toEqual([
    [{ protocol: 'TCP', first: 8080, last: 8080 }],
    [
      { protocol: 'TCP', first: 30000, last: 30009 },
      { protocol: 'UDP', first: 53, last: 53 },
      { protocol: 'SCTP', first: 1, last: 65535 },
    ],
  ]);
});

describe('is not analysed, and no fault, where it says more or else:', () => {
  const port = (text: string) => `${SELECTOR}, ingress: [{fromEntities: [ingress], toPorts: [{ports: [${text}]}]}]`;
  test.each<[string, string]>([
    [
      'other entities',
      `${SELECTOR}, ingress: [{fromEntities: [ingress, world], toPorts: [{ports: [{port: "80", protocol: TCP}]}]}]`,
    ],
    ...['host', 'remote-node', 'kube-apiserver'].map((entity): [string, string] => [
      `the entity ${entity}, whom addresses stand for as well`,
      `${SELECTOR}, ingress: [{fromEntities: [${entity}], toPorts: [{ports: [{port: "80", protocol: TCP}]}]}]`,
    ]),
    ['no entities', `${SELECTOR}, ingress: [{fromEntities: [], toPorts: [{ports: [{port: "80", protocol: TCP}]}]}]`],
    ['every port', `${SELECTOR}, ingress: [{fromEntities: [ingress]}]`],
    ['no port', `${SELECTOR}, ingress: [{fromEntities: [ingress], toPorts: []}]`],
    ['an empty list of ports', port('')],
    [
      'rules for requests',
      `${SELECTOR}, ingress: [{fromEntities: [ingress], toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{}]}}]}]`,
    ],
    [
      'endpoints beside',
      `${SELECTOR}, ingress: [{fromEntities: [ingress], fromEndpoints: [{}], toPorts: [{ports: [{port: "80", protocol: TCP}]}]}]`,
    ],
    ['another rule of its own', `${SELECTOR}, ingress: [${RULE}, {}]`],
    ['an empty rule', `${SELECTOR}, ingress: [{}]`],
    ['no rules', `${SELECTOR}, ingress: []`],
    ['nothing about ingress', SELECTOR],
    ['rules that are none', `${SELECTOR}, ingress: no`],
    ['egress', `${SELECTOR}, ingress: [${RULE}], egress: [{}]`],
    ['what is denied', `${SELECTOR}, ingress: [${RULE}], ingressDeny: [{}]`],
    ['no default deny', `${SELECTOR}, ingress: [${RULE}], enableDefaultDeny: {ingress: false}`],
    ['nodes', `nodeSelector: {}, ingress: [${RULE}]`],
    ['no pods', `ingress: [${RULE}]`],
    ['a label with its source', `endpointSelector: {matchLabels: {"k8s:app": web}}, ingress: [${RULE}]`],
    ['a label of Cilium', `endpointSelector: {matchLabels: {io.kubernetes.pod.namespace: shop}}, ingress: [${RULE}]`],
    [
      'an expression of Cilium',
      `endpointSelector: {matchExpressions: [{key: "reserved:ingress", operator: Exists}]}, ingress: [${RULE}]`,
    ],
    ['an expression that is none', `endpointSelector: {matchExpressions: [app]}, ingress: [${RULE}]`],
    [
      'ports under another name',
      `${SELECTOR}, ingress: [{fromEntities: [ingress], toPorts: [{port: [{port: "80", protocol: TCP}]}]}]`,
    ],
    ['a port by name', port('{port: http, protocol: TCP}')],
    ['the port 0, which is every port', port('{port: "0", protocol: TCP}')],
    ['a port without a protocol', port('{port: "80"}')],
    ['any protocol', port('{port: "80", protocol: ANY}')],
    ['a port that is a number', port('{port: 80, protocol: TCP}')],
    ['too high a port', port('{port: "65536", protocol: TCP}')],
    ['a range that ends before it starts', port('{port: "80", endPort: 79, protocol: TCP}')],
    ['too long a range', port('{port: "80", endPort: 65536, protocol: TCP}')],
    [
      'one port that is understood, and one that is not',
      port('{port: "80", protocol: TCP}, {port: http, protocol: TCP}'),
    ],
  ])('%s', (_, spec) => {
    expect(problemsOf(policy(spec))).toEqual([]);
    expect(opaqueIn(policy(spec))).toEqual([
      'CiliumNetworkPolicy shop/web in shop: CiliumNetworkPolicy is not analysed',
    ]);
    expect(factsOf(policy(spec)).policies).toBeUndefined();
  });

  test('several specs', () => {
    const text = policy(`${SELECTOR}, ingress: [${RULE}]`, `specs: [{${SELECTOR}, ingress: [{}]}]\n`);
    expect(opaqueIn(text)).toEqual(['CiliumNetworkPolicy shop/web in shop: CiliumNetworkPolicy is not analysed']);
  });
});

test('in a version that is not known it is opaque, with its fault', () => {
  const text = policy(`${SELECTOR}, ingress: [${RULE}]`).replace('cilium.io/v2', 'cilium.io/v3');
  expect(problemsOf(text)).toEqual([
    '1 apiVersion: the apiVersion of a CiliumNetworkPolicy must be cilium.io/v2, but got "cilium.io/v3"; write cilium.io/v2',
  ]);
  expect(opaqueIn(text)).toEqual(['CiliumNetworkPolicy shop/web in shop: it could not be read']);
});

test('with a label that Kubernetes refuses it is opaque, with its fault', () => {
  const text = policy(`endpointSelector: {matchLabels: {app: "not a label"}}, ingress: [${RULE}]`);
  expect(problemsOf(text)).toHaveLength(1);
  expect(opaqueIn(text)).toEqual(['CiliumNetworkPolicy shop/web in shop: it could not be read']);
});
