import * as fc from 'fast-check';
import type { Manifest } from './kinds';

/** Namespaces, a few labels and a few ports: with so few, what is selected is often there. */
export const NAMESPACES = ['blue', 'green', 'red', 'grey'];
export const POD_LABELS: { readonly [key: string]: readonly string[] } = {
  app: ['web', 'api'],
  tier: ['front', 'back'],
};
export const NAMESPACE_LABELS: { readonly [key: string]: readonly string[] } = { team: ['one', 'two'], env: ['live'] };
export const PORT_NAMES = ['http', 'dns'];
export const NUMBERS = [53, 80, 8080];
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** Keys that controllers give to pods, with a value that a live pod of the samples may have. */
const PASSING: { readonly [key: string]: readonly string[] } = {
  'statefulset.kubernetes.io/pod-name': ['w0-0', 'w1-0'],
  'pod-template-hash': ['5d4f'],
  'job-name': ['w0', 'w1'],
};

/** An arbitrary that is absent as often as the weights say. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, absent = 1, present = 1): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight: present, arbitrary });
}

/** Without the keys that are absent, as YAML would have it. */
export function compact<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Some of these labels. */
export function labels(alphabet: { readonly [key: string]: readonly string[] }): fc.Arbitrary<Record<string, string>> {
  const entries = Object.entries(alphabet).map(([key, values]) => [key, maybe(fc.constantFrom(...values), 1, 2)]);
  return fc.record(Object.fromEntries(entries)).map((found) => compact(found) as Record<string, string>);
}

function selector(alphabet: { readonly [key: string]: readonly string[] }) {
  const key = fc.constantFrom(...Object.keys(alphabet));
  const expression = key.chain((name) =>
    fc.oneof(
      fc.record({
        key: fc.constant(name),
        operator: fc.constantFrom('In', 'NotIn'),
        values: fc.uniqueArray(fc.constantFrom(...(alphabet[name] as string[])), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ key: fc.constant(name), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
    ),
  );
  const label = key.chain((name) =>
    fc.constantFrom(...(alphabet[name] as string[])).map((value) => ({ [name]: value })),
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: fc.record({ matchLabels: label }) },
    { weight: 2, arbitrary: fc.record({ matchExpressions: fc.array(expression, { minLength: 1, maxLength: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ matchLabels: label, matchExpressions: fc.tuple(expression) }) },
  );
}

const podSelector = fc.oneof(
  { weight: 8, arbitrary: selector(POD_LABELS) },
  { weight: 1, arbitrary: selector({ ...POD_LABELS, ...PASSING }) },
);
const namespaceSelector = selector({ ...NAMESPACE_LABELS, 'kubernetes.io/metadata.name': NAMESPACES });

/** Networks with what may be left out of them. */
const BLOCKS: { readonly [cidr: string]: readonly string[] } = {
  '0.0.0.0/0': ['10.0.0.0/8', '203.0.113.0/24', '198.51.100.7/32'],
  '0.0.0.0/1': ['10.1.0.0/16'],
  '10.0.0.0/8': ['10.1.0.0/16', '10.1.0.5/32'],
  '10.1.0.0/24': ['10.1.0.0/29'],
  '10.1.2.3/16': ['10.1.0.8/29'],
  '203.0.113.0/24': ['203.0.113.128/25', '203.0.113.0/28'],
  '198.51.100.7/32': [],
  '::/0': ['2001:db8::/32', 'fc00::/7'],
  '2001:db8::/32': ['2001:db8:1::/48'],
  'fd00:1::/64': ['fd00:1::5/128'],
  'fc00::/7': [],
};

const ipBlock = fc.constantFrom(...Object.keys(BLOCKS)).chain((cidr) => {
  const holes = BLOCKS[cidr] as string[];
  if (holes.length === 0) return fc.constant({ cidr });
  return fc.record({ cidr: fc.constant(cidr), except: maybe(fc.uniqueArray(fc.constantFrom(...holes))) }).map(compact);
});

const networkPolicyPeer = fc.oneof(
  { weight: 3, arbitrary: fc.record({ podSelector }) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector }) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector, podSelector }) },
  { weight: 2, arbitrary: fc.record({ ipBlock }) },
);

const protocol = fc.constantFrom(...PROTOCOLS);
const number = fc.constantFrom(...NUMBERS);

const networkPolicyPort = fc.oneof(
  fc.record({ protocol: maybe(protocol), port: maybe(number) }),
  fc.record({ protocol: maybe(protocol), port: number, endPort: fc.constantFrom(8080, 8081, 65535) }),
  fc.record({ protocol: maybe(protocol), port: fc.constantFrom(...PORT_NAMES) }),
);

function networkPolicyRule(side: 'from' | 'to') {
  return fc
    .record({
      [side]: maybe(fc.array(networkPolicyPeer, { maxLength: 2 }), 1, 4),
      ports: maybe(fc.array(networkPolicyPort.map(compact), { maxLength: 2 })),
    })
    .map(compact);
}

/** A NetworkPolicy with everything that one may say. */
export const networkPolicy: fc.Arbitrary<Manifest> = fc
  .record({
    namespace: fc.constantFrom(...NAMESPACES),
    podSelector,
    policyTypes: maybe(fc.constantFrom([], ['Ingress'], ['Egress'], ['Ingress', 'Egress'])),
    ingress: maybe(fc.array(networkPolicyRule('from'), { maxLength: 2 })),
    egress: maybe(fc.array(networkPolicyRule('to'), { maxLength: 2 })),
  })
  .map(({ namespace, ...spec }) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'policy', namespace },
    spec: compact(spec),
  }));

const podsOfNamespaces = fc.record({ namespaceSelector, podSelector });
const subject = fc.oneof(fc.record({ namespaces: namespaceSelector }), fc.record({ pods: podsOfNamespaces }));

const adminPort = fc.oneof(
  fc.record({ portNumber: fc.record({ protocol, port: number }) }),
  fc.record({ portRange: fc.record({ protocol, start: number, end: fc.constantFrom(8080, 65535) }) }),
  fc.record({ namedPort: fc.constantFrom(...PORT_NAMES) }),
);

const destinationPort = fc.oneof(
  fc.record({ number }),
  fc.record({ range: fc.record({ start: number, end: fc.constantFrom(8081, 65535) }) }),
);
const adminProtocol = fc.oneof(
  fc.constantFrom('tcp', 'udp', 'sctp').chain((key) => fc.record({ [key]: fc.record({ destinationPort }) })),
  fc.record({ destinationNamedPort: fc.constantFrom(...PORT_NAMES) }),
);

const insidePeer = fc.oneof(fc.record({ namespaces: namespaceSelector }), fc.record({ pods: podsOfNamespaces }));
const nodesPeer = fc.record({ nodes: fc.constant({}) });
const networksPeer = fc.record({
  networks: fc.uniqueArray(fc.constantFrom(...Object.keys(BLOCKS)), { minLength: 1, maxLength: 2 }),
});
const domainsPeer = fc.constant({ domainNames: ['*.example.com'] });
/** A peer of a later version of the API. */
const laterPeer = fc.constant({ serviceAccounts: {} });

interface Wording {
  readonly actions: readonly string[];
  readonly allowing: string;
  readonly portsField: 'ports' | 'protocols';
  readonly hasDomains: boolean;
}

function adminRule(side: 'from' | 'to', { actions, allowing, portsField, hasDomains }: Wording) {
  return fc.constantFrom(...actions).chain((action) => {
    const outsidePeers =
      hasDomains && action === allowing ? [nodesPeer, networksPeer, domainsPeer] : [nodesPeer, networksPeer];
    const known = side === 'from' ? insidePeer : fc.oneof(insidePeer, insidePeer, ...outsidePeers);
    const peer = fc.oneof(
      { weight: 12, arbitrary: known as fc.Arbitrary<object> },
      { weight: 1, arbitrary: laterPeer },
    );
    return fc
      .record({
        action: fc.constant(action),
        [side]: fc.array(peer, { minLength: 1, maxLength: 2 }),
        [portsField]: maybe(
          fc.array((portsField === 'ports' ? adminPort : adminProtocol) as fc.Arbitrary<object>, {
            minLength: 1,
            maxLength: 2,
          }),
        ),
      })
      .map(compact);
  });
}

function adminPolicy(apiVersion: string, kind: string, name: string, wording: Wording, more: object) {
  return fc
    .record({
      ...more,
      subject,
      ingress: maybe(fc.array(adminRule('from', wording), { maxLength: 2 })),
      egress: maybe(fc.array(adminRule('to', wording), { maxLength: 2 })),
    })
    .map((spec): Manifest => ({ apiVersion, kind, metadata: { name }, spec: compact(spec) }));
}

/** So few that they are often the same. */
const priority = fc.integer({ min: 0, max: 2 });
const V1ALPHA1: Wording = {
  actions: ['Allow', 'Deny', 'Pass'],
  allowing: 'Allow',
  portsField: 'ports',
  hasDomains: true,
};
const V1ALPHA2: Wording = {
  ...V1ALPHA1,
  actions: ['Accept', 'Deny', 'Pass'],
  allowing: 'Accept',
  portsField: 'protocols',
};

export const adminNetworkPolicy = adminPolicy(
  'policy.networking.k8s.io/v1alpha1',
  'AdminNetworkPolicy',
  'admin',
  V1ALPHA1,
  { priority },
);

export const baselineAdminNetworkPolicy = adminPolicy(
  'policy.networking.k8s.io/v1alpha1',
  'BaselineAdminNetworkPolicy',
  'default',
  { ...V1ALPHA1, actions: ['Allow', 'Deny'], hasDomains: false },
  {},
);

export const clusterNetworkPolicy = fc
  .constantFrom('Admin', 'Baseline')
  .chain((tier) =>
    adminPolicy(
      'policy.networking.k8s.io/v1alpha2',
      'ClusterNetworkPolicy',
      'cluster',
      { ...V1ALPHA2, hasDomains: tier === 'Admin' },
      { tier: fc.constant(tier), priority },
    ),
  );

/** A policy of another API, which nobody here understands. */
export const opaquePolicy: fc.Arbitrary<Manifest> = fc
  .record({
    type: fc.constantFrom(['cilium.io/v2', 'CiliumNetworkPolicy'], ['security.istio.io/v1', 'AuthorizationPolicy']),
    namespace: fc.constantFrom(...NAMESPACES),
  })
  .map(({ type: [apiVersion, kind], namespace }) => ({
    apiVersion: apiVersion as string,
    kind: kind as string,
    metadata: { name: 'opaque', namespace },
    spec: {},
  }));
