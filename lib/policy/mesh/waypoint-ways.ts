import type { IMesh } from '../../cluster';
import { Direction, type Port, PortSet } from '../../traffic';
import { type End, isPeer, type Link, peersOf, type Way } from '../edge';
import type { ConnectionGraph } from '../graph';
import { MeshRole, type Party } from '../party';
import type { Allowance } from '../rules';
import { membersOf, receives, sends } from './membership';
import { type Crossing, Waypoints } from './waypoints';

/** Whether the pods of a workload are a waypoint. */
export function isWaypoint({ meshRole }: Party): boolean {
  return meshRole === MeshRole.WAYPOINT;
}

/** The connections of a workload as they arrive and leave: what passes a waypoint is from it, or to it. */
export function waysAround(party: Party, direction: Direction, ways: Way[], mesh: IMesh): Way[] {
  if (isWaypoint(party)) return ways;
  return direction === Direction.INGRESS ? waysIn(party, ways) : waysOut(party, ways, mesh);
}

function waysIn(party: Party, ways: Way[]): Way[] {
  const waypoints = Waypoints.of(party.construct);
  const waypoint = waypoints.before(party);
  if (!waypoint) return ways;
  const passing = PortSet.of(...waypoints.crossingsTo(party).flatMap(({ ports }) => ports.ports));
  return [
    ...ways.flatMap((way) => withPorts(way, waypoints.direct(party, way))),
    ...(passing.isEmpty ? [] : [{ end: waypoint, ports: passing }]),
  ];
}

function waysOut(party: Party, ways: Way[], mesh: IMesh): Way[] {
  const waypoints = Waypoints.of(party.construct);
  if (waypoints.areNone || !sends(party, mesh)) return ways;
  const used = new Set(waypoints.usedBy(party));
  const direct = ways.flatMap((way) => {
    const { end: callee, ports } = way;
    if (isPeer(callee)) return [way];
    const asked = { end: callerOf(way, party), ports };
    const passed = waypoints.passedBy(callee, asked);
    if (passed) used.add(passed);
    return withPorts(way, waypoints.direct(callee, asked));
  });
  return [...direct, ...[...used].map((end) => ({ end, ports: PortSet.of(mesh.hbonePort as Port) }))];
}

/** As whom a workload was named where the connection was declared: by itself, or as one of those whom a peer means. */
function callerOf(way: Way, party: Party): End {
  return 'edge' in way ? (way as Link).edge.from : party;
}

function withPorts(way: Way, ports: PortSet): Way[] {
  return ports.isEmpty ? [] : [{ ...way, ports }];
}

/** What the network policy of a waypoint has to let through, for all that passes it. */
export function crossingAllowances(
  graph: ConnectionGraph,
  party: Party,
  direction: Direction,
  mesh: IMesh,
): Allowance[] {
  if (!isWaypoint(party)) return [];
  const tunnel = PortSet.of(mesh.hbonePort as Port);
  return Waypoints.of(party.construct)
    .crossings(party)
    .map((crossing) => {
      const { callee, ports } = crossing;
      if (direction === Direction.INGRESS) return { peers: callersOf(graph, crossing, party, mesh), ports: tunnel };
      return { peers: peersOf(callee, party), ports: receives(callee, mesh) ? tunnel : ports };
    });
}

/** Those in the mesh: all others go to the pods. */
function callersOf(graph: ConnectionGraph, { callee, end }: Crossing, party: Party, mesh: IMesh): Allowance['peers'] {
  const peers = peersOf(end, party);
  if (!isPeer(end)) return peers;
  return peers.filter(
    (peer) => peer.kind === 'pods' && membersOf(graph, peer.selection, callee, mesh).namespaces.length > 0,
  );
}
