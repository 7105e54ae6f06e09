import type { IConstruct } from 'constructs';
import { isPresent, PerApp, ReadOnce } from '../../objects';
import { Direction, PortSet } from '../../traffic';
import { type End, isPeer, type Way } from '../edge';
import { ConnectionGraph } from '../graph';
import { MeshRole, type Party } from '../party';
import { type Admission, admissionsOf } from './admission';
import { meshFor, receives } from './membership';
import { tcpOf } from './on-the-wire';
import { podPorts, type WrittenService, writtenServices } from './services-behind';

/** A connection, or a part of it, that passes a waypoint on its way. */
export interface Crossing {
  readonly callee: Party;
  readonly end: End;
  /** The TCP ports of the pods. */
  readonly ports: PortSet;
  /** As whom the waypoint knows the callers. */
  readonly admissions: Admission[];
}

/** What is sent to Services of one namespace. */
interface Behind {
  readonly waypoint: Party;
  readonly services: WrittenService[];
}

/**
 * The waypoints of an app, and what passes them.
 *
 * What is sent to a Service passes the waypoint of its namespace, and what is sent to a pod doesn't. Workloads of the app
 * are taken for using Services where there are any; of all others nobody knows it, and both ways are theirs. Each leads to
 * the declared ports and no other.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export class Waypoints {
  /** Those of the app that a construct belongs to. */
  public static of(scope: IConstruct): Waypoints {
    return Waypoints.apps.of(scope);
  }

  private static readonly apps = new PerApp((root) => new Waypoints(root));

  private readonly noted: Party[] = [];
  private readonly byNamespace: ReadOnce<Map<string, Behind>>;
  private readonly found: ReadOnce<Map<string, Crossing[]>>;
  private readonly selecting: ReadOnce<Map<string, WrittenService[]>>;
  private readonly callees: ReadOnce<Map<WrittenService, Party[]>>;
  private readonly callers: ReadOnce<Map<string, Set<Party>>>;

  private constructor(private readonly root: IConstruct) {
    this.byNamespace = new ReadOnce(root, () => this.readNamespaces());
    this.found = new ReadOnce(root, () => new Map());
    this.selecting = new ReadOnce(root, () => new Map());
    this.callees = new ReadOnce(root, () => this.readCallees());
    this.callers = new ReadOnce(root, () => this.readCallers());
  }

  /** Notes the pods of a waypoint. */
  public add(waypoint: Party): void {
    this.noted.push(waypoint);
  }

  /** What the waypoint of a namespace is called; undefined where there is none. */
  public nameIn(namespace: string | undefined): string | undefined {
    return namespace === undefined ? undefined : this.byNamespace.value.get(namespace)?.waypoint.workload().name;
  }

  /** The waypoint that a workload's Services are behind; undefined where there is none, or where it has no such Service. */
  public before(party: Party): Party | undefined {
    return this.servicesOf(party).some(({ isBehind }) => isBehind) ? this.behind(party)?.waypoint : undefined;
  }

  /** The Services that select the pods of a workload in the namespace of a waypoint. */
  public servicesOf(party: Party): WrittenService[] {
    const behind = this.behind(party);
    if (!behind) return [];
    const known = this.selecting.value.get(party.id);
    if (known) return known;
    const services = this.isReached(party) ? selecting(behind, party) : [];
    this.selecting.value.set(party.id, services);
    return services;
  }

  /** The Services of the namespace of a waypoint. */
  public servicesBeside(waypoint: Party): WrittenService[] {
    return this.behind(waypoint)?.services ?? [];
  }

  /** Those of them that are behind it. */
  public servicesBehind(waypoint: Party): WrittenService[] {
    return this.servicesBeside(waypoint).filter(({ isBehind }) => isBehind);
  }

  /** The workloads whose pods a Service selects. */
  public calleesOf(service: WrittenService): Party[] {
    return this.callees.value.get(service) ?? [];
  }

  /** The workloads that left the mesh, although what is sent to their Services passes the waypoint. */
  public strayBehind(waypoint: Party): Party[] {
    const behind = this.behind(waypoint);
    if (!behind) return [];
    return this.partiesAt(waypoint).filter(
      (party) => !this.isReached(party) && selecting(behind, party).some(({ isBehind }) => isBehind),
    );
  }

  /** All that passes one waypoint. */
  public crossings(waypoint: Party): Crossing[] {
    return this.partiesAt(waypoint).flatMap((callee) => this.crossingsTo(callee));
  }

  /** What passes the waypoint on its way to one workload. */
  public crossingsTo(callee: Party): Crossing[] {
    if (!this.before(callee)) return [];
    const known = this.found.value.get(callee.id);
    if (known) return known;
    const graph = ConnectionGraph.of(this.root);
    const crossings = graph
      .links(callee, Direction.INGRESS)
      .flatMap(({ end, ports }) => this.crossing(callee, end, ports));
    this.found.value.set(callee.id, crossings);
    return crossings;
  }

  /** Whether the app has no waypoint at all. */
  public get areNone(): boolean {
    return this.noted.length === 0;
  }

  /** The waypoint that a connection, or a part of it, passes; undefined where it passes none. */
  public passedBy(callee: Party, { end, ports }: Way): Party | undefined {
    const waypoint = this.before(callee);
    return waypoint && this.crossing(callee, end, ports).length > 0 ? waypoint : undefined;
  }

  /** The waypoints that a workload sends something to. */
  public usedBy(caller: Party): Party[] {
    return [...(this.callers.value.get(caller.id) ?? [])];
  }

  /** The ports of a connection that don't need a waypoint, or not always. */
  public direct(callee: Party, { end, ports }: Way): PortSet {
    if (!this.before(callee) || !this.usesServices(callee, end)) return ports;
    const passing = this.crossing(callee, end, ports);
    if (passing.length === 0) return ports;
    const served = this.servedPorts(callee);
    const [numbers, names] = byNumber(ports);
    return PortSet.of(...PortSet.of(...numbers).difference(served).ports, ...names);
  }

  /** Whether somebody is sure to come by the Services of a workload alone. */
  private usesServices(callee: Party, end: End): boolean {
    return (
      !isPeer(end) &&
      end.meshRole === MeshRole.MEMBER &&
      // Sisters find each other by their addresses.
      end.id !== callee.id &&
      this.servicesOf(callee).every(({ isBehind }) => isBehind)
    );
  }

  private crossing(callee: Party, end: End, ports: PortSet): Crossing[] {
    const mesh = meshFor(callee);
    if (!mesh || (!isPeer(end) && end.meshRole === MeshRole.WAYPOINT)) return [];
    const [numbers] = byNumber(tcpOf(ports));
    const passing = PortSet.of(...numbers).intersection(this.servedPorts(callee));
    const graph = ConnectionGraph.of(this.root);
    const admissions = admissionsOf(graph, callee, [{ end, ports: passing }], mesh).filter(
      ({ caller: { kind } }) => kind === 'account' || kind === 'namespace',
    );
    return admissions.length > 0 ? [{ callee, end, ports: passing, admissions }] : [];
  }

  /** The ports of a workload's pods to which Services behind its waypoint lead. */
  private servedPorts(callee: Party): PortSet {
    const workload = callee.workload();
    const services = this.servicesOf(callee).filter(({ isBehind }) => isBehind);
    return PortSet.of(...services.flatMap((service) => podPorts(service, workload).map(({ target }) => target)));
  }

  /** The workloads beside a waypoint that can be connected. */
  private partiesAt(waypoint: Party): Party[] {
    const parties = ConnectionGraph.of(this.root).partiesIn(waypoint.namespace as string);
    return parties.filter((party) => party.meshRole !== MeshRole.WAYPOINT && !party.refusal);
  }

  /** Whether a workload is one that the mesh reaches. */
  private isReached(party: Party): boolean {
    const mesh = party.meshRole === MeshRole.WAYPOINT || party.refusal ? undefined : meshFor(party);
    return mesh !== undefined && receives(party, mesh);
  }

  private behind({ namespace }: Party): Behind | undefined {
    return namespace === undefined ? undefined : this.byNamespace.value.get(namespace);
  }

  private readNamespaces(): Map<string, Behind> {
    const waypoints = this.noted
      .filter(({ construct }) => isPresent(construct))
      .flatMap((waypoint) => (waypoint.namespace === undefined ? [] : [{ namespace: waypoint.namespace, waypoint }]));
    // In most apps there is none, and nobody's Services need be read.
    if (waypoints.length === 0) return new Map();
    const services = writtenServices(this.root, new Set(waypoints.map(({ namespace }) => namespace)));
    return new Map(
      waypoints.map(({ namespace, waypoint }) => [namespace, { waypoint, services: services.get(namespace) ?? [] }]),
    );
  }

  private readCallees(): Map<WrittenService, Party[]> {
    const found = new Map<WrittenService, Party[]>();
    for (const { waypoint } of this.byNamespace.value.values()) {
      for (const party of this.partiesAt(waypoint)) {
        for (const service of this.servicesOf(party)) found.set(service, [...(found.get(service) ?? []), party]);
      }
    }
    return found;
  }

  private readCallers(): Map<string, Set<Party>> {
    const found = new Map<string, Set<Party>>();
    for (const { waypoint } of this.byNamespace.value.values()) {
      for (const { end } of this.crossings(waypoint)) {
        if (isPeer(end)) continue;
        found.set(end.id, (found.get(end.id) ?? new Set()).add(waypoint));
      }
    }
    return found;
  }
}

function selecting({ services }: Behind, party: Party): WrittenService[] {
  const { labels } = party.workload();
  return services.filter(({ pods }) => pods?.matches(labels));
}

/** Ports by their numbers, and those that only the pods know. */
function byNumber({ ports }: PortSet): [PortSet['ports'], PortSet['ports']] {
  return [ports.filter(({ name }) => name === undefined), ports.filter(({ name }) => name !== undefined)];
}
