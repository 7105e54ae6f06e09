import { computedOnce } from './computed-once';
import { checkPort, Port } from './port';
import { Protocol } from './protocol';
import { ProtocolPorts } from './protocol-ports';

const PROTOCOLS = [Protocol.TCP, Protocol.UDP, Protocol.SCTP];

/**
 * A set of ports, for sums and differences of what is allowed.
 *
 * Numbers are merged into the fewest ranges. Names are kept apart from
 * numbers, as only the pods know what a name stands for: a union always
 * works, any other question is refused where a name could change its answer.
 *
 * @example
 * const allowed = PortSet.of(Port.tcpRange(8000, 8999), Port.udp(53));
 * const used = PortSet.of(Port.tcp(8080));
 * const unused = allowed.difference(used); // TCP 8000-8079, TCP 8081-8999, UDP 53
 */
export class PortSet {
  /**
   * The set of these ports. Without any it is the same as `PortSet.none()`.
   *
   * @param ports - the ports, in any order
   * @throws when one is no Port
   */
  public static of(...ports: Port[]): PortSet {
    ports.forEach(checkPort);
    // Most connections have one port, and a set never changes.
    return ports.length === 1 ? PortSet.ofOne(ports[0] as Port) : PortSet.ofAll(ports);
  }

  /** Every port of TCP, UDP and SCTP. */
  public static all(): PortSet {
    PortSet.every ??= PortSet.of(Port.allTcp(), Port.allUdp(), Port.allSctp());
    return PortSet.every;
  }

  /** No port at all. */
  public static none(): PortSet {
    PortSet.nothing ??= PortSet.ofAll([]);
    return PortSet.nothing;
  }

  /**
   * The ports in their one canonical form.
   *
   * TCP before UDP before SCTP; in each the numbers, merged into the fewest
   * ranges and sorted, then the names, sorted. The list is frozen.
   */
  public readonly ports: Port[];

  // A set never changes, so that one does for all.
  private static every?: PortSet;
  private static nothing?: PortSet;
  private static readonly ofOne = computedOnce((port: Port) => PortSet.ofAll([port]));

  private static ofAll(ports: readonly Port[]): PortSet {
    return new PortSet(PROTOCOLS.map((protocol) => ProtocolPorts.of(protocol, ports)));
  }

  private constructor(private readonly shares: readonly ProtocolPorts[]) {
    this.ports = shares.flatMap((share) => share.ports);
    Object.freeze(this.ports);
  }

  /** Whether there is no port in the set. */
  public get isEmpty(): boolean {
    return this.shares.every((share) => share.isEmpty);
  }

  /** Whether every port of all three protocols is in the set. */
  public get isAll(): boolean {
    return this.shares.every((share) => share.isFull);
  }

  /**
   * The ports that are in this set or in the other. Names stay names.
   *
   * @param other - another set
   */
  public union(other: PortSet): PortSet {
    return new PortSet(this.shares.map((share, i) => share.union(other.shares[i])));
  }

  /**
   * The ports that are in both sets.
   *
   * @param other - another set
   * @throws when a name on one side could be among the ports of the other
   */
  public intersection(other: PortSet): PortSet {
    if (other === this) return this;
    return new PortSet(this.shares.map((share, i) => share.intersection(other.shares[i])));
  }

  /**
   * The ports of this set that are not in the other.
   *
   * @param other - another set
   * @throws when a name on one side could be among the ports of the other
   */
  public difference(other: PortSet): PortSet {
    return new PortSet(this.shares.map((share, i) => share.difference(other.shares[i])));
  }

  /**
   * Whether the port is in the set; for a range, whether all of it is.
   *
   * @param port - the port that may be inside
   * @throws when it is no Port, or when the answer depends on the number behind a name
   */
  public contains(port: Port): boolean {
    checkPort(port);
    const i = PROTOCOLS.indexOf(port.protocol);
    return this.shares[i].contains(ProtocolPorts.of(port.protocol, [port]));
  }

  /**
   * Whether both hold the same numbers and the same names.
   *
   * @param other - another set
   */
  public sameAs(other: PortSet): boolean {
    return this.toString() === other.toString();
  }

  /** The set as reports show it: `TCP 80, TCP 443, UDP 53`, `all ports`, `no ports`. */
  public toString(): string {
    if (this.isAll) return 'all ports';
    return this.isEmpty ? 'no ports' : this.ports.join(', ');
  }
}
