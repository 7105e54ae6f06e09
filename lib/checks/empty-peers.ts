import { areCopies } from './copies';
import type { AskedPolicy, AskedRule, CompiledRule, Evidence, FieldPath, Member, PodsPeer, Selector } from './facts';
import { GivenPods } from './given-pods';
import { deniedTexts, fewOf, firstOf, namesText } from './stakes';

/** The label of a namespace that has its name. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** A peer of a rule that certainly means no pod. */
export interface EmptyPeer {
  readonly policy: AskedPolicy;
  readonly rule: CompiledRule;
  readonly direction: 'ingress' | 'egress';
  readonly peer: PodsPeer;
  readonly path: FieldPath;
  /**
   * Why: the pods are in another namespace; an item beside it names that namespace, so that both were meant as one; or no
   * pod, or no namespace, has the labels.
   */
  readonly cause: 'elsewhere' | 'split' | 'labels' | 'namespaces';
  /** Those that are likely to be meant. */
  readonly meant: readonly Member[];
  /** What is wrong, as a sentence without its end. */
  readonly text: string;
}

const KNOWN = new WeakMap<Evidence, readonly EmptyPeer[]>();

/** The peers of all NetworkPolicies and those of Cilium that mean nobody, looked for once. */
export function emptyPeers(evidence: Evidence): readonly EmptyPeer[] {
  const known = KNOWN.get(evidence) ?? new EmptyPeers(evidence).find();
  KNOWN.set(evidence, known);
  return known;
}

/** The connections that were meant with such a peer. */
export function stakesOf(evidence: Evidence, { policy, rule, direction, meant }: EmptyPeer): string[] {
  const { governance } = evidence;
  const own = firstOf(governance.selectedBy(policy));
  const lines = own.flatMap((subject) =>
    firstOf(meant).flatMap((other) => {
      const [from, to] = direction === 'ingress' ? [other, subject] : [subject, other];
      return deniedTexts(evidence, from, to, governance.portsAt(rule, to));
    }),
  );
  if (lines.length > 0 || meant.length > 0) return fewOf(lines);
  return fewOf(
    own.map(({ name }) => (direction === 'ingress' ? `nobody -> ${name} is let in` : `${name} -> nobody is let out`)),
  );
}

type Cause = Pick<EmptyPeer, 'cause' | 'meant' | 'text'>;

class EmptyPeers {
  private readonly given: GivenPods;
  /** Equal peers mean the same pods: those of which each means some, by the namespace of their policy. */
  private readonly sound = new Map<CompiledRule['peers'], string>();

  public constructor(private readonly evidence: Evidence) {
    this.given = GivenPods.of(evidence);
  }

  public find(): EmptyPeer[] {
    return this.evidence.governance.rules.flatMap((asked) =>
      asked.policy.language === 'calico' || asked.rule.action !== 'Allow' ? [] : this.in(asked),
    );
  }

  private in({ policy, rule, direction }: AskedRule): EmptyPeer[] {
    const { peers, path } = rule.facts;
    const { namespace } = policy.compiled.object;
    if (peers === 'everyone' || this.sound.get(rule.peers) === namespace) return [];
    const [only] = peers;
    // Whom the rule holds, its only peer means.
    if (peers.length === 1 && only?.kind === 'pods' && only.namespaces === 'own') {
      if (this.evidence.governance.heldBy(rule).length > 0) return [];
    }
    const side = direction === 'ingress' ? 'from' : 'to';
    const empty = peers.flatMap((peer, index): EmptyPeer[] => {
      if (peer.kind !== 'pods' || this.given.areOthers(peer.pods)) return [];
      const cause = this.causeOf(peer, namespace, peers);
      if (!cause) return [];
      const at = policy.language === 'kubernetes' ? [...path, side, index] : path;
      return [{ policy, rule, direction, peer, path: at, ...cause }];
    });
    if (empty.length === 0) this.sound.set(rule.peers, namespace);
    return empty;
  }

  private causeOf(peer: PodsPeer, own: string, beside: CompiledRule['facts']['peers']): Cause | undefined {
    if (peer.namespaces === 'own') return this.ofOwn(peer.pods, own, beside);
    if (peer.namespaces.requirements.length === 0) return undefined;
    const { governance } = this.evidence;
    const names = namesIn(peer.namespaces);
    const selection = governance.selected(peer.namespaces, peer.pods);
    const named = names ?? governance.namespacesWith(peer.namespaces);
    if (named.length === 0) return this.ofNamespaces(peer, peer.namespaces);
    // By other labels, whoever wasn't read may be in any namespace that wasn't.
    if (names ? governance.areSomeone(selection) : governance.areWorkloads(selection)) return undefined;
    if (!named.every((name) => this.given.areWhole(name)) || peer.pods.requirements.length === 0) return undefined;
    const where = `namespace ${named.join(', ')}`;
    const inOwn = governance.anywhere(peer.pods).filter(({ namespace }) => namespace === own);
    if (inOwn.length > 0) {
      const text = `no pod of ${where} has the labels ${peer.pods.text}; those of ${namesText(inOwn)}, in its own namespace, have them`;
      return { cause: 'labels', meant: inOwn, text };
    }
    return this.ofLabels(peer.pods, named, where);
  }

  private ofOwn(pods: Selector, own: string, beside: CompiledRule['facts']['peers']): Cause | undefined {
    const { governance } = this.evidence;
    if (pods.requirements.length === 0 || !this.given.areWhole(own)) return undefined;
    if (governance.areSomeone(governance.selected(own, pods))) return undefined;
    const others = governance.anywhere(pods);
    if (others.length === 0) return this.ofLabels(pods, [own], `namespace ${own}`);
    const meantToo = (beside === 'everyone' ? [] : beside).find(
      (each) =>
        each.kind === 'pods' &&
        each.namespaces !== 'own' &&
        each.namespaces.requirements.length > 0 &&
        each.pods.requirements.length === 0 &&
        others.some(({ namespace = '' }) => this.isIn(each.namespaces as Selector, namespace)),
    ) as PodsPeer | undefined;
    if (!meantToo) {
      const meant = others.filter(({ namespace = '' }) => !areCopies(this.evidence, own, namespace));
      if (meant.length === 0) return this.ofLabels(pods, [own], `namespace ${own}`);
      const text = `no pod of namespace ${own} has the labels ${pods.text}; those of ${namesText(meant)} have them`;
      return { cause: 'elsewhere', meant, text };
    }
    const { text: namespaces } = meantToo.namespaces as Selector;
    const meant = others.filter(({ namespace = '' }) => this.isIn(meantToo.namespaces as Selector, namespace));
    const text = `one item means every pod of the namespaces with ${namespaces}, and another one pods with ${pods.text} of namespace ${own}, which has none`;
    return { cause: 'split', meant, text };
  }

  /** Labels that come close to those of a workload: with no such one, other pods may be meant, which weren't read. */
  private ofLabels(pods: Selector, namespaces: readonly string[], where: string): Cause | undefined {
    const [near] = namespaces.flatMap((namespace) => this.given.nearest(pods, namespace) ?? []);
    if (!near) return undefined;
    const has = this.evidence.governance.labelsAsked(pods, near);
    return {
      cause: 'labels',
      meant: [near],
      text: `no pod of ${where} has the labels ${pods.text}; those of ${near.name} have ${has}`,
    };
  }

  /** Labels of namespaces that none of those has which were read, although one of them is meant by its name. */
  private ofNamespaces({ pods }: PodsPeer, selector: Selector): Cause | undefined {
    const { governance, network } = this.evidence;
    if (governance.namespacesWith(selector).length > 0) return undefined;
    const asked = selector.requirements.filter(({ operator }) => operator === 'In');
    const near = network.namespaces.find(({ object, labels }) =>
      asked.some(({ key, values }) => !Object.hasOwn(labels, key) && values.includes(object.name)),
    );
    if (!near) return undefined;
    const { name } = near.object;
    const all = governance.anywhere(pods).filter(({ namespace }) => namespace === name);
    const text = `no namespace that was read has the labels ${selector.text}, nor has namespace ${name}`;
    return { cause: 'namespaces', meant: all, text };
  }

  private isIn(selector: Selector, namespace: string): boolean {
    return (
      namesIn(selector)?.includes(namespace) === true ||
      this.evidence.governance.namespacesWith(selector).includes(namespace)
    );
  }
}

/** The names of namespaces that a selector asks for; undefined where it asks for other labels. */
function namesIn({ requirements }: Selector): readonly string[] | undefined {
  return requirements.find(({ key, operator }) => key === NAMESPACE_NAME && operator === 'In')?.values;
}
