import { difference, holds, overlap, rangeOf } from './addresses';
import type { Pod } from './cluster';
import type { Fact } from './worlds';

/** What no manifest says of the addresses of pods. */
export interface AddressOptions {
  /** Whether the blocks of policies hold pods by their addresses; not known where it is absent. */
  readonly ipBlockMatchesPods?: boolean;
  /** Where pods have their addresses from. */
  readonly podCidrs?: readonly string[];
}

/** Where pods have their addresses from as long as nobody says: private space. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];

/** A network without some of its parts. */
export interface Block {
  readonly cidr: string;
  readonly except?: readonly string[];
}

/**
 * Whether a block holds a pod by its address.
 *
 * @param matchesPods - whether blocks hold pods at all
 */
export function blockHoldsPod(
  { cidr, except = [] }: Block,
  pod: Pod,
  matchesPods: boolean | undefined,
  { podCidrs }: AddressOptions,
): Fact {
  const block = difference([rangeOf(cidr)], except.map(rangeOf));
  // In nothing is nobody.
  if (block.length === 0) return false;
  // A pod on the network of its node has its address, and no manifest tells those of nodes.
  if (pod.hostNetwork) return 'open';
  if (matchesPods === false) return false;

  if (pod.addresses.length > 0) {
    if (!pod.addresses.some((address) => holds(block, address))) return false;
    return matchesPods && pod.addresses.every((address) => holds(block, address)) ? true : 'open';
  }
  const podRanges = (podCidrs ?? PRIVATE).map(rangeOf);
  if (!overlap(block, podRanges)) return false;
  if (!matchesPods) return 'open';
  const isAllOfThem = difference(podRanges, block).length === 0;
  // Without pod networks, a pod has an IPv4 address unless its cluster is a rare one.
  const isEveryIpv4 = podCidrs === undefined && cidr === '0.0.0.0/0' && except.length === 0;
  return isAllOfThem || isEveryIpv4 ? true : 'open';
}
