import { valueError } from '../errors';
import {
  type CiliumEntity,
  computedOnce,
  type IpRange,
  type Peer,
  type PodSelection,
  type Port,
  type PortSet,
  selectorManifest,
} from '../traffic';
import type { HttpAccess } from './http-access';

/**
 * Who is named by a rule, and by which HTTP requests alone; `key` tells whether two are the same, and orders them.
 */
export type RulePeer = { readonly key: string; readonly http?: HttpAccess[] } & (
  | { readonly kind: 'everyone' }
  | { readonly kind: 'pods'; readonly selection: PodSelection }
  | { readonly kind: 'range'; readonly range: IpRange }
  | { readonly kind: 'entity'; readonly entity: CiliumEntity }
  | { readonly kind: 'hostname'; readonly hostname: string }
);

/** Some peers, and the pod ports on which they are let through. */
export interface Allowance {
  readonly peers: RulePeer[];
  readonly ports: PortSet;
}

/** The peers that a `Peer` stands for. */
export const rulePeers = computedOnce((peer: Peer): RulePeer[] => {
  if (peer.isAnywhere) return [{ kind: 'everyone', key: '' }];
  return [
    ...peer.selections.map(podPeer),
    ...peer.blocks.map((range): RulePeer => ({ kind: 'range', key: `range ${range}`, range })),
    ...peer.entities.map((entity): RulePeer => ({ kind: 'entity', key: `entity ${entity}`, entity })),
    ...peer.hostnames.map((hostname): RulePeer => ({ kind: 'hostname', key: `hostname ${hostname}`, hostname })),
  ];
});

/** The same peers, for some HTTP requests only. */
export function limitedTo(http: HttpAccess[], peers: RulePeer[]): RulePeer[] {
  return peers.map((peer) => ({ ...peer, key: `${peer.key} by ${JSON.stringify(http)}`, http }));
}

/** Pods by labels. */
export const podPeer = computedOnce((selection: PodSelection): RulePeer => {
  const { namespaces, pods } = selection;
  // The words give a readable order; they alone don't tell `everything` from the label of that name.
  const exact = JSON.stringify([namespaces && selectorManifest(namespaces), selectorManifest(pods)]);
  return { kind: 'pods', key: `pods ${namespaces ?? ''} ${pods} ${exact}`, selection };
});

/**
 * The rules of one direction: the ports of each peer are united, and peers with equal ports share a rule.
 *
 * The result doesn't depend on the order of what comes in.
 */
export function mergedRules(allowances: Allowance[]): Allowance[] {
  const byPeer = new Map<string, { peer: RulePeer; ports: PortSet }>();
  for (const { peers, ports } of allowances) {
    for (const peer of peers) {
      const earlier = byPeer.get(peer.key);
      byPeer.set(peer.key, { peer, ports: earlier ? earlier.ports.union(ports) : ports });
    }
  }
  const byPorts = new Map<string, Allowance>();
  for (const { peer, ports } of byPeer.values()) {
    if (ports.isEmpty) {
      throw valueError({ law: 'a rule must name its ports, since a rule without any opens them all', got: 'no port' });
    }
    // Everyone can't share a rule: a list of peers beside "everyone" would say only the peers.
    const key = peer.kind === 'everyone' ? `${ports} everyone` : ports.toString();
    const rule = byPorts.get(key) ?? { peers: [], ports };
    rule.peers.push(peer);
    byPorts.set(key, rule);
  }
  const rules = [...byPorts.values()].sort(byFirstPort);
  for (const { peers } of rules) peers.sort(byKey);
  return rules;
}

function byFirstPort(a: Allowance, b: Allowance): number {
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
