import { type ClusterProfile, LoadBalancerSource } from '../cluster';
import { constructError, type Located } from '../errors';
import { Cidr, IpFamily, IpRange, Peer, TrafficPolicy } from '../traffic';
import type { LoadBalancing } from './load-balancing';
import type { ServiceType } from './service-type';

const WORLD = { [IpFamily.IPV4]: Cidr.anyIpv4(), [IpFamily.IPV6]: Cidr.anyIpv6() };

/**
 * Under which addresses connections from outside the cluster reach the pods of a Service; undefined where there are
 * none.
 *
 * It is what a policy has to let in: neither a client's address nor a balancer's need survive the way.
 */
export function clientsOf(
  place: Located,
  type: ServiceType,
  balancing: LoadBalancing | undefined,
  profile: ClusterProfile,
): Peer | undefined {
  const { externalIps, externalTrafficPolicy } = type._options;
  const keepsAddresses = externalTrafficPolicy === TrafficPolicy.LOCAL;
  const throughNodes = () => (keepsAddresses ? clients(type) : profile.nodes);
  const hasNodeClients = type.name === 'NodePort' || externalIps !== undefined;
  const peers = [
    ...(balancing ? balanced(place, type, balancing, profile) : []),
    ...(hasNodeClients ? [throughNodes()] : []),
  ];
  return peers.length > 0 ? union(peers) : undefined;
}

/**
 * Where the load balancer connects by itself, be it for its clients or to ask after the pods' health, it is let in too.
 */
function balanced(
  place: Located,
  type: ServiceType,
  { provider, answer }: LoadBalancing,
  profile: ClusterProfile,
): Peer[] {
  const { source, balancerRanges = [] } = answer;
  const balancer = balancerRanges.length > 0 ? [ranges(balancerRanges)] : [];
  if (source === LoadBalancerSource.CLIENT) return [clients(type), ...balancer];
  if (source === LoadBalancerSource.NODE) return [profile.nodes, ...balancer];
  if (balancer.length > 0) return balancer;
  throw constructError(place, {
    law: `the load balancer of ${provider.name} must say from which addresses it connects to the pods`,
    remedy: 'give its networks to the `provider`, such as those of the subnets that it is in',
  });
}

/** Clients that arrive under their own addresses: those that are named, else those that are let in, else everybody. */
function clients({ _options }: ServiceType): Peer {
  const { clientRanges, sourceRanges, ipFamilies } = _options;
  const named = clientRanges ?? sourceRanges;
  if (named) return ranges(named);
  const families = ipFamilies?.families ?? Object.values(IpFamily);
  return Peer.ranges(...families.map((family) => IpRange.of(WORLD[family])));
}

function ranges(texts: string[]): Peer {
  return Peer.ranges(...texts.map((text) => IpRange.of(Cidr.of(text))));
}

/** All of them; what others contain already is left out. */
function union(peers: Peer[]): Peer {
  const blocks = peers.flatMap((peer) => peer.blocks);
  const isInside = ({ cidr }: IpRange, other: IpRange) =>
    other.except.length === 0 && other.cidr.contains(cidr) && !other.cidr.sameAs(cidr);
  return Peer.ranges(...blocks.filter((block) => !blocks.some((other) => isInside(block, other))));
}
