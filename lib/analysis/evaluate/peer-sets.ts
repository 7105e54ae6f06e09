import type { ObjectRef } from '../network/place';
import type { AddressSetFacts, BlockFacts, EntityName, PolicyPeer, SelectedPods } from '../network/policies';
import { selects } from '../network/selector';
import { type AddressSpace, blockText, rangesOf } from './address-space';
import { type BlockLaws, holdsPod, holdsPods } from './block-laws';
import { Callers } from './callers';
import type { ClassId, ClassTable } from './class-table';
import { areEntity, mayBeAnything, meanAddresses } from './entities';
import type { Selection, Selections } from './selections';

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
  /** The sets of addresses that are meant, or may be. */
  readonly addressSets: readonly ObjectRef[];
}

/** What peers are looked up in. */
export interface PeerGround {
  readonly table: ClassTable;
  readonly selections: Selections;
  readonly addresses: AddressSpace;
  readonly laws: BlockLaws;
  readonly sets: readonly AddressSetFacts[];
}

/** Sets of peers: equal lists of peers are looked up once. */
export class PeerSets {
  private readonly known = new Map<string, PeerSet>();
  private callers?: Callers;

  public constructor(private readonly ground: PeerGround) {}

  /**
   * @param peers - peers of which any will do
   * @param namespace - the namespace of their policy; empty for a policy of the cluster
   * @param leavesOutNodes - whether no selector means pods on their node's network
   */
  public of(peers: readonly PolicyPeer[], namespace: string, leavesOutNodes: boolean): PeerSet {
    const key = keyOf(peers, namespace, leavesOutNodes);
    const before = this.known.get(key);
    if (before) return before;
    const set = this.ofOne(peers, namespace, leavesOutNodes) ?? this.ofAll(peers, namespace, leavesOutNodes);
    this.known.set(key, set);
    return set;
  }

  private ofAll(peers: readonly PolicyPeer[], namespace: string, leavesOutNodes: boolean): PeerSet {
    const found: Found = { certain: new Set(), doubtful: new Set(), addressSets: new Set() };
    for (const peer of peers) this.collect(peer, namespace, leavesOutNodes, found);
    for (const end of found.certain) found.doubtful.delete(end);
    return {
      id: this.known.size,
      certain: sortedIds([...found.certain]),
      doubtful: sortedIds([...found.doubtful]),
      ordinaryPods: found.ordinaryPods,
      addressSets: [...found.addressSets],
    };
  }

  /** That of one selector alone, as most are. */
  private ofOne(peers: readonly PolicyPeer[], namespace: string, leavesOutNodes: boolean): PeerSet | undefined {
    const [peer] = peers;
    if (peers.length !== 1 || peer?.kind !== 'pods') return undefined;
    const { certain, doubtful } = this.podsOf(peer, namespace, leavesOutNodes);
    return {
      id: this.known.size,
      certain: sortedIds(certain),
      doubtful: sortedIds(doubtful),
      ordinaryPods: undefined,
      addressSets: [],
    };
  }

  /** Whom a selector means: of pods on the network of their node it isn't known, and they may be left out. */
  private podsOf({ namespaces, pods }: SelectedPods, namespace: string, leavesOutNodes: boolean): Selection {
    const { table, selections } = this.ground;
    const selection =
      namespaces === 'own'
        ? selections.inNamespace(namespace, pods, 'peer')
        : selections.inNamespaces(namespaces, pods);
    const certain: ClassId[] = [];
    const doubtful: ClassId[] = [];
    for (const id of selection.certain) {
      const { hostNetwork } = table.classes[id];
      if (hostNetwork === false) certain.push(id);
      else if (!hostNetwork || !leavesOutNodes) doubtful.push(id);
    }
    for (const id of selection.doubtful) if (!table.classes[id].hostNetwork || !leavesOutNodes) doubtful.push(id);
    return { certain, doubtful };
  }

  private collect(peer: PolicyPeer, namespace: string, leavesOutNodes: boolean, found: Found): void {
    switch (peer.kind) {
      case 'pods':
        this.addPods(peer, namespace, leavesOutNodes, found);
        break;
      case 'block':
        if (peer.holds === 'outside') this.addOutside(peer.block, found);
        else this.addBlock(peer.block, peer.holds === 'pods', found);
        break;
      case 'nodes':
        for (const id of this.ground.table.onNodes) found.doubtful.add(id);
        this.addAddresses(found);
        break;
      case 'domains':
        this.addAddresses(found);
        break;
      case 'entities':
        this.addEntities(peer.entities, found);
        break;
      case 'sets':
        this.addSets(peer, namespace, found);
        break;
      case 'callers':
        this.callers ??= new Callers(this.ground.table, this.ground.addresses, this.ground.laws);
        this.callers.add(peer.tests, found);
        break;
    }
  }

  private addPods(peer: SelectedPods, namespace: string, leavesOutNodes: boolean, found: Found): void {
    const { certain, doubtful } = this.podsOf(peer, namespace, leavesOutNodes);
    for (const id of certain) found.certain.add(id);
    for (const id of doubtful) found.doubtful.add(id);
  }

  private addBlock(block: BlockFacts, areForPods: boolean, found: Found): void {
    const { table, addresses } = this.ground;
    for (const id of addresses.classesIn(block)) found.certain.add(table.classes.length + id);
    const ranges = rangesOf(block);
    const laws = areForPods ? { ...this.ground.laws, matchesPods: true } : this.ground.laws;
    const usual = holdsPods(ranges, laws);
    if (usual) found.ordinaryPods = 'certain';
    else if (usual === undefined) found.ordinaryPods ??= 'doubtful';
    for (const id of table.peculiarIn(ranges)) {
      const holds = holdsPod(ranges, table.classes[id], laws, usual);
      if (holds) found.certain.add(id);
      else if (holds === undefined) found.doubtful.add(id);
    }
  }

  /** Addresses that are neither pods' nor nodes', whatever these have. */
  private addOutside(block: BlockFacts, { certain, doubtful }: Found): void {
    const { table, addresses } = this.ground;
    for (const id of addresses.classesIn(block)) certain.add(table.classes.length + id);
    for (const id of table.onNodes) if (mayBeAnything(table.classes[id])) doubtful.add(id);
  }

  private addEntities(entities: readonly EntityName[], found: Found): void {
    this.ground.table.classes.forEach((pod, id) => {
      const holds = areEntity(entities, pod);
      if (holds) found.certain.add(id);
      else if (holds === undefined) found.doubtful.add(id);
    });
    // The nodes and the Kubernetes API may have any address.
    if (meanAddresses(entities)) this.addAddresses(found);
  }

  private addSets(peer: SetsPeer, namespace: string, found: Found): void {
    const { table, sets } = this.ground;
    for (const { object, labels, blocks, names } of sets) {
      const isThere = isSetIn(peer.namespaces, object.namespace, namespace, table);
      if (isThere === false || !selects(peer.labels, labels)) continue;
      found.addressSets.add(object);
      const own: Found = { ...found, certain: new Set(), doubtful: new Set(), ordinaryPods: undefined };
      for (const block of blocks) this.addBlock(block, true, own);
      if (names.length > 0) this.addAddresses(own);
      for (const id of own.certain) (isThere ? found.certain : found.doubtful).add(id);
      for (const id of own.doubtful) found.doubtful.add(id);
      if (own.ordinaryPods === 'certain' && isThere) found.ordinaryPods = 'certain';
      else if (own.ordinaryPods) found.ordinaryPods ??= 'doubtful';
    }
  }

  /** Which addresses nodes and domain names have isn't known. */
  private addAddresses({ doubtful }: Found): void {
    const { table, addresses } = this.ground;
    addresses.classes.forEach((_, id) => {
      doubtful.add(table.classes.length + id);
    });
  }
}

/** What is found of a set while its peers are looked up. */
interface Found {
  readonly certain: Set<EndId>;
  readonly doubtful: Set<EndId>;
  readonly addressSets: Set<ObjectRef>;
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
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return low < ids.length && ids[low] === id;
}

function sortedIds(ids: readonly EndId[]): Int32Array {
  if (ids.length === 0) return NO_ENDS;
  const found = Int32Array.from(ids);
  return ids.length === 1 ? found : found.sort();
}

const NO_ENDS = new Int32Array(0);

type SetsPeer = Extract<PolicyPeer, { kind: 'sets' }>;

/** Whether a set of addresses is in the namespaces that are meant; one of the cluster is in none. */
function isSetIn(
  namespaces: SetsPeer['namespaces'],
  ofSet: string,
  own: string,
  table: ClassTable,
): boolean | undefined {
  if (namespaces === 'global' || ofSet === '') return namespaces === 'global' && ofSet === '';
  if (namespaces === 'own') return ofSet === own;
  const { labels, unknown } = table.labelsOf(ofSet);
  return selects(namespaces, labels, unknown);
}

function keyOf(peers: readonly PolicyPeer[], namespace: string, leavesOutNodes: boolean): string {
  const texts = peers.map((peer) => {
    switch (peer.kind) {
      case 'pods':
        return `pods\n${placeText(peer.namespaces, namespace)}\n${peer.pods.text}`;
      case 'block':
        return `block ${peer.holds}\n${blockText(peer.block)}`;
      case 'entities':
        return `entities\n${[...peer.entities].sort()}`;
      case 'sets':
        return `sets\n${placeText(peer.namespaces, namespace)}\n${peer.labels.text}`;
      case 'callers':
        return `callers\n${JSON.stringify(peer.tests)}`;
      default:
        return peer.kind;
    }
  });
  return `${leavesOutNodes}\n${texts.sort().join('\n\n')}`;
}

function placeText(namespaces: SetsPeer['namespaces'], own: string): string {
  if (namespaces === 'own') return `own\n${own}`;
  return namespaces === 'global' ? 'global' : `in\n${namespaces.text}`;
}
