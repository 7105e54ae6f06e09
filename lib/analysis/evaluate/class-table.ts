import { NAMESPACE_NAME } from '../../traffic';
import { byText } from '../by-text';
import type { Network } from '../network/network';
import { nameOf, pathText } from '../network/place';
import type { PolicyPeer, RuleFacts } from '../network/policies';
import type { Selector } from '../network/selector';
import type { ContainerPort, Labels, NamespaceFacts } from '../network/workloads';
import type { AddressRange } from './address-range';
import type { Identity, KnownLabels, PodClass } from './pod-class';

/** The number of a class of pods. */
export type ClassId = number;

/** What isn't mentioned by any selector, and so is one value for all. */
const OTHER = '\u0000';

/**
 * The distinct classes among pods: two pods are of one class unless some policy can tell them apart.
 *
 * The classes of one namespace have numbers in a row.
 */
export class ClassTable {
  /**
   * @param said - labels that a namespace certainly has, of those that weren't read
   */
  public static of(
    network: Network,
    pods: readonly PodClass[],
    said: ReadonlyMap<string, Labels> = new Map(),
  ): ClassTable {
    return new ClassTable(network, pods, said);
  }

  public readonly classes: readonly PodClass[];
  /** The class of each of the pods that were given, in their order. */
  public readonly classOf: readonly ClassId[];
  /** Those of which nothing is known but that they are pods', sorted. */
  public readonly ordinary: readonly ClassId[];
  /** Those that are no pods, but known to Cilium by a word. */
  public readonly entities: readonly ClassId[];
  /** Those that are or may be on the network of their node. */
  public readonly onNodes: readonly ClassId[];
  /** The addresses that are known, sorted, with their classes. */
  private readonly addresses: readonly { readonly address: bigint; readonly id: ClassId }[];
  private readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
  private readonly rows = new Map<string, { start: ClassId; end: ClassId }>();

  private constructor(
    network: Network,
    pods: readonly PodClass[],
    private readonly said: ReadonlyMap<string, Labels>,
  ) {
    this.namespaces = new Map(network.namespaces.map((each) => [each.object.name, each]));
    const words = wordsOf(network);
    const keys = pods.map((pod) => keyOf(pod, words));
    const first = new Map<string, PodClass>();
    keys.forEach((key, i) => {
      if (!first.has(key)) first.set(key, pods[i]);
    });
    const sorted = [...first].sort(([, a], [, b]) => byText(a.namespace ?? '', b.namespace ?? ''));
    this.classes = sorted.map(([, pod]) => pod);
    const numbers = new Map(sorted.map(([key], i) => [key, i]));
    this.classOf = keys.map((key) => numbers.get(key) as ClassId);
    const ids = this.classes.map((_, id) => id);
    this.ordinary = ids.filter((id) => this.isOrdinary(id));
    this.entities = ids.filter((id) => this.classes[id].entity !== undefined);
    this.onNodes = ids.filter((id) => this.classes[id].hostNetwork !== false);
    this.addresses = ids
      .flatMap((id) => this.classes[id].addresses.map(({ first }) => ({ address: first, id })))
      .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
    this.classes.forEach(({ namespace }, i) => {
      if (namespace === undefined) return;
      const row = this.rows.get(namespace);
      if (row) row.end = i + 1;
      else this.rows.set(namespace, { start: i, end: i + 1 });
    });
  }

  /** Whether nothing is known of the addresses of the class, but that they are pods'. */
  public isOrdinary(id: ClassId): boolean {
    const pod = this.classes[id];
    return pod !== undefined && pod.hostNetwork === false && pod.addresses.length === 0 && pod.entity === undefined;
  }

  /** Those that aren't ordinary and may be in the ranges: by their addresses, or by those of their nodes. */
  public peculiarIn(ranges: readonly AddressRange[]): ReadonlySet<ClassId> {
    const found = new Set(this.onNodes);
    for (const { first, last } of ranges) {
      for (let i = this.placeOf(first); i < this.addresses.length && this.addresses[i].address <= last; i++) {
        found.add(this.addresses[i].id);
      }
    }
    return found;
  }

  /** The place of the first known address that isn't before an address. */
  private placeOf(address: bigint): number {
    let [low, high] = [0, this.addresses.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.addresses[middle].address < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The namespaces that have pods. */
  public get inhabited(): IterableIterator<string> {
    return this.rows.keys();
  }

  public isInhabited(namespace: string): boolean {
    return this.rows.has(namespace);
  }

  /** The classes of a namespace: from the start to before the end. */
  public rowOf(namespace: string): { readonly start: ClassId; readonly end: ClassId } {
    return this.rows.get(namespace) ?? { start: 0, end: 0 };
  }

  /** What is known of a namespace's labels; of one that wasn't read what the API server gives to each, and what is said of it. */
  public labelsOf(namespace: string | undefined): KnownLabels {
    const found = namespace === undefined ? undefined : this.namespaces.get(namespace);
    if (found) return { labels: found.labels, unknown: [] };
    if (namespace === undefined) return { labels: {}, unknown: 'any' };
    return { labels: { ...this.said.get(namespace), [NAMESPACE_NAME]: namespace }, unknown: 'any' };
  }
}

/** What selectors and rules speak of: the values by their keys, and the names of ports. */
interface Words {
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  readonly portNames: ReadonlySet<string>;
  readonly hasBlocks: boolean;
}

function wordsOf(network: Network): Words {
  const {
    policies,
    pluginPolicies,
    addressSets,
    adminPolicies,
    identityPolicies,
    waypointPolicies,
    peerAuthentications,
    linkerdServers,
    linkerdAuthentications,
    opaquePolicies,
  } = network;
  const values = new Map<string, Set<string>>();
  const portNames = new Set<string>();
  let hasBlocks = addressSets.length > 0 || linkerdAuthentications.length > 0;
  const seen = new Set<string>();
  const add = (selector: Selector) => {
    if (seen.has(selector.text)) return;
    seen.add(selector.text);
    for (const requirement of selector.requirements) {
      const known = values.get(requirement.key) ?? new Set();
      values.set(requirement.key, known);
      for (const value of requirement.values) known.add(value);
    }
  };
  const addPeer = (peer: PolicyPeer) => {
    if (peer.kind === 'pods') add(peer.pods);
    else if (peer.kind === 'block' || asksForAddress(peer)) hasBlocks = true;
  };
  const addRule = ({ peers, ports }: RuleFacts) => {
    if (peers !== 'everyone') peers.forEach(addPeer);
    if (ports !== 'every port') for (const port of ports) if ('name' in port) portNames.add(port.name);
  };
  for (const { pods, ingress, egress } of policies) {
    add(pods);
    ingress.forEach(addRule);
    egress.forEach(addRule);
  }
  for (const { subjects, ingress, egress } of pluginPolicies) {
    for (const { pods } of subjects) add(pods);
    ingress.forEach(addRule);
    egress.forEach(addRule);
  }
  for (const { subject, ingress, egress } of adminPolicies) {
    add(subject.pods);
    ingress.forEach(addRule);
    egress.forEach(addRule);
  }
  for (const { pods, rules } of identityPolicies) {
    add(pods);
    rules.forEach(addRule);
  }
  for (const { rules } of waypointPolicies) rules.forEach(addRule);
  for (const { pods } of peerAuthentications) add(pods);
  for (const { pods, port } of linkerdServers) {
    add(pods);
    if ('name' in port) portNames.add(port.name);
  }
  for (const { pods } of opaquePolicies) if (pods) add(pods);
  return { values, portNames, hasBlocks };
}

function asksForAddress(peer: PolicyPeer): boolean {
  return peer.kind === 'callers' && peer.tests.some(({ of }) => of === 'address');
}

function inboundText({ inbound }: Identity): string {
  return inbound ? `${nameOf(inbound.object)} ${pathText(inbound.path)} ${inbound.policy ?? OTHER}` : '';
}

function keyOf(pod: PodClass, { values, portNames, hasBlocks }: Words): string {
  const labels: string[] = [];
  for (const [key, known] of values) {
    if (!Object.hasOwn(pod.labels, key)) continue;
    const value = pod.labels[key];
    labels.push(`${key}=${known.has(value) ? value : OTHER}`);
  }
  const { unknownLabels: unknown } = pod;
  const parts = [
    pod.namespace ?? `${OTHER}${pod.isElsewhere ?? false}${pod.mayBeIn ?? OTHER}${pod.entity ?? OTHER}`,
    labels.sort().join(),
    unknown === 'any' ? OTHER : unknownText(unknown, values),
    pod.ports ? namedText(pod.ports, portNames) : OTHER,
    String(pod.hostNetwork),
    pod.identity ? `${pod.identity.modes} ${pod.identity.account ?? OTHER} ${inboundText(pod.identity)}` : '',
    hasBlocks ? pod.addresses.map(({ first }) => first).join() : '',
  ];
  return parts.join('\n');
}

function unknownText(unknown: readonly string[], values: Words['values']): string {
  if (unknown.length === 0) return '';
  return unknown
    .filter((key) => values.has(key))
    .sort()
    .join();
}

function namedText(ports: readonly ContainerPort[], portNames: Words['portNames']): string {
  if (portNames.size === 0) return '';
  return ports
    .flatMap(({ name, number, protocol }) =>
      name !== undefined && portNames.has(name) ? `${name}=${protocol}/${number}` : [],
    )
    .sort()
    .join();
}
