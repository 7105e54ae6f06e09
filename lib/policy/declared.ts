import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { clusterOf } from '../objects';
import { Direction, type IpRange, type Peer, PortSet, type Workload } from '../traffic';
import { type Edge, type End, idOf, isPeer, type Link, portsOf } from './edge';
import { ConnectionGraph } from './graph';
import { Waypoints } from './mesh/waypoints';
import type { Party } from './party';

/** A workload as the app has it. */
export interface DeclaredWorkload {
  readonly construct: IConstruct;
  readonly workload: Workload;
  /** The directions in which nothing passes but what is declared. */
  readonly closes: Direction[];
}

/** A connection between two workloads of the app. */
export interface DeclaredConnection {
  readonly from: DeclaredWorkload;
  readonly to: DeclaredWorkload;
  readonly ports: PortSet;
  /** Where it was declared first. */
  readonly declaredBy: IConstruct;
}

/** A connection of a workload of the app with somebody who is known by labels or addresses. */
export interface DeclaredPeer {
  readonly workload: DeclaredWorkload;
  /** Whether the workload opens it, or answers. */
  readonly direction: Direction;
  readonly peer: Peer;
  readonly ports: PortSet;
  /** Where it was declared first. */
  readonly declaredBy: IConstruct;
}

/** Addresses with which a workload may be connected. */
export interface DeclaredAddresses {
  readonly ranges: readonly IpRange[] | 'every address';
  readonly ports: PortSet;
}

/** What an app declares of its workloads, for whoever compares it with what results; asked when everything is declared. */
export class Declared {
  public readonly workloads: readonly DeclaredWorkload[];
  public readonly connections: readonly DeclaredConnection[];
  public readonly peers: readonly DeclaredPeer[];
  private readonly graph: ConnectionGraph;
  private readonly parties = new Map<DeclaredWorkload, Party>();
  private policies?: ReadonlySet<ApiObject>;
  private readonly known = new Map<string, Ways>();

  public constructor(root: IConstruct) {
    this.graph = ConnectionGraph.of(root);
    const byId = new Map<string, DeclaredWorkload>();
    for (const party of this.graph.workloads) {
      const workload = { construct: party.construct, workload: party.workload(), closes: closedBy(party) };
      byId.set(party.id, workload);
      this.parties.set(workload, party);
    }
    this.workloads = [...byId.values()];
    const edges = this.graph.edgesOfAll();
    this.peers = edges.flatMap((edge) => {
      const { from, to, declaredBy } = edge;
      const isOut = isPeer(to);
      const [peer, workload] = isOut ? [to, byId.get(idOf(from))] : [from, byId.get(idOf(to))];
      if (!isPeer(peer) || !workload) return [];
      const direction = isOut ? Direction.EGRESS : Direction.INGRESS;
      return [{ workload, direction, peer, ports: isOut ? portsOf(edge) : directPorts(edge), declaredBy }];
    });
    this.connections = edges.flatMap((edge) => {
      const [from, to] = [byId.get(idOf(edge.from)), byId.get(idOf(edge.to))];
      const ports = from && to ? directPorts(edge) : PortSet.none();
      return from && to && !ports.isEmpty ? [{ from, to, ports, declaredBy: edge.declaredBy }] : [];
    });
  }

  /** All that is declared from one workload to another, by whichever end, and by whatever name the other one is meant. */
  public mayPass(from: DeclaredWorkload, to: DeclaredWorkload): PortSet {
    const [caller, callee] = [this.partyOf(from), this.partyOf(to)];
    const { dns } = clusterOf(callee.construct);
    const resolving = this.graph.selects(dns.peer, callee) ? PortSet.of(...dns.ports) : PortSet.none();
    return this.ways(callee, Direction.INGRESS)
      .from(caller, (peer) => this.means(peer, caller, callee))
      .union(this.ways(caller, Direction.EGRESS).from(callee, (peer) => this.means(peer, callee, caller)))
      .union(resolving);
  }

  /** The addresses with which a workload is declared to be connected in a direction, by whatever needs it. */
  public addresses(workload: DeclaredWorkload, direction: Direction): DeclaredAddresses[] {
    return this.partyOf(workload)
      .allowances(direction)
      .flatMap(({ peers, ports }): DeclaredAddresses[] => {
        if (peers.some(({ kind }) => kind === 'everyone')) return [{ ranges: 'every address', ports }];
        const ranges = peers.flatMap((peer) => (peer.kind === 'range' ? [peer.range] : []));
        return ranges.length > 0 ? [{ ranges, ports }] : [];
      });
  }

  /** Whether an object says what the connections of a workload are. */
  public isOfWorkload(object: ApiObject): boolean {
    this.policies ??= new Set(this.workloads.flatMap((each) => this.policiesOf(each)));
    return this.policies.has(object);
  }

  /** The objects that say what the connections of a workload are. */
  public policiesOf(workload: DeclaredWorkload): ApiObject[] {
    const { policy, policyBeside, identityPolicies } = this.partyOf(workload);
    return [...(policy ? [policy] : []), ...(policyBeside ? [policyBeside] : []), ...identityPolicies];
  }

  private ways(party: Party, direction: Direction): Ways {
    const key = `${direction} ${party.id}`;
    const known = this.known.get(key) ?? new Ways(this.graph.links(party, direction));
    this.known.set(key, known);
    return known;
  }

  /** Whether a peer may mean a workload; one that is known by addresses, or by what it is to a network plugin, may. */
  private means(peer: End, party: Party, asker: Party): boolean {
    if (!isPeer(peer)) return false;
    const isByLabels = peer.blocks.length === 0 && peer.entities.length === 0 && !peer.isAnywhere;
    return !isByLabels || this.graph.selects(peer, party, asker);
  }

  private partyOf(workload: DeclaredWorkload): Party {
    return this.parties.get(workload) as Party;
  }
}

/** The connections of a workload in one direction: those with workloads by these, those with peers one after the other. */
class Ways {
  private readonly byId = new Map<string, PortSet>();
  private readonly peers: { readonly end: End; readonly ports: PortSet }[] = [];

  public constructor(links: readonly Link[]) {
    for (const { end, ports } of links) {
      if (isPeer(end)) this.peers.push({ end, ports });
      else this.byId.set(idOf(end), (this.byId.get(idOf(end)) ?? PortSet.none()).union(ports));
    }
  }

  public from(party: Party, isMeant: (peer: End) => boolean): PortSet {
    const own = this.byId.get(party.id) ?? PortSet.none();
    return this.peers.filter(({ end }) => isMeant(end)).reduce((sum, { ports }) => sum.union(ports), own);
  }
}

/** What an adopted workload does beside what is declared is its owner's business. */
function closedBy(party: Party): Direction[] {
  const { networkPlugin } = clusterOf(party.construct);
  const isEnforced = networkPlugin?.enforcesNetworkPolicies !== false;
  return party.declaresAllPorts && party.policy && isEnforced ? party.directions() : [];
}

/** What passes a waypoint reaches the pods from there, and is no connection between the two. */
function directPorts(edge: Edge): PortSet {
  const ports = portsOf(edge);
  const waypoints = Waypoints.of(edge.declaredBy);
  return waypoints.areNone ? ports : waypoints.direct(edge.to as Party, { end: edge.from, ports });
}
