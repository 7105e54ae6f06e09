import { Direction } from '../../traffic';
import { byText } from '../by-text';
import { type AddressRange, EVERY_ADDRESS, merged, without } from '../evaluate/address-range';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import { ListedEnds } from '../graph/listed-ends';
import type { ObjectRef } from '../network/place';
import type { MeantAddresses, MeantWorkload, Opener, SurplusAddresses } from './meant';
import type { MeantMembers } from './meant-members';
import { openedOnSide } from './opened-by';
import { rangesIn } from './peer-ends';

/**
 * The addresses that workloads certainly reach, or that reach them, without anybody having meant it.
 *
 * Only workloads are looked at of which something may say more than was meant.
 */
export function surplusAddresses<W extends MeantWorkload>(members: MeantMembers<W>): SurplusAddresses<W>[] {
  const outside = new Outside(members);
  const found = [...members.all].flatMap(([member, workload]) =>
    [Direction.EGRESS, Direction.INGRESS]
      .filter((direction) => members.mayBeOpen(direction, member, workload))
      .flatMap((direction) => outside.of(member, workload, direction)),
  );
  return found.sort((a, b) => byText(a.name, b.name));
}

/** Classes of addresses, and the ports on which they are connected with some pods. */
type Row = ReadonlyMap<EndId, PortSetId>;

class Outside<W extends MeantWorkload> {
  private readonly names: ListedEnds;
  /** Of pods that no policy tells apart, looked at once. */
  private readonly rows = new Map<string, Row>();

  public constructor(private readonly members: MeantMembers<W>) {
    this.names = new ListedEnds(members.model.reach);
  }

  public of(member: Member, workload: W, direction: Direction): SurplusAddresses<W>[] {
    const { reach } = this.members.model;
    const meant = this.members.meant.addresses(workload, direction).flatMap((each) => this.rangesMeant(each));
    const byOpener = new Map<string, { opener: Opener; ends: EndId[] }>();
    for (const [end, allowed] of this.rowOf(member, direction)) {
      const extra = reach.ports.difference(allowed, this.portsMeant(end, meant));
      if (extra === reach.ports.none) continue;
      const side = { direction, own: member, other: { classes: [end] }, extra };
      const { openers } = openedOnSide(reach, this.members.meant, side);
      for (const opener of openers) {
        if (opener.object && !this.members.meant.maySayMore(opener.object)) continue;
        const key = `${opener.object && placeOf(opener.object)} ${opener.ports}`;
        const known = byOpener.get(key) ?? { opener, ends: [] };
        byOpener.set(key, known);
        known.ends.push(end);
      }
    }
    const { name } = member;
    return [...byOpener.values()].map(({ opener, ends }) => {
      const addresses = this.names.addresses(ends.sort((a, b) => a - b)).name;
      return { workload, name, addresses, opener };
    });
  }

  private rowOf(member: Member, direction: Direction): Row {
    const key = `${direction} ${member.classes}`;
    const known = this.rows.get(key);
    if (known) return known;
    const { pairs } = this.members.model;
    const row = new Map<EndId, PortSetId>();
    if (direction === Direction.EGRESS) {
      pairs.visit(member, { member: () => {}, address: (to, { allowed }) => row.set(to, allowed) });
    } else {
      for (const [from, { allowed }] of pairs.addressesInto(member)) row.set(from, allowed);
    }
    this.rows.set(key, row);
    return row;
  }

  private rangesMeant({ ranges, ports }: MeantAddresses): { ranges: readonly AddressRange[]; ports: PortSetId }[] {
    // Which port a name means outside, nobody knows: then nothing is too much.
    const id = this.members.idOf(ports) ?? this.members.model.reach.ports.all;
    if (ranges === 'every address') return [{ ranges: EVERY_ADDRESS, ports: id }];
    return [{ ranges: merged(rangesIn(ranges)), ports: id }];
  }

  /** The ports on which all addresses of a class were meant. */
  private portsMeant(
    end: EndId,
    meant: readonly { readonly ranges: readonly AddressRange[]; readonly ports: PortSetId }[],
  ): PortSetId {
    const { reach } = this.members.model;
    const own = reach.addresses.classes[end - reach.addressEnd(0)];
    return reach.ports.unionOf(
      meant.filter(({ ranges }) => without(own, ranges).length === 0).map(({ ports }) => ports),
    );
  }
}

/** Tells objects apart. */
function placeOf({ place, path }: ObjectRef): string {
  return [place.file, place.document, ...path].join(' ');
}
