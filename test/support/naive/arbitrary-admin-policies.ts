import * as fc from 'fast-check';
import { BLOCKS, compact, maybe, namespaceSelector, number, PORT_NAMES, podSelector, protocol } from './alphabet';
import type { Manifest } from './kinds';

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
