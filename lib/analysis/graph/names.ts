import type { Judgement } from '../evaluate/judgement';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { Pairs } from './pairs';

/** Who can resolve names: over UDP and TCP both, as an answer that doesn't fit a datagram comes over TCP. */
export class Names {
  /** The ports of the DNS pods that are needed, all of them. */
  public readonly needed: PortSetId;
  private readonly pairs: Pairs;
  private readonly known = new Map<Member, boolean | undefined>();

  public constructor(private readonly model: Model) {
    const { ports } = model.reach;
    const sets = model.dns.ports.map(({ protocol, first, last }) => ports.range(protocol, first, last));
    this.needed = sets.reduce((a, b) => ports.union(a, b), ports.none);
    this.pairs = new Pairs(model.reach, model.population);
  }

  /** Whether a client can resolve names; undefined where it isn't known. */
  public resolve(client: Member): boolean | undefined {
    if (!this.known.has(client)) this.known.set(client, this.find(client));
    return this.known.get(client);
  }

  /** What may pass from a client to the pods of the cluster's DNS. */
  public toDns(client: Member): readonly { readonly pods: Member; readonly judgement: Judgement }[] {
    return this.model.dnsPods.map((pods) => ({ pods, judgement: this.pairs.betweenMembers(client, pods) }));
  }

  private find(client: Member): boolean | undefined {
    const { ports } = this.model.reach;
    const found = this.toDns(client);
    if (found.some(({ judgement }) => ports.contains(judgement.allowed, this.needed))) return true;
    return found.some(({ judgement }) => ports.contains(judgement.possible, this.needed)) ? undefined : false;
  }
}
