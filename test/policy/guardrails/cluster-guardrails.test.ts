import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  ClusterGuardrails,
  type ClusterGuardrailsProps,
  Guardrail,
  GuardrailRule,
  IsolatedNamespace,
  Peer,
  Platform,
  Port,
  Tenant,
} from '../../../lib';
import {
  CloudMetadata,
  ClusterDns,
  ClusterProfile,
  type ClusterProfileProps,
  Entry,
  GatewayImplementations,
  IngressControllers,
  Mesh,
  NetworkPlugin,
  NodeLocalDns,
} from '../../../lib/cluster';
import { NameScope } from '../../../lib/objects';
import { hearNotices } from '../../support/notices';
import { chartOf, guardrails, NEWER, OLDER, objectNamed, objects, profile, TENANTS } from './guarded';

describe('writes', () => {
  test('ClusterNetworkPolicies, in the order in which they are asked', () => {
    const chart = chartOf();
    const { policies } = new ClusterGuardrails(chart, 'guardrails', { tenants: TENANTS });
    expect(chart).toMatchSnapshot();
    expect(policies.map(({ name }) => name)).toEqual([
      'guardrails-metadata-namespaces',
      'guardrails-dns-namespaces',
      'guardrails-monitoring-namespaces',
      'guardrails-tenant-shop',
      'guardrails-tenant-bank',
      'guardrails-tenants-namespaces',
    ]);
  });

  test('AdminNetworkPolicies and the one for the baseline', () => {
    const chart = chartOf(profile({ clusterPolicies: OLDER }));
    new ClusterGuardrails(chart, 'guardrails', { tenants: TENANTS, closesOwnTraffic: true });
    expect(chart).toMatchSnapshot();
  });

  test('whom labels mean, but for the namespaces of the system, and why something is looser', () => {
    const chart = chartOf();
    new ClusterGuardrails(chart, 'guardrails', {
      tenants: [Tenant.labelled({ team: 'research' }), Tenant.labelled({ team: 'sales' })],
      exceptMetadata: [{ namespaces: ['lab'], reason: 'until\n July' }],
      leftOut: [{ guardrail: Guardrail.DNS, reason: 'names come from files' }],
      rules: [
        GuardrailRule.accept('backup', { from: [Peer.namespace('backup')], ports: [Port.tcp(9000)], reason: 'dumps' }),
        GuardrailRule.deny('no-mail', { to: [Peer.cidr('203.0.113.0/24')], ports: [Port.tcp(25)] }),
      ],
    });
    expect(chart).toMatchSnapshot();
  });
});

describe('names', () => {
  const namesIn = (chart: Chart) => Testing.synth(chart).map(({ metadata }) => metadata.name);

  test('begin with the id, a name that is given, and the prefixes of name scopes', () => {
    const chart = chartOf(profile({ monitoring: undefined }));
    const tenants = [Tenant.namespaces('shop')];
    new ClusterGuardrails(chart, 'one', { tenants });
    new ClusterGuardrails(chart, 'two', { tenants, name: 'second', priority: 300 });
    const more = new Chart(chart.node.root as App, 'more');
    NameScope.of(more, 'eu');
    new ClusterGuardrails(more, 'x', { tenants, priority: 600 });
    expect(namesIn(more)).toEqual(['eu-x-metadata-namespaces', 'eu-x-dns-namespaces']);
    expect(namesIn(chart)).toEqual([
      'one-metadata-namespaces',
      'one-dns-namespaces',
      'second-metadata-namespaces',
      'second-dns-namespaces',
    ]);
  });

  test('are such as objects may have', () => {
    expect(() => objects({ tenants: [Tenant.labelled({ 'a._b': 'x' })] })).toThrow(
      '[cluster/guardrails] the name of the object for metadata-label-a.-b must be a DNS-1123 subdomain',
    );
  });

  test('tell how tenants are known, and stay where other tenants come', () => {
    const tenants = [
      Tenant.labelled({ 'acme.io/Cost_Center': '7' }),
      Tenant.labelled({ team: 'a', stage: 'prod' }),
      Tenant.labelled({ team: 'a', stage: 'test' }).named('testers'),
      Tenant.namespaces('shop'),
    ];
    const names = objects({ tenants }).map(({ metadata }) => metadata.name);
    expect(names.filter((name) => name.includes('-dns-'))).toEqual([
      'guardrails-dns-namespaces',
      'guardrails-dns-label-acme.io.cost-center',
      'guardrails-dns-labels-stage-prod-team-a',
      'guardrails-dns-labels-testers',
    ]);
    expect(names.filter((name) => name.includes('-tenant-'))).toEqual([
      'guardrails-tenant-cost-center-7',
      'guardrails-tenant-stage-prod-team-a',
      'guardrails-tenant-testers',
      'guardrails-tenant-shop',
    ]);
  });

  test('are in no namespace, whatever the chart says, and no object is there twice', () => {
    const app = new App();
    ClusterProfile.attach(app, profile({ clusterPolicies: OLDER }));
    const charts = ['one', 'two'].map((name) => new Chart(app, name, { namespace: name }));
    const props = { tenants: TENANTS, closesOwnTraffic: true };
    const [first] = charts.map(
      (chart, n) => new ClusterGuardrails(chart, 'g', { ...props, priority: 10 + 200 * n, name: `g${n}` }),
    );
    expect(first?.policies.map((policy) => policy.toJson().metadata.namespace)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(() => app.synthYaml()).toThrow(
      'BaselineAdminNetworkPolicy default is also written by [one/g/tenants-namespaces]',
    );
  });
});

describe('the metadata service', () => {
  const metadata = (props: Partial<ClusterGuardrailsProps>, facts: Partial<ClusterProfileProps> = {}) =>
    objects(props, facts).filter(({ metadata: { name } }) => name.includes('-metadata-'));

  test('has a policy without the namespaces that are excepted, which says why', () => {
    const [policy] = metadata({ exceptMetadata: [{ namespaces: ['shop', 'bank'], reason: 'old' }] });
    expect(policy.spec.subject).toEqual({
      namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'shop-data' } },
    });
    expect(policy.metadata.annotations).toEqual({
      'cdk8s-networking/reasons': 'namespace bank -> cloud metadata: old\nnamespace shop -> cloud metadata: old',
    });
  });

  test('has none where all are excepted, where there is no such service, and where it is left out', () => {
    const namespaces = ['shop', 'shop-data', 'bank'];
    expect(metadata({ exceptMetadata: [{ namespaces, reason: 'old' }] })).toEqual([]);
    expect(metadata({}, { metadata: CloudMetadata.none() })).toEqual([]);
    expect(metadata({ leftOut: [{ guardrail: Guardrail.METADATA, reason: 'no cloud' }] })).toEqual([]);
  });
});

test('DNS of a cache on each node may be at the address of the metadata service as well', () => {
  const nodeLocal = NodeLocalDns.of({ clusterIp: '10.96.0.10', address: '169.254.169.254' });
  const dns = ClusterDns.of({ nodeLocal, ports: [Port.udp(5353)], servicePorts: [Port.udp(53)] });
  const all = objects({}, { dns, metadata: CloudMetadata.aws() });
  const [open, shut] = objectNamed('metadata-namespaces', all).spec.egress;
  expect(open).toEqual({
    name: 'metadata-but-for-dns',
    action: 'Deny',
    to: [{ networks: ['169.254.169.254/32'] }],
    protocols: [
      { tcp: { destinationPort: { range: { start: 1, end: 65535 } } } },
      { udp: { destinationPort: { range: { start: 1, end: 52 } } } },
      { udp: { destinationPort: { range: { start: 54, end: 5352 } } } },
      { udp: { destinationPort: { range: { start: 5354, end: 65535 } } } },
      { sctp: { destinationPort: { range: { start: 1, end: 65535 } } } },
    ],
  });
  expect(shut).toEqual({ name: 'metadata', action: 'Deny', to: [{ networks: ['fd00:ec2::254/128'] }] });
  expect(objectNamed('dns-namespaces', all).spec.egress[0].protocols).toEqual([
    { udp: { destinationPort: { number: 53 } } },
    { udp: { destinationPort: { number: 5353 } } },
  ]);
});

describe('DNS', () => {
  const dns = (facts: Partial<ClusterProfileProps>, props: Partial<ClusterGuardrailsProps> = {}) =>
    objectNamed('dns-namespaces', objects(props, facts)).spec.egress;

  test('is on the ports of its pods, and on those of their Service', () => {
    const labels = { 'dns.operator.openshift.io/daemonset-dns': 'default' };
    const ports = [Port.udp(5353), Port.tcp(5353)];
    expect(dns({ dns: ClusterDns.of({ namespace: 'openshift-dns', labels, ports }) })).toEqual([
      {
        name: 'dns',
        action: 'Accept',
        to: [
          {
            pods: {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
              podSelector: { matchLabels: labels },
            },
          },
        ],
        protocols: [
          { tcp: { destinationPort: { number: 53 } } },
          { tcp: { destinationPort: { number: 5353 } } },
          { udp: { destinationPort: { number: 53 } } },
          { udp: { destinationPort: { number: 5353 } } },
        ],
      },
    ]);
  });

  test('is the cache on each node as well, where there is one', () => {
    const [{ to }] = dns({ dns: ClusterDns.of({ nodeLocal: NodeLocalDns.of({ clusterIp: '10.96.0.10' }) }) });
    expect(to[1]).toEqual({ networks: ['10.96.0.10/32', '169.254.20.10/32'] });
  });

  test('is an error where the cache is what only Cilium knows, unless it is left out', () => {
    const facts = {
      networkPlugin: NetworkPlugin.cilium(),
      dns: ClusterDns.of({ nodeLocal: NodeLocalDns.of({ clusterIp: '10.96.0.10' }) }),
    };
    expect(() => dns(facts)).toThrow(
      '[cluster/guardrails] the guarantee that names resolve must name peers for which there is a word, but Cilium ' +
        'entity host is none: no policy of a cluster can name what only Cilium knows; leave the guarantee out: ' +
        '`leftOut: [{ guardrail: Guardrail.DNS, reason }]`',
    );
    const leftOut = [{ guardrail: Guardrail.DNS, reason: 'Cilium' }];
    expect(objects({ leftOut }, facts).map(({ metadata }) => metadata.name)).not.toContain('guardrails-dns-namespaces');
  });

  test('pods are opened when asked for, on their own ports', () => {
    const { spec } = objectNamed('dns-pods', objects({ opensDnsPods: true }));
    expect(spec).toMatchObject({
      priority: 40,
      subject: { pods: { podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } } },
      ingress: [{ name: 'dns', action: 'Accept', from: [{ namespaces: { matchExpressions: expect.anything() } }] }],
    });
    expect(objectNamed('dns-pods', objects())).toBeUndefined();
  });
});

describe('who collects metrics', () => {
  const names = (facts: Partial<ClusterProfileProps>) => objects({}, facts).map(({ metadata }) => metadata.name);

  test('has no policy where the profile knows of nobody', () => {
    expect(names({})).toContain('guardrails-monitoring-namespaces');
    expect(names({ monitoring: undefined })).not.toContain('guardrails-monitoring-namespaces');
  });
});

describe('tenants', () => {
  const baseline = (props: Partial<ClusterGuardrailsProps>, facts: Partial<ClusterProfileProps> = {}) =>
    objects(props, facts)
      .filter(({ kind, spec }) => kind.startsWith('Baseline') || spec.tier === 'Baseline')
      .map(({ metadata }) => metadata.name);

  test('that are alone have nobody to be closed to, unless it is to themselves', () => {
    const tenants = [Tenant.namespaces('shop', 'shop-data')];
    expect(baseline({ tenants })).toEqual([]);
    expect(baseline({ tenants }, { clusterPolicies: OLDER })).toEqual([]);
    expect(baseline({ tenants, closesOwnTraffic: true })).toEqual(['guardrails-tenants-namespaces']);
  });

  test('by labels leave out every namespace that the cluster runs by', () => {
    const facts = {
      mesh: Mesh.istioAmbient(),
      dns: ClusterDns.of({ namespace: 'dns' }),
      entries: [
        Entry.ingress(IngressControllers.ingressNginx()),
        Entry.gateway(GatewayImplementations.envoyGateway()),
        Entry.gateway(GatewayImplementations.istio({ controlPlaneNamespace: 'istiod' })),
      ],
    };
    const policy = objectNamed('dns-label-team', objects({ tenants: [Tenant.labelled({ team: 'a' })] }, facts));
    expect(policy.spec.subject.namespaces).toEqual({
      matchLabels: { team: 'a' },
      matchExpressions: [
        {
          key: 'kubernetes.io/metadata.name',
          operator: 'NotIn',
          values: [
            'dns',
            'envoy-gateway-system',
            'ingress-nginx',
            'istio-system',
            'istiod',
            'kube-node-lease',
            'kube-public',
            'kube-system',
            'monitoring',
          ],
        },
      ],
    });
  });

  test('by labels leave out what another tenant names', () => {
    const tenants = [Tenant.namespaces('shop'), Tenant.labelled({ team: 'a' })];
    const all = objects({ tenants });
    for (const name of ['dns-label-team', 'tenant-team-a', 'tenants-label-team']) {
      const [{ values }] = objectNamed(name, all).spec.subject.namespaces.matchExpressions;
      expect(values).toEqual(['kube-node-lease', 'kube-public', 'kube-system', 'monitoring', 'shop']);
    }
  });

  test('are meant where they are named, also where the cluster runs by them', () => {
    const policy = objectNamed('dns-namespaces', objects({ tenants: [Tenant.namespaces('kube-system')] }));
    expect(policy.spec.subject.namespaces).toEqual({ matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } });
  });
});

describe('priorities', () => {
  const clash = (priority?: number) => {
    const { node } = guardrails();
    const { root } = node;
    const chart = new Chart(root as App, 'other');
    for (const [name, its] of Object.entries({ own: priority, other: undefined })) {
      new ApiObject(chart, name, {
        apiVersion: 'policy.networking.k8s.io/v1alpha2',
        kind: 'ClusterNetworkPolicy',
        metadata: { name },
        spec: { tier: 'Admin', priority: its, subject: { namespaces: {} } },
      });
    }
    return () => (root as App).synthYaml();
  };

  test('are spaced by ten, and follow each other for each way in which tenants are known', () => {
    const tenants = [Tenant.namespaces('shop'), Tenant.labelled({ team: 'a' })];
    const rules = [GuardrailRule.deny('mail', { to: [Peer.cidr('203.0.113.0/24')], ports: [Port.tcp(25)] })];
    const found = (all: any[]) => all.map(({ metadata, spec }) => `${spec.priority} ${metadata.name.slice(11)}`);
    expect(found(objects({ tenants, rules, priority: 100, opensDnsPods: true }))).toEqual([
      '100 metadata-namespaces',
      '101 metadata-label-team',
      '110 dns-namespaces',
      '111 dns-label-team',
      '120 monitoring-namespaces',
      '121 monitoring-label-team',
      '130 dns-pods',
      '140 rules-namespaces',
      '141 rules-label-team',
      '100 tenant-shop',
      '101 tenant-team-a',
      '102 tenants-namespaces',
      '103 tenants-label-team',
    ]);
  });

  test('must differ in an app, whoever wrote the policy', () => {
    expect(clash(20)).toThrow(
      'the policies of a tier must differ in priority, but ClusterNetworkPolicy own has 20 as ' +
        '[cluster/guardrails/dns-namespaces] has, and no order is defined for them; give one of them another `priority`',
    );
    expect(clash(21)).not.toThrow();
  });

  test('differ where several objects are needed for tenants that are known in several ways', () => {
    const tenants = [Tenant.namespaces('shop'), Tenant.labelled({ team: 'a' })];
    const rules = Array.from({ length: 60 }, (_, n) =>
      GuardrailRule.deny(`r${n}`, { to: [Peer.cidr(`203.0.113.${n}/32`)], ports: [Port.tcp(25)] }),
    );
    const own = objects({ tenants, rules }).filter(({ metadata: { name } }) => name.includes('-rules-'));
    expect(own.map(({ metadata, spec }) => `${spec.priority} ${metadata.name.slice(11)}`)).toEqual([
      '50 rules-namespaces',
      '51 rules-label-team',
      '52 rules-namespaces-2',
      '53 rules-label-team-2',
      '54 rules-namespaces-3',
      '55 rules-label-team-3',
    ]);
  });

  test('are not looked for where a policy has none, which its API refuses', () => {
    expect(clash(undefined)).not.toThrow();
  });

  test('are compared as patches leave them', () => {
    const both = guardrails();
    both.policies[0]?.addJsonPatch(JsonPatch.replace('/spec/priority', 20));
    expect(() => (both.node.root as App).synthYaml()).toThrow('the policies of a tier must differ in priority');
  });

  test('must be such as the API has', () => {
    expect(() => guardrails({ priority: 1001 })).toThrow(
      '[cluster/guardrails] the `priority` of ClusterGuardrails must be a whole number from 0 to 1000, but got 1001; ' +
        'leave `priority` out, or choose one that leaves room for the objects that follow',
    );
    expect(() => guardrails({ priority: 985 })).toThrow(
      '[cluster/guardrails] the priority of the object for monitoring-namespaces must be a whole number from 0 to 1000, ' +
        'but got 1005; leave `priority` out, or choose one that leaves room for the objects that follow',
    );
  });
});

describe('says', () => {
  const told = hearNotices();
  const heard = (props: Partial<ClusterGuardrailsProps>, facts: Partial<ClusterProfileProps>) => {
    (guardrails(props, facts).node.root as App).synthYaml();
    return told.filter((line) => /guardrail|AdminNetworkPolicy|names nodes/.test(line));
  };

  test('that nothing is promised where the plugin enforces nothing', () => {
    const facts = { networkPlugin: NetworkPlugin.azure() };
    expect(heard({}, facts)).toEqual([
      "cdk8s-networking: azure is not known to enforce policies towards the cloud's metadata service: no guardrail is " +
        'written for it, and it has to be closed on the nodes or in the cloud\n',
    ]);
    expect(objectNamed('metadata-namespaces', objects({}, facts))).toBeUndefined();
  });

  test('which definitions are needed', () => {
    expect(heard({ closesOwnTraffic: true }, { clusterPolicies: OLDER })).toEqual([
      'cdk8s-networking: an AdminNetworkPolicy that names networks needs definitions of version v0.1.7, or older ones of ' +
        'the experimental channel, and others refuse it; `kubectl get crd ' +
        'adminnetworkpolicies.policy.networking.k8s.io -o yaml` shows them in its annotations\n',
    ]);
  });

  test.each([
    GuardrailRule.deny('nodes', { to: [Peer.nodes()], ports: [Port.tcp(10250)] }),
    GuardrailRule.accept('host', { to: [Peer.hostname('example.com')], ports: [Port.tcp(443)], reason: 'because' }),
  ])('which definitions are needed by a rule: $name', (rule) => {
    expect(heard({ rules: [rule] }, {})).toEqual([
      'cdk8s-networking: a rule that names nodes, or hosts by their names, needs definitions of the experimental channel, ' +
        'and others refuse it; `kubectl get crd clusternetworkpolicies.policy.networking.k8s.io -o yaml` shows them in ' +
        'its annotations\n',
    ]);
  });

  test('nothing more where everything is known', () => {
    expect(heard({}, {})).toEqual([]);
  });
});

test('stands beside isolated namespaces, whose ids it does not touch', () => {
  const platform = new Platform({ cluster: profile({ clusterPolicies: NEWER }) });
  const shop = new IsolatedNamespace(platform, 'shop');
  new ClusterGuardrails(new Chart(platform, 'cluster'), 'guardrails', { tenants: TENANTS });
  expect(Testing.synth(shop).map(({ kind }) => kind)).toEqual([
    'Namespace',
    'ServiceAccount',
    'NetworkPolicy',
    'NetworkPolicy',
  ]);
});
