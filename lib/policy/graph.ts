import type { IConstruct } from 'constructs';
import { type Homed, homeOf, isPresent, notice, PerApp, type Problem, readAnew, validateApp } from '../objects';
import { type Connection, Direction, type Peer, type Port } from '../traffic';
import { checkEnds, partyProblems, portProblems } from './connection-problems';
import {
  connectionOf,
  type Edge,
  type End,
  far,
  idOf,
  isInTree,
  isPeer,
  near,
  peersOf,
  portsOf,
  reasonLine,
} from './edge';
import { foreignPods } from './foreign-pods';
import { overlaps, type PodGroup } from './overlaps';
import type { Party } from './party';
import { PeerReach } from './peer-reach';
import { reasonsText } from './reasons';
import type { Allowance } from './rules';

/** What is declared of one connection. */
export interface Declaration {
  readonly from: End;
  readonly to: End;
  readonly ports?: Port[];
  readonly reasons: string[];
  readonly declaredBy: IConstruct;
}

/**
 * Who is meant to connect to whom, for one app.
 *
 * It holds what was meant until synth; the policies of each workload are written from it last. Declaring something
 * twice, from both ends, or in another order changes nothing.
 */
export class ConnectionGraph {
  /** The graph of the app that a construct belongs to. */
  public static of(scope: IConstruct): ConnectionGraph {
    return ConnectionGraph.graphs.of(scope);
  }

  private static readonly graphs = new PerApp((root) => {
    const graph = new ConnectionGraph(root);
    validateApp(root, () => graph.problems());
    return graph;
  });

  private readonly edges = new Map<string, Edge>();
  // Each workload finds its own connections without looking at all others.
  private readonly byEnd = new Map<string, Set<Edge>>();
  private readonly reach: PeerReach;
  private readonly parties = new Map<string, Party>();
  private readonly adopted = new Map<string, Party>();
  private readonly resolving = new Set<string>();
  private readonly closed = new Set<string>();

  private constructor(private readonly root: IConstruct) {
    this.reach = new PeerReach(root);
  }

  /** Notes a workload whose policy is written from this graph. */
  public add(party: Party): void {
    this.parties.set(party.id, party);
  }

  /** Notes a workload that takes part, although nothing of its own may ever be connected. */
  public adopt(party: Party): void {
    this.adopted.set(party.id, party);
  }

  /** Notes that another policy governs all pods of a namespace. */
  public governs(namespace: Homed, directions: Direction[]): void {
    for (const direction of directions) this.closed.add(`${direction} ${homeOf(namespace)}`);
  }

  /** Notes that another policy lets all pods of a namespace resolve names. */
  public namesResolveIn(namespace: Homed): void {
    this.resolving.add(homeOf(namespace));
  }

  /** Whether another policy lets all pods of a workload's namespace resolve names. */
  public doNamesResolveIn(party: Party): boolean {
    return this.resolving.has(homeOf(party));
  }

  /** Whether a workload is among the pods that a peer of the cluster is known by. */
  public selects(peer: Peer, party: Party): boolean {
    return this.reach.selects(peer, party);
  }

  /** Notes a connection. */
  public connect({ from, to, ports, reasons, declaredBy }: Declaration): void {
    checkEnds(from, to, declaredBy);
    const key = `${idOf(from)} -> ${idOf(to)}`;
    let edge = this.edges.get(key);
    // A construct that was taken out may have been made again: its connections are new ones.
    if (!edge || !isInTree(edge)) {
      edge = { from, to, ports: [], reasons: new Set(), defaulted: false, declaredBy };
      this.edges.set(key, edge);
      for (const end of [from, to]) {
        const edges = this.byEnd.get(idOf(end)) ?? new Set();
        this.byEnd.set(idOf(end), edges.add(edge));
      }
      this.reach.add(edge);
    }
    if (ports) edge.ports.push(...ports);
    else edge.defaulted = true;
    for (const reason of reasons) edge.reasons.add(reason);
    for (const end of [from, to]) if (!isPeer(end)) end.govern();
  }

  /** What a policy has to let through for one workload in one direction. */
  public allowances(party: Party, direction: Direction): Allowance[] {
    const declared = this.edgesOf(party)
      .filter((edge) => idOf(near(edge, direction)) === party.id)
      .map((edge) => ({ peers: peersOf(far(edge, direction), party), ports: portsOf(edge) }));
    return [...declared, ...this.reach.allowances(party, direction)];
  }

  /** The directions in which connections of a workload were declared, be it by a peer that means it. */
  public directions(party: Party): Direction[] {
    return [Direction.INGRESS, Direction.EGRESS].filter(
      (direction) =>
        this.edgesOf(party).some((edge) => idOf(near(edge, direction)) === party.id) ||
        this.reach.edges(party, direction).length > 0,
    );
  }

  /** Why one workload is connected, a line for each connection that has a reason; undefined when none has. */
  public reasons(party: Party): string | undefined {
    const meant = [Direction.INGRESS, Direction.EGRESS].flatMap((direction) => this.reach.edges(party, direction));
    const lines = [...this.edgesOf(party), ...meant].filter((edge) => edge.reasons.size > 0).map(reasonLine);
    return reasonsText(lines);
  }

  /** The connections of one workload, in both directions. */
  public connections(party: Party): Connection[] {
    readAnew(this.root);
    return this.edgesOf(party)
      .map(connectionOf)
      .sort((a, b) => (a.toString() < b.toString() ? -1 : 1));
  }

  private edgesOf(party: Party): Edge[] {
    return [...(this.byEnd.get(party.id) ?? [])].filter(isInTree);
  }

  /** What is wrong with what was declared, once everything is: each fault once, however many connections meet it. */
  private problems(): Problem[] {
    const unreadable = [...this.present, ...this.unconnected].flatMap(partyProblems);
    // Nothing more can be said of workloads that can't be read.
    if (unreadable.length > 0) return unreadable;
    for (const party of this.unconnected) if (this.isCutOff(party)) party.govern();
    const problems = new Map<string, Problem>();
    for (const problem of [...this.edges.values()].filter(isInTree).flatMap(portProblems)) {
      problems.set(`${problem.construct.node.path} ${problem.text}`, problem);
    }
    return [...problems.values(), ...this.clashes()];
  }

  /**
   * Whether a peer means an adopted workload that its namespace's policies alone would keep from connecting. Where
   * nothing governs it, it may connect to all, and a policy of its own would close the rest.
   */
  private isCutOff(party: Party): boolean {
    return [Direction.INGRESS, Direction.EGRESS].some(
      (direction) => this.closed.has(`${direction} ${homeOf(party)}`) && this.reach.edges(party, direction).length > 0,
    );
  }

  /** The workloads that are still in the tree: a construct whose constructor failed may have been taken out of it. */
  private get present(): Party[] {
    return [...this.parties.values()].filter(({ construct }) => isPresent(construct));
  }

  /** The adopted workloads that have no policy of ours. */
  private get unconnected(): Party[] {
    return [...this.adopted.values()].filter(({ id, construct }) => !this.parties.has(id) && isPresent(construct));
  }

  /** Workloads whose labels select each other's pods; those of others among themselves are their owners' business. */
  private clashes(): Problem[] {
    const parties = this.present;
    const foreign = foreignPods(this.root, new Set(parties.map(homeOf)));
    // What no policy of ours selects by can select nobody by mistake.
    const unconnected = this.unconnected.map((party) => ({ ...podsOf(party), selector: undefined }));
    const found = overlaps([...parties.map(podsOf), ...unconnected, ...foreign]);
    for (const { construct, text } of found.filter(({ isOurs }) => !isOurs)) {
      notice(this.root, `overlap ${construct.node.path}`, () => `[${construct.node.path}] ${text}`);
    }
    return found.filter(({ isOurs }) => isOurs);
  }
}

function podsOf(party: Party): PodGroup {
  return {
    construct: party.construct,
    home: homeOf(party),
    isOurs: party.declaresAllPorts,
    labels: party.workload().labels,
    selector: party.workload().selector,
  };
}
