import type { IConstruct } from 'constructs';
import { homeOf, namespaceLabels, ReadOnce } from '../objects';
import { Direction, NAMESPACE_NAME, type Peer, type PodSelection, PortSet } from '../traffic';
import { type Edge, far, isInTree, isPeer, type Link, listening, near, portsOf } from './edge';
import type { Party } from './party';

const ANYWHERE = '';

/** The connections of which one end is the same peer, as the workloads of one namespace see it. */
interface Meant {
  readonly peer: Peer;
  /** Whose namespace is the same one, where the peer says so; undefined where the other end is a peer, too. */
  readonly asker?: Party;
  readonly edges: Set<Edge>;
}

type Labels = { readonly [key: string]: string };

/**
 * Which workloads of the app are meant by peers that are known by labels.
 *
 * Where such a peer turns out to be a workload whose policy is ours, its side of the connection is written as well:
 * with one side alone, the connection would be declared and dead. A peer that means many workloads, named by many, is
 * as many connections as it says: only then does this grow with their product.
 */
export class PeerReach {
  // By the direction and the namespace that a peer is in, so that no workload looks at the peers of all others.
  private readonly byHome = new Map<string, Map<string, Meant>>();
  private readonly found: ReadOnce<Map<string, Edge[]>>;
  private readonly namespaces: ReadOnce<Map<string, Labels>>;

  public constructor(root: IConstruct) {
    this.found = new ReadOnce(root, () => new Map());
    this.namespaces = new ReadOnce(root, () => namespaceLabels(root));
  }

  /** Notes a connection, if one of its ends is known by labels. */
  public add(edge: Edge): void {
    this.addIn(Direction.INGRESS, edge);
    this.addIn(Direction.EGRESS, edge);
  }

  /** The connections in a direction that are open for a workload since a peer means it. */
  public edges(party: Party, direction: Direction): Edge[] {
    const key = `${direction} ${party.id}`;
    const known = this.found.value.get(key);
    if (known) return known;
    const edges: Edge[] = [];
    for (const home of [homeOf(party), ANYWHERE]) {
      for (const { peer, asker, edges: meant } of this.byHome.get(`${direction} ${home}`)?.values() ?? []) {
        if (!this.selects(peer, party, asker)) continue;
        for (const edge of meant) {
          if (isInTree(edge) && !openPorts(edge, party, direction).isEmpty) edges.push(edge);
        }
      }
    }
    this.found.value.set(key, edges);
    return edges;
  }

  /** The connections that the policy of a workload has to let through, since a peer means it. */
  public links(party: Party, direction: Direction): Link[] {
    return this.edges(party, direction).map((edge) => ({
      end: far(edge, direction),
      ports: openPorts(edge, party, direction),
      http: edge.http,
      edge,
    }));
  }

  /**
   * Whether a peer means a workload.
   *
   * @param peer - someone known by labels
   * @param party - the workload
   * @param asker - whose namespace is the same one, where the peer says so
   */
  public selects(peer: Peer, party: Party, asker?: Party): boolean {
    return peer.selections.some(({ namespaces, pods }) => {
      if (!pods.matches(party.workload().labels)) return false;
      if (namespaces === undefined) return asker !== undefined && homeOf(asker) === homeOf(party);
      return party.namespace !== undefined && namespaces.matches(this.labelsOf(party.namespace));
    });
  }

  /** The labels of a namespace: as the app writes it, or its name alone. */
  public labelsOf(namespace: string): Labels {
    return this.namespaces.value.get(namespace) ?? { [NAMESPACE_NAME]: namespace };
  }

  private addIn(direction: Direction, edge: Edge): void {
    const peer = near(edge, direction);
    if (!isPeer(peer)) return;
    const other = far(edge, direction);
    const asker = isPeer(other) ? undefined : other;
    for (const selection of peer.selections)
      this.note(direction, homeOfSelection(selection, edge.declaredBy, asker), { peer, asker }, edge);
  }

  private note(direction: Direction, home: string, { peer, asker }: Omit<Meant, 'edges'>, edge: Edge): void {
    const place = `${direction} ${home}`;
    const meants = this.byHome.get(place) ?? new Map<string, Meant>();
    this.byHome.set(place, meants);
    const key = `${asker ? homeOf(asker) : ANYWHERE} ${peer.key}`;
    const meant = meants.get(key) ?? { peer, asker, edges: new Set() };
    meants.set(key, meant);
    meant.edges.add(edge);
  }
}

function homeOfSelection({ namespaces }: PodSelection, construct: IConstruct, asker?: Party): string {
  if (namespaces === undefined) return asker ? homeOf(asker) : ANYWHERE;
  const name = namespaces.labels[NAMESPACE_NAME];
  return name === undefined ? ANYWHERE : homeOf({ construct, namespace: name });
}

/** The ports of a connection as far as they are any of a workload that its peer means. */
function openPorts(edge: Edge, party: Party, direction: Direction): PortSet {
  if (direction === Direction.EGRESS) return portsOf(edge);
  const workload = party.workload();
  const known = PortSet.of(...edge.ports.flatMap((port) => workload.resolve(port) ?? []));
  return party.declaresAllPorts ? known.intersection(listening(workload)) : known;
}
