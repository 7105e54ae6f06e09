import { type IMesh, MeshMode } from '../../cluster';
import { clusterOf } from '../../objects';
import { Direction, type Peer, PortSet } from '../../traffic';
import { isPeer, listening, peersOf, type Way } from '../edge';
import type { ConnectionGraph } from '../graph';
import type { Party } from '../party';
import { type Allowance, type RulePeer, rulePeers } from '../rules';
import { membersOf, receives, sends } from './membership';
import { seenPorts, tcpOf } from './on-the-wire';

/** What the network policy of a workload in a mesh has to let through for a connection. */
export function meshAllowances(
  graph: ConnectionGraph,
  party: Party,
  direction: Direction,
  mesh: IMesh,
): (way: Way) => Allowance[] {
  const isIngress = direction === Direction.INGRESS;
  const isOurs = isIngress ? receives(party, mesh) : sends(party, mesh);
  return ({ end, ports }) => {
    const peers = peersOf(end, party);
    if (!isOurs) return [{ peers, ports }];
    if (isPeer(end)) {
      return peers.map((peer) => ({ peers: [peer], ports: portsFor(graph, peer, ports, party, mesh) }));
    }
    const isTheirs = isIngress ? sends(end, mesh) : receives(end, mesh);
    return [{ peers, ports: isTheirs ? seenPorts(mesh, ports) : ports }];
  };
}

function portsFor(graph: ConnectionGraph, peer: RulePeer, ports: PortSet, party: Party, mesh: IMesh): PortSet {
  if (peer.kind !== 'pods') return ports;
  const { namespaces, hasOthers } = membersOf(graph, peer.selection, party, mesh);
  if (namespaces.length === 0) return ports;
  const seen = seenPorts(mesh, ports);
  return hasOthers ? seen.union(ports) : seen;
}

/** What the mesh itself needs of the network policy of a workload, beside its connections. */
export function meshNeeds(party: Party, ways: Way[], mesh: IMesh): Allowance[] {
  if (!receives(party, mesh)) return [];
  return mesh.mode === MeshMode.SIDECAR ? scrapes(party, ways, mesh) : probes(party, mesh);
}

/** Whoever collects metrics of the pods has those of their proxies too. */
function scrapes(party: Party, ways: Way[], { proxyPorts }: IMesh): Allowance[] {
  const scraper = clusterOf(party.construct).monitoring?.scraper;
  if (!scraper || proxyPorts.length === 0 || !ways.some(({ end }) => isPeer(end) && isAmong(scraper, end))) return [];
  return [{ peers: rulePeers(scraper), ports: PortSet.of(...proxyPorts) }];
}

function isAmong(scraper: Peer, { selections }: Peer): boolean {
  return scraper.selections.every((selection) => selections.some((each) => each.sameAs(selection)));
}

/** An ambient mesh gives probes an address of their own, by which policies that let the node in don't know them. */
function probes(party: Party, { probeRanges }: IMesh): Allowance[] {
  const ports = tcpOf(listening(party.workload()));
  if (ports.isEmpty || probeRanges.length === 0) return [];
  return [{ peers: probeRanges.map((range) => ({ kind: 'range', key: `range ${range}`, range })), ports }];
}
