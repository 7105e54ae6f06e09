import * as ipaddr from 'ipaddr.js';
import type { Policy } from './policies';

/**
 * Addresses of a network that stand for all of it: its ends, and the ends of whatever policies say of a part of it.
 *
 * Between two neighbours of these no policy makes a difference.
 */
export function probesOf(cidr: string, policies: Policy[]): string[] {
  const whole = endsOf(cidr);
  const inner = blocksIn(policies)
    .map(endsOf)
    .filter(({ kind }) => kind === whole.kind)
    .flatMap(({ first, last }) => [first - 1n, first, last, last + 1n])
    .filter((number) => whole.first <= number && number <= whole.last);
  return [...new Set([whole.first, whole.last, ...inner])].map((number) => addressOf(number, whole.kind));
}

function blocksIn(policies: Policy[]): string[] {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  return rules.flatMap(({ peers }) =>
    peers === 'everyone'
      ? []
      : peers.flatMap((peer) => ('block' in peer ? [peer.block.cidr, ...(peer.block.except ?? [])] : [])),
  );
}

/** Both ends of a network, as numbers. */
function endsOf(cidr: string): { kind: 'ipv4' | 'ipv6'; first: bigint; last: bigint } {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const kind = address.kind();
  const size = 1n << BigInt((kind === 'ipv4' ? 32 : 128) - bits);
  const first = (numberOf(address) / size) * size;
  return { kind, first, last: first + size - 1n };
}

function numberOf(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  return address.toByteArray().reduce((number, byte) => number * 256n + BigInt(byte), 0n);
}

function addressOf(number: bigint, kind: 'ipv4' | 'ipv6'): string {
  const length = kind === 'ipv4' ? 4 : 16;
  const bytes = Array.from({ length }, (_, index) => Number((number >> BigInt(8 * (length - 1 - index))) & 255n));
  return ipaddr.fromByteArray(bytes).toString();
}
