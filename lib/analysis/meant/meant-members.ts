import { Direction, type Port, type PortSet } from '../../traffic';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { selectorMatches } from './matching';
import type { Meant, MeantWorkload } from './meant';

/** The workloads that were meant, as they are in the manifests: found by their labels, as policies find them. */
export class MeantMembers<W extends MeantWorkload> {
  private readonly membersOf = new Map<W, readonly Member[]>();
  private readonly meantBy = new Map<Member, W>();
  private readonly open = { ingress: new Map<Member, boolean>(), egress: new Map<Member, boolean>() };

  public constructor(
    public readonly model: Model,
    public readonly meant: Meant<W>,
  ) {
    for (const each of meant.workloads) {
      const members = selectorMatches(model.population, each.workload);
      this.membersOf.set(each, members);
      for (const member of members) this.meantBy.set(member, each);
    }
  }

  /** None where it isn't in the manifests. */
  public of(workload: W): readonly Member[] {
    return this.membersOf.get(workload) ?? [];
  }

  /** Undefined for whoever wasn't meant. */
  public workloadOf(member: Member): W | undefined {
    return this.meantBy.get(member);
  }

  /** All that were meant, each with what it is in the manifests. */
  public get all(): IterableIterator<[Member, W]> {
    return this.meantBy.entries();
  }

  /** Whether what was to be closed may be open by more than what was meant. */
  public mayBeOpen(direction: Direction, member: Member, { closes }: W): boolean {
    if (!closes.includes(direction)) return false;
    const side = sideOf(direction);
    const known = this.open[side].get(member) ?? this.isOpened(side, member);
    this.open[side].set(member, known);
    return known;
  }

  private isOpened(side: 'ingress' | 'egress', { classes }: Member): boolean {
    for (const id of classes) {
      let isIsolated = false;
      for (const { policy } of this.model.reach.profileOf(id, side).policies) {
        if (policy[side].length > 0 && this.meant.maySayMore(policy.object)) return true;
        isIsolated ||= policy.isolates[side];
      }
      if (!isIsolated) return true;
    }
    return false;
  }

  /** Undefined where a port is known by a name alone. */
  public idOf({ isAll, ports }: PortSet): PortSetId | undefined {
    if (isAll) return this.model.reach.ports.all;
    const ids = ports.map((port) => this.idOfPort(port));
    return ids.includes(undefined) ? undefined : this.model.reach.ports.unionOf(ids as PortSetId[]);
  }

  /** The same of one port, or of one range of them. */
  public idOfPort({ isNamed, protocol, first, last }: Port): PortSetId | undefined {
    return isNamed ? undefined : this.model.reach.ports.range(protocol, first, last);
  }
}

/** How policies call a direction. */
export function sideOf(direction: Direction): 'ingress' | 'egress' {
  return direction === Direction.EGRESS ? 'egress' : 'ingress';
}
