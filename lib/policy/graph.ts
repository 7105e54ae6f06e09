import type { IConstruct } from 'constructs';
import { constructError, valueError } from '../errors';
import { type Problem, problemOf, validateApp } from '../objects';
import {
  Connection,
  Direction,
  LabelSelector,
  Peer,
  PodSelection,
  type Port,
  PortSet,
  type Workload,
} from '../traffic';
import type { Party } from './party';
import { type Allowance, podPeer, rulePeers } from './rules';

/** One end of a connection: a workload whose side is written, or someone known by labels or addresses only. */
export type End = Party | Peer;

/** What was declared about two ends, from however many places. */
interface Edge {
  readonly from: End;
  readonly to: End;
  readonly ports: Port[];
  readonly reasons: Set<string>;
  /** Whether somebody left the ports to what the callee says. */
  defaulted: boolean;
  /** Where it was declared first, for errors. */
  readonly declaredBy: IConstruct;
}

/** What is declared of one connection. */
export interface Declaration {
  readonly from: End;
  readonly to: End;
  readonly ports?: Port[];
  readonly reasons: string[];
  readonly declaredBy: IConstruct;
}

const GRAPHS = new WeakMap<IConstruct, ConnectionGraph>();

/**
 * Who is meant to connect to whom, for one app.
 *
 * It holds what was meant until synth; the policies of each workload are written from it last. Declaring something
 * twice, from both ends, or in another order changes nothing.
 */
export class ConnectionGraph {
  /** The graph of the app that a construct belongs to. */
  public static of(scope: IConstruct): ConnectionGraph {
    const root = scope.node.root;
    let graph = GRAPHS.get(root);
    if (!graph) {
      graph = new ConnectionGraph();
      GRAPHS.set(root, graph);
      validateApp(root, () => (graph as ConnectionGraph).problems());
    }
    return graph;
  }

  private readonly edges = new Map<string, Edge>();
  // Each workload finds its own connections without looking at all others.
  private readonly byEnd = new Map<string, Set<Edge>>();
  private readonly resolving = new Set<string>();
  // The policies that are still to be written from what the latest validation read.
  private unwritten = new Set<string>();
  private readings = 0;

  private constructor() {}

  /** Changes when workloads may have changed since they were read: in a synth, with each validation. */
  public get reading(): number {
    return this.readings;
  }

  /** Notes that the policy of a workload is about to be written. One that isn't part of a synth reads for itself. */
  public beforeWriting(party: Party): void {
    if (this.byEnd.has(party.id) && !this.unwritten.delete(party.id)) this.readAnew();
  }

  /** Notes that another policy lets all pods of a namespace resolve names. */
  public namesResolveIn(namespace: string | undefined): void {
    this.resolving.add(namespace ?? '');
  }

  /** Whether another policy lets all pods of a namespace resolve names. */
  public doNamesResolveIn(namespace: string | undefined): boolean {
    return this.resolving.has(namespace ?? '');
  }

  /** Notes a connection. */
  public connect({ from, to, ports, reasons, declaredBy }: Declaration): void {
    checkEnds(from, to, declaredBy);
    const key = `${idOf(from)} -> ${idOf(to)}`;
    let edge = this.edges.get(key);
    if (!edge) {
      edge = { from, to, ports: [], reasons: new Set(), defaulted: false, declaredBy };
      this.edges.set(key, edge);
      for (const end of [from, to]) {
        const edges = this.byEnd.get(idOf(end)) ?? new Set();
        this.byEnd.set(idOf(end), edges.add(edge));
      }
    }
    if (ports) edge.ports.push(...ports);
    else edge.defaulted = true;
    for (const reason of reasons) edge.reasons.add(reason);
    if (!Peer.isPeer(from)) (from as Party).govern(Direction.EGRESS);
    if (!Peer.isPeer(to)) (to as Party).govern(Direction.INGRESS);
  }

  /** What a policy has to let through for one workload in one direction. */
  public allowances(party: Party, direction: Direction): Allowance[] {
    return this.edgesOf(party)
      .filter((edge) => idOf(near(edge, direction)) === party.id)
      .map((edge) => ({ peers: peersOf(far(edge, direction), party), ports: portsOf(edge) }));
  }

  /** Why one workload is connected, a line for each connection that has a reason; undefined when none has. */
  public reasons(party: Party): string | undefined {
    const lines = this.edgesOf(party)
      .filter((edge) => edge.reasons.size > 0)
      .map(
        (edge) => `${brief(edge.from)} -> ${brief(edge.to)} ${portsOf(edge)}: ${[...edge.reasons].sort().join('; ')}`,
      )
      .sort();
    return lines.length > 0 ? lines.join('\n') : undefined;
  }

  /** The connections of one workload, in both directions. */
  public connections(party: Party): Connection[] {
    this.readAnew();
    return this.edgesOf(party)
      .map(connectionOf)
      .sort((a, b) => (a.toString() < b.toString() ? -1 : 1));
  }

  private edgesOf(party: Party): Edge[] {
    return [...(this.byEnd.get(party.id) ?? [])];
  }

  /** What is wrong with what was declared, once everything is: each fault once, however many connections meet it. */
  private problems(): Problem[] {
    this.readAnew(this.byEnd.keys());
    const problems = new Map<string, Problem>();
    for (const edge of this.edges.values()) {
      const unreadable = unreadableEnds(edge);
      for (const problem of unreadable.length > 0 ? unreadable : portProblems(edge)) {
        problems.set(`${problem.construct.node.path} ${problem.text}`, problem);
      }
    }
    return [...problems.values()];
  }

  private readAnew(unwritten: Iterable<string> = []): void {
    this.readings += 1;
    this.unwritten = new Set(unwritten);
  }
}

function idOf(end: End): string {
  return Peer.isPeer(end) ? `peer ${(end as Peer).key}` : (end as Party).id;
}

function near(edge: Edge, direction: Direction): End {
  return direction === Direction.INGRESS ? edge.to : edge.from;
}

function far(edge: Edge, direction: Direction): End {
  return direction === Direction.INGRESS ? edge.from : edge.to;
}

/** How the other end is named in the policy of one workload. */
function peersOf(end: End, asker: Party): Allowance['peers'] {
  if (Peer.isPeer(end)) return rulePeers(end as Peer);
  const party = end as Party;
  const pods = LabelSelector.of({ labels: party.workload().labels });
  return [
    podPeer(
      party.namespace === undefined || party.namespace === asker.namespace
        ? PodSelection.of({ pods })
        : PodSelection.inNamespace(party.namespace, pods),
    ),
  ];
}

/** The pod ports of a connection: those that were named, and the callee's own where none were. */
function portsOf(edge: Edge): PortSet {
  const callee = Peer.isPeer(edge.to) ? undefined : (edge.to as Party);
  const named = edge.ports.map((port) => callee?.workload().resolve(port) ?? port);
  return PortSet.of(...named, ...(edge.defaulted && callee ? callee.defaultPorts() : []));
}

function connectionOf(edge: Edge): Connection {
  return Connection.of({
    from: shown(edge.from),
    to: shown(edge.to),
    ports: portsOf(edge),
    reasons: [...edge.reasons],
  });
}

function shown(end: End): Peer | Workload {
  return Peer.isPeer(end) ? (end as Peer) : (end as Party).workload();
}

const LONGEST_NAME = 63;

/** An end in an annotation, where a controller's many labels would hide the rest. */
function brief(end: End): string {
  const { displayName } = shown(end);
  if (displayName.length <= LONGEST_NAME || !Peer.isPeer(end)) return displayName;
  const homes = (end as Peer).selections.map(({ namespaces }) =>
    PodSelection.of({ namespaces, pods: LabelSelector.everything() }),
  );
  return homes.length > 0 ? `pods in ${homes.join(', ')}` : displayName;
}

/** The ends that can't be selected, such as pods without labels. */
function unreadableEnds({ from, to }: Edge): Problem[] {
  return [from, to].flatMap((end) => {
    if (Peer.isPeer(end)) return [];
    try {
      (end as Party).workload();
      return [];
    } catch (error) {
      return [problemOf((end as Party).construct, error)];
    }
  });
}

/** A connection to a port on which nobody listens would be open in the policy, and dead. */
function portProblems(edge: Edge): Problem[] {
  if (Peer.isPeer(edge.to)) return [];
  const callee = edge.to as Party;
  const workload = callee.workload();
  const declare = callee.declaresAllPorts
    ? 'declare it on the workload with `extraPorts`'
    : 'declare it on the container';
  if (edge.defaulted && callee.defaultPorts().length === 0) {
    const name = callee.declaresAllPorts ? '' : 'name it: `{ ports: [Port.tcp(8080)] }`, or ';
    const law = `a connection must have a port, but ${workload.displayName} declares none`;
    return [problemOf(edge.declaredBy, valueError({ law, remedy: `${name}${declare}` }))];
  }
  const unheard = edge.ports.filter((port) => !isHeard(port, workload, callee.declaresAllPorts));
  if (unheard.length === 0) return [];
  const law =
    `a policy names the ports of the pods, and ${workload.displayName} listens on ${workload.portText}, ` +
    `but got ${PortSet.of(...unheard)}`;
  return [
    problemOf(
      edge.declaredBy,
      valueError({ law, remedy: `name the pods' port rather than the Service's, or ${declare}` }),
    ),
  ];
}

/** Whether anybody listens on a port. In a range, as for passive FTP, it need not be on each: pods can't declare it. */
function isHeard(port: Port, workload: Workload, declaresAllPorts: boolean): boolean {
  if (port.isNamed) return workload.resolve(port) !== undefined;
  return !declaresAllPorts || !PortSet.of(port).intersection(PortSet.of(...workload.ports)).isEmpty;
}

/** Both sides must be written, and whether they share a namespace must be known: a guess would select strangers. */
function checkEnds(from: End, to: End, declaredBy: IConstruct): void {
  if (Peer.isPeer(from) || Peer.isPeer(to)) return;
  const [one, other] = [from as Party, to as Party];
  if (one.construct.node.root !== other.construct.node.root) {
    const stranger = [one, other].find(({ construct }) => construct.node.root !== declaredBy.node.root) as Party;
    throw constructError(declaredBy, {
      law: `both ends of a connection must be in one app, but [${stranger.construct.node.path}] is in another`,
      remedy: 'name its pods with Peer.pods(), and allow the other side in that app',
    });
  }
  if ((one.namespace === undefined) === (other.namespace === undefined)) return;
  const lacking = one.namespace === undefined ? one : other;
  throw constructError(declaredBy, {
    law: `the namespaces of both ends must be known, but the chart of [${lacking.construct.node.path}] names none`,
    remedy: 'give that chart a `namespace`, or use an IsolatedNamespace',
  });
}
