import * as fc from 'fast-check';
import { BLOCKS, compact, maybe, NAMESPACE_LABELS, NAMESPACES, PORT_NAMES, podSelector } from './alphabet';
import type { LabelSelector, Manifest } from './kinds';

const NAMESPACE = 'io.kubernetes.pod.namespace';

/** A label's source in front of its key, or none. */
const source = fc.constantFrom('', 'k8s:', 'any:');

const endpointSelector = fc.tuple(podSelector, source).map(([selector, prefix]) => prefixed(selector, prefix));

function prefixed(selector: LabelSelector, prefix: string): LabelSelector {
  const { matchLabels, matchExpressions } = selector;
  return compact({
    matchLabels:
      matchLabels && Object.fromEntries(Object.entries(matchLabels).map(([key, value]) => [`${prefix}${key}`, value])),
    matchExpressions: matchExpressions?.map((each) => ({ ...each, key: `${prefix}${each.key}` })),
  });
}

const namespaceName = fc.oneof(
  fc.record({
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom(...NAMESPACES), { minLength: 1, maxLength: 2 }),
  }),
  fc.constant({ operator: 'Exists' }),
);
const namespaceLabel = fc.constantFrom(...Object.keys(NAMESPACE_LABELS)).chain((key) =>
  fc.record({
    key: fc.constant(`k8s:io.cilium.k8s.namespace.labels.${key}`),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.constantFrom(...(NAMESPACE_LABELS[key] as string[])).map((value) => [value]),
  }),
);

/** Pods of the policy's own namespace, or of others by their names and labels. */
const endpoints = fc
  .record({ selector: endpointSelector, name: maybe(namespaceName, 1, 2), label: maybe(namespaceLabel, 2, 1), source })
  .map(({ selector, name, label, source: prefix }) => {
    if (!name) return selector;
    const more = [{ key: `${prefix}${NAMESPACE}`, ...name }, ...(label ? [label] : [])];
    return { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...more] };
  });

const entities = fc.uniqueArray(
  fc.constantFrom('all', 'world', 'world-ipv4', 'cluster', 'host', 'remote-node', 'kube-apiserver', 'ingress', 'none'),
  { minLength: 1, maxLength: 2 },
);

const cidrSet = fc.constantFrom(...Object.keys(BLOCKS)).chain((cidr) => {
  const holes = BLOCKS[cidr] as string[];
  return fc
    .record({ cidr: fc.constant(cidr), except: fc.subarray(holes) })
    .map(({ except, ...rest }) => (except.length > 0 ? { ...rest, except } : rest));
});

function list<T>(item: fc.Arbitrary<T>) {
  return fc.array(item, { minLength: 1, maxLength: 2 });
}

const port = fc
  .record({
    port: fc.constantFrom('0', '53', '80', '8080', ...PORT_NAMES),
    protocol: maybe(fc.constantFrom('TCP', 'UDP', 'SCTP', 'ANY')),
    endPort: maybe(fc.constantFrom(8080, 65535), 3, 1),
  })
  .map(({ endPort, ...rest }) => compact({ ...rest, endPort: /^[1-9]/.test(rest.port) ? endPort : undefined }));

const http = fc.constantFrom([{ method: 'GET' }], [{ path: '/a' }, {}]);

function rule(side: 'from' | 'to', isDenial: boolean) {
  const peers: fc.Arbitrary<object>[] = [
    fc.constant({}),
    fc.record({ [`${side}Endpoints`]: list(endpoints) }),
    fc.record({ [`${side}Endpoints`]: list(endpoints) }),
    fc.record({ [`${side}Entities`]: entities }),
    fc.record({ [`${side}CIDRSet`]: list(cidrSet) }),
    fc.record({ [`${side}CIDR`]: list(fc.constantFrom(...Object.keys(BLOCKS))) }),
  ];
  if (side === 'to' && !isDenial) peers.push(fc.constant({ toFQDNs: [{ matchName: 'example.com' }] }));
  const rules = isDenial ? fc.constant(undefined) : maybe(fc.record({ http }), 5, 1);
  const ports = fc.record({ ports: list(port), rules }).map(compact);
  return fc
    .tuple(fc.oneof(...peers), maybe(fc.array(ports, { maxLength: 2 })))
    .map(([peer, toPorts]) => compact({ ...peer, toPorts }));
}

const spec = fc
  .record({
    endpointSelector,
    ingress: maybe(fc.array(rule('from', false), { maxLength: 2 })),
    egress: maybe(fc.array(rule('to', false), { maxLength: 2 })),
    ingressDeny: maybe(fc.array(rule('from', true), { maxLength: 2 }), 3, 1),
    egressDeny: maybe(fc.array(rule('to', true), { maxLength: 2 }), 3, 1),
    enableDefaultDeny: maybe(
      fc.record({ ingress: maybe(fc.boolean()), egress: maybe(fc.boolean()) }).map(compact),
      4,
      1,
    ),
  })
  .map(compact);

/** A CiliumNetworkPolicy with what is understood of its language. */
export const ciliumNetworkPolicy: fc.Arbitrary<Manifest> = fc
  .record({ namespace: fc.constantFrom(...NAMESPACES), spec, specs: maybe(fc.array(spec, { maxLength: 2 }), 5, 1) })
  .map(({ namespace, ...rest }) => ({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'cilium', namespace },
    ...compact(rest),
  }));

/** The same for all namespaces. */
export const ciliumClusterwideNetworkPolicy: fc.Arbitrary<Manifest> = fc
  .record({ spec, name: maybe(namespaceName) })
  .map(({ spec: said, name }) => {
    const { endpointSelector: own } = said;
    const more = name ? [{ key: NAMESPACE, ...name }] : [];
    const matchExpressions = [...(own.matchExpressions ?? []), ...more];
    return {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumClusterwideNetworkPolicy',
      metadata: { name: 'clusterwide' },
      spec: { ...said, endpointSelector: { ...own, matchExpressions } },
    };
  });
