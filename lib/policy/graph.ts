import type { IConstruct } from 'constructs';
import { type Homed, homeOf, isPresent, PerApp, type Problem, ReadOnce, readAnew, validateApp } from '../objects';
import { type Connection, Direction, type Peer, type Port } from '../traffic';
import { clashes } from './clashes';
import { checkEnds, partyProblems, portProblems } from './connection-problems';
import { deadEnds } from './dead-ends';
import {
  connectionOf,
  type Edge,
  type End,
  far,
  idOf,
  isInTree,
  isPeer,
  isWordless,
  type Link,
  near,
  portsOf,
  reasonLine,
} from './edge';
import { type HttpAccess, sortedHttp } from './http-access';
import type { Party } from './party';
import { PeerReach } from './peer-reach';
import { reasonsText } from './reasons';
import { type RulePeer, rulePeers } from './rules';
import { Stages } from './stages';

const DIRECTIONS = [Direction.INGRESS, Direction.EGRESS];

/** What is declared of one connection. */
export interface Declaration {
  readonly from: End;
  readonly to: End;
  readonly ports?: Port[];
  readonly reasons: string[];
  readonly http?: HttpAccess[];
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
  // Workloads connected with somebody for whom a NetworkPolicy has no word, and whether peers are that may mean more.
  private readonly wordless = new Set<string>();
  private areWordlessMeant = false;
  private readonly reach: PeerReach;
  private readonly parties = new Map<string, Party>();
  private readonly resolving = new Map<string, IConstruct[]>();
  private readonly closed = new Map<string, IConstruct[]>();
  private readonly byNamespace: ReadOnce<Map<string, Party[]>>;
  private readonly unreadable: ReadOnce<Problem[]>;

  private constructor(private readonly root: IConstruct) {
    this.reach = new PeerReach(root);
    this.byNamespace = new ReadOnce(root, () => byNamespace(this.present));
    this.unreadable = new ReadOnce(root, () => this.present.flatMap(partyProblems));
  }

  /** Notes a workload that takes part, although nothing of its own may ever be connected. */
  public add(party: Party): void {
    this.parties.set(party.id, party);
  }

  /** Notes that another policy governs all pods of a namespace. */
  public governs(namespace: Homed, directions: Direction[]): void {
    for (const direction of directions) noteAt(this.closed, `${direction} ${homeOf(namespace)}`, namespace.construct);
  }

  /** Notes that another policy lets all pods of a namespace resolve names. */
  public namesResolveIn(namespace: Homed): void {
    noteAt(this.resolving, homeOf(namespace), namespace.construct);
  }

  /** Whether another policy lets all pods of a workload's namespace resolve names. */
  public doNamesResolveIn(party: Party): boolean {
    return (this.resolving.get(homeOf(party)) ?? []).some(isPresent);
  }

  /** Whether a workload is among the pods that a peer is known by, as `asker` means it. */
  public selects(peer: Peer, party: Party, asker?: Party): boolean {
    return this.reach.selects(peer, party, asker);
  }

  /** The labels of a namespace: as the app writes it, or its name alone. */
  public labelsOf(namespace: string): { readonly [key: string]: string } {
    return this.reach.labelsOf(namespace);
  }

  /** Notes a connection. */
  public connect({ from, to, ports, reasons, http: requests, declaredBy }: Declaration): void {
    checkEnds(from, to, declaredBy);
    // Between two peers it is there for as long as whoever declared it.
    const owner = isPeer(from) && isPeer(to) ? ` by ${declaredBy.node.path}` : '';
    const http = requests && sortedHttp(requests);
    const key = `${idOf(from)} -> ${idOf(to)}${owner}${http ? ` by ${JSON.stringify(http)}` : ''}`;
    let edge = this.edges.get(key);
    // A construct that was taken out may have been made again: its connections are new ones.
    if (!edge || !isInTree(edge)) {
      edge = { from, to, ports: [], reasons: new Set(), defaulted: false, http, declaredBy };
      this.edges.set(key, edge);
      this.noteEnd(from, edge);
      this.noteEnd(to, edge);
      this.reach.add(edge);
      if (isWordless(from) || http) this.noteWordless(to);
      if (isWordless(to)) this.noteWordless(from);
    }
    if (ports) edge.ports.push(...ports);
    else edge.defaulted = true;
    for (const reason of reasons) edge.reasons.add(reason);
    if (!isPeer(from)) from.govern();
    if (!isPeer(to)) to.govern();
  }

  /** The connections that a policy has to let through for one workload in one direction. */
  public links(party: Party, direction: Direction): Link[] {
    const declared = this.edgesFrom(party, direction)
      .filter(isInTree)
      .map((edge) => ({ end: far(edge, direction), ports: portsOf(edge), http: edge.http, edge }));
    return [...declared, ...this.reach.links(party, direction)];
  }

  /** Whether all workloads can be read. */
  public get isReadable(): boolean {
    return this.unreadable.value.length === 0;
  }

  /** The workloads that take part in a namespace. */
  public partiesIn(namespace: string): Party[] {
    return this.byNamespace.value.get(namespace) ?? [];
  }

  /** Whether a workload that is named is connected with somebody for whom a NetworkPolicy has no word. */
  public needsWords(party: Party): boolean {
    return (
      this.wordless.has(party.id) &&
      this.edgesOf(party).some(({ from, to, http }) => isWordless(from) || isWordless(to) || http !== undefined)
    );
  }

  /**
   * Whether a workload may be connected with somebody for whom a NetworkPolicy has no word. In most apps nobody is, and
   * nobody need be asked whom a peer means.
   */
  public mayNeedWords(party: Party): boolean {
    return this.areWordlessMeant || this.wordless.has(party.id);
  }

  /** Whether another policy, which is still there, governs all pods of a workload's namespace. */
  private isClosed(party: Party, direction: Direction): boolean {
    return (this.closed.get(`${direction} ${homeOf(party)}`) ?? []).some(isPresent);
  }

  private noteEnd(end: End, edge: Edge): void {
    const id = idOf(end);
    const edges = this.byEnd.get(id);
    if (edges) edges.add(edge);
    else this.byEnd.set(id, new Set([edge]));
  }

  private noteWordless(end: End): void {
    if (isPeer(end)) this.areWordlessMeant = true;
    else this.wordless.add(end.id);
  }

  /**
   * The directions in which an adopted workload is governed: those of its own connections, and those in which a peer
   * means it that its namespace would keep from it. Where nothing governs it, it may connect to all, and to be meant by
   * somebody's peer would close the rest.
   */
  public directions(party: Party): Direction[] {
    return Stages.of(this.root)
      .enforced(party, DIRECTIONS)
      .filter(
        (direction) =>
          this.edgesFrom(party, direction).some(isInTree) ||
          (this.isClosed(party, direction) && this.reach.edges(party, direction).length > 0),
      );
  }

  /**
   * Why one workload is connected, a line for each connection that has a reason; undefined when none has.
   *
   * @param isTold - whether the policy says the connection that is with these peers
   */
  public reasons(party: Party, directions: Direction[], isTold: (peers: RulePeer[]) => boolean): string | undefined {
    const meant = directions.flatMap((direction) => this.reach.edges(party, direction));
    const peers = ({ from, to }: Edge) => [from, to].flatMap((end) => (isPeer(end) ? rulePeers(end) : []));
    return reasonLines([...this.edgesOf(party), ...meant].filter((edge) => isTold(peers(edge))));
  }

  /** The connections of one workload, in both directions. */
  public connections(party: Party): Connection[] {
    readAnew(this.root);
    return this.edgesOf(party)
      .map(connectionOf)
      .sort((a, b) => (a.toString() < b.toString() ? -1 : 1));
  }

  /** All workloads that can be connected. */
  public get workloads(): Party[] {
    return this.present.filter(({ refusal }) => refusal === undefined);
  }

  /** All connections that are declared. */
  public edgesOfAll(): Edge[] {
    return [...this.edges.values()].filter(isInTree);
  }

  /** The connections that workloads of the app open to somebody known by labels or addresses only. */
  public towardsPeers(): Edge[] {
    readAnew(this.root);
    return [...this.edges.values()].filter(({ from, to }) => !isPeer(from) && isPeer(to)).filter(isInTree);
  }

  private edgesFrom(party: Party, direction: Direction): Edge[] {
    return [...(this.byEnd.get(party.id) ?? [])].filter((edge) => idOf(near(edge, direction)) === party.id);
  }

  private edgesOf(party: Party): Edge[] {
    return [...(this.byEnd.get(party.id) ?? [])].filter(isInTree);
  }

  /** What is wrong with what was declared, once everything is: each fault once, however many connections meet it. */
  private problems(): Problem[] {
    const parties = this.present;
    // Nothing more can be said of workloads that can't be read.
    if (!this.isReadable) return this.unreadable.value;
    for (const party of parties) party.settle();
    Stages.of(this.root).settle();
    const problems = new Map<string, Problem>();
    const unheard = [...this.edges.values()].filter(isInTree).flatMap(portProblems);
    for (const problem of [...unheard, ...deadEnds(parties, this.reach)]) {
      problems.set(`${problem.construct.node.path} ${problem.text}`, problem);
    }
    return [...problems.values(), ...clashes(this.root, parties)];
  }

  /** The workloads that are still in the tree: a construct whose constructor failed may have been taken out of it. */
  private get present(): Party[] {
    return [...this.parties.values()].filter(({ construct }) => isPresent(construct));
  }
}

function byNamespace(parties: Party[]): Map<string, Party[]> {
  const found = new Map<string, Party[]>();
  for (const party of parties) {
    if (party.namespace === undefined) continue;
    const others = found.get(party.namespace);
    if (others) others.push(party);
    else found.set(party.namespace, [party]);
  }
  return found;
}

function noteAt(places: Map<string, IConstruct[]>, key: string, construct: IConstruct): void {
  const known = places.get(key);
  if (known) known.push(construct);
  else places.set(key, [construct]);
}

function reasonLines(edges: Edge[]): string | undefined {
  return reasonsText(edges.filter((edge) => edge.reasons.size > 0).map(reasonLine));
}
