import { valueError } from '../errors';
import { checkText } from './dns-label';
import { HIGHEST_PORT, LOWEST_PORT } from './port-numbers';
import { Protocol } from './protocol';

/** A registered symbol, so that two copies of this library in one program know each other's ports. */
const PORT = Symbol.for('cdk8s-networking.Port');

/** Ports that were made already, by what tells them apart within their protocol. Not exported from the room. */
class KnownPorts<K> {
  private readonly known = new Map<Protocol, Map<K, Port>>();

  public of(protocol: Protocol, key: K): Port | undefined {
    return this.known.get(protocol)?.get(key);
  }

  public keep(key: K, port: Port): Port {
    const others = this.known.get(port.protocol);
    if (others) others.set(key, port);
    else this.known.set(port.protocol, new Map([[key, port]]));
    return port;
  }
}

/** The spelling of a protocol inside the names of the factories: `Port.allTcp()`. */
const SPELLING = { [Protocol.TCP]: 'Tcp', [Protocol.UDP]: 'Udp', [Protocol.SCTP]: 'Sctp' };

/**
 * A port on which a pod listens: one number, a range of numbers, or a name.
 *
 * Policies see the port of the pod, not the port of a Service in front of it:
 * where a Service maps 80 to 8080, the port to allow is 8080.
 *
 * @example
 * const web = Port.tcp(8080);
 * const dns = Port.udp(53);
 * const passiveFtp = Port.tcpRange(30000, 30100);
 * const metrics = Port.named('metrics');
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
 */
export class Port {
  /**
   * One TCP port.
   *
   * @param port - a whole number from 1 to 65535
   * @throws when it is anything else
   */
  public static tcp(port: number): Port {
    return Port._range(Protocol.TCP, port, port);
  }

  /**
   * One UDP port.
   *
   * @param port - a whole number from 1 to 65535
   * @throws when it is anything else
   */
  public static udp(port: number): Port {
    return Port._range(Protocol.UDP, port, port);
  }

  /**
   * One SCTP port.
   *
   * @param port - a whole number from 1 to 65535
   * @throws when it is anything else
   */
  public static sctp(port: number): Port {
    return Port._range(Protocol.SCTP, port, port);
  }

  /**
   * All TCP ports from the first to the last, both included.
   *
   * @param first - the lower number, from 1
   * @param last - the higher number, up to 65535
   * @throws when one is no such number, or when the last is below the first
   */
  public static tcpRange(first: number, last: number): Port {
    return Port._range(Protocol.TCP, first, last);
  }

  /**
   * All UDP ports from the first to the last, both included.
   *
   * @param first - the lower number, from 1
   * @param last - the higher number, up to 65535
   * @throws when one is no such number, or when the last is below the first
   */
  public static udpRange(first: number, last: number): Port {
    return Port._range(Protocol.UDP, first, last);
  }

  /**
   * All SCTP ports from the first to the last, both included.
   *
   * @param first - the lower number, from 1
   * @param last - the higher number, up to 65535
   * @throws when one is no such number, or when the last is below the first
   */
  public static sctpRange(first: number, last: number): Port {
    return Port._range(Protocol.SCTP, first, last);
  }

  /** Every TCP port, 1 to 65535. */
  public static allTcp(): Port {
    return Port._range(Protocol.TCP, LOWEST_PORT, HIGHEST_PORT);
  }

  /** Every UDP port, 1 to 65535. */
  public static allUdp(): Port {
    return Port._range(Protocol.UDP, LOWEST_PORT, HIGHEST_PORT);
  }

  /** Every SCTP port, 1 to 65535. */
  public static allSctp(): Port {
    return Port._range(Protocol.SCTP, LOWEST_PORT, HIGHEST_PORT);
  }

  /**
   * The port to which a pod gives this name.
   *
   * Every pod gives its own number to the name, or none: a name stays unknown
   * until the pods that answer are known.
   *
   * @param name - at most 15 lower case letters, digits and hyphens
   * @param protocol - the protocol of the port; TCP unless given
   * @throws when a container could not have the name, or when that is no protocol
   * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
   */
  public static named(name: string, protocol: Protocol = Protocol.TCP): Port {
    const known = Port.byName.of(protocol, name);
    if (known) return known;
    checkPortName(name);
    checkProtocol(protocol);
    return Port.byName.keep(name, new Port(protocol, undefined, undefined, name));
  }

  /**
   * Whether this is a port.
   *
   * Unlike `instanceof`, it also knows the ports of another copy of this library.
   *
   * @param x - anything
   */
  public static isPort(x: unknown): boolean {
    return typeof x === 'object' && x !== null && PORT in x;
  }

  /** @internal the range of any protocol, for code that has the protocol as a value */
  public static _range(protocol: Protocol, first: number, last: number): Port {
    const known = first === last ? Port.byNumber.of(protocol, first) : undefined;
    if (known) return known;
    checkPortNumber(protocol, first);
    checkPortNumber(protocol, last);
    if (first > last) {
      const factory = `Port.${protocol.toLowerCase()}Range`;
      throw valueError({
        law: 'a port range must not end before it starts',
        got: `${first}-${last}`,
        remedy: `write ${factory}(${last}, ${first})`,
      });
    }
    const port = new Port(protocol, first, last);
    return first === last ? Port.byNumber.keep(first, port) : port;
  }

  // A thousand apps have few ports among them: what is computed of a port is computed once for all.
  private static readonly byNumber = new KnownPorts<number>();
  private static readonly byName = new KnownPorts<string>();

  /** The transport protocol. */
  public readonly protocol: Protocol;

  /** The lowest number, or the only one. Absent where the port has a name. */
  public readonly first?: number;

  /** The highest number; the same as `first` for a single port. Absent where the port has a name. */
  public readonly last?: number;

  /** The name that pods give to the port. Absent where the port has numbers. */
  public readonly name?: string;

  private constructor(protocol: Protocol, first?: number, last?: number, name?: string) {
    this.protocol = protocol;
    this.first = first;
    this.last = last;
    this.name = name;
    Object.defineProperty(this, PORT, { value: true });
  }

  /** Whether this is a name, whose number only the pods know. */
  public get isNamed(): boolean {
    return this.name !== undefined;
  }

  /** Whether this is more than one number. */
  public get isRange(): boolean {
    return this.first !== this.last;
  }

  /**
   * Whether both are written the same.
   *
   * A name is never the same as a number, even where a pod gives it that number.
   *
   * @param other - another port
   */
  public sameAs(other: Port): boolean {
    return this.toString() === other.toString();
  }

  /** The port as reports show it: `TCP 8080`, `UDP 1000-2000`, `TCP http`. */
  public toString(): string {
    if (this.isNamed) return `${this.protocol} ${this.name}`;
    return this.isRange ? `${this.protocol} ${this.first}-${this.last}` : `${this.protocol} ${this.first}`;
  }
}

/**
 * Checks that something is a Port: what is none would be left out of a policy, where no port means every port.
 *
 * @param x - anything
 * @throws when it is no Port
 */
export function checkPort(x: unknown): void {
  if (Port.isPort(x)) return;
  throw valueError({ law: 'a port must be a Port', got: x, remedy: 'write it as in Port.tcp(8080)' });
}

/** A port of another protocol would be in no set of ports. */
function checkProtocol(protocol: Protocol): void {
  if (Object.values(Protocol).includes(protocol)) return;
  throw valueError({
    law: `a protocol must be one of ${Object.values(Protocol).join(', ')}`,
    got: protocol,
    remedy: 'name one as in Protocol.UDP',
  });
}

/**
 * Whether this is the number of a port.
 *
 * @param x - anything
 */
export function isPortNumber(x: number): boolean {
  return Number.isInteger(x) && x >= LOWEST_PORT && x <= HIGHEST_PORT;
}

function checkPortNumber(protocol: Protocol, port: number): void {
  if (isPortNumber(port)) return;
  throw valueError({
    law: `a port number must be a whole number from ${LOWEST_PORT} to ${HIGHEST_PORT}`,
    got: port,
    remedy: `to allow every ${protocol} port, use Port.all${SPELLING[protocol]}()`,
  });
}

/** The law is IANA_SVC_NAME of RFC 6335, which Kubernetes applies to container ports and policies alike. */
function checkPortName(name: string): void {
  checkText('a port name', name, '"http"');
  const wellFormed = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name) && name.length <= 15;
  if (wellFormed) return;
  throw valueError({
    law: 'a port name must have at most 15 lower case letters, digits and single "-" inside, and at least one letter',
    got: name,
    remedy: /^\d+$/.test(name) ? `for the port of that number, use Port.tcp(${name})` : 'use a name such as "http"',
  });
}
