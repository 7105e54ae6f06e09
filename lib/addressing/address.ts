import { valueError } from '../errors';
import { Cidr, type IpFamily, SPECIAL_NETWORKS } from '../traffic';

/** Networks of addresses at which nobody else can be reached; the API server refuses most of them. */
const SPECIAL: { readonly [what: string]: () => readonly Cidr[] } = {
  'an unspecified address': SPECIAL_NETWORKS.unspecified,
  'a loopback address, which is the caller itself': SPECIAL_NETWORKS.loopback,
  'a link-local address, which is another machine on each node': SPECIAL_NETWORKS.linkLocal,
  'a multicast address': SPECIAL_NETWORKS.multicast,
  'a broadcast address': SPECIAL_NETWORKS.broadcast,
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
      networks().some((each) => each.contains(address.host)),
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

  private constructor(
    /** The address as a network of its own. */
    public readonly host: Cidr,
  ) {}

  /** The address as it is written. */
  public get text(): string {
    return this.host.firstAddress;
  }

  /** The version of the Internet Protocol. */
  public get family(): IpFamily {
    return this.host.family;
  }
}

function hostOf(text: unknown): Cidr | undefined {
  try {
    return Cidr.host(text as string);
  } catch {
    return undefined;
  }
}
