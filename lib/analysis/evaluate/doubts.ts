import { nameOf } from '../network/place';
import type { PolicyPeer } from '../network/policies';
import { selects } from '../network/selector';
import { blockText, rangesOf } from './address-space';
import { type BlockLaws, holdsPod } from './block-laws';
import type { ClassId } from './class-table';
import type { CompiledRule } from './compiled-policy';
import type { EndId } from './peer-sets';
import type { PodClass } from './pod-class';
import type { Profile } from './profiles';
import type { Reach } from './reach';

/** Why it isn't known whether something may pass from one end to another: sentences, each once. */
export function doubtsBetween(reach: Reach, from: EndId, to: EndId): string[] {
  const doubts = [
    ...(reach.isPod(from) && differs(reach.outOf(from, to)) ? sideDoubts(reach, 'egress', from, to) : []),
    ...(reach.isPod(to) && differs(reach.into(from, to)) ? sideDoubts(reach, 'ingress', to, from) : []),
  ];
  return [...new Set(doubts)];
}

function differs({ allowed, possible }: { allowed: number; possible: number }): boolean {
  return allowed !== possible;
}

function sideDoubts(reach: Reach, direction: 'ingress' | 'egress', subject: ClassId, peer: EndId): string[] {
  const profile = reach.profileOf(subject, direction);
  const pod = reach.table.classes[subject];
  const doubts = profile.opaque.map(({ object, why }) => `${nameOf(object)}: ${why}`);
  for (const { policy, isCertain } of profile.policies) {
    if (!isCertain) doubts.push(selectionDoubt(pod, nameOf(policy.object)));
  }
  for (const [rule, isCertain] of reach.matchesOf(profile, peer)) {
    if (!isCertain) doubts.push(...peerDoubts(reach, rule, peer));
  }
  const destination = direction === 'ingress' ? subject : peer;
  const isNamed = profile.policies.some(({ policy }) => policy[direction].some(({ names }) => names.length > 0));
  if (isNamed && reach.isPod(destination) && !reach.table.classes[destination].ports) {
    doubts.push('the names of the ports are not known');
  }
  if (direction === 'ingress' && reach.isPod(peer) && reach.table.classes[peer].hostNetwork) {
    doubts.push('the connection comes from a node, and a node always reaches the pods that run on it');
  }
  doubts.push(...equalPriorities(profile));
  return doubts;
}

function selectionDoubt(pod: PodClass, policy: string): string {
  if (pod.mayBeIn !== undefined) {
    return 'which policies govern the pods depends on where they are (--cluster or --entry says it)';
  }
  if (pod.hostNetwork) return `${policy} may not apply to pods on the network of their node`;
  return `whether ${policy} selects the pods depends on labels that the manifests don't have`;
}

function peerDoubts(reach: Reach, rule: CompiledRule, end: EndId): string[] {
  const { object } = rule.policy;
  const { peers } = rule.facts;
  if (peers === 'everyone') return [];
  if (!reach.isPod(end)) {
    const what = peers.some(({ kind }) => kind === 'nodes') ? 'nodes' : 'the domain names';
    return [`which addresses ${what} of ${nameOf(object)} have is not known`];
  }
  const pod = reach.table.classes[end];
  const laws = object.kind === 'ClusterNetworkPolicy' ? { ...reach.laws, matchesPods: true } : reach.laws;
  return peers.flatMap((peer) => peerDoubt(reach, laws, peer, pod, nameOf(object), object.namespace) ?? []);
}

function peerDoubt(
  reach: Reach,
  laws: BlockLaws,
  peer: PolicyPeer,
  pod: PodClass,
  policy: string,
  namespace: string,
): string | undefined {
  switch (peer.kind) {
    case 'entity':
      return `whether Cilium itself brings in the requests is not known, and ${policy} asks for it (--cluster says it)`;
    case 'block':
      if (holdsPod(rangesOf(peer.block), pod, laws) !== undefined) return undefined;
      if (pod.addresses.length > 0 && laws.matchesPods) {
        return `${blockText(peer.block)} of ${policy} holds only some of the addresses of the pods`;
      }
      if (pod.hostNetwork)
        return `the addresses of nodes are not known, some of which ${blockText(peer.block)} of ${policy} may hold (--node-cidr says where they are)`;
      return laws.matchesPods
        ? `the addresses of the pods are not known, some of which ${blockText(peer.block)} of ${policy} may hold (--pod-cidr says where they are)`
        : `whether ${blockText(peer.block)} of ${policy} holds pods depends on the network plugin (--ip-block-matches-pods settles it)`;
    case 'nodes':
      return pod.hostNetwork ? `whether ${policy} holds pods on the network of their node is not known` : undefined;
    case 'pods': {
      const { labels, unknown } = reach.table.labelsOf(pod.namespace);
      const inNamespace = peer.namespaces === 'own' ? isIn(pod, namespace) : selects(peer.namespaces, labels, unknown);
      const selected = selects(peer.pods, pod.labels, pod.unknownLabels);
      if (inNamespace === false || selected === false) return undefined;
      if (inNamespace === undefined) {
        if (pod.isElsewhere) return `${policy} asks for labels of the namespace`;
        return pod.namespace === undefined
          ? `in which namespace the pods are is not known, and ${policy} asks for it (--cluster or --entry says it)`
          : `the labels of namespace ${pod.namespace} are not in the manifests, and ${policy} asks for them`;
      }
      if (selected === undefined) return `${policy} asks for labels of the pods that the manifests don't have`;
      return pod.hostNetwork !== false ? `${policy} may not hold pods on the network of their node` : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether pods are in a namespace; undefined where it isn't known. */
function isIn({ namespace, isElsewhere, mayBeIn }: PodClass, own: string): boolean | undefined {
  if (namespace !== undefined) return namespace === own;
  return isElsewhere || (mayBeIn !== undefined && mayBeIn !== own) ? false : undefined;
}

function equalPriorities({ policies }: Profile): string[] {
  const byPriority = new Map<string, string[]>();
  for (const { policy } of policies) {
    if (policy.tier === 'Network') continue;
    const key = `${policy.tier} ${policy.priority}`;
    byPriority.set(key, [...(byPriority.get(key) ?? []), nameOf(policy.object)]);
  }
  return [...byPriority.values()].flatMap((names) =>
    names.length > 1 ? [`${names.sort().join(' and ')} have equal priorities, so that their order is undefined`] : [],
  );
}
