import { valueError } from '../errors';
import { Cidr, IpFamily } from '../traffic';

const BITS = { [IpFamily.IPV4]: 32, [IpFamily.IPV6]: 128 };

/** Networks of addresses at which nobody else can be reached; the API server refuses most of them. */
const SPECIAL: { readonly [what: string]: Cidr[] } = {
  'an unspecified address': ['0.0.0.0/8', '::/128'].map(Cidr.of),
  'a loopback address, which is the caller itself': ['127.0.0.0/8', '::1/128'].map(Cidr.of),
  'a link-local address, which is another machine on each node': ['169.254.0.0/16', 'fe80::/10'].map(Cidr.of),
  'a multicast address': ['224.0.0.0/4', 'ff00::/8'].map(Cidr.of),
  'a broadcast address': ['255.255.255.255/32'].map(Cidr.of),
};

/** One IP address. */
export class Address {
  /**
   * The address of a text, in the one spelling that every cluster takes.
   *
   * @param what - the subject of errors, such as `an external IP`
   * @param remedy - what to do where it is no address
   */
  public static of(what: string, text: unknown, remedy = 'write it as in 10.9.0.12 or 2001:db8::12'): Address {
    const host = hostOf(text);
    if (host) return new Address(host);
    throw valueError({
      law: `${what} must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 address`,
      got: text,
      remedy,
    });
  }

  /** The same, of an address that is somebody's. */
  public static ofSomebody(what: string, text: unknown, remedy?: string): Address {
    const address = Address.of(what, text, remedy);
    const special = Object.entries(SPECIAL).find(([, networks]) =>
      networks.some((each) => each.contains(address.host)),
    );
    if (!special) return address;
    throw valueError({
      law: `${what} must not be ${special[0]}`,
      got: text,
      remedy: 'give the address under which the others know it',
    });
  }

  /** Whether a text is an address. */
  public static isAddress(text: unknown): boolean {
    return hostOf(text) !== undefined;
  }

  /** The address as it is written. */
  public readonly text: string;

  private constructor(private readonly host: Cidr) {
    this.text = `${host}`.replace(/\/\d+$/, '');
  }

  /** The version of the Internet Protocol. */
  public get family(): IpFamily {
    return this.host.family;
  }

  /** Its number, by which addresses of a family are sorted. */
  public get number(): bigint {
    const size = this.family === IpFamily.IPV4 ? 2 : 4;
    const parts = this.family === IpFamily.IPV4 ? this.text.split('.').map(hex) : groupsOf(this.text);
    return BigInt(`0x${parts.map((part) => part.padStart(size, '0')).join('')}`);
  }
}

/** The network of the first bits of a number, in parts that a name may have: `10-9-0-0-26`. */
export function networkName(family: IpFamily, number: bigint, prefixLength: number): string {
  const rest = BigInt(BITS[family] - prefixLength);
  const text = ((number >> rest) << rest).toString(16).padStart(BITS[family] / 4, '0');
  const isIpv4 = family === IpFamily.IPV4;
  const parts = [...text.matchAll(isIpv4 ? /../g : /..../g)].map(([part]) => Number.parseInt(part, 16));
  return [...parts.map((part) => part.toString(isIpv4 ? 10 : 16)), prefixLength].join('-');
}

/** A bit of an address, the highest one first. */
export function bitOf(family: IpFamily, number: bigint, index: number): boolean {
  return ((number >> BigInt(BITS[family] - 1 - index)) & 1n) === 1n;
}

function hostOf(text: unknown): Cidr | undefined {
  if (typeof text !== 'string' || text.includes('/')) return undefined;
  try {
    return Cidr.of(`${text}/${text.includes(':') ? 128 : 32}`);
  } catch {
    return undefined;
  }
}

function hex(decimal: string): string {
  return Number(decimal).toString(16);
}

/** The eight groups of an IPv6 address, of which "::" hides some. */
function groupsOf(text: string): string[] {
  const halves = text.split('::').map((half) => half.split(':').filter(Boolean));
  const hidden = Array(8 - halves.flat().length).fill('0');
  return halves.flatMap((half, index) => (index === 0 ? half : [...hidden, ...half]));
}
