import type { EntryPoint } from '../entry/way-in';
import { type AddressRange, merged, networksOf, overlap, without } from '../evaluate/address-range';
import { rangesOf } from '../evaluate/address-space';
import { doubtsBetween } from '../evaluate/doubts';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { Model } from '../model';
import { memberDoubts } from './workload-edges';

/** Addresses that policies treat alike. */
export interface CarrierSource {
  /** The network. */
  readonly name: string;
  readonly ends: readonly EndId[];
}

/**
 * What policies let pass from load balancers outside the cluster, whose addresses carry an entry's requests.
 *
 * Any of the addresses may carry a request, so all of them have to be let in. Where they are those of nodes, the network
 * plugin may take them for nodes; and of an address that pods may have nothing is known, since it is none of the outside.
 */
export class CarrierJudge {
  public constructor(private readonly model: Model) {}

  /** What gets in to a workload. */
  public into(entry: EntryPoint, to: Member): Judgement {
    const { reach, node, pairs } = this.model;
    const { ports } = reach;
    const carriers = carriersOf(entry);
    const found = this.endsOf(carriers).map((from) => pairs.between([from], to.classes));
    if (this.areNodes(carriers)) found.push(pairs.betweenMembers(node, to));
    // Ranges of which nothing is left mean nobody that is known.
    if (found.length === 0 || this.mayBePods(carriers)) found.push({ allowed: ports.none, possible: ports.all });
    return {
      allowed: found.map(({ allowed }) => allowed).reduce((all, each) => ports.intersection(all, each), ports.all),
      possible: ports.unionOf(found.map(({ possible }) => possible)),
    };
  }

  /** Who connects: the addresses network by network, in order. */
  public sources(entry: EntryPoint): readonly CarrierSource[] {
    const { reach } = this.model;
    const carriers = carriersOf(entry);
    const parts = this.endsOf(carriers).flatMap((end) => {
      const others = without(carriers, reach.addresses.classes[end - reach.addressEnd(0)]);
      return without(carriers, others).map((range) => ({ range, ends: [end] }));
    });
    return parts
      .sort((a, b) => (a.range.first < b.range.first ? -1 : 1))
      .flatMap(({ range, ends }) => networksOf([range]).map((name) => ({ name, ends })));
  }

  /** Why it isn't known whether requests get in to a workload. */
  public doubts(entry: EntryPoint, to: Member): string[] {
    const found = [
      ...this.sources(entry).flatMap(({ ends }) =>
        ends.flatMap((from) => to.classes.flatMap((id) => doubtsBetween(this.model.reach, from, id))),
      ),
      ...this.doubtsOfAddresses(entry, to),
    ];
    return found.length > 0 ? found : [`policies let in some of the addresses of ${entry.name}, and others not`];
  }

  /** Why nothing is certain of the addresses, whatever policies say of addresses. */
  public doubtsOfAddresses(entry: EntryPoint, to: Member): string[] {
    const { model } = this;
    const carriers = carriersOf(entry);
    const found = carriers.length > 0 ? [] : [`the cluster profile leaves out all addresses of ${entry.name}`];
    if (this.mayBePods(carriers)) {
      found.push(`pods may have the addresses of ${entry.name} as well (--pod-cidr says where pods have theirs)`);
    }
    if (!this.areNodes(carriers)) return found;
    if (model.reach.laws.nodeRanges.length > 0) return [...found, ...memberDoubts(model, model.node, to)];
    const nodes = `nodes have the addresses of ${entry.name}, and the network plugin doesn't know nodes by addresses`;
    return [...found, nodes];
  }

  private endsOf(carriers: readonly AddressRange[]): EndId[] {
    return [...new Set(carriers.flatMap((range) => this.model.reach.addressEndsOver(range)))];
  }

  private areNodes(carriers: readonly AddressRange[]): boolean {
    return overlap(carriers, this.model.nodeRanges);
  }

  private mayBePods(carriers: readonly AddressRange[]): boolean {
    return overlap(carriers, this.model.reach.laws.podRanges);
  }
}

/** The addresses that carry an entry's requests, disjoint and sorted. */
function carriersOf({ addresses = [] }: EntryPoint): readonly AddressRange[] {
  return merged(addresses.flatMap(rangesOf));
}
