import { Answer } from '../answer';
import type { ClassId } from '../evaluate/class-table';
import type { CompiledPolicy, CompiledRule } from '../evaluate/compiled-policy';
import { doubtsBetween } from '../evaluate/doubts';
import type { EndId } from '../evaluate/peer-sets';
import type { PortSetId } from '../evaluate/port-sets';
import type { Reach } from '../evaluate/reach';
import { type FieldPath, nameOf, pathText, whereIs } from '../network/place';
import { answered } from '../question/ask';
import type { WhyLeg } from './why-report';

/** One side of a connection: the pods that policies govern, and who is at the other end. */
export interface Side {
  readonly direction: 'ingress' | 'egress';
  readonly subject: ClassId;
  readonly peer: EndId;
  readonly subjectName: string;
  readonly peerName: string;
  readonly asked: PortSetId;
}

/** The side as a leg, with the network policies that would have to allow more. */
export interface SideLeg {
  readonly leg: WhyLeg;
  /** The network policies that govern the pods; empty where it isn't them who deny. */
  readonly governing: readonly CompiledPolicy[];
}

/** What decides a side: which policy, and which of its rules. */
export function sideLeg(reach: Reach, side: Side): SideLeg {
  const { direction, subject, peer, asked } = side;
  const judgement = direction === 'egress' ? reach.outOf(subject, peer) : reach.into(peer, subject);
  const answer = answered(reach.ports, judgement, asked);
  const said = (text: string, decidedBy: readonly string[]) => ({
    leg: direction,
    answer,
    text,
    decidedBy: [...decidedBy],
  });
  const profile = reach.profileOf(subject, direction);
  const matches = reach.matchesOf(profile, peer);
  const near = profile.policies
    .flatMap(({ policy }) => policy[direction])
    .filter((rule) => rule.peers === 'everyone' || matches.has(rule));
  const speaking = near.filter(
    (rule) => reach.ports.intersection(portsOf(reach, rule, side), asked) !== reach.ports.none,
  );
  const network = profile.policies.map(({ policy }) => policy).filter(({ tier }) => tier === 'Network');

  if (answer === Answer.UNKNOWN) {
    const doubts = doubtsBetween(
      reach,
      ...((direction === 'egress' ? [subject, peer] : [peer, subject]) as [EndId, EndId]),
    );
    const opaque = profile.opaque.map(({ object }) => `${nameOf(object)} (${whereIs({ object, path: [] })})`);
    const text = doubts.length > 0 ? doubts.join('; ') : 'it depends on what the manifests do not say';
    return { leg: said(text, [...opaque, ...speaking.map(ruleText)]), governing: network };
  }

  const wanted = answer === Answer.ALLOWED ? 'Allow' : 'Deny';
  const { deciding, left } = byAdmins(
    reach,
    side,
    speaking.filter(({ policy }) => policy.tier === 'Admin'),
  );
  const admins = deciding.filter(({ action }) => action === wanted);
  if (admins.length > 0 && (answer === Answer.ALLOWED || left === reach.ports.none)) {
    const verb = answer === Answer.ALLOWED ? 'allows' : 'denies';
    return {
      leg: said(`${listed(admins)} ${verb} it before any NetworkPolicy is asked`, admins.map(ruleText)),
      governing: [],
    };
  }
  if (network.length > 0) {
    const rules = (answer === Answer.ALLOWED ? speaking : near).filter(({ policy }) => policy.tier === 'Network');
    return answer === Answer.ALLOWED
      ? {
          leg: said(`${listed(rules)} ${several(rules) ? 'let' : 'lets'} ${passing(side)}`, rules.map(ruleText)),
          governing: network,
        }
      : { leg: said(deniedText(reach, side, network, rules), network.map(policyText)), governing: network };
  }
  const baseline = speaking.filter(({ policy, action }) => policy.tier === 'Baseline' && action === wanted);
  if (baseline.length > 0) {
    const verb = answer === Answer.ALLOWED ? 'allows' : 'denies';
    return {
      leg: said(`${listed(baseline)} ${verb} it, as no NetworkPolicy governs the pods`, baseline.map(ruleText)),
      governing: [],
    };
  }
  return { leg: said(`no policy restricts the ${direction} of ${side.subjectName}`, []), governing: [] };
}

/** The admin rules that decide, in their order, and the ports that they leave to others. */
function byAdmins(
  reach: Reach,
  side: Side,
  rules: readonly CompiledRule[],
): { readonly deciding: readonly CompiledRule[]; readonly left: PortSetId } {
  const { ports } = reach;
  const deciding: CompiledRule[] = [];
  let open = side.asked;
  let passed = ports.none;
  for (const rule of [...rules].sort(byOrder)) {
    const hit = ports.intersection(open, portsOf(reach, rule, side));
    if (hit === ports.none) continue;
    if (rule.action === 'Pass') passed = ports.union(passed, hit);
    else deciding.push(rule);
    open = ports.difference(open, hit);
  }
  return { deciding, left: ports.union(open, passed) };
}

/** `NetworkPolicy shop/api, spec.ingress[0] (api.yaml:12)`. */
export function ruleText({ policy, facts }: CompiledRule): string {
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
  return reach.portsOf(rule, direction === 'ingress' ? subject : peer).possible;
}

/** `shop/web in`, `it reach shop/db`: what a policy lets happen. */
function passing({ direction, peerName }: Side): string {
  return direction === 'ingress' ? `${peerName} in` : `it reach ${peerName}`;
}

/** What governs the side, and how near its rules come: the same peer on other ports is the usual mistake. */
function deniedText(
  reach: Reach,
  side: Side,
  network: readonly CompiledPolicy[],
  near: readonly CompiledRule[],
): string {
  const { direction, subjectName, asked } = side;
  const names = network.map(({ object }) => nameOf(object)).join(', ');
  const ports = asked === reach.ports.all ? '' : ` on ${reach.ports.text(asked)}`;
  const start = `${names} ${network.length > 1 ? 'govern' : 'governs'} the ${direction} of ${subjectName}, and no rule lets ${passing(side)}${ports}`;
  if (near.length === 0) return start;
  const allowed = near.reduce((sum, rule) => reach.ports.union(sum, portsOf(reach, rule, side)), reach.ports.none);
  return allowed === reach.ports.none
    ? `${start}; ${listed(near)} names a port that the pods don't have`
    : `${start}; ${listed(near)} does so on ${reach.ports.text(allowed)} only`;
}

function listed(rules: readonly CompiledRule[]): string {
  return [...new Set(rules.map(({ policy }) => nameOf(policy.object)))].join(', ');
}

function several(rules: readonly CompiledRule[]): boolean {
  return new Set(rules.map(({ policy }) => policy)).size > 1;
}

function byOrder(a: CompiledRule, b: CompiledRule): number {
  return a.policy.priority - b.policy.priority || a.id - b.id;
}
