import { Direction } from '../../traffic';
import { byText } from '../by-text';
import type { Member } from '../evaluate/population';
import type { PortSetId, PortSets } from '../evaluate/port-sets';
import type { Model } from '../model';
import { explain } from '../why/explain';
import { deniedPeers } from './denied-peers';
import type { DeniedConnection, Meant, MeantWorkload, Mismatch, SurplusConnection } from './meant';
import { MeantMembers } from './meant-members';
import { openedBy } from './opened-by';
import { surplusAddresses } from './surplus-addresses';

/**
 * Compares what was meant of workloads with what the manifests allow.
 *
 * A workload is found by its labels, as policies find it; one that isn't in the manifests has no part in this. It costs as
 * much as there are connections that were meant, and connections that are allowed into or out of what was to be closed.
 */
export function compareWithMeant<W extends MeantWorkload>(model: Model, meant: Meant<W>): Mismatch<W> {
  const members = new MeantMembers(model, meant);
  return {
    ...new Comparison(members).mismatch(),
    deniedPeers: deniedPeers(members),
    surplusAddresses: surplusAddresses(members),
  };
}

/** What was meant between workloads. */
class Comparison<W extends MeantWorkload> {
  private readonly model: Model;
  private readonly meant: Meant<W>;
  private readonly ports: PortSets;

  public constructor(private readonly members: MeantMembers<W>) {
    this.model = members.model;
    this.meant = members.meant;
    this.ports = this.model.reach.ports;
  }

  public mismatch(): Pick<Mismatch<W>, 'denied' | 'surplus'> {
    return { denied: this.denied(), surplus: this.surplus() };
  }

  private denied(): DeniedConnection<W>[] {
    return this.meant.connections.flatMap((meant) => {
      const asked = this.members.idOf(meant.ports);
      if (asked === undefined) return [];
      return this.members.of(meant.from).flatMap((from) =>
        this.members.of(meant.to).flatMap((to) => {
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
      [...this.members.all].filter((each) => this.members.mayBeOpen(Direction.INGRESS, ...each)).map(([to]) => to),
    );
    // Of sources that no policy tells apart, what they reach is looked at once.
    const rows = new Map<string, ReadonlyMap<Member, PortSetId>>();
    for (const from of this.model.population.workloads) {
      const source = this.members.workloadOf(from);
      if (!source) continue;
      const isClosed = source.closes.includes(Direction.EGRESS);
      const mayLeave = this.members.mayBeOpen(Direction.EGRESS, from, source);
      if (!mayLeave && opened.size === 0) continue;
      const key = `${isClosed} ${from.classes.join()}`;
      const row = rows.get(key) ?? this.rowOf(from, isClosed, (to) => mayLeave || opened.has(to));
      rows.set(key, row);
      for (const [to, allowed] of row) {
        if (to === from && !from.hasReplicas) continue;
        const destination = this.members.workloadOf(to) as W;
        const meant = this.members.idOf(this.meant.mayPass(source, destination));
        const extra = meant === undefined ? this.ports.none : this.ports.difference(allowed, meant);
        if (extra === this.ports.none) continue;
        const { ports, openers } = openedBy(this.model, this.meant, { from, to, extra, source, destination });
        if (ports === this.ports.none) continue;
        found.push({ source, destination, from: from.name, to: to.name, openers });
      }
    }
    return found.sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to));
  }

  /** What is certainly allowed to workloads that were meant, where one of both was to be closed. */
  private rowOf(from: Member, isClosed: boolean, isAsked: (to: Member) => boolean): ReadonlyMap<Member, PortSetId> {
    const row = new Map<Member, PortSetId>();
    this.model.pairs.visit(from, {
      member: (to, { allowed }) => {
        const destination = this.members.workloadOf(to);
        if (!destination || allowed === this.ports.none || !isAsked(to)) return;
        if (isClosed || destination.closes.includes(Direction.INGRESS)) row.set(to, allowed);
      },
      address: () => {},
    });
    return row;
  }
}

/** `tcp/8080`, the first of some ports, as a question has it. */
function firstPort(texts: { readonly [protocol: string]: string }): string {
  const [[protocol, numbers] = ['TCP', '1']] = Object.entries(texts);
  return `${protocol.toLowerCase()}/${/^\d+/.exec(numbers)?.[0]}`;
}
