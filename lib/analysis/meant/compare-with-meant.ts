import { Direction, type PortSet } from '../../traffic';
import { byText } from '../by-text';
import type { Member } from '../evaluate/population';
import type { PortSetId, PortSets } from '../evaluate/port-sets';
import type { Model } from '../model';
import { explain } from '../why/explain';
import { selectorMatches } from './matching';
import type { DeniedConnection, Meant, MeantWorkload, Mismatch, SurplusConnection } from './meant';
import { openedBy } from './opened-by';

/**
 * Compares what was meant between workloads with what the manifests allow.
 *
 * A workload is found by its labels, as policies find it; one that isn't in the manifests has no part in this. It costs as
 * much as there are connections that were meant, and connections that are allowed into or out of what was to be closed.
 */
export function compareWithMeant<W extends MeantWorkload>(model: Model, meant: Meant<W>): Mismatch<W> {
  return new Comparison(model, meant).mismatch();
}

class Comparison<W extends MeantWorkload> {
  private readonly ports: PortSets;
  private readonly membersOf = new Map<W, readonly Member[]>();
  private readonly meantBy = new Map<Member, W>();

  public constructor(
    private readonly model: Model,
    private readonly meant: Meant<W>,
  ) {
    this.ports = model.reach.ports;
    for (const each of meant.workloads) {
      const members = selectorMatches(model.population, each.workload);
      this.membersOf.set(each, members);
      for (const member of members) this.meantBy.set(member, each);
    }
  }

  public mismatch(): Mismatch<W> {
    return { denied: this.denied(), surplus: this.surplus() };
  }

  private denied(): DeniedConnection<W>[] {
    return this.meant.connections.flatMap((meant) => {
      const asked = this.idOf(meant.ports);
      if (asked === undefined) return [];
      const members = (workload: W) => this.membersOf.get(workload) ?? [];
      return members(meant.from).flatMap((from) =>
        members(meant.to).flatMap((to) => {
          const { possible } = this.model.pairs.betweenMembers(from, to);
          const lost = this.ports.difference(asked, possible);
          if (lost === this.ports.none) return [];
          const port = firstPort(this.ports.texts(lost));
          const why = () => explain(this.model, from.name, to.name, { port });
          return [{ meant, from: from.name, to: to.name, ports: this.ports.text(lost), why }];
        }),
      );
    });
  }

  private surplus(): SurplusConnection<W>[] {
    const found: SurplusConnection<W>[] = [];
    const opened = new Set(
      [...this.meantBy].filter((each) => this.mayBeOpen(Direction.INGRESS, ...each)).map(([to]) => to),
    );
    // Of sources that no policy tells apart, what they reach is looked at once.
    const rows = new Map<string, ReadonlyMap<Member, PortSetId>>();
    for (const from of this.model.population.workloads) {
      const source = this.meantBy.get(from);
      if (!source) continue;
      const isClosed = source.closes.includes(Direction.EGRESS);
      const mayLeave = this.mayBeOpen(Direction.EGRESS, from, source);
      if (!mayLeave && opened.size === 0) continue;
      const key = `${isClosed} ${from.classes.join()}`;
      const row = rows.get(key) ?? this.rowOf(from, isClosed, (to) => mayLeave || opened.has(to));
      rows.set(key, row);
      for (const [to, allowed] of row) {
        if (to === from && !from.hasReplicas) continue;
        const destination = this.meantBy.get(to) as W;
        const meant = this.idOf(this.meant.mayPass(source, destination));
        const extra = meant === undefined ? this.ports.none : this.ports.difference(allowed, meant);
        if (extra === this.ports.none) continue;
        const { ports, openers } = openedBy(this.model, this.meant, { from, to, extra, source, destination });
        if (ports === this.ports.none) continue;
        found.push({ source, destination, from: from.name, to: to.name, openers });
      }
    }
    return found.sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to));
  }

  /** Whether what was to be closed may be open by more than what was meant. */
  private mayBeOpen(direction: Direction, { classes }: Member, { closes }: W): boolean {
    if (!closes.includes(direction)) return false;
    const side = direction === Direction.EGRESS ? 'egress' : 'ingress';
    return classes.some((id) => {
      const { policies } = this.model.reach.profileOf(id, side);
      const says = policies.some(({ policy }) => policy[side].length > 0 && this.meant.maySayMore(policy.object));
      return says || !policies.some(({ policy }) => policy.isolates[side]);
    });
  }

  /** What is certainly allowed to workloads that were meant, where one of both was to be closed. */
  private rowOf(from: Member, isClosed: boolean, isAsked: (to: Member) => boolean): ReadonlyMap<Member, PortSetId> {
    const row = new Map<Member, PortSetId>();
    this.model.pairs.visit(from, {
      member: (to, { allowed }) => {
        const destination = this.meantBy.get(to);
        if (!destination || allowed === this.ports.none || !isAsked(to)) return;
        if (isClosed || destination.closes.includes(Direction.INGRESS)) row.set(to, allowed);
      },
      address: () => {},
    });
    return row;
  }

  /** Undefined where a port is known by a name alone. */
  private idOf({ isAll, ports }: PortSet): PortSetId | undefined {
    if (isAll) return this.ports.all;
    if (ports.some(({ isNamed }) => isNamed)) return undefined;
    return this.ports.unionOf(ports.map(({ protocol, first, last }) => this.ports.range(protocol, first, last)));
  }
}

/** `tcp/8080`, the first of some ports, as a question has it. */
function firstPort(texts: { readonly [protocol: string]: string }): string {
  const [[protocol, numbers] = ['TCP', '1']] = Object.entries(texts);
  return `${protocol.toLowerCase()}/${/^\d+/.exec(numbers)?.[0]}`;
}
