import { Protocol } from '../../traffic';

/** A set of ports, as a number: equal sets have equal numbers, so that they are compared and kept at no cost. */
export type PortSetId = number;

const PROTOCOLS = [Protocol.TCP, Protocol.UDP, Protocol.SCTP];
const LOWEST = 1;
const HIGHEST = 65535;

/** One line for the ports of all protocols: each has a stretch of its own. */
const STRETCH = 65536;

/** More sets than fit in memory; so that two numbers make one key. */
const KEYS = 2 ** 26;

/** So that the first and the last port make one key. */
const RANGE_KEYS = 65536;

/** Where a run of ports starts, and where the next one that isn't in the set: `[80, 81, 443, 444]`. */
type Bounds = readonly number[];

/**
 * Sets of ports and what can be done with them, each result computed once.
 *
 * A cluster has few distinct sets, but they are combined for millions of pairs.
 */
export class PortSets {
  /** No port. */
  public readonly none: PortSetId = 0;
  /** Every port of every protocol. */
  public readonly all: PortSetId;
  private readonly sets: Bounds[] = [];
  private readonly ids = new Map<string, PortSetId>();
  private readonly ranges = new Map<number, PortSetId>();
  private readonly unions = new Map<number, PortSetId>();
  private readonly intersections = new Map<number, PortSetId>();
  private readonly differences = new Map<number, PortSetId>();

  public constructor() {
    this.intern([]);
    this.all = this.intern(PROTOCOLS.flatMap((_, i) => [i * STRETCH + LOWEST, i * STRETCH + HIGHEST + 1]));
  }

  /** The ports of one protocol between two numbers, both included. */
  public range(protocol: Protocol, first = LOWEST, last = HIGHEST): PortSetId {
    const start = PROTOCOLS.indexOf(protocol) * STRETCH;
    const key = (start + first) * RANGE_KEYS + last;
    const before = this.ranges.get(key);
    if (before !== undefined) return before;
    const id = this.intern([start + first, start + last + 1]);
    this.ranges.set(key, id);
    return id;
  }

  /** One TCP port. */
  public single(port: number): PortSetId {
    return this.range(Protocol.TCP, port, port);
  }

  public union(a: PortSetId, b: PortSetId): PortSetId {
    if (a === b || b === this.none) return a;
    if (a === this.none) return b;
    return this.combined(this.unions, Math.min(a, b), Math.max(a, b), isInEither);
  }

  /** The union of any number of sets; without one, no port. */
  public unionOf(sets: readonly PortSetId[]): PortSetId {
    let union = this.none;
    for (const each of sets) union = this.union(union, each);
    return union;
  }

  public intersection(a: PortSetId, b: PortSetId): PortSetId {
    if (a === b || b === this.all) return a;
    if (a === this.all) return b;
    if (a === this.none || b === this.none) return this.none;
    return this.combined(this.intersections, Math.min(a, b), Math.max(a, b), isInBoth);
  }

  public difference(a: PortSetId, b: PortSetId): PortSetId {
    if (b === this.none) return a;
    if (a === b || a === this.none || b === this.all) return this.none;
    return this.combined(this.differences, a, b, isInFirstAlone);
  }

  /** Whether every port of the one is in the other. */
  public contains(whole: PortSetId, part: PortSetId): boolean {
    return this.difference(part, whole) === this.none;
  }

  /** The ports as people and programs read them: `TCP` to `80,9000-9010`, in the order TCP, UDP, SCTP. */
  public texts(id: PortSetId): { readonly [protocol: string]: string } {
    const found = PROTOCOLS.map((protocol, i): [string, string] => [protocol, this.stretchText(id, i * STRETCH)]);
    return Object.fromEntries(found.filter(([, text]) => text !== ''));
  }

  /** The set with words for its common forms: `TCP 80,443, UDP 53`, `all ports`, `all TCP ports`. */
  public text(id: PortSetId): string {
    if (id === this.all) return 'all ports';
    if (id === this.none) return 'no ports';
    const everything = `${LOWEST}-${HIGHEST}`;
    return Object.entries(this.texts(id))
      .map(([protocol, ports]) => (ports === everything ? `all ${protocol} ports` : `${protocol} ${ports}`))
      .join(', ');
  }

  private stretchText(id: PortSetId, start: number): string {
    const bounds = this.sets[id] ?? [];
    const runs: string[] = [];
    for (let i = 0; i < bounds.length; i += 2) {
      const [first, last] = [bounds[i] - start, bounds[i + 1] - 1 - start];
      if (first >= LOWEST && first <= HIGHEST) runs.push(first === last ? `${first}` : `${first}-${last}`);
    }
    return runs.join(',');
  }

  private combined(
    known: Map<number, PortSetId>,
    a: PortSetId,
    b: PortSetId,
    holds: (inA: boolean, inB: boolean) => boolean,
  ): PortSetId {
    const key = a * KEYS + b;
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = this.intern(swept(this.sets[a], this.sets[b], holds));
    known.set(key, result);
    return result;
  }

  private intern(bounds: Bounds): PortSetId {
    const key = bounds.join();
    const before = this.ids.get(key);
    if (before !== undefined) return before;
    const id = this.sets.push(bounds) - 1;
    this.ids.set(key, id);
    return id;
  }
}

const isInEither = (inA: boolean, inB: boolean) => inA || inB;
const isInBoth = (inA: boolean, inB: boolean) => inA && inB;
const isInFirstAlone = (inA: boolean, inB: boolean) => inA && !inB;

/** Goes along both sets at once and notes where the condition begins and ceases to hold. */
function swept(a: Bounds, b: Bounds, holds: (inA: boolean, inB: boolean) => boolean): Bounds {
  const result: number[] = [];
  let [i, j] = [0, 0];
  let isInside = false;
  while (i < a.length || j < b.length) {
    const at = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    if (a[i] === at) i++;
    if (b[j] === at) j++;
    // An odd number of bounds passed means that one is inside.
    if (holds(i % 2 === 1, j % 2 === 1) !== isInside) {
      result.push(at);
      isInside = !isInside;
    }
  }
  return result;
}
