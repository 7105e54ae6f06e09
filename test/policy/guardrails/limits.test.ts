import { ClusterDns, NodeLocalDns, WorkloadIdentity } from '../../../lib/cluster';
import { GuardrailRule, Tenant } from '../../../lib/policy';
import { LabelExpression, Peer, Port } from '../../../lib/traffic';
import { NEWER, OLDER, objects } from './guarded';
import { refused } from './limits';

const reason = 'because';
const allPorts = [Port.allTcp(), Port.allUdp(), Port.allSctp()];
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

/** More of everything than one rule, peer or object takes. */
const RULES = [
  GuardrailRule.deny('no-mail', { to: [Peer.internet()], ports: [Port.tcp(25)] }),
  GuardrailRule.accept('hosts', {
    to: many(30).map((n) => Peer.hostname(`h${n}.example.com`)),
    ports: allPorts,
    reason,
  }),
  GuardrailRule.deny('nodes', { to: [Peer.nodes()], ports: [Port.tcp(10250), Port.tcpRange(30000, 32767)] }),
  GuardrailRule.pass('peers', { from: many(130).map((n) => Peer.namespace(`ns${n}`)), ports: allPorts, reason }),
  GuardrailRule.deny('ports', { from: [Peer.namespace('x')], ports: many(130).map((n) => Port.udp(2 * n + 1)) }),
  GuardrailRule.accept('any', {
    from: [Peer.namespaces({ expressions: [LabelExpression.exists('a')] })],
    ports: allPorts,
    reason,
  }),
  ...many(130).map((n) =>
    GuardrailRule.deny(`r${n}`, { to: [Peer.cidr(`203.0.113.${n}/32`)], ports: [Port.sctp(n + 1)] }),
  ),
];

describe.each([
  ['ClusterNetworkPolicy', NEWER, 25],
  ['AdminNetworkPolicy', OLDER, 100],
])('%s', (kind, clusterPolicies, most) => {
  const closesOwnTraffic = clusterPolicies === OLDER;
  const written = objects({ rules: RULES, closesOwnTraffic, opensDnsPods: true }, { clusterPolicies });
  const rulesOf = (side: 'ingress' | 'egress') =>
    written.filter(({ metadata: { name } }) => name.includes('-rules-')).flatMap(({ spec }) => spec[side] ?? []);

  test('no object is refused', () => {
    expect(written.flatMap(refused)).toEqual([]);
    expect(written.filter((each) => each.kind === kind).length).toBeGreaterThan(4);
  });

  test('no rule is lost, and their order stays', () => {
    const first = (side: 'ingress' | 'egress') => rulesOf(side).map(({ name }) => name.replace(/-\d+$/, ''));
    expect([...new Set(first('egress'))]).toEqual(['no-mail', 'hosts', 'nodes', ...many(130).map((n) => `r${n}`)]);
    expect([...new Set(first('ingress'))]).toEqual(['peers', 'ports', 'any']);
    const hosts = rulesOf('egress').filter(({ name }) => name.startsWith('hosts'));
    expect(hosts.flatMap(({ to }) => to.flatMap((peer: any) => peer.domainNames))).toHaveLength(30);
    const peers = rulesOf('ingress').filter(({ name }) => name.startsWith('peers'));
    expect(peers.flatMap(({ from }) => from)).toHaveLength(130);
    expect(peers[0].from).toHaveLength(most);
    const ports = rulesOf('ingress').filter(({ name }) => name.startsWith('ports'));
    expect(ports.flatMap((rule) => rule.ports ?? rule.protocols)).toHaveLength(130);
    expect(ports[1].name).toBe('ports-2');
  });

  test('each further object is asked after the one before', () => {
    const own = written.filter(({ metadata: { name } }) => name.includes('-rules-'));
    expect(own.map(({ metadata }) => metadata.name)).toEqual(
      own.map((_, index) => (index === 0 ? 'guardrails-rules-namespaces' : `guardrails-rules-namespaces-${index + 1}`)),
    );
    expect(own.map(({ spec }) => spec.priority)).toEqual(own.map((_, index) => 50 + index));
    expect(own.length).toBeGreaterThan(1);
  });

  test('every port is no list of ports, and every port of a protocol is a range', () => {
    const [hosts] = rulesOf('egress').filter(({ name }) => name === 'hosts');
    expect(hosts.ports ?? hosts.protocols).toBeUndefined();
    const rules = [GuardrailRule.deny('tcp', { to: [Peer.namespace('a')], ports: [Port.allTcp()] })];
    const all = objects({ rules, closesOwnTraffic }, { clusterPolicies });
    expect(all.flatMap(refused)).toEqual([]);
    const [{ ports, protocols }] = all.find(({ metadata: { name } }) => name.includes('-rules-')).spec.egress;
    const range = { start: 1, end: 65535 };
    expect(ports ?? protocols).toEqual([
      clusterPolicies === OLDER
        ? { portRange: { protocol: 'TCP', ...range } }
        : { tcp: { destinationPort: { range } } },
    ]);
  });

  test('everybody is every pod and every address', () => {
    const rules = [GuardrailRule.deny('all', { to: [Peer.anywhere({ reason })], ports: allPorts })];
    const all = objects({ rules, closesOwnTraffic }, { clusterPolicies });
    const [{ to }] = all.find(({ metadata: { name } }) => name === 'guardrails-rules-namespaces').spec.egress;
    expect(to).toEqual([{ namespaces: {} }, { networks: ['0.0.0.0/0', '::/0'] }]);
    const { annotations } = all.find(({ metadata: { name } }) => name === 'guardrails-rules-namespaces').metadata;
    expect(annotations).toEqual({ 'cdk8s-networking/reasons': 'deny all: because' });
  });

  test('no object is refused that tells how much else a profile says', () => {
    const facts = {
      clusterPolicies,
      metadata: undefined,
      dns: ClusterDns.of({ nodeLocal: NodeLocalDns.of({ clusterIp: '10.96.0.10' }) }),
      workloadIdentity: WorkloadIdentity.addresses(['169.254.0.0/16'], {
        ports: many(40).map((n) => Port.tcp(3 * n + 1)),
      }),
    };
    const tenants = [Tenant.labelled({ team: 'a' }), Tenant.labelled({ team: 'b' })];
    const all = objects({ tenants, closesOwnTraffic }, facts);
    expect(all.flatMap(refused)).toEqual([]);
    const rules = all.find(({ metadata: { name } }) => name === 'guardrails-metadata-label-team').spec.egress;
    expect(rules.map(({ name }: any) => name)).toContain('metadata-but-for-identity');
    expect(rules.some(({ name }: any) => name === 'metadata-but-for-identity-2')).toBe(most === 25);
  });
});

test('networks are told without exceptions, as the fewest that are left', () => {
  const range = Peer.cidr('10.0.0.0/8', { exceptFor: ['10.0.0.0/10', '10.64.0.1/32'] });
  const rules = [GuardrailRule.deny('x', { to: [range, Peer.cidr('2001:db8::/32')], ports: [Port.tcp(1)] })];
  const [{ to }] = objects({ rules }).find(({ metadata: { name } }) => name === 'guardrails-rules-namespaces').spec
    .egress;
  expect(to[0].networks[0]).toBe('10.64.0.0/32');
  expect(to[0].networks[1]).toBe('10.64.0.2/31');
  expect(to[0].networks.slice(-1)).toEqual(['10.128.0.0/9']);
  expect(to[0].networks).toHaveLength(23);
  expect(to[1]).toEqual({ networks: ['2001:db8::/32'] });
});

describe('what is refused would be found', () => {
  const rule = { name: 'x', action: 'Deny', to: [{ namespaces: {} }] };
  const spec = { tier: 'Admin', priority: 1, subject: { namespaces: {} }, egress: [rule] };
  const policy = (changes: any) => ({ kind: 'ClusterNetworkPolicy', metadata: {}, spec: { ...spec, ...changes } });
  const egress = (changes: any) => policy({ egress: [{ ...rule, ...changes }] });

  test.each([
    [policy({}), []],
    [policy({ priority: 1001 }), ['priority']],
    [policy({ subject: {} }), ['subject']],
    [policy({ egress: many(26).map(() => rule) }), ['rules']],
    [egress({ to: [] }), ['peers']],
    [egress({ to: [{ networks: many(26).map((n) => `10.0.0.${n}/32`) }] }), ['networks']],
    [egress({ to: [{ domainNames: ['a.b'] }] }), ['domain names']],
    [egress({ protocols: [{ tcp: { destinationPort: { range: { start: 1, end: 1 } } } }] }), ['a protocol']],
    [egress({ action: 'Allow' }), ['action']],
    [policy({ ingress: [{ name: 'x', action: 'Deny', from: [{ networks: ['10.0.0.0/8'] }] }] }), ['a peer']],
  ])('%#', (object, expected) => {
    expect(refused(object)).toEqual(expected);
  });
});
