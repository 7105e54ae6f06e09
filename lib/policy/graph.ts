import type { IConstruct } from 'constructs';
import { constructError } from '../errors';
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
  readonly reason?: string;
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
      root.node.addValidation({ validate: () => (graph as ConnectionGraph).problems() });
    }
    return graph;
  }

  private readonly edges = new Map<string, Edge>();
  // Each workload finds its own connections without looking at all others.
  private readonly byEnd = new Map<string, Set<Edge>>();
  private readonly resolving = new Set<string>();

  private constructor() {}

  /** Notes that another policy lets all pods of a namespace resolve names. */
  public namesResolveIn(namespace: string | undefined): void {
    this.resolving.add(namespace ?? '');
  }

  /** Whether another policy lets all pods of a namespace resolve names. */
  public doNamesResolveIn(namespace: string | undefined): boolean {
    return this.resolving.has(namespace ?? '');
  }

  /** Notes a connection. */
  public connect({ from, to, ports, reason, declaredBy }: Declaration): void {
    checkNamespaces(from, to, declaredBy);
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
    if (reason) edge.reasons.add(reason);
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
    return this.edgesOf(party)
      .map(connectionOf)
      .sort((a, b) => (a.toString() < b.toString() ? -1 : 1));
  }

  private edgesOf(party: Party): Edge[] {
    return [...(this.byEnd.get(party.id) ?? [])];
  }

  /** What is wrong with what was declared, once everything is. */
  private problems(): string[] {
    return [...this.edges.values()].flatMap((edge) => {
      try {
        return portProblems(edge);
      } catch (error) {
        return [(error as Error).message];
      }
    });
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

/** A connection to a port on which nobody listens would be open in the policy, and dead. */
function portProblems(edge: Edge): string[] {
  if (Peer.isPeer(edge.to)) return [];
  const callee = edge.to as Party;
  const workload = callee.workload();
  if (edge.defaulted && callee.defaultPorts().length === 0) {
    return [
      `[${edge.declaredBy.node.path}] a connection must have a port, but ${workload.displayName} declares none; ` +
        'name them: `{ ports: [Port.tcp(8080)] }`, or declare the port on the workload',
    ];
  }
  const unknown = edge.ports.filter((port) => port.isNamed && !workload.resolve(port));
  const numbers = PortSet.of(...edge.ports.filter((port) => !port.isNamed));
  const deaf = callee.declaresAllPorts ? numbers.difference(PortSet.of(...workload.ports)) : PortSet.none();
  if (unknown.length === 0 && deaf.isEmpty) return [];
  const got = [...unknown.map((port) => port.toString()), ...(deaf.isEmpty ? [] : [deaf.toString()])].join(', ');
  return [
    `[${edge.declaredBy.node.path}] a policy names the ports of the pods, and ${workload.displayName} listens on ` +
      `${workload.portText}, but got ${got}; name the pods' port rather than the Service's, or declare it on the ` +
      'workload with `extraPorts`',
  ];
}

/** Whether two ends are in one namespace has to be known: a guess would select nobody, or strangers. */
function checkNamespaces(from: End, to: End, declaredBy: IConstruct): void {
  if (Peer.isPeer(from) || Peer.isPeer(to)) return;
  const [one, other] = [from as Party, to as Party];
  if ((one.namespace === undefined) === (other.namespace === undefined)) return;
  const lacking = one.namespace === undefined ? one : other;
  throw constructError(declaredBy, {
    law: `the namespaces of both ends must be known, but the chart of [${lacking.construct.node.path}] names none`,
    remedy: 'give that chart a `namespace`, or use an IsolatedNamespace',
  });
}
