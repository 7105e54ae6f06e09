import * as fc from 'fast-check';
import {
  BLOCKS,
  compact,
  maybe,
  NAMESPACES,
  namespaceSelector,
  number,
  PORT_NAMES,
  podSelector,
  protocol,
} from './alphabet';
import type { Manifest } from './kinds';

const ipBlock = fc.constantFrom(...Object.keys(BLOCKS)).chain((cidr) => {
  const holes = BLOCKS[cidr] as string[];
  if (holes.length === 0) return fc.constant({ cidr });
  return fc.record({ cidr: fc.constant(cidr), except: maybe(fc.uniqueArray(fc.constantFrom(...holes))) }).map(compact);
});

const networkPolicyPeer = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: fc.record({ podSelector }) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector }) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector, podSelector }) },
  { weight: 2, arbitrary: fc.record({ ipBlock }) },
);

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

/** One that opens some TCP ports, to many or to all: the ports by which a mesh carries make a difference then. */
export function networkPolicyOn(ports: fc.Arbitrary<readonly number[]>): fc.Arbitrary<Manifest> {
  const rules = (side: 'from' | 'to') =>
    fc
      .record({ [side]: maybe(fc.tuple(networkPolicyPeer), 2, 1), ports: ports.map((each) => each.map(portOf)) })
      .map((rule) => [compact(rule)]);
  return fc
    .record({
      namespace: fc.constantFrom(...NAMESPACES),
      podSelector: maybe(podSelector, 1, 1).map((found) => found ?? {}),
      rules: fc.oneof(fc.record({ ingress: rules('from') }), fc.record({ egress: rules('to') })),
    })
    .map(({ namespace, rules: found, ...spec }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'policy', namespace },
      spec: { ...spec, policyTypes: ['ingress' in found ? 'Ingress' : 'Egress'], ...found },
    }));
}

function portOf(port: number) {
  return { protocol: 'TCP', port };
}

/** A policy of another API, which nobody here understands. */
export const opaquePolicy: fc.Arbitrary<Manifest> = fc.constantFrom(...NAMESPACES).map((namespace) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'opaque', namespace },
  spec: {},
}));
