import { valueError } from '../errors';
import { selectorManifest } from '../objects';
import {
  type CiliumEntity,
  Direction,
  type IpRange,
  type Peer,
  type PodSelection,
  type Port,
  type PortSet,
} from '../traffic';

/** Who is named by a rule, as Kubernetes writes it; `key` tells whether two are the same, and orders them. */
export interface RulePeer {
  readonly key: string;
  /** Undefined means everyone, in and outside the cluster. */
  readonly manifest?: any;
}

/** Some peers, and the pod ports on which a rule lets them through. */
export interface Allowance {
  readonly peers: RulePeer[];
  /** Those that only Cilium knows, which no NetworkPolicy names; none unless given. */
  readonly entities?: CiliumEntity[];
  readonly ports: PortSet;
}

/** The peers that a `Peer` stands for, as far as a NetworkPolicy can name them: none for an entity of Cilium. */
export function rulePeers(peer: Peer): RulePeer[] {
  if (peer.isAnywhere) return [{ key: '' }];
  return [...peer.selections.map(podPeer), ...peer.blocks.map(ipPeer)];
}

/**
 * Pods by labels. The namespace and the labels stand in one peer: as two peers, each would admit more than is meant.
 */
export function podPeer(selection: PodSelection): RulePeer {
  const { namespaces, pods } = selection;
  const manifest = {
    ...(namespaces ? { namespaceSelector: selectorManifest(namespaces) } : {}),
    // The selector of a whole namespace is left out where the namespace says it; alone it has to be written.
    ...(namespaces && pods.isEverything ? {} : { podSelector: selectorManifest(pods) }),
  };
  // The words give a readable order; they alone don't tell `everything` from the label of that name.
  return { key: `pods ${namespaces ?? ''} ${pods} ${JSON.stringify(manifest)}`, manifest };
}

function ipPeer(range: IpRange): RulePeer {
  const { cidr, except } = range;
  return {
    key: `range ${range}`,
    manifest: {
      ipBlock: {
        cidr: cidr.toString(),
        ...(except.length > 0 ? { except: except.map((hole) => hole.toString()) } : {}),
      },
    },
  };
}

/**
 * The rules of one direction: the ports of each peer are united, and peers with equal ports share a rule.
 *
 * The result doesn't depend on the order of what comes in.
 */
export function ruleManifests(direction: Direction, allowances: Allowance[]): any[] {
  const byPeer = new Map<string, { peer: RulePeer; ports: PortSet }>();
  for (const { peers, ports } of allowances) {
    for (const peer of peers) {
      const earlier = byPeer.get(peer.key);
      byPeer.set(peer.key, { peer, ports: earlier ? earlier.ports.union(ports) : ports });
    }
  }
  const byPorts = new Map<string, { peers: RulePeer[]; ports: PortSet }>();
  for (const { peer, ports } of byPeer.values()) {
    // Everyone can't share a rule: a list of peers beside "everyone" would say only the peers.
    const key = peer.manifest ? ports.toString() : `${ports} everyone`;
    const rule = byPorts.get(key) ?? { peers: [], ports };
    rule.peers.push(peer);
    byPorts.set(key, rule);
  }
  for (const { ports } of byPorts.values()) {
    if (!ports.isEmpty) continue;
    throw valueError({ law: 'a rule must name its ports, since a rule without any opens them all', got: 'no port' });
  }
  const side = direction === Direction.INGRESS ? 'from' : 'to';
  return [...byPorts.values()].sort(byFirstPort).map(({ peers, ports }) => {
    const named = peers.filter((peer) => peer.manifest).sort(byKey);
    return {
      ...(named.length > 0 ? { [side]: named.map((peer) => peer.manifest) } : {}),
      ports: portManifests(ports),
    };
  });
}

/** Ports as Kubernetes writes them; every port of a protocol is the protocol alone. */
function portManifests(ports: PortSet): any[] {
  return ports.ports.map((port) => {
    const { protocol, first, last, name } = port;
    if (name !== undefined) return { protocol, port: name };
    if (first === 1 && last === 65535) return { protocol };
    return { protocol, port: first, ...(last !== first ? { endPort: last } : {}) };
  });
}

function byFirstPort(a: { ports: PortSet; peers: RulePeer[] }, b: { ports: PortSet; peers: RulePeer[] }): number {
  const [one, other] = [a.ports.ports[0] as Port, b.ports.ports[0] as Port];
  return (
    (one.first ?? 0) - (other.first ?? 0) || compare(`${a.ports} ${a.peers[0]?.key}`, `${b.ports} ${b.peers[0]?.key}`)
  );
}

function byKey(a: RulePeer, b: RulePeer): number {
  return compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
