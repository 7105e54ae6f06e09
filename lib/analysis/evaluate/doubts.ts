import { nameOf, pathText } from '../network/place';
import type { CallerTest, Direction, PolicyPeer } from '../network/policies';
import { selects } from '../network/selector';
import { blockText, rangesOf } from './address-space';
import { type BlockLaws, holdsPod } from './block-laws';
import { HBONE_PORT, LINKERD_PORT, leftAlone, TUNNELS } from './carriage';
import type { ClassId } from './class-table';
import type { CompiledRule } from './compiled-policy';
import { areEntity, mayBeAnything } from './entities';
import type { EndId } from './peer-sets';
import type { PodClass } from './pod-class';
import type { PortSetId } from './port-sets';
import { isCaller } from './principals';
import { type Governing, type Profile, tiersOf } from './profiles';
import type { Reach } from './reach';

/** Why it isn't known whether something may pass from one end to another: sentences, each once. */
export function doubtsBetween(reach: Reach, from: EndId, to: EndId): string[] {
  const doubts = [
    ...networkDoubts(reach, from, to),
    ...askedDoubts(reach, from, to),
    ...carriageDoubts(reach, from, to),
    ...(reach.isSeenAlike(from, to, unclearPorts(reach, from, to)) ? [] : proxyDoubts(reach, from, to)),
    ...leftAloneDoubts(reach, from, to),
  ];
  return [...new Set(doubts)];
}

/** Why it isn't known which port network policies see in the mesh of Linkerd. */
export function proxyDoubts(reach: Reach, from: EndId, to: EndId): string[] {
  if (!TUNNELS[reach.carriage(from, to)].includes(LINKERD_PORT)) return [];
  return [`connections between the proxies of Linkerd may or may not use their port ${LINKERD_PORT}`];
}

/** Why it isn't known whether the network lets it pass. */
export function networkDoubts(reach: Reach, from: EndId, to: EndId): string[] {
  const doubts = [
    ...(reach.isPod(from) && differs(reach.outOf(from, to)) ? sideDoubts(reach, 'egress', from, to) : []),
    ...(reach.isPod(to) && differs(reach.into(from, to)) ? sideDoubts(reach, 'ingress', to, from) : []),
  ];
  return [...new Set(doubts)];
}

function unclearPorts(reach: Reach, from: EndId, to: EndId): PortSetId {
  const { allowed, possible } = reach.between(from, to);
  return reach.ports.difference(possible, allowed);
}

const LEFT_ALONE = 'whether Linkerd is asked about its own ports and TCP 4567-4568 depends on how it is installed';

/** Why it isn't known whether the proxy of the destination sees a connection at all. */
function leftAloneDoubts(reach: Reach, from: EndId, to: EndId): string[] {
  const { ports, table } = reach;
  if (!table.classes[to]?.identity?.modes.includes('linkerd')) return [];
  const isOpen = ports.intersection(unclearPorts(reach, from, to), leftAlone(ports)) === ports.none;
  return isOpen ? [] : [LEFT_ALONE];
}

/** Why it isn't known whether what is asked in the place of pods lets something pass. */
export function profileDoubts(reach: Reach, profile: Profile, subject: ClassId, peer: EndId): string[] {
  return differs(reach.admittedBy(profile, peer)) ? ruleDoubts(reach, profile, subject, peer) : [];
}

/** Why it isn't known whether a mesh does. */
export function identityDoubts(reach: Reach, from: EndId, to: EndId): string[] {
  const doubts = askedDoubts(reach, from, to);
  return doubts.length === 0 && reach.asksWho(to) && differs(reach.known(from, to, leftAlone(reach.ports)))
    ? [LEFT_ALONE]
    : doubts;
}

function askedDoubts(reach: Reach, from: EndId, to: EndId): string[] {
  if (!reach.asksWho(to) || !differs(reach.asked(from, to))) return [];
  return [...new Set([...sideDoubts(reach, 'identity', to, from), ...carriageDoubts(reach, from, to)])];
}

function differs({ allowed, possible }: { allowed: number; possible: number }): boolean {
  return allowed !== possible;
}

/** Why it isn't known whether a connection is carried inside one of the mesh. */
export function carriageDoubts(reach: Reach, from: EndId, to: EndId): string[] {
  if (!['unknown', 'anyhow'].includes(reach.carriage(from, to))) return [];
  const { table } = reach;
  const doubts = [table.classes[from], table.classes[to]].flatMap((pod) => (pod ? memberDoubt(pod) : []));
  const text = `connections between sidecars and an ambient mesh may or may not use its port ${HBONE_PORT}`;
  return doubts.length > 0 ? [...new Set(doubts)] : [text];
}

function memberDoubt({ identity, namespace }: PodClass): string[] {
  if ((identity?.modes.length ?? 1) < 2) return [];
  return [
    namespace === undefined
      ? 'whether the pods are in the mesh depends on where they are (--cluster or --entry says it)'
      : `whether pods in namespace ${namespace} are in the mesh is not known (its Namespace may say it)`,
  ];
}

function sideDoubts(reach: Reach, direction: Direction, subject: ClassId, peer: EndId): string[] {
  const pod = reach.table.classes[subject];
  const doubts = direction === 'identity' ? memberDoubt(pod) : [];
  return [...doubts, ...ruleDoubts(reach, reach.profileOf(subject, direction), subject, peer)];
}

/** What isn't known of the policies of a profile, and of whom they hold. */
function ruleDoubts(reach: Reach, profile: Profile, subject: ClassId, peer: EndId): string[] {
  const { direction } = profile;
  const pod = reach.table.classes[subject];
  const doubts = profile.opaque.map(({ object, why }) => `${nameOf(object)}: ${why}`);
  for (const { policy, isCertain } of profile.policies) {
    if (!isCertain) doubts.push(selectionDoubt(pod, nameOf(policy.object)));
  }
  for (const [rule, isCertain] of reach.matchesOf(profile, peer)) {
    if (!isCertain) doubts.push(...peerDoubts(reach, rule, peer));
  }
  doubts.push(...partialRules(reach, profile, peer));
  const destination = direction === 'egress' ? peer : subject;
  const isNamed = profile.policies.some(({ policy }) => policy[direction].some(({ names }) => names.length > 0));
  if (isNamed && reach.isPod(destination) && !reach.table.classes[destination].ports) {
    doubts.push('the names of the ports are not known');
  }
  if (direction === 'ingress' && reach.isPod(peer) && reach.table.classes[peer].hostNetwork) {
    doubts.push('the connection comes from a node, and a node always reaches the pods that run on it');
  }
  doubts.push(...(direction === 'identity' ? equalServers(reach, profile, subject) : equalPriorities(profile)));
  return doubts;
}

/** The rules that are about the other end, but only about some of what passes there. */
function partialRules(reach: Reach, profile: Profile, peer: EndId): string[] {
  const matches = reach.matchesOf(profile, peer);
  const rules = profile.policies.flatMap(({ policy }) => policy[profile.direction]);
  return rules.flatMap((rule) => {
    const { inPart, doubt } = rule.facts;
    if ((inPart ?? doubt) === undefined || (rule.peers !== 'everyone' && !matches.has(rule))) return [];
    if (doubt !== undefined) return [doubt];
    return [`${nameOf(rule.policy.object)} speaks of ${inPart} only (${pathText(rule.facts.path)})`];
  });
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
    return [`which addresses ${addressedBy(peers)} of ${nameOf(object)} have is not known`];
  }
  const pod = reach.table.classes[end];
  return peers.flatMap((peer) => peerDoubt(reach, peer, pod, nameOf(object), object.namespace) ?? []);
}

/** Whose addresses peers mean without saying them. */
function addressedBy(peers: readonly PolicyPeer[]): string {
  const entities = peers.flatMap((peer) => (peer.kind === 'entities' ? peer.entities : []));
  const isOfApi = entities.length > 0 && entities.every((each) => each === 'kube-apiserver');
  if (isOfApi) return 'the Kubernetes API';
  return entities.length > 0 || peers.some(({ kind }) => kind === 'nodes') ? 'nodes' : 'the domain names';
}

function peerDoubt(
  reach: Reach,
  peer: PolicyPeer,
  pod: PodClass,
  policy: string,
  namespace: string,
): string | undefined {
  switch (peer.kind) {
    case 'entities': {
      const words = peer.entities.join(', ');
      if (mayBeAnything(pod))
        return `whether Cilium itself brings in the requests is not known, and ${policy} asks for it (--cluster says it)`;
      return areEntity(peer.entities, pod) === undefined
        ? `whether ${policy} means the node by ${words} is not known`
        : undefined;
    }
    case 'callers':
      return callerDoubt(reach.laws, peer.tests, pod, policy);
    case 'block':
      return blockDoubt(reach.laws, peer, pod, policy);
    case 'sets':
      if (reach.network.addressSets.length === 0) return undefined;
      return `whether the sets of addresses that ${policy} names hold the pods is not known`;
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

function blockDoubt(
  usual: BlockLaws,
  { block, holds }: Extract<PolicyPeer, { kind: 'block' }>,
  pod: PodClass,
  policy: string,
): string | undefined {
  if (holds === 'outside')
    return mayBeAnything(pod)
      ? `where the requests come from is not known, and ${policy} asks for it (--cluster or --entry says it)`
      : undefined;
  const laws = holds === 'pods' ? { ...usual, matchesPods: true } : usual;
  if (holdsPod(rangesOf(block), pod, laws) !== undefined) return undefined;
  if (pod.addresses.length > 0 && laws.matchesPods) {
    return `${blockText(block)} of ${policy} holds only some of the addresses of the pods`;
  }
  if (pod.hostNetwork)
    return `the addresses of nodes are not known, some of which ${blockText(block)} of ${policy} may hold (--node-cidr says where they are)`;
  return laws.matchesPods
    ? `the addresses of the pods are not known, some of which ${blockText(block)} of ${policy} may hold (--pod-cidr says where they are)`
    : `whether ${blockText(block)} of ${policy} holds pods depends on the network plugin (--ip-block-matches-pods settles it)`;
}

function callerDoubt(laws: BlockLaws, tests: readonly CallerTest[], pod: PodClass, policy: string): string | undefined {
  const unclear = tests.find((test) => test.of !== 'address' && isCaller(test, pod) === undefined);
  if (unclear) {
    const [doubt] = memberDoubt(pod);
    if (doubt) return doubt;
    return pod.identity?.account === undefined
      ? `the service account of the pods is not known, and ${policy} asks for it`
      : `which trust domain the mesh has is not known, and ${policy} asks for it`;
  }
  const [block] = tests.flatMap((test) => (test.of === 'address' ? test.blocks : []));
  return block && blockDoubt(laws, { kind: 'block', block, holds: 'pods' }, pod, policy);
}

/** Whether pods are in a namespace; undefined where it isn't known. */
function isIn({ namespace, isElsewhere, mayBeIn }: PodClass, own: string): boolean | undefined {
  if (namespace !== undefined) return namespace === own;
  return isElsewhere || (mayBeIn !== undefined && mayBeIn !== own) ? false : undefined;
}

function equalPriorities(profile: Profile): string[] {
  const tiers = tiersOf(profile);
  const ranks = [...tiers.Admin, ...tiers.Network, ...tiers.Baseline];
  return ranks.flatMap((rank) => {
    const equals = rank.flat();
    if (rank.length < 2 || (equals[0].policy.tier === 'Network' && doTheSame(equals))) return [];
    const names = [...new Set(equals.map(({ policy }) => nameOf(policy.object)))].sort();
    return [`${names.join(' and ')} have equal priorities, so that their order is undefined`];
  });
}

/** Where all rules allow, or all deny, the order doesn't matter. */
function doTheSame(equals: readonly Governing[]): boolean {
  const rules = equals.flatMap(({ policy: { ingress, egress, identity } }) => [...ingress, ...egress, ...identity]);
  return new Set(rules.map(({ action }) => action)).size <= 1;
}

/** Servers of Linkerd that guard one port: which one counts, no manifest tells. */
function equalServers(reach: Reach, profile: Profile, subject: ClassId): string[] {
  const { ports } = reach;
  return tiersOf(profile).Network.flatMap((rank) => {
    const guarded = rank.flat().map(({ policy }) => ({
      policy,
      open: ports.unionOf(policy.identity.map((rule) => reach.portsOf(rule, subject).possible)),
    }));
    if (rank.length < 2 || doTheSame(rank.flat())) return [];
    const shared = guarded.filter((one) =>
      guarded.some((other) => one !== other && ports.intersection(one.open, other.open) !== ports.none),
    );
    const names = [...new Set(shared.map(({ policy }) => nameOf(policy.object)))].sort();
    return names.length === 0 ? [] : [`${names.join(' and ')} guard the same port, and which one counts is not known`];
  });
}
