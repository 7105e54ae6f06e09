import type { ListedEnd } from '../analysis';
import { Cidr } from '../traffic';
import type { AssertedEnd } from './asserted-end';

/** An end, and who is meant by it as lists name them. */
export interface NamedEnd {
  readonly end: AssertedEnd;
  /** Empty where it is addresses. */
  readonly names: readonly string[];
  /** Whether each of them is meant, rather than whichever of them there are. */
  readonly isEach: boolean;
}

/** Those who alone were meant to be at the other end of connections. */
export class AssertedEnds {
  private readonly networks: readonly Cidr[];
  private readonly names: ReadonlySet<string>;

  public constructor(private readonly ends: readonly NamedEnd[]) {
    this.networks = ends.flatMap(({ end }) => end.networks);
    this.names = new Set(ends.flatMap(({ names }) => names));
  }

  /** Whether who was found at the end of a connection was meant; of addresses, whether all of them were. */
  public cover({ name, cidrs }: ListedEnd): boolean {
    return cidrs ? cidrs.every((cidr) => isCovered(Cidr.of(cidr), this.networks)) : this.names.has(name);
  }

  /** Those who were meant, and aren't found; of addresses, those of which not all are. */
  public missingFrom(found: readonly ListedEnd[]): AssertedEnd[] {
    const networks = found.flatMap(({ cidrs }) => cidrs ?? []).map((cidr) => Cidr.of(cidr));
    const known = new Set(found.filter(({ cidrs }) => !cidrs).map(({ name }) => name));
    const isFound = ({ end, names, isEach }: NamedEnd) => {
      if (end.networks.length > 0) return end.networks.every((network) => isCovered(network, networks));
      return isEach ? names.every((name) => known.has(name)) : names.some((name) => known.has(name));
    };
    return this.ends.filter((each) => !isFound(each)).map(({ end }) => end);
  }

  /** Their names as a sentence has them. */
  public toString(): string {
    return this.ends.map(({ end }) => end.name).join(', ');
  }
}

/** Whether all addresses of a network are in some of others. */
function isCovered(network: Cidr, others: readonly Cidr[]): boolean {
  const near = others.filter((other) => other.overlaps(network));
  if (near.length === 0) return false;
  return near.some((other) => other.contains(network)) || network._halves().every((half) => isCovered(half, near));
}
