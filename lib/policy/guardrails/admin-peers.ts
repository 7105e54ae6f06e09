import type { ClusterProfile } from '../../cluster';
import { valueError } from '../../errors';
import { Cidr, Direction, type IpRange, KnownPeer, LabelSelector, type Peer, type PodSelection } from '../../traffic';
import type { AdminPeer } from './admin-policy';
import { GuardrailAction } from './guardrail';

/** Of what rule somebody is a peer. */
export interface PeerPlace {
  /** The rule, for errors: `the GuardrailRule "backup"`. */
  readonly what: string;
  readonly direction: Direction;
  readonly action: GuardrailAction;
  /** What else one could do. */
  readonly wayOut: string;
}

/**
 * A peer in the words that policies of a cluster have.
 *
 * @throws when they have none for it, or when the profile doesn't say who it is
 */
export function adminPeers(profile: ClusterProfile, peer: Peer, place: PeerPlace): AdminPeer[] {
  const isIngress = place.direction === Direction.INGRESS;
  if (peer.isAnywhere) return isIngress ? refused(peer, place, FROM_OUTSIDE) : everywhere();
  if (peer.known === KnownPeer.NODES) return isIngress ? refused(peer, place, FROM_OUTSIDE) : [{ kind: 'nodes' }];
  const found = profile._find(peer).peer;
  if (found.entities.length > 0) return refused(peer, place, 'no policy of a cluster can name what only Cilium knows');
  if (isIngress && found.blocks.length + found.hostnames.length > 0) return refused(peer, place, FROM_OUTSIDE);
  if (found.selections.some(({ namespaces }) => namespaces === undefined)) {
    return refused(peer, place, 'a policy of a cluster stands in no namespace, and there is no other than a named one');
  }
  return [
    ...found.selections.flatMap(podPeers),
    ...(found.blocks.length > 0 ? [networks(found.blocks)] : []),
    ...(found.hostnames.length > 0 ? [domains(found, place)] : []),
  ];
}

const FROM_OUTSIDE = 'policies of a cluster know only pods as those from whom connections come';
const EVERYTHING = LabelSelector.everything();
const everywhere = (): AdminPeer[] => [
  { kind: 'pods', namespaces: EVERYTHING, pods: EVERYTHING },
  { kind: 'networks', networks: [Cidr.anyIpv4(), Cidr.anyIpv6()] },
];

/** Pods of namespaces that are named. */
export function podPeers({ namespaces, pods }: PodSelection): AdminPeer[] {
  return namespaces ? [{ kind: 'pods', namespaces, pods }] : [];
}

function refused(peer: Peer, { what, wayOut }: PeerPlace, why: string): never {
  throw valueError({
    law: `${what} must name peers for which there is a word, but ${peer} is none: ${why}`,
    remedy: wayOut,
  });
}

function domains(peer: Peer, place: PeerPlace): AdminPeer {
  if (place.action !== GuardrailAction.ACCEPT) {
    return refused(peer, place, 'hosts by their names can be accepted only');
  }
  const short = peer.hostnames.find((name) => !name.replace(/^\*\./, '').includes('.'));
  if (short !== undefined) return refused(peer, place, 'the name of a host must have a dot in it');
  return { kind: 'domains', names: peer.hostnames };
}

/** Networks without exceptions, for which there is no word: each range as the networks that are left of it. */
export function networks(ranges: IpRange[]): AdminPeer {
  const all = ranges.flatMap(({ cidr, except }) => without(cidr, except));
  const distinct = new Map(all.map((cidr) => [cidr.toString(), cidr]));
  return { kind: 'networks', networks: [...distinct.values()].sort((a, b) => a._compareTo(b)) };
}

/** What is left of a network, as the fewest networks. */
function without(cidr: Cidr, holes: Cidr[]): Cidr[] {
  const inside = holes.filter((hole) => hole.overlaps(cidr));
  if (inside.length === 0) return [cidr];
  if (inside.some((hole) => hole.contains(cidr))) return [];
  return cidr._halves().flatMap((half) => without(half, inside));
}
