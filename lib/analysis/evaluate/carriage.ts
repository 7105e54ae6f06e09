import { Protocol } from '../../traffic';
import type { Judgement } from './judgement';
import type { Identity, InMesh } from './pod-class';
import type { PortSetId, PortSets } from './port-sets';

/**
 * The TCP port to which an ambient mesh carries every connection between its pods.
 *
 * @see https://istio.io/latest/docs/ambient/usage/networkpolicy/
 */
export const HBONE_PORT = 15008;

/** How TCP gets from one end to the other: as it is, inside a connection of the mesh, or one of both. */
export type Carriage = 'direct' | 'tunnelled' | 'unknown';

const NOT_IN_IT: readonly InMesh[] = ['none'];

/** How TCP gets from one end to the other; an end without an identity is in no mesh. */
export function carriageBetween(from: Identity | undefined, to: Identity | undefined): Carriage {
  if (!to || !from) return 'direct';
  const ways = new Set(from.modes.flatMap((a) => to.modes.map((b) => carriageOf(a, b))));
  const [only] = ways;
  return ways.size === 1 ? only : 'unknown';
}

/** Sidecars use the port of ambient meshes for some of their connections to these, and not for others. */
function carriageOf(from: InMesh, to: InMesh): Carriage {
  if (from === 'none' || to === 'none') return 'direct';
  if (from !== to) return 'unknown';
  return from === 'ambient' ? 'tunnelled' : 'direct';
}

/** Whether the destination may not learn who calls, although both ends are in the mesh: they are in different ways. */
export function isMixed(from: Identity | undefined, to: Identity | undefined): boolean {
  const [a, b] = [from?.modes ?? NOT_IN_IT, to?.modes ?? NOT_IN_IT];
  return a.some((one) => b.some((other) => carriageOf(one, other) === 'unknown'));
}

/** What network policies let pass inside connections of the mesh: every TCP port, if they let these pass; or none. */
export function inTunnel(ports: PortSets, { allowed, possible }: Judgement): Judgement {
  return { allowed: carried(ports, allowed), possible: carried(ports, possible) };
}

function carried(ports: PortSets, open: PortSetId): PortSetId {
  const tcp = ports.range(Protocol.TCP);
  const hbone = ports.range(Protocol.TCP, HBONE_PORT, HBONE_PORT);
  const others = ports.difference(open, tcp);
  return ports.contains(open, hbone) ? ports.union(others, tcp) : others;
}

/** The ports on which network policies see connections of the mesh to these. */
export function seenInTunnel(ports: PortSets, asked: PortSetId): PortSetId {
  const tcp = ports.range(Protocol.TCP);
  const others = ports.difference(asked, tcp);
  return others === asked ? asked : ports.union(others, ports.range(Protocol.TCP, HBONE_PORT, HBONE_PORT));
}
