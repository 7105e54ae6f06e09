import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { alike } from './alike';
import { EndKind } from './connection-list';
import type { Edge } from './edge';
import type { Focus } from './focus';
import { ListedEnds } from './listed-ends';
import type { Pairs } from './pairs';

/** What some workload of a namespace may reach in another one, or outside. */
interface Sum {
  allowed: PortSetId;
  possible: PortSetId;
}

/**
 * The edges between namespaces: what at least one workload of the one reaches at some workload of the other.
 *
 * Every pair of classes that may connect is looked at, and none kept: where policies tell all workloads apart that are
 * as many as there are connections, which no sum over them can avoid.
 */
export class NamespaceEdges {
  private readonly ends: ListedEnds;
  private readonly pairs: Pairs;

  public constructor(
    private readonly model: Model,
    private readonly focus: Focus,
  ) {
    this.ends = new ListedEnds(model.reach);
    this.pairs = model.pairs;
  }

  /** Sorted by source, then by destination; namespaces come before the outside. */
  public *all(): Generator<Edge> {
    const { population } = this.model;
    const namespaces = [...new Set(population.workloads.map(({ namespace }) => namespace as string))].sort();
    for (const namespace of namespaces) yield* this.from(namespace, population.inNamespace(namespace));
    for (const namespace of namespaces) yield* this.fromOutside(namespace, population.inNamespace(namespace));
  }

  private *from(namespace: string, members: readonly Member[]): Generator<Edge> {
    const inside = new Map<string, Sum>();
    const outside = new Map<EndId, Sum>();
    for (const from of members) {
      this.pairs.visit(from, {
        member: (to, judgement) => {
          if ((to !== from || to.hasReplicas) && this.focus.covers(from, to)) {
            this.add(inside, to.namespace ?? '', judgement);
          }
        },
        address: (end, judgement) => {
          if (this.focus.covers(from)) this.add(outside, end, judgement);
        },
      });
    }
    const source = this.ends.of(EndKind.NAMESPACE, namespace);
    for (const [to, sum] of [...inside].sort(([a], [b]) => (a < b ? -1 : 1))) {
      yield { source, destination: this.ends.of(EndKind.NAMESPACE, to), ...sum, doubts: unclear };
    }
    for (const [ends, sum] of alike(outside)) {
      yield { source, destination: this.ends.addresses(ends), ...sum, doubts: unclear };
    }
  }

  private *fromOutside(namespace: string, members: readonly Member[]): Generator<Edge> {
    const outside = new Map<EndId, Sum>();
    for (const to of members.filter((each) => this.focus.covers(undefined, each))) {
      for (const id of to.classes) {
        this.model.reach.eachAddressInto(id, (from, judgement) => this.add(outside, from, judgement));
      }
    }
    const destination = this.ends.of(EndKind.NAMESPACE, namespace);
    for (const [ends, sum] of alike(outside)) {
      yield { source: this.ends.addresses(ends), destination, ...sum, doubts: unclear };
    }
  }

  private add<K>(sums: Map<K, Sum>, key: K, { allowed, possible }: Sum): void {
    const { ports } = this.model.reach;
    const sum = sums.get(key);
    if (!sum) sums.set(key, { allowed, possible });
    else if (sum.allowed !== allowed || sum.possible !== possible) {
      sum.allowed = ports.union(sum.allowed, allowed);
      sum.possible = ports.union(sum.possible, possible);
    }
  }
}

function unclear(): string[] {
  return ['some of it depends on what the manifests do not say; list by workload for the reasons'];
}
