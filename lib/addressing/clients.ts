import { type ClusterProfile, LoadBalancerSource } from '../cluster';
import { constructError, type Located, valueError } from '../errors';
import { Cidr, IpFamily, IpRange, Peer, Port, TrafficPolicy } from '../traffic';
import type { LoadBalancing } from './load-balancing';
import type { ServiceType } from './service-type';

const WORLD = { [IpFamily.IPV4]: () => Cidr.anyIpv4(), [IpFamily.IPV6]: () => Cidr.anyIpv6() };

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
  const peers = [
    ...(balancing ? balanced(place, type, balancing, profile) : []),
    ...(type._isDialled ? (keepsAddresses(type) ? [clients(type)] : forwarded(type, profile)) : []),
  ];
  return peers.length > 0 ? union(peers) : undefined;
}

/** Whether connections from outside arrive under the address of a node that forwards them. */
export function areForwarded(type: ServiceType, balancing: LoadBalancing | undefined): boolean {
  return balancing?.answer.source === LoadBalancerSource.NODE || (type._isDialled && !keepsAddresses(type));
}

/** Checks that clients, where they are named, are such as a policy sees. */
export function checkClientsAreSeen(
  place: Located,
  type: ServiceType,
  balancing: LoadBalancing | undefined,
  profile: ClusterProfile,
): void {
  const { clientRanges } = type._options;
  const source =
    balancing?.answer.source ?? (keepsAddresses(type) ? LoadBalancerSource.CLIENT : LoadBalancerSource.NODE);
  if (clientRanges === undefined || source === LoadBalancerSource.CLIENT) return;
  const isByNode = source === LoadBalancerSource.NODE;
  if (isByNode && profile.networkPlugin?.seesClientsOfOwnNode) return;
  const law =
    '`clientRanges` must be about clients that the pods see, but those of this Service arrive under the addresses of ' +
    (isByNode ? 'nodes' : 'the load balancer');
  const instead = balancing
    ? 'give `sourceRanges`, which the load balancer itself keeps to'
    : 'give it TrafficPolicy.LOCAL';
  throw constructError(place, { law, got: clientRanges, remedy: `leave it out, or ${instead}` });
}

function keepsAddresses({ _options }: ServiceType): boolean {
  return _options.externalTrafficPolicy === TrafficPolicy.LOCAL;
}

/**
 * What a node forwards arrives under its address. Some network plugins judge before that is put in the place of the
 * client's: a pod on the same node is judged by the client itself then.
 */
function forwarded(type: ServiceType, profile: ClusterProfile): Peer[] {
  return [nodes(type, profile), ...(profile.networkPlugin?.seesClientsOfOwnNode ? [clients(type)] : [])];
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
  if (source === LoadBalancerSource.NODE) return [...forwarded(type, profile), ...balancer];
  if (balancer.length > 0) return balancer;
  throw constructError(place, {
    law: `the load balancer of ${provider.name} must say from which addresses it connects to the pods`,
    remedy: 'give its networks to the `provider`, such as those of the subnets that it is in',
  });
}

/** Where a load balancer asks after the health of the pods, if that is another port than those of the Service. */
export interface HealthChecks {
  readonly peer: Peer;
  readonly port: Port;
}

/** How a load balancer asks after the health of the pods, if at another port than those of the Service. */
export function healthChecksOf(balancing: LoadBalancing | undefined): HealthChecks | undefined {
  const { healthCheckPort, balancerRanges = [] } = balancing?.answer ?? {};
  if (healthCheckPort === undefined) return undefined;
  return { peer: ranges(balancerRanges), port: Port.tcp(healthCheckPort) };
}

/** The nodes, which forward a connection under their address of its own family. */
function nodes({ _options }: ServiceType, profile: ClusterProfile): Peer {
  const peer = profile.nodes;
  const missing = _options.ipFamilies?._unmet(peer.blocks.map(({ cidr }) => cidr.family));
  if (missing === undefined) return peer;
  throw valueError({
    law: `the cluster profile "${profile.name}" must say which ${missing} addresses its nodes have, since a Service has one`,
    remedy: "add them to its `nodeRanges`; `kubectl get nodes -o jsonpath='{.items[*].status.addresses}'` shows them",
  });
}

/** Clients that arrive under their own addresses: those that are named, else those that are let in, else everybody. */
function clients({ _options }: ServiceType): Peer {
  const { clientRanges, sourceRanges, ipFamilies } = _options;
  const named = clientRanges ?? sourceRanges;
  if (named) return ranges(named);
  const families = ipFamilies?.families ?? Object.values(IpFamily);
  return Peer.ranges(...families.map((family) => IpRange.of(WORLD[family]())));
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
