import { valueError } from '../../errors';
import { Cidr, checkHostname, checkText, IpRange } from '../../traffic';

const GATEWAY_ADDRESS = Symbol.for('cdk8s-networking.GatewayAddress');
const MAX_NAME = 253;

/**
 * An address that a Gateway asks for.
 *
 * @example
 * GatewayAddress.ip('203.0.113.10');
 * GatewayAddress.named('edge-address'); // one that the cloud keeps by that name
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspecaddress
 */
export class GatewayAddress {
  /**
   * An IP address.
   *
   * @param address - IPv4 or IPv6
   * @throws when it is no address
   */
  public static ip(address: string): GatewayAddress {
    const range = IpRange.of(Cidr.host(address));
    return new GatewayAddress('IPAddress', range.cidr.firstAddress);
  }

  /**
   * A DNS name.
   *
   * @param hostname - such as `edge.example.com`
   * @throws when it is no hostname, or a wildcard
   */
  public static hostname(hostname: string): GatewayAddress {
    checkHostname(hostname);
    if (hostname.startsWith('*.')) {
      throw valueError({
        law: 'the hostname of a Gateway must be one host',
        got: hostname,
        remedy: 'write it as in "edge.example.com"',
      });
    }
    return new GatewayAddress('Hostname', hostname);
  }

  /**
   * An address that the implementation keeps under a name, as clouds do.
   *
   * @param name - its name there
   * @throws when the name is empty or longer than 253 characters
   */
  public static named(name: string): GatewayAddress {
    checkText('the name of an address', name, '"edge-address"');
    if (name.trim() === '' || name.length > MAX_NAME) {
      throw valueError({ law: `the name of an address must have 1 to ${MAX_NAME} characters`, got: name });
    }
    return new GatewayAddress('NamedAddress', name);
  }

  /**
   * Whether this is a GatewayAddress, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isGatewayAddress(x: unknown): boolean {
    return typeof x === 'object' && x !== null && GATEWAY_ADDRESS in x;
  }

  private constructor(
    /** What it is: `IPAddress`, `Hostname` or `NamedAddress`. */
    public readonly type: string,
    /** The address, hostname or name. */
    public readonly value: string,
  ) {
    Object.defineProperty(this, GATEWAY_ADDRESS, { value: true });
  }

  /** The address in words: two that read alike are alike. */
  public toString(): string {
    return `${this.type} ${this.value}`;
  }
}
