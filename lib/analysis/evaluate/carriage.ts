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

/**
 * The TCP port of Linkerd's proxies, to which they bring some of the connections between them, and newer ones all.
 *
 * @see https://linkerd.io/2/common-errors/network-policy/
 */
export const LINKERD_PORT = 4143;

/**
 * How TCP gets from one end to the other: as it is, inside a connection of the mesh, or one of both; `proxied` is one of
 * both in the mesh of Linkerd, and `anyhow` where it isn't known which mesh it is.
 */
export type Carriage = 'direct' | 'tunnelled' | 'unknown' | 'proxied' | 'anyhow';

/** The ports to which a mesh may carry connections in the place of others. */
export const TUNNELS: { readonly [carriage in Carriage]: readonly number[] } = {
  direct: [],
  tunnelled: [HBONE_PORT],
  unknown: [HBONE_PORT],
  proxied: [LINKERD_PORT],
  anyhow: [HBONE_PORT, LINKERD_PORT],
};

const NOT_IN_IT: readonly InMesh[] = ['none'];

/** How TCP gets from one end to the other; an end without an identity is in no mesh. */
export function carriageBetween(from: Identity | undefined, to: Identity | undefined): Carriage {
  if (!to || !from) return 'direct';
  const ways = new Set(from.modes.flatMap((a) => to.modes.map((b) => carriageOf(a, b))));
  const [only] = ways;
  if (ways.size === 1) return only;
  if (!ways.has('proxied')) return 'unknown';
  return ways.has('tunnelled') || ways.has('unknown') ? 'anyhow' : 'proxied';
}

/** Sidecars use the port of ambient meshes for some of their connections to these, and not for others. */
function carriageOf(from: InMesh, to: InMesh): Carriage {
  if (from === 'none' || to === 'none') return 'direct';
  if (from === 'linkerd' || to === 'linkerd') return from === to ? 'proxied' : 'direct';
  if (from !== to) return 'unknown';
  return from === 'ambient' ? 'tunnelled' : 'direct';
}

/**
 * The TCP ports that Linkerd's proxies have for themselves, and those from which they keep away unless they are installed
 * otherwise: nobody knows whether they ask there who calls, nor whether they bring it to their port.
 *
 * @see https://linkerd.io/2/features/protocol-detection/
 */
export function leftAlone(ports: PortSets): PortSetId {
  return ports.union(ports.range(Protocol.TCP, 4190, 4191), ports.range(Protocol.TCP, 4567, 4568));
}

/** Whether the destination may not learn who calls, although both ends are in the mesh: they are in different ways. */
export function isMixed(from: Identity | undefined, to: Identity | undefined): boolean {
  const [a, b] = [from?.modes ?? NOT_IN_IT, to?.modes ?? NOT_IN_IT];
  return a.some((one) => b.some((other) => one !== other && one !== 'none' && other !== 'none'));
}

/** What network policies let pass inside connections of the mesh: every TCP port, if they let these pass; or none. */
export function inTunnel(ports: PortSets, { allowed, possible }: Judgement, port: number): Judgement {
  return { allowed: carried(ports, allowed, port), possible: carried(ports, possible, port) };
}

/** The ports that a rule of a network policy opens, which sees nothing but its port of what is always in a tunnel. */
export function carriedBy(ports: PortSets, open: PortSetId, carriage: Carriage): PortSetId {
  return carriage === 'tunnelled' ? ports.union(open, carried(ports, open, HBONE_PORT)) : open;
}

function carried(ports: PortSets, open: PortSetId, port: number): PortSetId {
  const tcp = ports.range(Protocol.TCP);
  const tunnel = ports.range(Protocol.TCP, port, port);
  const others = ports.difference(open, tcp);
  return ports.contains(open, tunnel) ? ports.union(others, tcp) : others;
}

/** The ports on which network policies see connections of the mesh to these. */
export function seenInTunnel(ports: PortSets, asked: PortSetId): PortSetId {
  const tcp = ports.range(Protocol.TCP);
  const others = ports.difference(asked, tcp);
  return others === asked ? asked : ports.union(others, ports.range(Protocol.TCP, HBONE_PORT, HBONE_PORT));
}
