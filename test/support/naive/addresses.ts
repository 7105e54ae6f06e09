import * as ipaddr from 'ipaddr.js';

/** An address as a number, beside how many bits its family has. */
export interface Address {
  readonly bits: 32 | 128;
  readonly number: bigint;
}

/** Consecutive addresses of one family, both ends included. */
export interface Range {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** Every world is asked about the same few addresses, and to read one takes longer than the question. */
const KNOWN = new Map<string, Address>();

export function addressOf(text: string): Address {
  const known = KNOWN.get(text);
  if (known) return known;
  const bytes = ipaddr.parse(text).toByteArray();
  const address: Address = {
    bits: bytes.length === 4 ? 32 : 128,
    number: bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n),
  };
  KNOWN.set(text, address);
  return address;
}

/** The addresses of a network; bits behind the prefix don't matter. */
export function rangeOf(cidr: string): Range {
  const [head = '', length = ''] = cidr.split('/');
  const { bits, number } = addressOf(head);
  const size = 1n << BigInt(bits - Number(length));
  const first = (number / size) * size;
  return { bits, first, last: first + size - 1n };
}

/** What the networks hold and the exceptions don't. */
export function difference(ranges: readonly Range[], exceptions: readonly Range[]): Range[] {
  return exceptions.reduce<Range[]>((rest, hole) => rest.flatMap((range) => without(range, hole)), [...ranges]);
}

export function holds(ranges: readonly Range[], { bits, number }: Address): boolean {
  return ranges.some((range) => range.bits === bits && range.first <= number && number <= range.last);
}

export function overlap(some: readonly Range[], others: readonly Range[]): boolean {
  return some.some((one) => others.some((other) => meet(one, other)));
}

function meet(one: Range, other: Range): boolean {
  return one.bits === other.bits && one.first <= other.last && other.first <= one.last;
}

function without(range: Range, hole: Range): Range[] {
  if (!meet(range, hole)) return [range];
  const { bits, first, last } = range;
  return [
    { bits, first, last: hole.first - 1n },
    { bits, first: hole.last + 1n, last },
  ].filter((rest) => rest.first <= rest.last);
}
