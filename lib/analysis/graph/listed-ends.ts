import { type AddressRange, merged, networksOf, rangesText } from '../evaluate/address-range';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { Reach } from '../evaluate/reach';
import { EndKind, type ListedEnd } from './connection-list';

/** Names ends as lists show them; the same end is the same value. */
export class ListedEnds {
  private readonly outside = new Map<string, ListedEnd>();
  private readonly workloads = new Map<Member, ListedEnd>();
  private readonly named = new Map<string, ListedEnd>();

  public constructor(private readonly reach: Reach) {}

  public of(kind: EndKind, name: string): ListedEnd {
    const key = `${kind} ${name}`;
    const known = this.named.get(key) ?? { kind, name };
    this.named.set(key, known);
    return known;
  }

  /** A workload, found without making a key: a list has it at the ends of many edges. */
  public workload(member: Member): ListedEnd {
    const known = this.workloads.get(member) ?? { kind: EndKind.WORKLOAD, name: member.name };
    this.workloads.set(member, known);
    return known;
  }

  /** Classes of addresses, as one end. */
  public addresses(ends: readonly EndId[]): ListedEnd {
    const key = ends.join();
    const known = this.outside.get(key) ?? outsideEnd(ends.flatMap((end) => this.rangesOf(end)));
    this.outside.set(key, known);
    return known;
  }

  private rangesOf(end: EndId): readonly AddressRange[] {
    return this.reach.addresses.classes[end - this.reach.addressEnd(0)];
  }
}

function outsideEnd(ranges: readonly AddressRange[]): ListedEnd {
  const sorted = merged(ranges);
  return { kind: EndKind.OUTSIDE, name: `external:${rangesText(sorted)}`, cidrs: networksOf(sorted) };
}
