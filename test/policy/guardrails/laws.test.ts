import { App, Chart } from 'cdk8s';
import { ClusterDns, ClusterProfile, type ClusterProfileProps } from '../../../lib/cluster';
import { ClusterGuardrails, type ClusterGuardrailsProps, Guardrail, GuardrailRule, Tenant } from '../../../lib/policy';
import { CiliumEntity, Peer, Port } from '../../../lib/traffic';
import { guardrails, OLDER, TENANTS } from './guarded';

type Props = Partial<ClusterGuardrailsProps>;
const reason = 'because';

/** What is wrong with guardrails, without the place, which is always the same. */
function expectError(props: any, text: string, facts: Partial<ClusterProfileProps> = {}): void {
  expect(() => guardrails(props as Props, facts)).toThrow(new Error(`[cluster/guardrails] ${text}`));
}

test('the profile has to say by which API the cluster takes policies', () => {
  const chart = new Chart(new App(), 'cluster');
  expect(() => new ClusterGuardrails(chart, 'guardrails', { tenants: TENANTS })).toThrow(
    new Error(
      '[cluster/guardrails] the cluster profile "default" must say by which API the cluster takes policies for all of its ' +
        'namespaces; give it `clusterPolicies`, such as ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2; `kubectl get crd ' +
        'clusternetworkpolicies.policy.networking.k8s.io adminnetworkpolicies.policy.networking.k8s.io` shows which it has',
    ),
  );
  expect(chart.node.children).toEqual([]);
});

test('there has to be a chart above', () => {
  const app = new App();
  ClusterProfile.attach(app, ClusterProfile.define({ name: 'x' }));
  expect(() => new ClusterGuardrails(app, 'guardrails', { tenants: TENANTS })).toThrow(
    '[App] an object must be inside a chart, to whose file it is written, but there is no chart above',
  );
});

describe('tenants', () => {
  const remedy = "write them as in [Tenant.namespaces('shop'), Tenant.labelled({ team: 'research' })]";

  test.each([
    [undefined, 'undefined'],
    [[], 'an empty list'],
    ['shop', '"shop"'],
  ])('must be there: %p', (tenants, got) => {
    expectError(
      { tenants },
      `ClusterGuardrails must have \`tenants\`, since no guarantee is about every namespace, but got ${got}; ${remedy}`,
    );
  });

  test('must be Tenants', () => {
    expectError(
      { tenants: ['shop'] },
      'a tenant must be a Tenant, but got "shop"; write it as in Tenant.namespaces(\'shop\')',
    );
  });

  test('must differ in name, namespaces and labels', () => {
    expectError(
      { tenants: [Tenant.namespaces('team-a'), Tenant.labelled({ team: 'a' })] },
      'the names of tenants must differ, but got "team-a"; give one of them another: ' +
        "Tenant.labelled({ team: 'a' }).named('research')",
    );
    expectError(
      { tenants: [Tenant.namespaces('a', 'b'), Tenant.namespaces('c', 'b')] },
      'a namespace must be that of one tenant, but got "b"; name it in one of them',
    );
    expectError(
      { tenants: [Tenant.labelled({ team: 'a' }), Tenant.labelled({ team: 'a' }).named('b')] },
      'labels must be those of one tenant, but got "team,a"; name them in one of them',
    );
  });

  test('must have a namespace or a label', () => {
    expect(() => Tenant.namespaces()).toThrow(
      'Tenant.namespaces() must have the name of a namespace; write it as in Tenant.namespaces("shop"), or use ' +
        'Tenant.labelled()',
    );
    expect(() => Tenant.namespaces('shop', 'shop')).toThrow(
      'the namespaces of a tenant must differ, but got "shop"; name it once',
    );
    expect(() => Tenant.namespaces('Shop')).toThrow('a namespace name must be a DNS-1123 label');
    expect(() => Tenant.labelled({})).toThrow(
      'Tenant.labelled() must have a label, since none would mean every namespace, but got {}; write it as in ' +
        "Tenant.labelled({ team: 'research' })",
    );
    expect(() => Tenant.labelled({ 'kubernetes.io/metadata.name': 'shop' })).toThrow(
      'the labels of a tenant must be others than kubernetes.io/metadata.name, but got "shop"; write ' +
        'Tenant.namespaces("shop")',
    );
    expect(() => Tenant.namespaces('shop').named('No')).toThrow('the name of a tenant must be a DNS-1123 label');
  });

  test('are called by their first namespace, or by their labels', () => {
    expect(Tenant.namespaces('shop', 'a').name).toBe('shop');
    expect(Tenant.labelled({ 'acme.io/Team': 'Blue_1', stage: '' }).name).toBe('team-blue-1-stage');
    expect(Tenant.labelled({ team: 'a'.repeat(63) }).name).toBe(`team-${'a'.repeat(58)}`);
  });

  test('must be known by at most ten labels', () => {
    const tenants = Array.from({ length: 11 }, (_, n) => Tenant.labelled({ [`team${n}`]: 'x' }));
    expectError(
      { tenants },
      'tenants must be known by at most 10 labels, since an object of the cluster governs the pods of one selector, but ' +
        'got 11; give all of their namespaces one label, such as `team`',
    );
  });

  test('must be known by labels that differ in a name', () => {
    expectError(
      { tenants: [Tenant.labelled({ Team: 'x' }), Tenant.labelled({ team: 'y' })] },
      'the labels by which tenants are known must differ in what is left of them in a name, but two are "label-team"; ' +
        'rename one of the labels',
    );
  });
});

describe('by AdminNetworkPolicy', () => {
  const facts = { clusterPolicies: OLDER };
  const leaveOut = 'leave the guarantee out: `leftOut: [{ guardrail: Guardrail.TENANTS, reason }]`';

  test('own traffic can’t be told apart', () => {
    expectError(
      {},
      'pods that are closed to other tenants and open to their own must be left to clusters that take a ' +
        'ClusterNetworkPolicy: the one BaselineAdminNetworkPolicy of a cluster says the same of all tenants; close their ' +
        `own traffic as well, but for what is declared: \`closesOwnTraffic: true\`; or ${leaveOut}`,
      facts,
    );
    expect(() => guardrails({ leftOut: [{ guardrail: Guardrail.TENANTS, reason }] }, facts)).not.toThrow();
  });

  test('the baseline has one selector', () => {
    expectError(
      { tenants: [Tenant.namespaces('shop'), Tenant.labelled({ team: 'a' })], closesOwnTraffic: true },
      'the one BaselineAdminNetworkPolicy of a cluster must have one selector for all tenants, but they are known by ' +
        `namespaces, label-team; name all of them by namespaces, or all by one label; or ${leaveOut}`,
      facts,
    );
  });
});

describe('what is said', () => {
  test.each([
    [
      { tenant: [] },
      'ClusterGuardrails must have no `tenant`, but got an empty list; leave it out; it may have tenants, name, ' +
        'priority, leftOut, exceptMetadata, scrapedPorts, opensDnsPods, closesOwnTraffic, rules',
    ],
    [{ opensDnsPods: 'yes' }, '`opensDnsPods` must be true or false, but got "yes"; leave it out for the default'],
    [
      { leftOut: Guardrail.DNS },
      '`leftOut` must be a list, but got "dns"; write it as in [{ guardrail: Guardrail.DNS, reason }]',
    ],
    [
      { leftOut: [{ guardrail: 'names', reason }] },
      'what is left out must be a Guardrail, but got "names"; name one of them as in Guardrail.DNS',
    ],
    [
      { leftOut: [{ guardrail: Guardrail.DNS, reason: ' ' }] },
      'the guardrail dns, which is left out, must give a reason, but got " "; say why, for whoever reviews the policies ' +
        'of the cluster',
    ],
    [
      { exceptMetadata: [{ namespaces: [], reason }] },
      'an exception must name its namespaces, but got an empty list; leave out the exception, or the whole guarantee: ' +
        '`leftOut`',
    ],
    [
      { exceptMetadata: [{ namespaces: ['sohp'], reason }] },
      'an exception must be one of the tenants\' namespaces: shop, shop-data, bank, but got "sohp"; correct the name, or ' +
        'leave it out',
    ],
    [
      { exceptMetadata: [{ namespaces: ['shop'] }] },
      'the exception of shop must give a reason, but got undefined; say why, for whoever reviews the policies of the ' +
        'cluster',
    ],
    [
      { exceptMetadata: [], leftOut: [{ guardrail: Guardrail.METADATA, reason }] },
      '`exceptMetadata` must go with a guarantee that is given, but that is left out; leave out the option, or give the ' +
        'guarantee',
    ],
    [
      { scrapedPorts: [Port.tcp(9090)], leftOut: [{ guardrail: Guardrail.MONITORING, reason }] },
      '`scrapedPorts` must go with a guarantee that is given, but that is left out; leave out the option, or give the ' +
        'guarantee',
    ],
    [
      { closesOwnTraffic: true, leftOut: [{ guardrail: Guardrail.TENANTS, reason }] },
      '`closesOwnTraffic` must go with a guarantee that is given, but that is left out; leave out the option, or give the ' +
        'guarantee',
    ],
    [
      { scrapedPorts: [] },
      '`scrapedPorts` must have a port, but got an empty list; leave it out for every port, or write it as in ' +
        '[Port.tcp(9090)]',
    ],
    [
      { scrapedPorts: [Port.named('metrics')] },
      'the ports of `scrapedPorts` must be numbers, since the tenants say themselves which port has a name, but got "TCP ' +
        'metrics"; write the number: Port.tcp(9090)',
    ],
    [
      { rules: ['deny'] },
      'a rule of ClusterGuardrails must be a GuardrailRule, but got "deny"; write it as in GuardrailRule.deny(name, { to, ' +
        'ports })',
    ],
    [
      { rules: [1, 2].map((n) => GuardrailRule.deny('x', { to: [Peer.namespace('a')], ports: [Port.tcp(n)] })) },
      'the names of rules must differ, but got "x"; give one of them another',
    ],
  ])('must be right: %#', (props, text) => {
    expectError(props, text);
  });

  test('an exception of a namespace that labels may mean can’t be judged', () => {
    const tenants = [Tenant.labelled({ team: 'a' })];
    expect(() => guardrails({ tenants, exceptMetadata: [{ namespaces: ['any'], reason }] })).not.toThrow();
  });

  test('ports on which nobody asks are an error', () => {
    expectError(
      { scrapedPorts: [Port.tcp(9090)] },
      'the cluster profile "test" must say who scrapes metrics; give it `monitoring`, such as ' +
        "Monitoring.kubePrometheusStack({ namespace: 'monitoring' })",
      { monitoring: undefined },
    );
  });

  test('DNS that is no pods can’t be opened', () => {
    expectError(
      { opensDnsPods: true },
      '`opensDnsPods` must be left to clusters whose DNS is made of pods, but that of the cluster profile "test" is ' +
        '203.0.113.53/32; leave it out: no policy of the cluster stands before those addresses',
      { dns: ClusterDns.at(['203.0.113.53']) },
    );
  });

  test('something has to be left', () => {
    const leftOut = [Guardrail.METADATA, Guardrail.DNS, Guardrail.MONITORING, Guardrail.TENANTS].map((guardrail) => ({
      guardrail,
      reason,
    }));
    expectError(
      { leftOut },
      'ClusterGuardrails must guarantee something, but nothing is left of it; leave out less, or add `rules`; of tenants ' +
        'there must be two',
    );
  });
});

describe('a GuardrailRule', () => {
  const ports = [Port.tcp(25)];
  const to = [Peer.namespace('a')];

  test.each([
    [() => GuardrailRule.deny('No', { to, ports }), 'the name of a GuardrailRule must be a DNS-1123 label'],
    [
      () => GuardrailRule.deny('x', { ports }),
      'the GuardrailRule "x" must have either `from` or `to`; write two rules for both directions',
    ],
    [
      () => GuardrailRule.deny('x', { from: to, to, ports }),
      'the GuardrailRule "x" must have either `from` or `to`; write two rules for both directions',
    ],
    [
      () => GuardrailRule.deny('x', { to: [], ports }),
      'the GuardrailRule "x" must name its peers, but got an empty list; write them as in [Peer.namespace(\'backup\')]',
    ],
    [
      () => GuardrailRule.deny('x', { to: ['a' as any], ports }),
      'the peers of the GuardrailRule "x" must be Peers, but got "a"; name a workload by its labels: Peer.pods()',
    ],
    [
      () => GuardrailRule.deny('x', { to, ports: [] }),
      'the GuardrailRule "x" must name its ports, but got an empty list; every port is PortSet.all().ports',
    ],
    [
      () => GuardrailRule.deny('x', { to, ports: [Port.named('smtp')] }),
      'the ports of the GuardrailRule "x" must be numbers, since the tenants say themselves which port has a name, but ' +
        'got "TCP smtp"; write the number: Port.tcp(9090)',
    ],
    [
      () => GuardrailRule.accept('x', { to, ports } as any),
      'the GuardrailRule "x" must give a reason, but got undefined; say why, for whoever reviews the policies of the cluster',
    ],
    [
      () => GuardrailRule.pass('x', { to, ports, reason: '' }),
      'the GuardrailRule "x" must give a reason, but got ""; say why, for whoever reviews the policies of the cluster',
    ],
    [
      () => GuardrailRule.deny('x', { to, port: ports } as any),
      'the GuardrailRule "x" must have no `port`, but got [a Port]; leave it out; it may have from, to, ports, reason',
    ],
  ])('must be right: %#', (make, text) => {
    expect(make).toThrow(text);
  });

  const wayOut = 'name pods by their namespace and labels, or networks that connections lead to';
  const outside = 'policies of a cluster know only pods as those from whom connections come';
  test.each([
    [{ from: [Peer.cidr('203.0.113.0/24')] }, '203.0.113.0/24', outside],
    [{ from: [Peer.internet()] }, 'internet', outside],
    [{ from: [Peer.anywhere({ reason })] }, 'anywhere', outside],
    [{ from: [Peer.nodes()] }, 'nodes', outside],
    [
      { to: [Peer.ciliumEntity(CiliumEntity.HOST)] },
      'Cilium entity host',
      'no policy of a cluster can name what only Cilium knows',
    ],
    [
      { to: [Peer.sameNamespace()] },
      'the same namespace',
      'a policy of a cluster stands in no namespace, and there is no other than a named one',
    ],
    [{ to: [Peer.hostname('example.com')] }, 'example.com', 'hosts by their names can be accepted only'],
  ])('must name peers for which there is a word: %#', (ends, name, why) => {
    expectError(
      { rules: [GuardrailRule.deny('x', { ...ends, ports })] },
      `the GuardrailRule "x" must name peers for which there is a word, but ${name} is none: ${why}; ${wayOut}`,
    );
  });

  test('must name a host with a dot in it', () => {
    expectError(
      { rules: [GuardrailRule.accept('x', { to: [Peer.hostname('localhost')], ports, reason })] },
      'the GuardrailRule "x" must name peers for which there is a word, but localhost is none: the name of a host must ' +
        `have a dot in it; ${wayOut}`,
    );
  });

  test('names whom the profile finds, or says what the profile lacks', () => {
    expectError(
      { rules: [GuardrailRule.deny('x', { to: [Peer.kubernetesApi()], ports })] },
      'the cluster profile "test" must say where the Kubernetes API answers; give it `kubernetesApi: ' +
        'KubernetesApi.at([...])`: the addresses and the port that `kubectl get endpointslices -n default -l ' +
        'kubernetes.io/service-name=kubernetes` shows',
    );
  });
});
