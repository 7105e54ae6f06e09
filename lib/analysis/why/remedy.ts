import { type CiliumEntity, NAMESPACE_NAME } from '../../traffic';
import { appendTo } from '../append-to';
import type { CompiledPolicy } from '../evaluate/compiled-policy';
import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import { nameOf, whereIs } from '../network/place';
import type { Labels } from '../network/workloads';
import { entityRemedy } from './entity-remedy';
import { indented, selectorLines } from './yaml-lines';

/** Who is to be named in a rule. */
export type RulePeer =
  | {
      readonly kind: 'pods';
      readonly namespace?: string;
      /** The labels by which the namespace is known; else it is by its name. */
      readonly namespaceLabels?: Labels;
      readonly labels: Labels;
    }
  | { readonly kind: 'addresses'; readonly cidr: string }
  /** What only Cilium knows: it can't stand beside others. */
  | { readonly kind: 'entity'; readonly entity: CiliumEntity };

/** What policies would have to say besides. */
export interface Lack {
  readonly direction: 'ingress' | 'egress';
  /** The pods that need it, and the labels that tell them from others. */
  readonly pods: Member;
  readonly ownLabels: Labels;
  /** The network policies that govern those pods. */
  readonly governing: readonly CompiledPolicy[];
  readonly peers: readonly RulePeer[];
  /** The ports by protocol; empty for every port. */
  readonly ports: { readonly [protocol: string]: string };
}

/**
 * The smallest changes, as YAML: rules in the policy that is about these pods alone; without such a policy a new one, as
 * a rule in a policy of others too would open those as well.
 */
export function remediesOf(model: Model, lacks: readonly Lack[]): string[] {
  const groups = new Map<string, Lack[]>();
  for (const lack of lacks) {
    const key = `${lack.pods.name} ${lack.direction} ${lack.peers.flatMap(entityOf).join()}`;
    appendTo(groups, key, lack);
  }
  return [...groups.values()].map((group) => remedyOf(model, group));
}

/** One change for everything that the same pods lack in one direction. */
function remedyOf({ network, population }: Model, lacks: readonly Lack[]): string {
  const [{ direction, governing, pods, ownLabels }] = lacks;
  const taken = [...network.policies, ...network.pluginPolicies].filter(
    ({ object }) => object.namespace === pods.namespace,
  );
  const name = freeName(
    `${pods.workload?.object.name ?? 'pods'}-${direction}`,
    taken.map(({ object }) => object.name),
  );
  const [entity] = lacks.flatMap(({ peers }) => peers.flatMap(entityOf));
  if (entity) {
    const ports = lacks.map((lack) => lack.ports);
    return entityRemedy({ entity, name, namespace: pods.namespace ?? '', labels: ownLabels, ports });
  }
  const rules = [...new Set(lacks.map((lack) => ruleLines(lack).join('\n')))].flatMap((text) => text.split('\n'));
  const own = governing.find(
    ({ object, subject }) =>
      object.apiVersion.startsWith('networking.k8s.io/') &&
      pods.classes.every((id) => subject.certain.includes(id)) &&
      [...subject.certain, ...subject.doubtful].every((id) => population.withClass(id).every((each) => each === pods)),
  );
  if (own) {
    const place = whereIs({ object: own.object, path: ['spec', direction] });
    return [`add to spec.${direction} of ${nameOf(own.object)} (${place}):`, ...indented(rules, 2)].join('\n');
  }
  return [
    `add a policy, since those that govern ${pods.name} govern other pods as well:`,
    ...indented(
      [
        'apiVersion: networking.k8s.io/v1',
        'kind: NetworkPolicy',
        'metadata:',
        `  name: ${name}`,
        `  namespace: ${pods.namespace ?? ''}`,
        'spec:',
        ...indented(selectorLines('podSelector', ownLabels), 2),
        `  policyTypes: [${direction === 'ingress' ? 'Ingress' : 'Egress'}]`,
        `  ${direction}:`,
        ...indented(rules, 4),
      ],
      2,
    ),
  ].join('\n');
}

function entityOf(peer: RulePeer): CiliumEntity[] {
  return peer.kind === 'entity' ? [peer.entity] : [];
}

/** A name that no policy of the namespace has: it would be overwritten. */
function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let i = 2; taken.includes(free); i++) free = `${name}-${i}`;
  return free;
}

function ruleLines({ direction, pods, peers, ports }: Lack): string[] {
  return [
    `- ${direction === 'ingress' ? 'from' : 'to'}:`,
    ...indented(
      peers.flatMap((peer) => peerLines(peer, pods.namespace)),
      4,
    ),
    ...indented(portLines(ports), 2),
  ];
}

function peerLines(peer: RulePeer, namespace: string | undefined): string[] {
  if (peer.kind === 'entity') return [];
  if (peer.kind === 'addresses') return ['- ipBlock:', `    cidr: ${peer.cidr}`];
  const pods = selectorLines('podSelector', peer.labels);
  const isNear = peer.namespace === undefined || peer.namespace === namespace;
  const labels = peer.namespaceLabels ?? { [NAMESPACE_NAME]: peer.namespace ?? '' };
  const lines = isNear ? pods : [...selectorLines('namespaceSelector', labels), ...pods];
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
