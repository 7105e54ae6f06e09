import * as ipaddr from 'ipaddr.js';
import { valueError } from '../../errors';

/** Addresses from the first to the last one, both included, on one line: IPv6 lies behind IPv4. */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** Where IPv6 begins. */
const IPV6 = 1n << 128n;

const IPV4_END = (1n << 32n) - 1n;

/** Every IPv4 address, and every IPv6 address. */
export const EVERY_ADDRESS: readonly AddressRange[] = [
  { first: 0n, last: IPV4_END },
  { first: IPV6, last: IPV6 + IPV6 - 1n },
];

/**
 * The addresses of a CIDR, or the one of an address; bits behind the prefix don't count, as in Kubernetes.
 *
 * @throws when it is neither
 */
export function rangeOf(text: string): AddressRange {
  const range = tryRangeOf(text);
  if (range) return range;
  throw valueError({
    law: 'addresses must be written as an address or a CIDR',
    got: text,
    remedy: 'write them as in 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32',
  });
}

/** The same; undefined when it is neither. */
export function tryRangeOf(text: string): AddressRange | undefined {
  // Most texts that are asked about are names.
  if (!/^[0-9a-fA-F:.]+(\/\d+)?$/.test(text)) return undefined;
  const [address, prefix, ...rest] = text.split('/');
  const parsed = rest.length > 0 ? undefined : parsedAddress(address);
  if (!parsed) return undefined;
  const bits = parsed instanceof ipaddr.IPv4 ? 32 : 128;
  if (prefix !== undefined && (!/^(0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > bits)) return undefined;
  const number = BigInt(`0x${Buffer.from(parsed.toByteArray()).toString('hex')}`);
  const free = BigInt(bits - Number(prefix ?? bits));
  const start = ((number >> free) << free) + (bits === 128 ? IPV6 : 0n);
  return { first: start, last: start + (1n << free) - 1n };
}

function parsedAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!text.includes(':')) return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
  return !text.includes('.') && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

/** Disjoint ranges, sorted, with neighbours made one. */
export function merged(ranges: readonly AddressRange[]): AddressRange[] {
  const result: AddressRange[] = [];
  for (const range of [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const before = result.at(-1);
    // IPv6 doesn't start where IPv4 ends, so nothing is ever merged across.
    if (before && range.first <= before.last + 1n) {
      result[result.length - 1] = { first: before.first, last: range.last > before.last ? range.last : before.last };
    } else {
      result.push(range);
    }
  }
  return result;
}

/** What is left of the first without the second; both disjoint and sorted. */
export function without(ranges: readonly AddressRange[], holes: readonly AddressRange[]): AddressRange[] {
  return ranges.flatMap((range) => {
    const rest: AddressRange[] = [];
    let next = range.first;
    for (const hole of holes) {
      if (hole.last < next || hole.first > range.last) continue;
      if (hole.first > next) rest.push({ first: next, last: hole.first - 1n });
      next = hole.last + 1n;
    }
    return next <= range.last ? [...rest, { first: next, last: range.last }] : rest;
  });
}

/** Whether some address is in both; both disjoint and sorted. */
export function overlap(a: readonly AddressRange[], b: readonly AddressRange[]): boolean {
  return a.some((one) => b.some((other) => one.first <= other.last && other.first <= one.last));
}

/** The fewest networks that make up the ranges, in order. */
export function networksOf(ranges: readonly AddressRange[]): string[] {
  return ranges.flatMap(({ first, last }) => {
    const isIpv6 = first >= IPV6;
    const [base, bits] = isIpv6 ? [IPV6, 128n] : [0n, 32n];
    const networks: string[] = [];
    for (let next = first - base; next <= last - base; ) {
      let free = 0n;
      while (free < bits && isStart(next, free + 1n) && next + (1n << (free + 1n)) - 1n <= last - base) free++;
      networks.push(`${addressText(next, isIpv6)}/${bits - free}`);
      next += 1n << free;
    }
    return networks;
  });
}

/** The ranges in the shortest words: networks, or the whole family with what is left out of it. */
export function rangesText(ranges: readonly AddressRange[]): string {
  const families = EVERY_ADDRESS.map((family) => {
    const inside = ranges.filter(({ first }) => first >= family.first && first <= family.last);
    if (inside.length === 0) return [];
    const networks = networksOf(inside);
    const gaps = without([family], inside);
    // Each gap is at least one network: mostly that settles it.
    if (gaps.length + 1 >= networks.length) return networks;
    const holes = networksOf(gaps);
    return holes.length + 1 < networks.length ? [`${networksOf([family])} (except ${holes.join(', ')})`] : networks;
  });
  return families.flat().join(', ');
}

function isStart(number: bigint, free: bigint): boolean {
  return (number >> free) << free === number;
}

function addressText(number: bigint, isIpv6: boolean): string {
  const hex = number.toString(16).padStart(isIpv6 ? 32 : 8, '0');
  const address = ipaddr.fromByteArray([...Buffer.from(hex, 'hex')]);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
