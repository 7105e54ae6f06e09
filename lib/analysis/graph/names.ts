import type { Judgement } from '../evaluate/judgement';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { sameForAll } from '../same-for-all';
import type { Pairs } from './pairs';

/**
 * Whether pods ask the cluster's DNS; undefined where some do, or where they have a resolver of their own.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
 */
export function asksClusterDns({ workload }: Member): boolean | undefined {
  const answers = (workload?.pods ?? []).map(({ dnsPolicy, hostNetwork }) => {
    if (dnsPolicy === 'None') return undefined;
    if (dnsPolicy !== 'ClusterFirst') return dnsPolicy === 'ClusterFirstWithHostNet';
    return hostNetwork === undefined ? undefined : !hostNetwork;
  });
  return sameForAll(answers);
}

/** Who can resolve names: over UDP and TCP both, as an answer that doesn't fit a datagram comes over TCP. */
export class Names {
  /** The ports of the DNS pods that are needed, all of them. */
  public readonly needed: PortSetId;
  private readonly pairs: Pairs;
  private readonly known = new Map<Member, boolean | undefined>();

  public constructor(private readonly model: Model) {
    const { ports } = model.reach;
    const sets = model.dns.ports.map(({ protocol, first, last }) => ports.range(protocol, first, last));
    this.needed = ports.unionOf(sets);
    this.pairs = model.pairs;
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
    const asks = asksClusterDns(client);
    if (asks === false) return false;
    // Where it is known by addresses alone, no pods stand for it.
    if (this.model.dns.peer.selections.length === 0) return undefined;
    const found = this.toDns(client);
    // Which of the pods answers is not the client's choice.
    if (asks && found.every(({ judgement }) => ports.contains(judgement.allowed, this.needed))) return true;
    return found.some(({ judgement }) => ports.contains(judgement.possible, this.needed)) ? undefined : false;
  }
}
