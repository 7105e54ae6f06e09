import { NAMESPACE_NAME } from '../../traffic';
import type { CompiledPolicy } from '../evaluate/compiled-policy';
import { nameOf, whereIs } from '../network/place';
import type { Labels } from '../network/workloads';

/** Who is to be named in a rule. */
export type RulePeer =
  | { readonly kind: 'pods'; readonly namespace?: string; readonly labels: Labels }
  | { readonly kind: 'addresses'; readonly cidr: string };

/** What one policy would have to say besides. */
export interface Lack {
  readonly direction: 'ingress' | 'egress';
  /** The namespace of the pods that the policy governs. */
  readonly namespace: string;
  readonly governing: readonly CompiledPolicy[];
  readonly peers: readonly RulePeer[];
  /** The ports by protocol; empty for every port. */
  readonly ports: { readonly [protocol: string]: string };
}

/** The smallest change: one rule in the policy that speaks of the fewest pods, as YAML to put there. */
export function remedyOf({ direction, namespace, governing, peers, ports }: Lack): string {
  const [policy] = [...governing].sort((a, b) => sizeOf(a) - sizeOf(b));
  const lines = [
    `  - ${direction === 'ingress' ? 'from' : 'to'}:`,
    ...peers.flatMap((peer) => peerLines(peer, namespace)).map((line) => `      ${line}`),
    ...portLines(ports).map((line) => `    ${line}`),
  ];
  return [
    `add to spec.${direction} of ${nameOf(policy.object)} (${whereIs({ object: policy.object, path: ['spec', direction] })}):`,
    ...lines,
  ].join('\n');
}

function peerLines(peer: RulePeer, namespace: string): string[] {
  if (peer.kind === 'addresses') return ['- ipBlock:', `    cidr: ${peer.cidr}`];
  const labels = Object.keys(peer.labels).sort();
  const pods =
    labels.length > 0
      ? ['podSelector:', '  matchLabels:', ...labels.map((key) => `    ${key}: ${scalar(peer.labels[key])}`)]
      : ['podSelector: {}'];
  const lines =
    peer.namespace === undefined || peer.namespace === namespace
      ? pods
      : ['namespaceSelector:', '  matchLabels:', `    ${NAMESPACE_NAME}: ${scalar(peer.namespace)}`, ...pods];
  return lines.map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`));
}

function portLines(ports: { readonly [protocol: string]: string }): string[] {
  const lines = Object.entries(ports).flatMap(([protocol, text]) =>
    text.split(',').flatMap((run) => {
      const [first, last] = run.split('-');
      return [`  - protocol: ${protocol}`, `    port: ${first}`, ...(last ? [`    endPort: ${last}`] : [])];
    }),
  );
  return lines.length > 0 ? ['ports:', ...lines] : [];
}

/** A label's value as YAML: in quotes where it would be read as something else than text. */
function scalar(value: string): string {
  return /^[A-Za-z][-_./A-Za-z0-9]*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

/** How many pods a policy speaks of: the fewest are the most specific. */
function sizeOf({ subject }: CompiledPolicy): number {
  return subject.certain.length + subject.doubtful.length;
}
