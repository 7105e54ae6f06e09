import { PortSet } from '../../traffic';
import type { AdminPeer, AdminRule, Limits } from './admin-policy';

/** How many networks or names stand in one peer; both APIs take as many. */
const IN_ONE_PEER = 25;

/** Rules of both directions for one object. */
export interface Directed {
  readonly ingress: AdminRule[];
  readonly egress: AdminRule[];
}

/**
 * A rule as several that an API takes, which say the same: the first one that matches decides, and all of them decide
 * alike. The first keeps the name.
 */
export function fitted(rule: AdminRule, limits: Limits): AdminRule[] {
  const peers = chunks(rule.peers.flatMap(smallPeers), limits.peers);
  const ports = rule.ports ? chunks(rule.ports.ports, limits.ports).map((each) => PortSet.of(...each)) : [undefined];
  const parts = peers.flatMap((some) => ports.map((set) => ({ ...rule, peers: some, ports: set })));
  return parts.map((part, index) => ({ ...part, name: numberedName(rule.name, index) }));
}

/** Rules for as many objects as are needed, in their order: each object is asked after the one before. */
export function objectsOf(rules: Directed, limits: Limits): Directed[] {
  const [ingress, egress] = [rules.ingress, rules.egress].map((each) =>
    chunks(
      each.flatMap((rule) => fitted(rule, limits)),
      limits.rules,
    ),
  ) as [AdminRule[][], AdminRule[][]];
  const count = Math.max(ingress.length, egress.length);
  return Array.from({ length: count }, (_, index) => ({ ingress: ingress[index] ?? [], egress: egress[index] ?? [] }));
}

/** The name of the first, second and each further one: `rules`, `rules-2`. */
export function numberedName(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}

function smallPeers(peer: AdminPeer): AdminPeer[] {
  if (peer.kind === 'networks') return chunks(peer.networks, IN_ONE_PEER).map((networks) => ({ ...peer, networks }));
  if (peer.kind === 'domains') return chunks(peer.names, IN_ONE_PEER).map((names) => ({ ...peer, names }));
  return [peer];
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
