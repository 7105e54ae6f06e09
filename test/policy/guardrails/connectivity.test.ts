import { App, Chart, Yaml } from 'cdk8s';
import { InternalService, IsolatedNamespace } from '../../../lib/blueprints';
import {
  CloudMetadata,
  ClusterDns,
  ClusterProfile,
  type ClusterProfileProps,
  WorkloadIdentity,
} from '../../../lib/cluster';
import { ClusterGuardrails, type ClusterGuardrailsProps, GuardrailRule, Tenant } from '../../../lib/policy';
import { Peer, Port } from '../../../lib/traffic';
import { expectAnswers } from '../../analysis/semantics/answers';
import { NEWER, OLDER, objects, profile, TENANTS } from './guarded';

const POD_CIDRS = ['10.244.0.0/16', 'fd10:244::/56'];

const CLUSTER = [
  ...['shop', 'shop-data', 'lonely', 'monitoring'].map((name) => namespace(name)),
  // Whoever gave it that label didn't make it a tenant's.
  namespace('kube-system', { team: 'sales' }),
  // Nor did the label of another tenant make this one that tenant's, where it is named.
  namespace('bank', { team: 'research' }),
  namespace('lab', { team: 'research' }),
  namespace('field', { team: 'research' }),
  namespace('office', { team: 'sales' }),
  pod('shop/web'),
  pod('shop/api'),
  pod('shop-data/db'),
  pod('bank/ledger'),
  pod('lonely/tool'),
  pod('lab/bench'),
  pod('field/probe'),
  pod('office/desk'),
  pod('kube-system/dns', { 'k8s-app': 'kube-dns' }),
  pod('monitoring/prometheus', { 'app.kubernetes.io/name': 'prometheus' }),
];

/** Lets its pods reach everybody, as a hostile tenant would. */
const EVERYWHERE = policy('shop/everywhere', {
  podSelector: {},
  policyTypes: ['Egress', 'Ingress'],
  egress: [{}, { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }] }],
  ingress: [{}],
});

/** Closes its pods, and forgets about DNS and metrics. */
const SHUT = policy('shop/shut', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

function namespace(name: string, labels = {}): any {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function pod(path: string, labels: any = { app: path.split('/')[1] }): any {
  const [space, name] = path.split('/');
  const spec = { containers: [{ name: 'main', image: 'main' }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: space, name, labels }, spec };
}

function policy(path: string, spec: any): any {
  const [space, name] = path.split('/');
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: space, name }, spec };
}

/** Expects both evaluators to find what guardrails leave, whatever the policies of tenants say. */
function expectGuarded({ props = {}, facts = {}, policies = [] }: Case, expected: Table): void {
  const yaml = Yaml.stringify(...CLUSTER, ...policies, ...objects(props, facts));
  expectAnswers(yaml, expected, { podCidrs: POD_CIDRS });
}

function isOfTheSystem({ kind, metadata: { name, namespace } }: any): boolean {
  return ['kube-system', 'monitoring'].includes(kind === 'Namespace' ? name : namespace);
}

type Table = { readonly [question: string]: string };

interface Case {
  readonly props?: Partial<ClusterGuardrailsProps>;
  readonly facts?: Partial<ClusterProfileProps>;
  readonly policies?: any[];
}

describe.each([
  ['ClusterNetworkPolicy', NEWER],
  ['AdminNetworkPolicy', OLDER],
])('by %s', (_, clusterPolicies) => {
  // What the older API can't tell apart.
  const closesOwnTraffic = clusterPolicies === OLDER;
  const own = closesOwnTraffic ? 'denied' : 'allowed';
  const check = ({ props, facts, policies }: Case, expected: Table) =>
    expectGuarded({ props: { closesOwnTraffic, ...props }, facts: { clusterPolicies, ...facts }, policies }, expected);

  describe('the metadata service', () => {
    test('is out of reach for a tenant that lets its pods reach everybody, in both families', () => {
      check(
        { policies: [EVERYWHERE] },
        {
          'shop/web -> 169.254.169.254 TCP 80': 'denied',
          'shop/web -> 169.254.169.254 UDP 53': 'denied',
          'shop/web -> fd00:ec2::254 TCP 80': 'denied',
          'shop-data/db -> 169.254.169.254 TCP 80': 'denied',
          'bank/ledger -> fd00:ec2::254 TCP 443': 'denied',
          'shop/web -> 203.0.113.7 TCP 443': 'allowed',
          'shop/web -> 169.254.169.253 TCP 80': 'allowed',
        },
      );
    });

    test('is left to others for pods of no tenant, such as those of the system', () => {
      check(
        { policies: [EVERYWHERE] },
        {
          'kube-system/dns -> 169.254.169.254 TCP 80': 'allowed',
          'monitoring/prometheus -> fd00:ec2::254 TCP 80': 'allowed',
          'lonely/tool -> 169.254.169.254 TCP 80': 'allowed',
        },
      );
    });

    test('is reached from an excepted namespace, as far as its own policies allow', () => {
      const props = { exceptMetadata: [{ namespaces: ['shop'], reason: 'until July' }] };
      check(
        { props },
        {
          'shop/web -> 169.254.169.254 TCP 80': 'allowed',
          'shop-data/db -> 169.254.169.254 TCP 80': 'denied',
          'bank/ledger -> 169.254.169.254 TCP 80': 'denied',
        },
      );
      check({ props, policies: [SHUT] }, { 'shop/web -> 169.254.169.254 TCP 80': 'denied' });
    });

    test('of every cloud is out of reach where nobody says which one it is', () => {
      check(
        { facts: { metadata: undefined }, policies: [EVERYWHERE] },
        {
          'shop/web -> 169.254.169.254 TCP 80': 'denied',
          'shop/web -> 168.63.129.16 TCP 32526': 'denied',
          'shop/web -> 100.100.100.200 TCP 80': 'denied',
          'shop/web -> fd20:ce::254 TCP 80': 'denied',
          'shop/web -> fd00:42::42 TCP 80': 'denied',
        },
      );
    });

    test('can be DNS and the workload identity as well, which stay with the policies of the tenant', () => {
      const facts = {
        metadata: CloudMetadata.gcp(),
        dns: ClusterDns.at(['169.254.169.254']),
        workloadIdentity: WorkloadIdentity.gke(),
      };
      check(
        { facts, policies: [EVERYWHERE] },
        {
          'shop/web -> 169.254.169.254 UDP 53': 'allowed',
          'shop/web -> 169.254.169.254 TCP 80': 'allowed',
          'shop/web -> 169.254.169.252 TCP 988': 'allowed',
          'shop/web -> 169.254.169.254 TCP 443': 'denied',
          'shop/web -> 169.254.169.252 UDP 53': 'denied',
          'shop/web -> fd20:ce::254 TCP 80': 'denied',
          'shop/web -> fd20:ce::254 UDP 53': 'denied',
        },
      );
      check(
        { facts, policies: [SHUT] },
        {
          // DNS is a guarantee of its own; an identity is for the tenant to open.
          'shop/web -> 169.254.169.254 UDP 53': 'allowed',
          'shop/web -> 169.254.169.254 TCP 80': 'denied',
        },
      );
    });
  });

  describe('names', () => {
    test('resolve for a tenant whose policies forget about DNS, over UDP and TCP', () => {
      check(
        { policies: [SHUT] },
        {
          'shop/web -> kube-system/dns UDP 53': 'allowed',
          'shop/web -> kube-system/dns TCP 53': 'allowed',
          'shop/web -> kube-system/dns TCP 9153': 'denied',
          'shop/web -> bank/ledger UDP 53': 'denied',
        },
      );
    });

    test('resolve where the DNS pods are closed as well, if these are opened', () => {
      const closed = policy('kube-system/shut', { podSelector: {}, policyTypes: ['Ingress'] });
      const questions = (answer: string) => ({
        'shop/web -> kube-system/dns UDP 53': answer,
        'bank/ledger -> kube-system/dns TCP 53': answer,
        'bank/ledger -> kube-system/dns TCP 9153': 'denied',
        'lonely/tool -> kube-system/dns UDP 53': 'denied',
      });
      check({ policies: [SHUT, closed] }, questions('denied'));
      check({ props: { opensDnsPods: true }, policies: [SHUT, closed] }, questions('allowed'));
    });
  });

  describe('metrics', () => {
    test('are collected from a tenant whose policies close everything', () => {
      check(
        { policies: [SHUT] },
        {
          'monitoring/prometheus -> shop/web TCP 9090': 'allowed',
          'monitoring/prometheus -> bank/ledger TCP 1': 'allowed',
          'bank/ledger -> shop/web TCP 9090': 'denied',
        },
      );
    });

    test('are collected on the ports that are named, and no others', () => {
      check(
        { props: { scrapedPorts: [Port.tcpRange(9000, 9100)] }, policies: [SHUT] },
        {
          'monitoring/prometheus -> shop/web TCP 9090': 'allowed',
          'monitoring/prometheus -> shop/web TCP 8080': 'denied',
        },
      );
    });
  });

  describe('tenants', () => {
    test('without policies are closed to each other, but not to the rest of the cluster', () => {
      check(
        {},
        {
          'shop/web -> bank/ledger TCP 80': 'denied',
          'bank/ledger -> shop/web TCP 80': 'denied',
          'bank/ledger -> shop-data/db UDP 80': 'denied',
          'shop/web -> shop/api TCP 80': own,
          'shop/web -> shop-data/db TCP 80': own,
          'lonely/tool -> shop/web TCP 80': 'allowed',
          'kube-system/dns -> shop/web TCP 80': 'allowed',
          '203.0.113.7 -> shop/web TCP 80': 'allowed',
          'shop/web -> lonely/tool TCP 80': 'allowed',
        },
      );
    });

    test('are open to whom a policy of theirs lets in, and to nobody else', () => {
      const declared = policy('bank/from-shop', {
        podSelector: { matchLabels: { app: 'ledger' } },
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
            ports: [{ port: 8080 }],
          },
        ],
      });
      check(
        { policies: [declared] },
        {
          'shop/web -> bank/ledger TCP 8080': 'allowed',
          'shop/web -> bank/ledger TCP 80': 'denied',
          'shop-data/db -> bank/ledger TCP 8080': 'denied',
        },
      );
    });

    test('stay closed to one that lets its own pods reach everybody', () => {
      check({ policies: [EVERYWHERE] }, { 'shop/web -> bank/ledger TCP 80': 'denied' });
    });

    test('are found by a label, whoever has it, but for the namespaces of the system', () => {
      const tenants = [Tenant.labelled({ team: 'research' }), Tenant.labelled({ team: 'sales' })];
      check(
        { props: { tenants } },
        {
          'lab/bench -> office/desk TCP 80': 'denied',
          'lab/bench -> field/probe TCP 80': own,
          'kube-system/dns -> lab/bench TCP 80': 'allowed',
          'lab/bench -> kube-system/dns TCP 80': 'allowed',
          'lab/bench -> 169.254.169.254 TCP 80': 'denied',
          'kube-system/dns -> 169.254.169.254 TCP 80': 'allowed',
        },
      );
    });
  });

  test('leave what isolated namespaces declare as it is, across tenants as well', () => {
    const app = new App();
    ClusterProfile.attach(app, profile({ clusterPolicies }));
    const props = { image: 'ghcr.io/acme/app:1.0', port: 8080 };
    const shop = new IsolatedNamespace(app, 'shop');
    const web = new InternalService(shop, 'web', props);
    const api = new InternalService(shop, 'api', props);
    const ledger = new InternalService(new IsolatedNamespace(app, 'bank'), 'ledger', props);
    web.connections.allowTo(api);
    api.connections.allowTo(ledger);
    new ClusterGuardrails(new Chart(app, 'cluster'), 'guardrails', { tenants: TENANTS, closesOwnTraffic });
    const yaml = Yaml.stringify(...app.charts.flatMap((chart) => chart.toJson()), ...CLUSTER.filter(isOfTheSystem));
    expectAnswers(
      yaml,
      {
        'shop/web -> shop/api TCP 8080': 'allowed',
        'shop/api -> bank/ledger TCP 8080': 'allowed',
        'shop/api -> bank/ledger TCP 80': 'denied',
        'shop/web -> bank/ledger TCP 8080': 'denied',
        'bank/ledger -> shop/api TCP 8080': 'denied',
        'shop/web -> kube-system/dns UDP 53': 'allowed',
        'monitoring/prometheus -> bank/ledger TCP 9090': 'allowed',
        'bank/ledger -> 169.254.169.254 TCP 80': 'denied',
      },
      { podCidrs: POD_CIDRS },
    );
  });

  describe('rules of one’s own', () => {
    test('stand before the policies of tenants, in their order, and after the guarantees', () => {
      const rules = [
        GuardrailRule.accept('backup', { from: [Peer.namespace('lonely')], ports: [Port.tcp(9000)], reason: 'dumps' }),
        GuardrailRule.deny('no-lonely', { from: [Peer.namespace('lonely')], ports: allPorts() }),
        GuardrailRule.pass('relay', { to: [Peer.cidr('203.0.113.25/32')], ports: [Port.tcp(25)], reason: 'mail' }),
        GuardrailRule.deny('no-mail', { to: [Peer.internet()], ports: [Port.tcp(25)] }),
        GuardrailRule.accept('all', { to: [Peer.anywhere({ reason: 'x' })], ports: allPorts(), reason: 'x' }),
      ];
      check(
        { props: { rules }, policies: [SHUT] },
        {
          'lonely/tool -> shop/web TCP 9000': 'allowed',
          'lonely/tool -> shop/web TCP 80': 'denied',
          'lonely/tool -> bank/ledger TCP 80': 'denied',
          'shop/web -> 203.0.113.25 TCP 25': 'denied',
          'bank/ledger -> 203.0.113.25 TCP 25': 'allowed',
          'bank/ledger -> 203.0.113.26 TCP 25': 'denied',
          'bank/ledger -> 2001:db8::1 TCP 25': 'denied',
          'shop/web -> 203.0.113.7 TCP 443': 'allowed',
          'shop/web -> 169.254.169.254 TCP 80': 'denied',
        },
      );
    });
  });
});

test('without them, a hostile tenant has its way, and so have those who forget', () => {
  expectAnswers(
    Yaml.stringify(...CLUSTER, EVERYWHERE),
    {
      'shop/web -> 169.254.169.254 TCP 80': 'allowed',
      'shop/web -> fd00:ec2::254 TCP 80': 'allowed',
      'shop/web -> bank/ledger TCP 80': 'allowed',
    },
    { podCidrs: POD_CIDRS },
  );
  expectAnswers(
    Yaml.stringify(...CLUSTER, SHUT),
    { 'shop/web -> kube-system/dns UDP 53': 'denied', 'monitoring/prometheus -> shop/web TCP 9090': 'denied' },
    { podCidrs: POD_CIDRS },
  );
});

test('by both kinds of knowing tenants, each is closed to all others', () => {
  const tenants = [
    Tenant.namespaces('shop', 'shop-data'),
    Tenant.namespaces('bank'),
    Tenant.labelled({ team: 'research' }),
  ];
  expectGuarded(
    { props: { tenants } },
    {
      'shop/web -> bank/ledger TCP 80': 'denied',
      'shop/web -> lab/bench TCP 80': 'denied',
      'lab/bench -> shop/web TCP 80': 'denied',
      'lab/bench -> bank/ledger TCP 80': 'denied',
      'lab/bench -> field/probe TCP 80': 'allowed',
      'shop/web -> shop-data/db TCP 80': 'allowed',
      'lab/bench -> fd00:ec2::254 TCP 80': 'denied',
      'office/desk -> lab/bench TCP 80': 'allowed',
    },
  );
});

function allPorts(): Port[] {
  return [Port.allTcp(), Port.allUdp(), Port.allSctp()];
}
