import { appendTo } from './append-to';
import type { CompiledRule, Governance, PolicyPeer, PolicyRule, Selector } from './facts';

/** How many rules over the same pods and the same peer are compared with one. */
const COMPARED = 50;

/** A rule with the pods that its policy is for. */
export interface PlacedRule {
  readonly rule: CompiledRule;
  readonly direction: 'ingress' | 'egress';
  /** One text for the pods of the policy, and those of wider subjects that hold all of these. */
  readonly subject: string;
  readonly widerSubjects: readonly string[];
  /** The namespace of the policy; empty for one of the cluster. */
  readonly namespace: string;
  /** Its place in the order in which rules are read. */
  readonly place: number;
}

/**
 * Rules by whom they are about, to find those that cover another: for the same pods or more, with the same peers or more,
 * on the same ports or more. What is written is compared, and not which pods there are at present.
 */
export class Coverage {
  /** Rules by their direction and pods, and then by their peers. */
  private readonly bySubject = new Map<string, Map<string, PlacedRule[]>>();

  public constructor(
    private readonly governance: Governance,
    rules: readonly PlacedRule[],
  ) {
    for (const placed of rules) {
      const subject = `${placed.direction}\n${placed.subject}`;
      const byPeer = this.bySubject.get(subject) ?? new Map<string, PlacedRule[]>();
      this.bySubject.set(subject, byPeer);
      for (const key of peerKeys(placed)) appendTo(byPeer, key, placed);
    }
  }

  /**
   * Rules that together cover one, each of its peers by one of them; undefined where they don't.
   *
   * @param may - which of two rules may cover the other, of which `isSame` tells that they say the same of a peer
   */
  public of(
    placed: PlacedRule,
    may: (other: PlacedRule, isSame: boolean) => boolean,
  ): readonly PlacedRule[] | undefined {
    const { peers } = placed.rule.facts;
    const ways = peers === 'everyone' ? [['*']] : peers.map((peer) => widerKeys(peer, placed.namespace));
    const found = ways.map((keys) => this.coverOf(placed, keys, may));
    return found.length > 0 && found.every((each) => each !== undefined)
      ? [...new Set(found as readonly PlacedRule[])]
      : undefined;
  }

  private coverOf(
    placed: PlacedRule,
    keys: readonly string[],
    may: (other: PlacedRule, isSame: boolean) => boolean,
  ): PlacedRule | undefined {
    for (const subject of [placed.subject, ...placed.widerSubjects]) {
      const byPeer = this.bySubject.get(`${placed.direction}\n${subject}`);
      if (!byPeer) continue;
      for (const [at, key] of keys.entries()) {
        const others = byPeer.get(key)?.slice(0, COMPARED) ?? [];
        const found = others.find((other) => {
          if (other === placed || !this.containsPorts(other.rule, placed.rule)) return false;
          const isSame = subject === placed.subject && at === 0 && this.containsPorts(placed.rule, other.rule);
          return may(other, isSame);
        });
        if (found) return found;
      }
    }
    return undefined;
  }

  private containsPorts(whole: CompiledRule, part: CompiledRule): boolean {
    const { ports } = this.governance;
    if (!ports.contains(whole.ports, part.ports)) return false;
    return (
      whole.ports === ports.all ||
      part.names.every((port) =>
        whole.names.some(({ protocol, name }) => protocol === port.protocol && name === port.name),
      )
    );
  }
}

/** One text for pods by their labels, in namespaces by theirs. */
export function subjectKey(namespaces: Selector | string, pods: Selector): string {
  return `${typeof namespaces === 'string' ? `of ${namespaces}` : `in ${namespaces.text}`}\n${pods.text}`;
}

/** The keys of subjects that hold all pods of one. */
export function widerSubjectKeys(namespaces: Selector | string, pods: Selector): string[] {
  const own = typeof namespaces === 'string' ? `of ${namespaces}` : `in ${namespaces.text}`;
  const all = [`${own}\n`, `in \n${pods.text}`, 'in \n'];
  return [...new Set(all)].filter((key) => key !== subjectKey(namespaces, pods));
}

function peerKeys({ rule, namespace }: PlacedRule): string[] {
  const { peers }: PolicyRule = rule.facts;
  return peers === 'everyone' ? ['*'] : peers.flatMap((peer) => widerKeys(peer, namespace)[0] ?? []);
}

/** The key of a peer, and after it those of peers that hold all of it. */
function widerKeys(peer: PolicyPeer, namespace: string): string[] {
  if (peer.kind !== 'pods') return [JSON.stringify(peer), '*'];
  const namespaces = peer.namespaces === 'own' ? namespace : peer.namespaces;
  return [subjectKey(namespaces, peer.pods), ...widerSubjectKeys(namespaces, peer.pods), '*'];
}
