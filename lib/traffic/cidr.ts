import * as ipaddr from 'ipaddr.js';
import { valueError } from '../errors';
import { checkText } from './dns-label';
import { IpFamily } from './ip-family';

const BITS = { [IpFamily.IPV4]: 32, [IpFamily.IPV6]: 128 };

/**
 * A network of IP addresses, written as an address and a prefix length.
 *
 * Only the one spelling of a network that every cluster takes is accepted:
 * Kubernetes once let through leading zeros, host bits and IPv4 addresses
 * inside IPv6, which two readers can take for two networks.
 *
 * @example
 * const office = Cidr.of('203.0.113.0/24');
 * office.contains(Cidr.of('203.0.113.7/32')); // true
 *
 * @see https://kep.k8s.io/4858
 */
export class Cidr {
  /**
   * The network of this text, such as `10.0.0.0/8` or `2001:db8::/32`.
   *
   * @param text - an address, "/" and a prefix length
   * @throws when the prefix length is missing or out of range, when bits are set behind the prefix, and when the address
   * is not in four decimal parts without leading zeros (IPv4), or has a zone or an IPv4 address inside (IPv6)
   */
  public static of(text: string): Cidr {
    checkText('a CIDR', text, '10.0.0.0/8 or 2001:db8::/32');
    const address = addressIn(text);
    const family = address.kind() === 'ipv4' ? IpFamily.IPV4 : IpFamily.IPV6;
    const prefixLength = prefixLengthIn(text, family, address);

    const number = numberOf(address);
    const hostBits = BigInt(BITS[family] - prefixLength);
    const first = (number >> hostBits) << hostBits;
    if (number !== first) {
      const network = `${textOf(addressAt(first, family))}/${prefixLength}`;
      throw valueError({
        law: 'a CIDR must have no host bits set',
        got: text,
        remedy: `write ${network} for the network, or ${single(address, family)}`,
      });
    }
    return new Cidr(family, prefixLength, first);
  }

  /**
   * The network of one address alone: that of `10.9.0.12` is `10.9.0.12/32`.
   *
   * @param address - the address, such as `10.9.0.12` or `2001:db8::12`
   * @throws when it is no address, or not in the one spelling that every cluster takes
   */
  public static host(address: string): Cidr {
    checkText('an address', address, '10.9.0.12 or 2001:db8::12');
    const found = addressOf(address);
    if (found && !isIpv4Inside(found)) return Cidr.of(`${address}/${found instanceof ipaddr.IPv6 ? 128 : 32}`);
    throw valueError({
      law: 'an address must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 address in groups',
      got: address,
      remedy: found ? 'write the IPv4 address that is inside' : 'write it as in 10.9.0.12 or 2001:db8::12',
    });
  }

  /** Every IPv4 address: `0.0.0.0/0`. It says nothing about IPv6. */
  public static anyIpv4(): Cidr {
    return Cidr.of('0.0.0.0/0');
  }

  /** Every IPv6 address: `::/0`. It says nothing about IPv4. */
  public static anyIpv6(): Cidr {
    return Cidr.of('::/0');
  }

  /** The version of the Internet Protocol. */
  public readonly family: IpFamily;

  /** How many leading bits all addresses of the network share: 0 to 32, or 0 to 128. */
  public readonly prefixLength: number;

  private readonly first: bigint;
  private readonly last: bigint;

  private constructor(family: IpFamily, prefixLength: number, first: bigint) {
    this.family = family;
    this.prefixLength = prefixLength;
    this.first = first;
    this.last = first + (1n << BigInt(BITS[family] - prefixLength)) - 1n;
  }

  /**
   * Whether every address of the other network is in this one. A network contains itself.
   *
   * @param other - the network that may be inside
   */
  public contains(other: Cidr): boolean {
    return this.family === other.family && this.first <= other.first && other.last <= this.last;
  }

  /**
   * Whether the networks share an address. Then one of them contains the other.
   *
   * @param other - another network
   */
  public overlaps(other: Cidr): boolean {
    return this.contains(other) || other.contains(this);
  }

  /**
   * Whether both are the same network.
   *
   * @param other - another network
   */
  public sameAs(other: Cidr): boolean {
    return this.contains(other) && other.contains(this);
  }

  /** The network in its canonical form: `10.0.0.0/8`, or as RFC 5952 has it `2001:db8::/32`. */
  public toString(): string {
    return `${this.firstAddress}/${this.prefixLength}`;
  }

  /** The first address of the network: that of `10.0.0.0/8` is `10.0.0.0`. */
  public get firstAddress(): string {
    return textOf(addressAt(this.first, this.family));
  }

  /** @internal the IPv6 network by which NAT64 leads to this IPv4 one (RFC 6052) */
  public _throughNat64(): Cidr {
    return new Cidr(IpFamily.IPV6, NAT64.prefixLength + this.prefixLength, NAT64.first + this.first);
  }

  /** @internal the halves of the network, the lower one first; a network of one address has none */
  public _halves(): Cidr[] {
    const length = this.prefixLength + 1;
    if (length > BITS[this.family]) return [];
    const half = 1n << BigInt(BITS[this.family] - length);
    return [this.first, this.first + half].map((first) => new Cidr(this.family, length, first));
  }

  /** @internal the network as a part of a name: `10-9-0-0-26`, `2001-db8-0-0-0-0-0-0-32` */
  public get _hyphenated(): string {
    const text = addressAt(this.first, this.family).toNormalizedString();
    return [...text.split(/[.:]/), this.prefixLength].join('-');
  }

  /** @internal the order of lists: IPv4 first, then by address, the wider network first */
  public _compareTo(other: Cidr): number {
    if (this.family !== other.family) return this.family === IpFamily.IPV4 ? -1 : 1;
    if (this.first !== other.first) return this.first < other.first ? -1 : 1;
    return this.prefixLength - other.prefixLength;
  }
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function addressIn(text: string): Address {
  const [head, , ...rest] = text.split('/');
  const address = addressOf(head);
  if (address === undefined || rest.length > 0) {
    throw valueError({
      law: 'a CIDR must be an IPv4 address in four decimal parts or an IPv6 address in groups, "/" and a prefix length',
      got: text,
      remedy: 'write it as in 10.0.0.0/8 or 2001:db8::/32',
    });
  }

  if (isIpv4Inside(address)) {
    throw valueError({
      law: 'a CIDR must not be an IPv4 network inside IPv6',
      got: text,
      remedy: `write the IPv4 network, starting with ${address.toIPv4Address()}`,
    });
  }
  return address;
}

function prefixLengthIn(text: string, family: IpFamily, address: Address): number {
  const [, tail] = text.split('/');
  const remedy = `write ${single(address, family)}`;
  if (tail === undefined) {
    throw valueError({ law: 'a CIDR must end with "/" and a prefix length', got: text, remedy });
  }

  const prefixLength = Number(tail);
  if (!/^(0|[1-9][0-9]*)$/.test(tail) || prefixLength > BITS[family]) {
    throw valueError({
      law: `the prefix length of an ${family} network must be a whole number from 0 to ${BITS[family]}`,
      got: text,
      remedy,
    });
  }
  return prefixLength;
}

/**
 * The address of the text, or nothing.
 *
 * ipaddr.js reads more than Kubernetes does: a zone, and leading zeros in the decimal tail of `64:ff9b::192.0.2.1`.
 * A tail is let through for IPv4 inside IPv6 alone, which has an error of its own.
 */
function addressOf(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return text.includes('.') && !isIpv4Inside(address) ? undefined : address;
}

function isIpv4Inside(address: Address): address is ipaddr.IPv6 {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
}

function addressAt(number: bigint, family: IpFamily): Address {
  const hex = number.toString(16).padStart(BITS[family] / 4, '0');
  return ipaddr.fromByteArray([...Buffer.from(hex, 'hex')]);
}

function numberOf(address: Address): bigint {
  return BigInt(`0x${Buffer.from(address.toByteArray()).toString('hex')}`);
}

function textOf(address: Address): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

function single(address: Address, family: IpFamily): string {
  return `${textOf(address)}/${BITS[family]} for the one address`;
}

/** What NAT64 puts before an IPv4 address, unless a site has a prefix of its own. */
const NAT64 = { first: 0x64ff9bn << 96n, prefixLength: 96 };
