import { factsOf, opaqueIn, problemsOf } from '../reading';

const RULE = '{fromEntities: [ingress], toPorts: [{ports: [{port: "8080", protocol: TCP}]}]}';
const SELECTOR = 'endpointSelector: {matchLabels: {app: web}}';

function policy(spec: string, more = ''): string {
  return `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {${spec}}\n${more}`;
}

function clusterwide(spec: string): string {
  return `apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: web}\nspec: {${spec}}\n`;
}

/** The one policy of a text. */
function only(text: string): any {
  const { pluginPolicies } = factsOf(text);
  expect(pluginPolicies).toHaveLength(1);
  return pluginPolicies[0];
}

function peers(side: 'ingress' | 'egress', rule: string): any {
  return only(policy(`${SELECTOR}, ${side}: [{${rule}}]`))[side][0].peers;
}

test('is a policy among the NetworkPolicies, whose rules allow', () => {
  expect(factsOf(policy(`${SELECTOR}, ingress: [${RULE}]`))).toEqual({
    pluginPolicies: [
      {
        object: 'CiliumNetworkPolicy shop/web',
        plugin: 'cilium',
        path: ['spec'],
        subjects: [{ namespaces: 'own', pods: 'app=web' }],
        leavesOutNodes: true,
        order: 1000,
        isOrderedByName: false,
        isolatesIngress: true,
        isolatesEgress: false,
        ingress: [
          {
            path: ['spec', 'ingress', 0],
            action: 'Allow',
            peers: [{ kind: 'entities', entities: ['ingress'] }],
            ports: [{ protocol: 'TCP', first: 8080, last: 8080 }],
          },
        ],
        egress: [],
      },
    ],
  });
});

test('of the cluster it is for the pods of all namespaces, or of those that it names', () => {
  expect(only(clusterwide(`${SELECTOR}, ingress: [{}]`)).subjects).toEqual([{ namespaces: '*', pods: 'app=web' }]);
  const named =
    'endpointSelector: {matchExpressions: [{key: k8s:io.kubernetes.pod.namespace, operator: NotIn, values: [ops]}]}';
  expect(only(clusterwide(`${named}, ingress: [{}]`)).subjects).toEqual([
    { namespaces: 'kubernetes.io/metadata.name notin (ops)', pods: '*' },
  ]);
});

test('may have several specs, each of which is a policy', () => {
  const { pluginPolicies } = factsOf(
    policy(`${SELECTOR}, ingress: [${RULE}]`, `specs: [{${SELECTOR}, egress: [{}]}]\n`),
  );
  expect(pluginPolicies.map(({ path }: any) => path)).toEqual([['spec'], ['specs', 0]]);
});

test('what it denies comes first of all, and isolates by what it allows or doesn’t', () => {
  const { pluginPolicies } = factsOf(policy(`${SELECTOR}, ingressDeny: [{fromEntities: [world]}]`));
  expect(pluginPolicies).toMatchObject([
    { order: Number.NEGATIVE_INFINITY, isolatesIngress: false, ingress: [{ action: 'Deny' }] },
    { order: 1000, isolatesIngress: true, ingress: [] },
  ]);
});

test('isolates where it has rules, unless it says otherwise', () => {
  const isolated = (spec: string) => {
    const { isolatesIngress, isolatesEgress } = only(policy(`${SELECTOR}, ${spec}`));
    return [isolatesIngress, isolatesEgress];
  };
  expect(isolated('ingress: [{}]')).toEqual([true, false]);
  expect(isolated('egress: [{}], ingress: []')).toEqual([false, true]);
  expect(isolated('ingress: [{}], enableDefaultDeny: {ingress: false}')).toEqual([false, false]);
  expect(isolated('enableDefaultDeny: {egress: true}')).toEqual([false, true]);
});

test('has labels with their source in front, or without', () => {
  const selector = 'endpointSelector: {matchLabels: {"k8s:app": web, "any:tier": front, plain: "1"}}';
  expect(only(policy(`${selector}, ingress: [{}]`)).subjects[0].pods).toBe('app=web,plain=1,tier=front');
});

describe('its peers are', () => {
  test('pods of its own namespace', () => {
    expect(peers('ingress', 'fromEndpoints: [{}, {matchLabels: {app: web}}]')).toEqual([
      { kind: 'pods', namespaces: 'own', pods: '*' },
      { kind: 'pods', namespaces: 'own', pods: 'app=web' },
    ]);
  });

  test('pods of a namespace by its name, and of namespaces by labels', () => {
    const byName = '{matchLabels: {"k8s:io.kubernetes.pod.namespace": ops, app: log}}';
    const byLabel =
      '{matchLabels: {"k8s:io.cilium.k8s.namespace.labels.team": red}, matchExpressions: [{key: "k8s:io.kubernetes.pod.namespace", operator: Exists}]}';
    expect(peers('egress', `toEndpoints: [${byName}, ${byLabel}]`)).toEqual([
      { kind: 'pods', namespaces: 'kubernetes.io/metadata.name=ops', pods: 'app=log' },
      { kind: 'pods', namespaces: 'team=red', pods: '*' },
    ]);
  });

  test('networks, which hold neither pods nor nodes', () => {
    expect(peers('ingress', 'fromCIDR: [192.0.2.1, "2001:db8::/32"]')).toEqual([
      { kind: 'block', block: { cidr: '192.0.2.1', except: [] }, holds: 'outside' },
      { kind: 'block', block: { cidr: '2001:db8::/32', except: [] }, holds: 'outside' },
    ]);
    expect(peers('egress', 'toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}]')).toEqual([
      { kind: 'block', block: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, holds: 'outside' },
    ]);
  });

  test('entities, of which some are everyone or networks', () => {
    expect(peers('ingress', 'fromEntities: [host, all]')).toBe('everyone');
    expect(peers('ingress', 'fromEntities: [none]')).toEqual([]);
    expect(peers('ingress', 'fromEntities: [remote-node, world, host]')).toEqual([
      { kind: 'entities', entities: ['host', 'remote-node'] },
      { kind: 'block', block: { cidr: '0.0.0.0/0', except: [] }, holds: 'outside' },
      { kind: 'block', block: { cidr: '::/0', except: [] }, holds: 'outside' },
    ]);
  });

  test('names outside', () => {
    expect(peers('egress', 'toFQDNs: [{matchName: example.com}, {matchPattern: "*.example.org"}]')).toEqual([
      { kind: 'domains', names: ['example.com', '*.example.org'] },
    ]);
  });

  test('everyone, where a rule says ports only; nobody, where it says nothing', () => {
    expect(peers('ingress', 'toPorts: [{ports: [{port: "80"}]}]')).toBe('everyone');
    expect(only(policy(`${SELECTOR}, ingress: [{}, {toPorts: []}]`)).ingress).toEqual([]);
  });
});

describe('its ports are', () => {
  const ports = (text: string) =>
    only(policy(`${SELECTOR}, ingress: [{fromEntities: [all], toPorts: [{ports: [${text}]}]}]`)).ingress[0].ports;

  test('numbers, ranges and names, of one protocol or of each', () => {
    expect(ports('{port: "80", protocol: TCP}, {port: "30000", endPort: 30009, protocol: UDP}')).toEqual([
      { protocol: 'TCP', first: 80, last: 80 },
      { protocol: 'UDP', first: 30000, last: 30009 },
    ]);
    expect(ports('{port: http}, {port: dns, protocol: UDP}')).toEqual([
      { protocol: 'any', name: 'http' },
      { protocol: 'UDP', name: 'dns' },
    ]);
    expect(ports('{port: "80", protocol: ANY}').map(({ protocol }: any) => protocol)).toEqual(['TCP', 'UDP', 'SCTP']);
  });

  test('all of them where the number is 0', () => {
    expect(ports('{port: "0", protocol: TCP}')).toEqual([{ protocol: 'TCP', first: 1, last: 65535 }]);
  });
});

describe('rules for requests', () => {
  const rules = (list: string) =>
    only(policy(`${SELECTOR}, egress: [{toEntities: [all], toPorts: [{ports: [{port: "53"}], ${list}}]}]`)).egress.map(
      ({ inPart }: any) => inPart,
    );

  test.each([['rules: {dns: [{matchPattern: "*"}]}'], ['rules: {http: [{}]}'], ['rules: {}'], ['rules: {http: []}']])(
    '%s narrow nothing',
    (list) => {
      expect(rules(list)).toEqual([undefined]);
    },
  );

  test.each([
    ['rules: {dns: [{matchName: example.com}]}', 'some names in DNS'],
    ['rules: {http: [{method: GET}]}', 'some HTTP requests'],
    ['rules: {kafka: [{topic: a}]}', 'some requests'],
    ['rules: {l7proto: cassandra}', 'some requests'],
    ['serverNames: [example.com]', 'some names of servers'],
  ])('%s leave only some of the connections', (list, what) => {
    expect(rules(list)).toEqual([what]);
  });

  test('make a rule of their own beside ports without them', () => {
    const text = `${SELECTOR}, ingress: [{toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{path: /a}]}}, {ports: [{port: "81", protocol: TCP}]}]}]`;
    expect(only(policy(text)).ingress).toMatchObject([
      { inPart: 'some HTTP requests', ports: [{ first: 80 }] },
      { ports: [{ first: 81 }] },
    ]);
  });

  test('and callers that must prove who they are, are some only', () => {
    const text = `${SELECTOR}, ingress: [{fromEndpoints: [{}], authentication: {mode: required}}]`;
    expect(only(policy(text)).ingress).toMatchObject([
      { inPart: 'callers that prove who they are', ports: 'every port' },
    ]);
  });
});

test('a rule about ICMP is about no port', () => {
  expect(only(policy(`${SELECTOR}, ingress: [{icmps: [{fields: [{type: 8}]}]}]`))).toMatchObject({
    isolatesIngress: true,
    ingress: [],
  });
});

describe('is not analysed, and no fault, where it says', () => {
  const port = (text: string) => `${SELECTOR}, ingress: [{fromEntities: [ingress], toPorts: [{ports: [${text}]}]}]`;
  const PORT = 'spec.ingress[0].toPorts[0].ports[0]';
  const from = (text: string) => `${SELECTOR}, ingress: [{${text}}]`;
  test.each<[string, string, string]>([
    ['an entity that is not known', from('fromEntities: [mars]'), 'spec.ingress[0].fromEntities[0] is not analysed'],
    ['a list of nobody', from('fromEntities: []'), 'spec.ingress[0].fromEntities is empty'],
    ['an empty list of ports', port(''), 'spec.ingress[0].toPorts[0] names no ports'],
    ['nodes by labels', from('fromNodes: [{}]'), 'spec.ingress[0].fromNodes is not analysed'],
    ['groups of a cloud', from('fromGroups: [{}]'), 'spec.ingress[0].fromGroups is not analysed'],
    ['requirements', from('fromRequires: [{}]'), 'spec.ingress[0].fromRequires is not analysed'],
    ['Services', `${SELECTOR}, egress: [{toServices: [{}]}]`, 'spec.egress[0].toServices is not analysed'],
    [
      'sets of networks by name',
      from('fromCIDRSet: [{cidrGroupRef: a}]'),
      'spec.ingress[0].fromCIDRSet[0].cidrGroupRef is not analysed',
    ],
    ['what is no network', from('fromCIDR: [a]'), 'spec.ingress[0].fromCIDR[0] is not analysed'],
    [
      'peers of two sorts',
      from('fromEntities: [all], fromEndpoints: [{}]'),
      'spec.ingress[0] names peers of two sorts, which Cilium refuses',
    ],
    ['rules that are none', `${SELECTOR}, ingress: no`, 'spec.ingress is not analysed'],
    ['nodes as its subject', `nodeSelector: {}, ingress: [${RULE}]`, 'spec.nodeSelector is not analysed'],
    ['no pods', `ingress: [${RULE}]`, 'spec.endpointSelector is not there'],
    [
      'a label of another source',
      `endpointSelector: {matchLabels: {"container:app": web}}`,
      'spec.endpointSelector.matchLabels.container:app is not analysed',
    ],
    [
      'a label that Cilium adds',
      `endpointSelector: {matchLabels: {io.cilium.k8s.policy.serviceaccount: a}}`,
      'spec.endpointSelector.matchLabels.io.cilium.k8s.policy.serviceaccount is not analysed',
    ],
    [
      'pods of another namespace',
      `endpointSelector: {matchLabels: {"k8s:io.kubernetes.pod.namespace": ops}}`,
      'spec.endpointSelector names a namespace',
    ],
    [
      'labels of namespaces without a name',
      from('fromEndpoints: [{matchLabels: {"k8s:io.cilium.k8s.namespace.labels.team": red}}]'),
      "spec.ingress[0].fromEndpoints[0] asks for labels of namespaces and doesn't say io.kubernetes.pod.namespace",
    ],
    [
      'an expression of Cilium',
      `endpointSelector: {matchExpressions: [{key: "reserved:ingress", operator: Exists}]}`,
      'spec.endpointSelector.matchExpressions[0].key is not analysed',
    ],
    [
      'an expression that is none',
      `endpointSelector: {matchExpressions: [app]}`,
      'spec.endpointSelector.matchExpressions[0] is not analysed',
    ],
    ['ports under another name', from('toPorts: [{port: []}]'), 'spec.ingress[0].toPorts[0].port is not analysed'],
    ['a port that is a number', port('{port: 80}'), `${PORT}.port is not analysed`],
    ['too high a port', port('{port: "65536"}'), `${PORT}.port is not analysed`],
    ['a protocol that is not known', port('{port: "80", protocol: VRRP}'), `${PORT}.protocol is not analysed`],
    ['a range that ends before it starts', port('{port: "80", endPort: 79}'), `${PORT}.endPort is not analysed`],
    ['too long a range', port('{port: "80", endPort: 65536}'), `${PORT}.endPort is not analysed`],
    [
      'requests to be denied',
      `${SELECTOR}, ingressDeny: [{toPorts: [{ports: [{port: "80"}], rules: {http: [{method: GET}]}}]}]`,
      'spec.ingressDeny[0].toPorts is not analysed',
    ],
    [
      'a default that is none',
      `${SELECTOR}, enableDefaultDeny: {ingress: 1}`,
      'spec.enableDefaultDeny.ingress is not analysed',
    ],
    ['a field of a later version', `${SELECTOR}, later: 1`, 'spec.later is not analysed'],
  ])('%s', (_, spec, why) => {
    expect(problemsOf(policy(spec))).toEqual([]);
    expect(opaqueIn(policy(spec))).toEqual([`CiliumNetworkPolicy shop/web in shop: ${why}`]);
    expect(factsOf(policy(spec)).pluginPolicies).toBeUndefined();
  });
});

test('where it is of the cluster and not analysed, it may touch all', () => {
  expect(opaqueIn(clusterwide('nodeSelector: {}'))).toEqual([
    'CiliumClusterwideNetworkPolicy web in all: spec.nodeSelector is not analysed',
  ]);
});

test('without a spec it is not analysed', () => {
  expect(opaqueIn(policy('').replace(/spec.*\n/, ''))).toEqual([
    'CiliumNetworkPolicy shop/web in shop: the object has no spec',
  ]);
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
