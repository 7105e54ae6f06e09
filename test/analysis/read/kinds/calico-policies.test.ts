import { factsOf, opaqueIn, problemsOf } from '../reading';

function policy(spec: string, apiVersion = 'projectcalico.org/v3'): string {
  return `apiVersion: ${apiVersion}\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {${spec}}\n`;
}

function global(spec: string): string {
  return `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: web}\nspec: {${spec}}\n`;
}

function only(text: string): any {
  const { pluginPolicies } = factsOf(text);
  expect(pluginPolicies).toHaveLength(1);
  return pluginPolicies[0];
}

const WEB = `selector: "app == 'web'"`;

test.each(['projectcalico.org/v3', 'crd.projectcalico.org/v1'])('of %s is a policy with an order', (apiVersion) => {
  const text = policy(
    `${WEB}, order: 10, types: [Ingress], ingress: [{action: Allow, protocol: TCP, source: {selector: "app == 'api'"}, destination: {ports: [80, "90:99", http]}}]`,
    apiVersion,
  );
  expect(factsOf(text)).toEqual({
    pluginPolicies: [
      {
        object: 'NetworkPolicy shop/web',
        plugin: 'calico',
        path: ['spec'],
        subjects: [{ namespaces: 'own', pods: 'app=web' }],
        leavesOutNodes: false,
        order: 10,
        isOrderedByName: true,
        isolatesIngress: true,
        isolatesEgress: false,
        ingress: [
          {
            path: ['spec', 'ingress', 0],
            action: 'Allow',
            peers: [
              { kind: 'pods', namespaces: 'own', pods: 'app=api' },
              { kind: 'sets', namespaces: 'own', labels: 'app=api' },
            ],
            ports: [
              { protocol: 'TCP', first: 80, last: 80 },
              { protocol: 'TCP', first: 90, last: 99 },
              { protocol: 'TCP', name: 'http' },
            ],
          },
        ],
        egress: [],
      },
    ],
  });
});

test('without an order it is last', () => {
  expect(only(policy(WEB)).order).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  ['', [true, false]],
  [', ingress: [{action: Allow}]', [true, false]],
  [', egress: [{action: Allow}]', [false, true]],
  [', ingress: [{action: Allow}], egress: [{action: Allow}]', [true, true]],
  [', types: [Egress], ingress: [{action: Allow}]', [false, true]],
])('isolates by its types, or by its rules: "%s"', (more, expected) => {
  const { isolatesIngress, isolatesEgress } = only(policy(`${WEB}${more}`));
  expect([isolatesIngress, isolatesEgress]).toEqual(expected);
});

test.each([
  ['', [true, true]],
  [', types: []', [true, true]],
  [', ingress: [{action: Allow}]', [true, true]],
  [', egress: [{action: Allow}]', [true, true]],
  [', types: [Ingress], egress: [{action: Allow}]', [true, false]],
])('as it is stored, isolates by its types, or in both directions: "%s"', (more, expected) => {
  const { isolatesIngress, isolatesEgress } = only(policy(`${WEB}${more}`, 'crd.projectcalico.org/v1'));
  expect([isolatesIngress, isolatesEgress]).toEqual(expected);
});

test('governs pods of its own namespace by any of the alternatives that its selector has', () => {
  expect(only(policy(`selector: "app == 'web' || tier in {'back'}"`)).subjects).toEqual([
    { namespaces: 'own', pods: 'app=web' },
    { namespaces: 'own', pods: 'tier=back' },
  ]);
  expect(only(policy('order: 1')).subjects).toEqual([{ namespaces: 'own', pods: '*' }]);
  expect(only(policy('selector: "!all()"')).subjects).toEqual([]);
});

test('of the cluster it governs pods by labels, namespaces and labels of those', () => {
  expect(only(global(WEB)).subjects).toEqual([{ namespaces: '*', pods: 'app=web' }]);
  expect(
    only(global(`${WEB}, namespaceSelector: "projectcalico.org/name == 'shop' || team == 'red'"`)).subjects,
  ).toEqual([
    { namespaces: 'kubernetes.io/metadata.name=shop', pods: 'app=web' },
    { namespaces: 'team=red', pods: 'app=web' },
  ]);
  expect(
    only(
      global(
        `selector: "projectcalico.org/namespace == 'shop' && pcns.team == 'red' && projectcalico.org/orchestrator == 'k8s'"`,
      ),
    ).subjects,
  ).toEqual([{ namespaces: 'kubernetes.io/metadata.name=shop,team=red', pods: '*' }]);
});

describe('its peers are', () => {
  const source = (text: string, of = policy) =>
    only(of(`${WEB}, ingress: [{action: Allow, source: {${text}}}]`)).ingress[0].peers;

  test('everyone, where it names nobody', () => {
    expect(source('')).toBe('everyone');
    expect(only(policy(`${WEB}, ingress: [{action: Allow}]`)).ingress[0].peers).toBe('everyone');
  });

  test('pods and sets of addresses, in the namespaces that it selects', () => {
    expect(source(`namespaceSelector: "team == 'red'"`)).toEqual([
      { kind: 'pods', namespaces: 'team=red', pods: '*' },
      { kind: 'sets', namespaces: 'team=red', labels: '*' },
    ]);
    expect(source('namespaceSelector: all()')).toMatchObject([{ kind: 'pods', namespaces: '*' }, { kind: 'sets' }]);
    expect(source(`selector: "app == 'api'"`, global)).toEqual([
      { kind: 'pods', namespaces: '*', pods: 'app=api' },
      { kind: 'sets', namespaces: '*', labels: 'app=api' },
      { kind: 'sets', namespaces: 'global', labels: 'app=api' },
    ]);
  });

  test.each(['selector', 'notSelector', 'namespaceSelector'])('as if it were not there, where %s is empty', (key) => {
    expect(source(`${key}: ""`)).toBe('everyone');
    expect(source(`${key}: ""`, global)).toBe('everyone');
    expect(source(`${key}: "", nets: [10.0.0.0/8]`)).toMatchObject([{ block: { cidr: '10.0.0.0/8' } }]);
  });

  test('of its own namespace, or of all of them, where the selector of namespaces is empty', () => {
    expect(source(`selector: "app == 'api'", namespaceSelector: ""`)).toEqual(source(`selector: "app == 'api'"`));
    expect(source(`selector: "app == 'api'", namespaceSelector: ""`, global)).toEqual(
      source(`selector: "app == 'api'"`, global),
    );
  });

  test('what is in no namespace, which pods never are', () => {
    expect(source(`namespaceSelector: global(), selector: "app == 'api'"`)).toEqual([
      { kind: 'sets', namespaces: 'global', labels: 'app=api' },
    ]);
  });

  test('sets of no namespace as well, where a selector of namespaces asks for labels that are not there', () => {
    const places = (namespaces: string) =>
      source(`namespaceSelector: "${namespaces}"`)
        .filter(({ kind }: any) => kind === 'sets')
        .map((each: any) => each.namespaces);
    expect(places('!has(team)')).toEqual(['!team', 'global']);
    expect(places("projectcalico.org/name not in {'shop'}")).toEqual([
      'kubernetes.io/metadata.name notin (shop)',
      'global',
    ]);
    expect(places("has(team) || team != 'red'")).toEqual(['team', 'team notin (red)', 'global']);
    expect(places('!all()')).toEqual(['global']);
    expect(places("all() && team != 'red'")).toEqual(['team notin (red)']);
    expect(places('!has(team) && !global()')).toEqual(['!team']);
    expect(places("team == 'red'")).toEqual(['team=red']);
    expect(places('global() && !global()')).toEqual([]);
    expect(places('global() && has(team)')).toEqual([]);
  });

  test('pods that another selector leaves', () => {
    expect(source(`notSelector: "app == 'api' && has(tier)"`)).toMatchObject([
      { kind: 'pods', namespaces: 'own', pods: 'app notin (api)' },
      { kind: 'pods', namespaces: 'own', pods: '!tier' },
      {},
      {},
    ]);
  });

  test('networks, which hold pods, without others of their family', () => {
    expect(source('nets: [10.0.0.0/8, "2001:db8::/32"]')).toEqual([
      { kind: 'block', block: { cidr: '10.0.0.0/8', except: [] }, holds: 'pods' },
      { kind: 'block', block: { cidr: '2001:db8::/32', except: [] }, holds: 'pods' },
    ]);
    expect(source('nets: [10.0.0.0/8, "2001:db8::/32"], notNets: [10.1.0.0/16, "2001:db8:1::/48"]')).toMatchObject([
      { block: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
      { block: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
    ]);
    expect(source('notNets: [10.1.0.0/16, "fd00::/8"]')).toMatchObject([
      { block: { cidr: '0.0.0.0/0', except: ['10.1.0.0/16'] } },
      { block: { cidr: '::/0', except: ['fd00::/8'] } },
    ]);
  });

  test('of a family only networks of which every list has one', () => {
    const onlyIpv4 = [{ kind: 'block', block: { cidr: '0.0.0.0/0', except: ['10.1.0.0/16'] }, holds: 'pods' }];
    expect(source('notNets: [10.1.0.0/16]')).toEqual(onlyIpv4);
    expect(source('nets: [0.0.0.0/0, "::/0"], notNets: [10.1.0.0/16]')).toEqual(onlyIpv4);
    expect(source('nets: [0.0.0.0/0], notNets: ["fd00::/8"]')).toEqual([]);
  });

  test('everyone, where no networks are left out', () => {
    expect(source('notNets: []')).toBe('everyone');
  });

  test('names outside', () => {
    const { egress } = only(policy(`${WEB}, egress: [{action: Allow, destination: {domains: ["*.example.com"]}}]`));
    expect(egress[0].peers).toEqual([{ kind: 'domains', names: ['*.example.com'] }]);
  });
});

describe('its ports are', () => {
  const ports = (rule: string) => only(policy(`${WEB}, ingress: [{action: Allow, ${rule}}]`)).ingress[0]?.ports;

  test('all of a protocol, or of all protocols', () => {
    expect(ports('source: {}')).toBe('every port');
    expect(ports('protocol: UDP')).toEqual([{ protocol: 'UDP', first: 1, last: 65535 }]);
    expect(ports('protocol: 132')).toEqual([{ protocol: 'SCTP', first: 1, last: 65535 }]);
    expect(ports('notProtocol: TCP').map(({ protocol }: any) => protocol)).toEqual(['UDP', 'SCTP']);
  });

  test('all but some', () => {
    expect(ports('protocol: TCP, destination: {notPorts: [80, "90:99", "0:10"]}')).toEqual([
      { protocol: 'TCP', first: 11, last: 79 },
      { protocol: 'TCP', first: 81, last: 89 },
      { protocol: 'TCP', first: 100, last: 65535 },
    ]);
  });

  test.each(['protocol: ICMP', 'protocol: 1', 'protocol: ICMP, icmp: {type: 8}'])('none: %s', (rule) => {
    expect(ports(rule)).toBeUndefined();
  });
});

test('a rule that logs decides nothing, and one about requests is about some of them', () => {
  const { ingress } = only(
    policy(`${WEB}, ingress: [{action: Log}, {action: Pass}, {action: Allow, http: {methods: [GET]}}]`),
  );
  expect(ingress).toMatchObject([
    { action: 'Pass', path: ['spec', 'ingress', 1] },
    { action: 'Allow', inPart: 'some HTTP requests' },
  ]);
});

describe('is not analysed, and no fault, where it says', () => {
  const rule = (text: string) => `${WEB}, ingress: [{action: Allow, ${text}}]`;
  test.each<[string, string, string]>([
    ['another tier', `${WEB}, tier: security`, 'spec.tier is not analysed'],
    ['service accounts as its subject', 'serviceAccountSelector: all()', 'spec.serviceAccountSelector is not analysed'],
    [
      'service accounts as peers',
      rule('source: {serviceAccounts: {names: [a]}}'),
      'spec.ingress[0].source.serviceAccounts is not analysed',
    ],
    ['Services', rule('source: {services: {name: a}}'), 'spec.ingress[0].source.services is not analysed'],
    [
      'ports of the client',
      rule('protocol: TCP, source: {ports: [80]}'),
      'spec.ingress[0].source.ports is not analysed',
    ],
    [
      'labels of the pods once more',
      rule('destination: {selector: all()}'),
      'spec.ingress[0].destination.selector is not analysed',
    ],
    [
      'labels and networks',
      rule('source: {selector: all(), nets: [10.0.0.0/8]}'),
      'spec.ingress[0].source asks for labels and for addresses',
    ],
    ['a family', rule('ipVersion: 4'), 'spec.ingress[0].ipVersion is not analysed'],
    ['parts of values', `selector: "app contains 'a'"`, 'spec.selector is not analysed'],
    [
      'the label of a service account',
      `selector: "projectcalico.org/serviceaccount == 'a'"`,
      'spec.selector asks for projectcalico.org/serviceaccount',
    ],
    [
      'ports without a protocol',
      rule('destination: {ports: [80]}'),
      'spec.ingress[0].protocol is not there beside ports',
    ],
    [
      'ports and others not',
      rule('protocol: TCP, destination: {ports: [80], notPorts: [81]}'),
      'spec.ingress[0].destination.notPorts stands beside ports',
    ],
    [
      'not a name of a port',
      rule('protocol: TCP, destination: {notPorts: [http]}'),
      'spec.ingress[0].destination.notPorts has a name',
    ],
    [
      'a range that ends before it starts',
      rule('protocol: TCP, destination: {ports: ["9:8"]}'),
      'spec.ingress[0].destination.ports[0] is not analysed',
    ],
    ['a protocol that is none', rule('protocol: tcp'), 'spec.ingress[0].protocol is not analysed'],
    ['what is no network', rule('source: {nets: [a]}'), 'spec.ingress[0].source.nets[0] is not analysed'],
    ['no networks', rule('source: {nets: []}'), 'spec.ingress[0].source.nets is empty'],
    ['an action that is none', `${WEB}, ingress: [{action: allow}]`, 'spec.ingress[0].action is not analysed'],
    ['an order that is none', `${WEB}, order: first`, 'spec.order is not analysed'],
    ['types that are none', `${WEB}, types: [Both]`, 'spec.types[0] is not analysed'],
  ])('%s', (_, spec, why) => {
    expect(problemsOf(policy(spec))).toEqual([]);
    expect(opaqueIn(policy(spec))).toEqual([`NetworkPolicy shop/web in shop: ${why}`]);
  });

  test.each([
    ['rules before translation', 'preDNAT: true', 'spec.preDNAT is not analysed'],
    [
      'whoever is not selected',
      'ingress: [{action: Deny, source: {notSelector: all()}}]',
      'spec.ingress[0].source.notSelector is not analysed',
    ],
    [
      'the same beside empty selectors',
      'ingress: [{action: Deny, source: {notSelector: all(), selector: "", namespaceSelector: ""}}]',
      'spec.ingress[0].source.notSelector is not analysed',
    ],
  ])('of the cluster %s', (_, spec, why) => {
    expect(opaqueIn(global(spec))).toEqual([`GlobalNetworkPolicy web in all: ${why}`]);
  });
});

test('with a selector that is none it is opaque, with its fault', () => {
  expect(problemsOf(policy('selector: app = web'))).toEqual([
    "4 spec.selector: a selector of Calico must be all(), has(key), key == 'value', key in {'a', 'b'} or the like, joined by &&, || and !, but got \"app = web\"; correct it; values stand in quotes",
  ]);
  expect(opaqueIn(policy('selector: app = web'))).toEqual(['NetworkPolicy shop/web in shop: it could not be read']);
});
