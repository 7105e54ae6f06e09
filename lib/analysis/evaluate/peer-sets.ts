import type { PolicyPeer } from '../network/policies';
import { type AddressSpace, blockText, rangesOf } from './address-space';
import { type BlockLaws, holdsPod, holdsPods } from './block-laws';
import type { ClassId, ClassTable } from './class-table';
import type { PodClass } from './pod-class';
import type { Selections } from './selections';

/** An end of a connection: a class of pods, or behind those a class of addresses. */
export type EndId = number;

/** The ends that a rule's peers hold. */
export interface PeerSet {
  readonly id: number;
  /** Sorted. */
  readonly certain: Int32Array;
  /** Those of which it isn't known, sorted. */
  readonly doubtful: Int32Array;
  /**
   * Whether a block holds all pods of which neither an address is known nor that they are on their node's network.
   *
   * They are not listed: one block among private addresses would be a list of all pods, and so would the next.
   */
  readonly ordinaryPods?: 'certain' | 'doubtful';
}

/** Sets of peers: equal lists of peers are looked up once. */
export class PeerSets {
  private readonly known = new Map<string, PeerSet>();

  public constructor(
    private readonly table: ClassTable,
    private readonly selections: Selections,
    private readonly addresses: AddressSpace,
    private readonly laws: BlockLaws,
  ) {}

  /**
   * @param peers - peers of which any will do
   * @param namespace - the namespace of their policy; undefined for a policy of the cluster
   * @param isClusterNetworkPolicy - whether pods on their node's network are left out, and networks hold pods
   */
  public of(peers: readonly PolicyPeer[], namespace: string | undefined, isClusterNetworkPolicy: boolean): PeerSet {
    const key = keyOf(peers, namespace, isClusterNetworkPolicy);
    const before = this.known.get(key);
    if (before) return before;
    const found: Found = { certain: new Set(), doubtful: new Set() };
    for (const peer of peers) this.collect(peer, namespace, isClusterNetworkPolicy, found);
    for (const end of found.certain) found.doubtful.delete(end);
    const set = {
      id: this.known.size,
      certain: sortedIds(found.certain),
      doubtful: sortedIds(found.doubtful),
      ordinaryPods: found.ordinaryPods,
    };
    this.known.set(key, set);
    return set;
  }

  private collect(
    peer: PolicyPeer,
    namespace: string | undefined,
    isClusterNetworkPolicy: boolean,
    found: Found,
  ): void {
    const { certain, doubtful } = found;
    const { classes } = this.table;
    if (peer.kind === 'pods') {
      const { pods, namespaces } = peer;
      const selection =
        namespaces === 'own'
          ? this.selections.inNamespace(namespace ?? '', pods, 'peer')
          : this.selections.inNamespaces(namespaces, pods);
      for (const id of selection.certain) {
        const { hostNetwork } = classes[id];
        if (hostNetwork === false) certain.add(id);
        else if (!hostNetwork || !isClusterNetworkPolicy) doubtful.add(id);
      }
      for (const id of selection.doubtful) {
        if (!classes[id].hostNetwork || !isClusterNetworkPolicy) doubtful.add(id);
      }
    } else if (peer.kind === 'block') {
      for (const id of this.addresses.classesIn(peer.block)) certain.add(classes.length + id);
      const ranges = rangesOf(peer.block);
      const laws = isClusterNetworkPolicy ? { ...this.laws, matchesPods: true } : this.laws;
      const usual = holdsPods(ranges, laws);
      if (usual) found.ordinaryPods = 'certain';
      else if (usual === undefined) found.ordinaryPods ??= 'doubtful';
      for (const id of this.table.peculiarIn(ranges)) {
        const holds = holdsPod(ranges, classes[id], laws, usual);
        if (holds) certain.add(id);
        else if (holds === undefined) doubtful.add(id);
      }
    } else if (peer.kind === 'nodes') {
      for (const id of this.table.onNodes) doubtful.add(id);
      this.addAddresses(doubtful);
    } else if (peer.kind === 'domains') {
      this.addAddresses(doubtful);
    } else if (peer.kind === 'entity') {
      classes.forEach((pod, id) => {
        if (pod.entity === peer.entity) certain.add(id);
        else if (mayBe(pod)) doubtful.add(id);
      });
    }
  }

  /** Which addresses nodes and domain names have isn't known. */
  private addAddresses(doubtful: Set<EndId>): void {
    this.addresses.classes.forEach((_, id) => {
      doubtful.add(this.table.classes.length + id);
    });
  }
}

/** Whether a stand-in may be what only Cilium knows: a controller of which nobody says whether it has pods at all. */
function mayBe({ namespace, isElsewhere, hostNetwork, entity }: PodClass): boolean {
  return entity === undefined && namespace === undefined && !isElsewhere && hostNetwork === undefined;
}

/** What is found of a set while its peers are looked up. */
interface Found {
  readonly certain: Set<EndId>;
  readonly doubtful: Set<EndId>;
  ordinaryPods?: 'certain' | 'doubtful';
}

/**
 * Whether the set holds an end; undefined where it isn't known.
 *
 * @param isOrdinary - whether the end is one of the pods that `ordinaryPods` speaks of
 */
export function holdsEnd(set: PeerSet, end: EndId, isOrdinary: boolean): boolean | undefined {
  if (hasId(set.certain, end) || (isOrdinary && set.ordinaryPods === 'certain')) return true;
  return hasId(set.doubtful, end) || (isOrdinary && set.ordinaryPods) ? undefined : false;
}

function hasId(ids: Int32Array, id: ClassId): boolean {
  let [low, high] = [0, ids.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ids[middle] === id) return true;
    if (ids[middle] < id) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function sortedIds(ids: Set<EndId>): Int32Array {
  return Int32Array.from(ids).sort();
}

function keyOf(peers: readonly PolicyPeer[], namespace: string | undefined, isClusterNetworkPolicy: boolean): string {
  const texts = peers.map((peer) => {
    switch (peer.kind) {
      case 'pods':
        return `pods\n${peer.namespaces === 'own' ? `own\n${namespace}` : peer.namespaces.text}\n${peer.pods.text}`;
      case 'block':
        return `block\n${blockText(peer.block)}`;
      case 'entity':
        return `entity\n${peer.entity}`;
      default:
        return peer.kind;
    }
  });
  return `${isClusterNetworkPolicy}\n${texts.sort().join('\n\n')}`;
}
