import { Direction } from '../../traffic';
import { Denials } from '../denials';
import { networksOf } from '../evaluate/address-range';
import type { CompiledPolicy, CompiledRule } from '../evaluate/compiled-policy';
import type { Judgement } from '../evaluate/judgement';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { Account } from '../why/account';
import { addOwnLegs, addPolicyLegs, type PolicyEnd } from '../why/policy-legs';
import type { DeniedPeer, MeantPeer, MeantWorkload } from './meant';
import { type MeantMembers, sideOf } from './meant-members';
import { type MeantEnds, PeerEnds } from './peer-ends';

/**
 * Connections with peers that were meant, and that are denied for certain with whomever the peer means: where a part of
 * it can be reached, as where a guardrail takes some addresses out of the internet, nothing is told.
 */
export function deniedPeers<W extends MeantWorkload>(members: MeantMembers<W>): DeniedPeer<W>[] {
  const { model, meant } = members;
  const ends = new PeerEnds(model);
  const areDenials = model.reach.compiled.rules.some(mayDenyPods);
  const lost = meant.peers.flatMap((each) => {
    const found = ends.of(each.peer, each.workload.workload.namespace);
    if (!found || (found.standIns.length > 0 && !areDenials && !meant.isChanged(each.workload))) return [];
    return members
      .of(each.workload)
      .map((own) => new Asked(members, each, own.name, found))
      .filter((asked) => !asked.lostIn(model).isNone);
  });
  // Pods that weren't read take part only where somebody still counts on them.
  const standIns = new Map(lost.flatMap((asked) => asked.ends.standIns.map((each) => [each.name, each])));
  const whole = standIns.size === 0 ? model : model.with([...standIns.values()]);
  return lost.flatMap((asked) => asked.deniedIn(whole));
}

/** Whether a rule may keep pods apart, of which it isn't known where they have their addresses. */
function mayDenyPods({ action, facts: { peers } }: CompiledRule): boolean {
  return action !== 'Allow' && (peers === 'everyone' || peers.some(({ kind }) => kind !== 'block'));
}

/** One workload, and one peer with which it was to be connected. */
class Asked<W extends MeantWorkload> {
  public constructor(
    private readonly members: MeantMembers<W>,
    private readonly meant: MeantPeer<W>,
    private readonly name: string,
    public readonly ends: MeantEnds,
  ) {}

  /** The ports on which nothing passes; of a range of ports, where nothing passes on any of them. */
  public lostIn(model: Model): { readonly isNone: boolean; readonly ports: PortSetId } {
    const { ports } = model.reach;
    const sought = this.meant.ports.isAll
      ? [ports.all]
      : this.meant.ports.ports.flatMap((port) => this.members.idOfPort(port) ?? []);
    let lost = sought;
    let isAnybody = this.ends.standIns.length > 0;
    for (const { possible } of this.judgements(model)) {
      isAnybody = true;
      lost = lost.filter((each) => ports.intersection(each, possible) === ports.none);
      if (lost.length === 0) break;
    }
    return { isNone: lost.length === 0 || !isAnybody, ports: ports.unionOf(lost) };
  }

  public deniedIn(model: Model): DeniedPeer<W>[] {
    const { isNone, ports } = this.lostIn(model);
    if (isNone || !this.isByOthers(model, ports)) return [];
    const { meant, name } = this;
    return [{ meant, name, ports: model.reach.ports.text(ports), why: () => this.why(model, ports) }];
  }

  /** What may pass between the workload and each of those whom the peer means. */
  private *judgements(model: Model): Generator<Judgement> {
    const own = this.ownIn(model);
    const { reach, pairs } = model;
    const isOut = this.meant.direction === Direction.EGRESS;
    for (const id of this.ends.addresses) {
      const end = [reach.addressEnd(id)];
      yield isOut ? pairs.between(own.classes, end) : pairs.between(end, own.classes);
    }
    for (const member of this.membersIn(model)) {
      yield isOut ? pairs.betweenMembers(own, member) : pairs.betweenMembers(member, own);
    }
    for (const other of this.standInsIn(model)) yield this.withStandIn(model, own, other);
  }

  /** What governs pods that weren't read may be among what wasn't read, too: then only denials count, or nothing does. */
  private withStandIn(model: Model, own: Member, other: Member): Judgement {
    const { pairs, reach } = model;
    const isOut = this.meant.direction === Direction.EGRESS;
    if (!this.isGoverned(model, other)) {
      return isOut ? pairs.betweenMembers(own, other) : pairs.betweenMembers(other, own);
    }
    const [subject] = own.classes;
    const [end] = other.classes;
    const isOne = own.classes.length === 1 && !reach.asksWho(subject as number) && !reach.asksWho(end as number);
    if (!isOne) return { allowed: reach.ports.none, possible: reach.ports.all };
    return isOut ? reach.outOf(subject as number, end as number) : reach.into(end as number, subject as number);
  }

  private isGoverned({ reach }: Model, { classes }: Member): boolean {
    const side = this.meant.direction === Direction.EGRESS ? 'ingress' : 'egress';
    return classes.some((id) => reach.profileOf(id, side).policies.some(({ policy }) => policy.isolates[side]));
  }

  /**
   * Whether somebody else denies it, or what was changed by hand: that pods of a peer don't listen on a port is no mistake,
   * since a peer may mean many.
   */
  private isByOthers(model: Model, lost: PortSetId): boolean {
    const own = this.ownIn(model);
    const others = this.membersIn(model);
    if (this.ends.addresses.length > 0 || others.length === 0) return true;
    return others.some((other) => {
      const [from, to] = this.meant.direction === Direction.EGRESS ? [own, other] : [other, own];
      const denying = new Denials(model).ofPods(from, to, lost);
      return denying.length === 0 || denying.some((policy) => this.isOfOthers(policy));
    });
  }

  private isOfOthers({ object, ingress, egress, identity }: CompiledPolicy): boolean {
    const denies = [...ingress, ...egress, ...identity].some(({ action }) => action === 'Deny');
    return denies || this.members.meant.maySayMore(object);
  }

  /** Of the first whom the peer means, as good as any. */
  private why(model: Model, asked: PortSetId): Pick<Account, 'legs' | 'remedy'> {
    const account = new Account(model, asked);
    const own = this.ownIn(model);
    const self: PolicyEnd = { name: own.name, ends: own.classes, member: own };
    const [address] = this.ends.addresses;
    const [standIn] = this.standInsIn(model);
    const [member = standIn] = this.membersIn(model);
    const other: PolicyEnd =
      address === undefined
        ? { name: this.nameOf(member as Member), ends: (member as Member).classes, member }
        : { name: this.addressName(model, address), ends: [model.reach.addressEnd(address)] };
    if (other.member && other.member === standIn && this.isGoverned(model, standIn)) {
      addOwnLegs(account, sideOf(this.meant.direction), self, other);
    } else if (this.meant.direction === Direction.EGRESS) addPolicyLegs(account, self, other, asked);
    else addPolicyLegs(account, other, self, asked);
    return account;
  }

  private nameOf({ workload, name }: Member): string {
    return workload ? name : this.meant.peer.displayName;
  }

  private addressName({ reach }: Model, id: number): string {
    const [block, ...others] = this.meant.peer.blocks;
    if (block && others.length === 0 && block.except.length === 0) return `${block.cidr}`;
    return networksOf((reach.addresses.classes[id] ?? []).slice(0, 1))[0] ?? this.meant.peer.displayName;
  }

  private ownIn({ population }: Model): Member {
    return population.workload(this.name) as Member;
  }

  /** A workload means others than itself. */
  private membersIn({ population }: Model): Member[] {
    return this.ends.members
      .map(({ name }) => population.workload(name) as Member)
      .filter((each) => each.name !== this.name || each.hasReplicas);
  }

  /** Those that take part in the model. */
  private standInsIn({ population }: Model): Member[] {
    return this.ends.standIns.flatMap(({ name }) => (population.standIn(name) as Member | undefined) ?? []);
  }
}
