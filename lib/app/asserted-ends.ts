import { EndKind, type ListedEnd } from '../analysis';
import { Cidr } from '../traffic';
import type { AssertedEnd } from './asserted-end';

/** Those who alone were meant to be at the other end of connections. */
export class AssertedEnds {
  private readonly networks: readonly Cidr[];
  private readonly tests: ReadonlyMap<AssertedEnd, (name: string, kind: EndKind) => boolean>;

  /**
   * @param ends - who was meant
   * @param workloads - the workloads of the manifests, as lists name them
   */
  public constructor(
    private readonly ends: readonly AssertedEnd[],
    workloads: readonly string[],
  ) {
    const known = new Set(workloads);
    this.networks = ends.flatMap(({ networks }) => networks);
    this.tests = new Map(ends.map((end) => [end, nameTest(end.name, known)]));
  }

  /** Whether who was found at the end of a connection was meant; of addresses, whether all of them were. */
  public cover({ name, kind, cidrs }: ListedEnd): boolean {
    if (cidrs) return cidrs.every((cidr) => isCovered(Cidr.of(cidr), this.networks));
    return [...this.tests.values()].some((test) => test(name, kind));
  }

  /** Those who were meant, and aren't found; of addresses, those of which not all are. */
  public missingFrom(found: readonly ListedEnd[]): AssertedEnd[] {
    const networks = found.flatMap(({ cidrs }) => cidrs ?? []).map((cidr) => Cidr.of(cidr));
    return this.ends.filter((end) => {
      if (end.networks.length > 0) return !end.networks.every((network) => isCovered(network, networks));
      const test = this.tests.get(end);
      return !found.some(({ name, kind, cidrs }) => !cidrs && test?.(name, kind));
    });
  }

  /** Their names as a sentence has them. */
  public toString(): string {
    return this.ends.map(({ name }) => name).join(', ');
  }
}

/** Whether the name of an end is meant: lists leave the kind of a workload out where its name is its own. */
function nameTest(meant: string, workloads: ReadonlySet<string>): (name: string, kind: EndKind) => boolean {
  if (meant === 'outside') return (_, kind) => kind === EndKind.ENTRY;
  if (meant.endsWith('*')) return (name, kind) => kind === EndKind.WORKLOAD && name.startsWith(meant.slice(0, -1));
  const [namespace, , last] = meant.split('/');
  const listed = last === undefined || workloads.has(meant) ? meant : `${namespace}/${last}`;
  return (name) => name === listed;
}

/** Whether all addresses of a network are in some of others. */
function isCovered(network: Cidr, others: readonly Cidr[]): boolean {
  const near = others.filter((other) => other.overlaps(network));
  if (near.length === 0) return false;
  return near.some((other) => other.contains(network)) || network._halves().every((half) => isCovered(half, near));
}
