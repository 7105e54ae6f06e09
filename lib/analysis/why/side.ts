import { Answer } from '../answer';
import { byText } from '../by-text';
import type { ClassId } from '../evaluate/class-table';
import type { CompiledPolicy, CompiledRule, Tier } from '../evaluate/compiled-policy';
import { identityDoubts, networkDoubts, profileDoubts } from '../evaluate/doubts';
import type { Judgement } from '../evaluate/judgement';
import type { EndId } from '../evaluate/peer-sets';
import type { PortSetId } from '../evaluate/port-sets';
import type { Profile } from '../evaluate/profiles';
import type { Reach } from '../evaluate/reach';
import { type FieldPath, nameOf, pathText, whereIs } from '../network/place';
import type { Direction } from '../network/policies';
import { answered } from '../question/ask';
import type { WhyLeg } from './why-report';

/** One side of a connection: the pods that policies govern, and who is at the other end. */
export interface Side {
  readonly direction: Direction;
  readonly subject: ClassId;
  readonly peer: EndId;
  readonly subjectName: string;
  readonly peerName: string;
  readonly asked: PortSetId;
  /** What is asked in the place of the policies of the subject. */
  readonly door?: Profile;
}

/** The side as a leg, with the network policies that would have to allow more. */
export interface SideLeg {
  readonly leg: WhyLeg;
  /** The network policies that govern the pods; empty where it isn't them who deny, or where one of their rules does. */
  readonly governing: readonly CompiledPolicy[];
  /** Whether no rule could come before the one that denies. */
  readonly isFinal?: boolean;
}

/** What decides a side: which policy, and which of its rules. */
export function sideLeg(reach: Reach, side: Side): SideLeg {
  const { direction, asked } = side;
  const judgement = judgementOf(reach, side);
  const answer = answered(reach.ports, judgement, asked);
  const rules = rulesOver(reach, side);
  const governing = rules.network;
  const leg = (text: string, by: readonly CompiledRule[] | readonly string[]): WhyLeg => ({
    leg: direction,
    answer,
    text,
    decidedBy: by.map((each) => (typeof each === 'string' ? each : ruleText(each))),
  });
  switch (answer) {
    case Answer.UNKNOWN:
      return { leg: unclear(reach, side, rules, leg), governing };
    case Answer.ALLOWED:
      return { leg: allowing(reach, side, rules, judgement, leg), governing: [] };
    case Answer.DENIED:
      return denying(reach, side, rules, leg);
  }
}

/**
 * The policies that deny a side of which nothing passes, in the order in which they are asked: those of administrators
 * before all others, then those whose rules deny, and those that isolate the pods and of which no rule lets it pass.
 */
export function deniers(reach: Reach, side: Side): CompiledPolicy[] {
  const { network, speaking } = rulesOver(reach, side);
  const denying = ({ deciding }: { readonly deciding: readonly CompiledRule[] }) =>
    deciding.filter(({ action }) => action === 'Deny').map(({ policy }) => policy);
  const admin = inOrder(reach, side, speaking, 'Admin');
  const found = denying(admin);
  if (admin.left !== reach.ports.none) {
    const rest = { ...side, asked: admin.left };
    const own = inOrder(reach, rest, speaking, 'Network');
    found.push(...denying(own));
    if (own.left !== reach.ports.none) {
      const allowing = new Set(speaking.filter(({ action }) => action === 'Allow').map(({ policy }) => policy));
      const isolating = network.filter((policy) => !allowing.has(policy));
      found.push(...(network.length > 0 ? isolating : denying(inOrder(reach, rest, speaking, 'Baseline'))));
    }
  }
  return [...new Set(found)];
}

function judgementOf(reach: Reach, { direction, subject, peer, asked, door }: Side): Judgement {
  if (door) return reach.admittedBy(door, peer);
  switch (direction) {
    case 'egress':
      return reach.outOf(subject, peer);
    case 'ingress':
      return reach.into(peer, subject);
    case 'identity':
      return reach.known(peer, subject, asked);
  }
}

/** What the policies of a direction govern: `the ingress of shop/api`, `the callers of shop/api`. */
function governed({ direction, subjectName }: Side): string {
  return `the ${direction === 'identity' ? 'callers' : direction} of ${subjectName}`;
}

type MakeLeg = (text: string, by: readonly CompiledRule[] | readonly string[]) => WhyLeg;

/** The rules of a side that hold the peer. */
interface SideRules {
  /** The network policies that certainly isolate the pods; where none does, those that may. */
  readonly network: readonly CompiledPolicy[];
  /** Rules that hold the peer, on whatever ports. */
  readonly near: readonly CompiledRule[];
  /** Those of them that speak of a port that is asked about. */
  readonly speaking: readonly CompiledRule[];
  /** Those of these that hold the peer for certain. */
  readonly certain: readonly CompiledRule[];
}

function profileOf(reach: Reach, { direction, subject, door }: Side): Profile {
  return door ?? reach.profileOf(subject, direction);
}

function rulesOver(reach: Reach, side: Side): SideRules {
  const { direction, peer, asked } = side;
  const profile = profileOf(reach, side);
  const { policies } = profile;
  const matches = reach.matchesOf(profile, peer);
  const isolating = policies.filter(({ policy }) => policy.tier === 'Network' && policy.isolates[direction]);
  const certain = isolating.filter(({ isCertain }) => isCertain);
  const governing = certain.length > 0 ? certain : isolating;
  const near = policies
    .flatMap(({ policy }) => policy[direction])
    .filter((rule) => rule.peers === 'everyone' || matches.has(rule))
    .sort((a, b) => byOrder(a, b));
  const speaking = near.filter(
    (rule) => reach.ports.intersection(portsOf(reach, rule, side), asked) !== reach.ports.none,
  );
  return {
    network: governing.map(({ policy }) => policy).sort(byName),
    near,
    speaking,
    certain: speaking.filter((rule) => rule.peers === 'everyone' || matches.get(rule)),
  };
}

function doubtsOf(reach: Reach, { direction, subject, peer, door }: Side): string[] {
  if (door) return profileDoubts(reach, door, subject, peer);
  switch (direction) {
    case 'egress':
      return networkDoubts(reach, subject, peer);
    case 'ingress':
      return networkDoubts(reach, peer, subject);
    case 'identity':
      return identityDoubts(reach, peer, subject);
  }
}

function unclear(reach: Reach, side: Side, { speaking }: SideRules, leg: MakeLeg): WhyLeg {
  const doubts = doubtsOf(reach, side);
  const { opaque } = profileOf(reach, side);
  const by = [
    ...opaque.map(({ object }) => `${nameOf(object)} (${whereIs({ object, path: [] })})`),
    ...speaking.map(ruleText),
  ];
  return leg(doubts.length > 0 ? doubts.join('; ') : 'it depends on what the manifests do not say', by);
}

function allowing(
  reach: Reach,
  side: Side,
  { network, speaking, certain }: SideRules,
  judgement: Judgement,
  leg: MakeLeg,
): WhyLeg {
  const allows = certain.filter(({ action }) => action === 'Allow');
  const { deciding, left } = inOrder(reach, side, speaking, 'Admin');
  const admins = deciding.filter(({ action }) => action === 'Allow');
  if (admins.length > 0 && left === reach.ports.none) {
    return leg(`${listed(admins)} ${verbOf(admins, 'allow')} it before any NetworkPolicy is asked`, admins);
  }
  const rules = allows.filter((rule) => network.includes(rule.policy) || isOfServer(rule));
  if (rules.length > 0) return leg(`${listed(rules)} ${verbOf(rules, 'let')} ${passing(side)}`, rules);
  const baseline = allows.filter(({ policy }) => policy.tier !== 'Network');
  if (baseline.length > 0) return leg(`${listed(baseline)} ${verbOf(baseline, 'allow')} it`, baseline);
  const { ports } = reach;
  const denied = ports.difference(side.asked, judgement.possible);
  const who = governed(side);
  const denials = speaking.filter(({ action }) => action === 'Deny');
  return denied === ports.none
    ? leg(`no policy restricts ${who}`, [])
    : leg(`no policy restricts ${who} but on ${ports.text(denied)}, which ${listed(denials)} denies`, denials);
}

/** Whether it is a whole rule of Linkerd, which isolates port by port. */
function isOfServer({ policy, facts: { inPart, doubt } }: CompiledRule): boolean {
  return policy.identity.length > 0 && !policy.isolates.identity && (inPart ?? doubt) === undefined;
}

function denying(reach: Reach, side: Side, rules: SideRules, leg: MakeLeg): SideLeg {
  const { network, near, speaking } = rules;
  const { deciding, left } = inOrder(reach, side, speaking, 'Admin');
  const admins = deciding.filter(({ action }) => action === 'Deny');
  if (admins.length > 0 && left === reach.ports.none) {
    const text = `${listed(admins)} ${verbOf(admins, 'den')} it before any NetworkPolicy is asked`;
    return { leg: leg(text, admins), governing: [] };
  }
  const own = inOrder(reach, side, speaking, 'Network');
  const denials = own.deciding.filter(({ action }) => action === 'Deny');
  if (denials.length > 0 && own.left === reach.ports.none) {
    const isFinal = denials.some(({ policy }) => policy.priority === Number.NEGATIVE_INFINITY);
    const why = isFinal ? ', whatever others allow' : '';
    return { leg: leg(`${listed(denials)} ${verbOf(denials, 'den')} it${why}`, denials), governing: [], isFinal };
  }
  if (network.length > 0) {
    const others = near.filter(({ policy }) => policy.tier === 'Network');
    return {
      leg: leg(deniedText(reach, side, network, others), [...new Set(network.map(policyText))]),
      governing: network,
    };
  }
  const baseline = speaking.filter(({ policy, action }) => policy.tier === 'Baseline' && action === 'Deny');
  const text = `${listed(baseline)} ${verbOf(baseline, 'den')} it, as no NetworkPolicy governs ${side.subjectName}`;
  return { leg: leg(text, baseline), governing: [] };
}

/** The rules of a tier that decide, in their order, and the ports that they leave to others. */
function inOrder(
  reach: Reach,
  side: Side,
  rules: readonly CompiledRule[],
  tier: Tier,
): { readonly deciding: readonly CompiledRule[]; readonly left: PortSetId } {
  const { ports } = reach;
  const deciding: CompiledRule[] = [];
  let open = side.asked;
  let passed = ports.none;
  for (const rule of rules.filter(({ policy }) => policy.tier === tier).sort(byOrder)) {
    const hit = ports.intersection(open, portsOf(reach, rule, side));
    if (hit === ports.none) continue;
    if (rule.action === 'Pass') passed = ports.union(passed, hit);
    else deciding.push(rule);
    open = ports.difference(open, hit);
  }
  return { deciding, left: ports.union(open, passed) };
}

/** `NetworkPolicy shop/api, spec.ingress[0] (api.yaml:12)`. */
function ruleText({ policy, facts }: CompiledRule): string {
  return fieldText(policy, facts.path);
}

function policyText(policy: CompiledPolicy): string {
  return fieldText(policy, []);
}

function fieldText({ object }: CompiledPolicy, path: FieldPath): string {
  const field = path.length > 0 ? `, ${pathText(path)}` : '';
  return `${nameOf(object)}${field} (${whereIs({ object, path })})`;
}

/** The ports of a rule for the pods that are connected to. */
function portsOf(reach: Reach, rule: CompiledRule, { direction, subject, peer }: Side): PortSetId {
  return reach.portsOf(rule, direction === 'egress' ? peer : subject).possible;
}

/** `shop/web in`, `it reach shop/db`: what a policy lets happen. */
function passing({ direction, peerName }: Side): string {
  return direction === 'egress' ? `it reach ${peerName}` : `${peerName} in`;
}

/** What governs the side, and how near its rules come: the same peer on other ports is the usual mistake. */
function deniedText(
  reach: Reach,
  side: Side,
  network: readonly CompiledPolicy[],
  near: readonly CompiledRule[],
): string {
  const { asked } = side;
  // An object may be several policies.
  const names = [...new Set(network.map(({ object }) => nameOf(object)))];
  const ports = asked === reach.ports.all ? '' : ` on ${reach.ports.text(asked)}`;
  const start = `${names.join(', ')} ${names.length > 1 ? 'govern' : 'governs'} ${governed(side)}, and no rule lets ${passing(side)}${ports}`;
  if (near.length === 0) return start;
  const allowed = near.reduce((sum, rule) => reach.ports.union(sum, portsOf(reach, rule, side)), reach.ports.none);
  return allowed === reach.ports.none
    ? `${start}; ${listed(near)} names a port that the pods don't have`
    : `${start}; ${listed(near)} does so on ${reach.ports.text(allowed)} only`;
}

function listed(rules: readonly CompiledRule[]): string {
  return [...new Set(rules.map(({ policy }) => nameOf(policy.object)))].join(', ');
}

/** `allows` and `allow`, `denies` and `deny`, `lets` and `let`: as many as there are policies. */
function verbOf(rules: readonly CompiledRule[], stem: 'allow' | 'den' | 'let'): string {
  const isOne = new Set(rules.map(({ policy }) => policy)).size === 1;
  if (stem === 'den') return isOne ? 'denies' : 'deny';
  return isOne ? `${stem}s` : stem;
}

function byOrder(a: CompiledRule, b: CompiledRule): number {
  if (a.policy.priority !== b.policy.priority) return a.policy.priority < b.policy.priority ? -1 : 1;
  return byName(a.policy, b.policy) || a.id - b.id;
}

function byName({ object: a }: CompiledPolicy, { object: b }: CompiledPolicy): number {
  return byText(nameOf(a), nameOf(b));
}
