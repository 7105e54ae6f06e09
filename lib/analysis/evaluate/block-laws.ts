import { onDemand } from '../../traffic';
import { type AddressRange, EVERY_ADDRESS, merged, overlap, rangeOf, without } from './address-range';
import type { PodClass } from './pod-class';

/** What settles whether blocks of addresses hold pods, which differs from one network plugin to the next. */
export interface BlockLaws {
  /** Undefined where nobody says. */
  readonly matchesPods?: boolean;
  /** Where pods have their addresses, if someone says. */
  readonly podRanges: readonly AddressRange[];
  /** Where nodes have their addresses; empty where nobody says, or where the plugin doesn't know nodes by addresses. */
  readonly nodeRanges: readonly AddressRange[];
}

/** Where pods have their addresses unless someone says: in what isn't routed on the internet. */
const privateRanges = onDemand(() =>
  merged(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(rangeOf)),
);

/** Whether a block holds a pod; undefined where it isn't known. */
export function holdsPod(
  ranges: readonly AddressRange[],
  { hostNetwork, addresses }: PodClass,
  laws: BlockLaws,
  usual = holdsPods(ranges, laws),
): boolean | undefined {
  if (hostNetwork) return holdsNode(ranges, laws);
  const holds = addresses.length > 0 ? holdsAddresses(ranges, addresses, laws) : usual;
  return hostNetwork === undefined && holds === false ? undefined : holds;
}

/** The same for a node, on whose network a pod may be. To some plugins a node is no address at all. */
function holdsNode(ranges: readonly AddressRange[], { nodeRanges }: BlockLaws): boolean | undefined {
  if (ranges.length === 0) return false;
  if (nodeRanges.length === 0) return undefined;
  if (!overlap(ranges, nodeRanges)) return false;
  return without(nodeRanges, ranges).length === 0 ? true : undefined;
}

/** Pods of one class may have several addresses: a block that holds only some of them may be asked about another. */
function holdsAddresses(
  ranges: readonly AddressRange[],
  addresses: readonly AddressRange[],
  { matchesPods }: BlockLaws,
): boolean | undefined {
  const inside = addresses.filter((address) => overlap(ranges, [address]));
  if (inside.length === 0) return false;
  return matchesPods && inside.length < addresses.length ? undefined : matchesPods;
}

/** The same for a pod of which no address is known. */
export function holdsPods(ranges: readonly AddressRange[], { matchesPods, podRanges }: BlockLaws): boolean | undefined {
  const pods = podRanges.length > 0 ? podRanges : privateRanges();
  if (!overlap(ranges, pods)) return false;
  if (!matchesPods) return matchesPods;
  const isCovered = without(pods, ranges).length === 0;
  // Without a word on the addresses of pods, they are IPv4.
  const isWhole = podRanges.length === 0 && without([EVERY_ADDRESS[0]], ranges).length === 0;
  return isCovered || isWhole ? true : undefined;
}
