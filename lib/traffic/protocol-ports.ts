import { valueError } from '../errors';
import { Port } from './port';
import { PortNumbers } from './port-numbers';
import type { Protocol } from './protocol';

/**
 * What a port set holds of one protocol: numbers, and names apart from them. Not exported from the room.
 *
 * A name stands for numbers that only the pods know. So an answer is given
 * where it is the same whatever the names turn out to be, and refused where
 * it is not: a guess here would be a hole in a policy.
 */
export class ProtocolPorts {
  /** Those of the ports that have this protocol. */
  public static of(protocol: Protocol, ports: readonly Port[]): ProtocolPorts {
    const own = ports.filter((port) => port.protocol === protocol);
    if (own.length === 0) return ProtocolPorts.none(protocol);
    const spans = own.flatMap(({ first, last }) => (first && last ? [{ first, last }] : []));
    const names = own.flatMap(({ name }) => name ?? []);
    return new ProtocolPorts(protocol, PortNumbers.of(spans), names);
  }

  private static none(protocol: Protocol): ProtocolPorts {
    const known = ProtocolPorts.empty.get(protocol);
    if (known) return known;
    const none = new ProtocolPorts(protocol, PortNumbers.of([]), []);
    ProtocolPorts.empty.set(protocol, none);
    return none;
  }

  private static readonly empty = new Map<Protocol, ProtocolPorts>();

  private readonly names: readonly string[];

  private constructor(
    private readonly protocol: Protocol,
    private readonly numbers: PortNumbers,
    names: readonly string[],
  ) {
    // Beside every number a name adds nothing, whatever it stands for.
    this.names = numbers.isFull ? [] : [...new Set(names)].sort();
  }

  public get isEmpty(): boolean {
    return this.numbers.isEmpty && this.names.length === 0;
  }

  public get isFull(): boolean {
    return this.numbers.isFull;
  }

  /** The numbers in order, then the names in order. */
  public get ports(): Port[] {
    return [
      ...this.numbers.spans.map(({ first, last }) => Port._range(this.protocol, first, last)),
      ...this.names.map((name) => Port.named(name, this.protocol)),
    ];
  }

  public union(other: ProtocolPorts): ProtocolPorts {
    return this.with(this.numbers.union(other.numbers), [...this.names, ...other.names]);
  }

  public intersection(other: ProtocolPorts): ProtocolPorts {
    if (this.covers(other)) return other;
    if (other.covers(this)) return this;
    // With the same names on both sides, whatever a name stands for is in both.
    const sameNames = this.names.join() === other.names.join();
    if (sameNames) return this.with(this.numbers.intersection(other.numbers), this.names);
    throw unresolved(this, other);
  }

  public difference(other: ProtocolPorts): ProtocolPorts {
    if (other.isEmpty) return this;
    if (other.covers(this)) return this.with(PortNumbers.of([]), []);
    const rest = this.numbers.difference(other.numbers);
    // A name on this side is swallowed by the rest where only numbers are taken away and all others stay.
    const namesVanish = this.names.length === 0 || this.numbers.union(other.numbers).isFull;
    if (other.names.length === 0 && namesVanish) return this.with(rest, []);
    throw unresolved(this, other);
  }

  public contains(other: ProtocolPorts): boolean {
    if (this.covers(other)) return true;
    if (this.isEmpty) return false;
    if (this.names.length === 0 && other.names.length === 0) return false;
    throw unresolved(this, other);
  }

  /** Whether the other lies within this one whatever the names stand for. */
  private covers(other: ProtocolPorts): boolean {
    const hasNames = other.names.every((name) => this.names.includes(name));
    return this.isFull || (hasNames && this.numbers.covers(other.numbers));
  }

  private with(numbers: PortNumbers, names: readonly string[]): ProtocolPorts {
    return new ProtocolPorts(this.protocol, numbers, names);
  }
}

function unresolved(one: ProtocolPorts, other: ProtocolPorts): Error {
  return valueError({
    law: 'port names must be resolved to numbers before they can be compared with other ports',
    got: [one, other].map(({ ports }) => ports.join(', ')),
    remedy: 'replace each name by the number that the pods give to it',
  });
}
