import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ReadOnce } from '../objects';
import { Direction, NAMESPACE_NAME, Peer, type PodSelection, PortSet } from '../traffic';
import { type Edge, far, near, peersOf, portsOf } from './edge';
import { homeOf, type Party } from './party';
import type { Allowance } from './rules';

const ANYWHERE = '';

/**
 * Which workloads of the app are meant by peers that are known by labels.
 *
 * Where such a peer turns out to be a workload whose policy is ours, its side of the connection is written as well:
 * with one side alone, the connection would be declared and dead.
 */
export class PeerReach {
  // By the namespace that a peer is in, so that no workload looks at the peers of all others.
  private readonly byHome = new Map<string, Set<Edge>>();
  private readonly namespaces: ReadOnce<Map<string, { readonly [key: string]: string }>>;

  public constructor(root: IConstruct) {
    this.namespaces = new ReadOnce(root, () => namespaceLabels(root));
  }

  /** Notes a connection, if one of its ends is known by labels. */
  public add(edge: Edge): void {
    for (const direction of [Direction.INGRESS, Direction.EGRESS]) {
      const [peer, other] = [near(edge, direction), far(edge, direction)];
      if (!Peer.isPeer(peer)) continue;
      for (const selection of (peer as Peer).selections) {
        const home = homeOfSelection(selection, other as Party);
        this.byHome.set(home, (this.byHome.get(home) ?? new Set()).add(edge));
      }
    }
  }

  /** The connections of which one end is a peer that means this workload. */
  public edges(party: Party): Edge[] {
    return [Direction.INGRESS, Direction.EGRESS].flatMap((direction) => this.edgesIn(party, direction));
  }

  /** What the policy of a workload has to let through, since a peer means it. */
  public allowances(party: Party, direction: Direction): Allowance[] {
    return this.edgesIn(party, direction).flatMap((edge) => {
      const ports = direction === Direction.INGRESS ? portsHeard(edge, party) : portsOf(edge);
      return ports.isEmpty ? [] : [{ peers: peersOf(far(edge, direction), party), ports }];
    });
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
      const isThere =
        namespaces === undefined
          ? asker !== undefined && homeOf(asker) === homeOf(party)
          : party.namespace !== undefined && namespaces.matches(this.labelsOf(party.namespace));
      return isThere && pods.matches(party.podLabels());
    });
  }

  private edgesIn(party: Party, direction: Direction): Edge[] {
    const candidates = [homeOf(party), ANYWHERE].flatMap((home) => [...(this.byHome.get(home) ?? [])]);
    return candidates.filter((edge) => {
      const [peer, other] = [near(edge, direction), far(edge, direction)];
      return Peer.isPeer(peer) && this.selects(peer as Peer, party, other as Party);
    });
  }

  private labelsOf(namespace: string): { readonly [key: string]: string } {
    return { ...this.namespaces.value.get(namespace), [NAMESPACE_NAME]: namespace };
  }
}

/** The labels of the namespaces that the app itself writes; of others, the name alone is known. */
function namespaceLabels(root: IConstruct): Map<string, { readonly [key: string]: string }> {
  const objects = root.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return new Map(
    objects
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ name, metadata }) => [name, metadata.toJson()?.labels ?? {}]),
  );
}

function homeOfSelection({ namespaces }: PodSelection, asker: Party): string {
  if (namespaces === undefined) return homeOf(asker);
  const name = namespaces.labels[NAMESPACE_NAME];
  return name === undefined ? ANYWHERE : homeOf({ construct: asker.construct, namespace: name });
}

/** Of the ports that a peer was given, those on which this workload listens. */
function portsHeard({ ports }: Edge, party: Party): PortSet {
  const workload = party.workload();
  const known = PortSet.of(...ports.flatMap((port) => workload.resolve(port) ?? []));
  return party.declaresAllPorts ? known.intersection(PortSet.of(...workload.ports)) : known;
}
