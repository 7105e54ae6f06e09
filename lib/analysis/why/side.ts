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
  const profile = reach.profileOf(subject, direction);
  const matches = reach.matchesOf(profile, peer);
  const rules = profile.policies
    .flatMap(({ policy }) => policy[direction])
    .filter((rule) => rule.peers === 'everyone' || matches.has(rule));
  const speaking = rules.filter((rule) => speaksOf(reach, rule, side));
  const network = profile.policies.map(({ policy }) => policy).filter(({ tier }) => tier === 'Network');

  const said = (text: string, decidedBy: readonly string[]): WhyLeg => ({
    leg: direction,
    answer,
    text,
    decidedBy: [...decidedBy],
  });
  if (answer === Answer.UNKNOWN) {
    const ends: [EndId, EndId] = direction === 'egress' ? [subject, peer] : [peer, subject];
    const doubts = doubtsBetween(reach, ...ends);
    const opaque = profile.opaque.map(({ object }) => `${nameOf(object)} (${whereIs({ object, path: [] })})`);
    return {
      leg: said(`${doubts.join('; ') || 'it depends on what the manifests do not say'}`, [
        ...opaque,
        ...speaking.map(ruleText),
      ]),
      governing: network,
    };
  }
  const admin = speaking.filter(({ policy }) => policy.tier === 'Admin').sort(byOrder);
  const deciding = admin.find(({ action }) => action !== 'Pass');
  if (deciding && (deciding.action === 'Allow') === (answer === Answer.ALLOWED) && admin[0] === deciding) {
    const verb = deciding.action === 'Allow' ? 'allows' : 'denies';
    return {
      leg: said(`${nameOf(deciding.policy.object)} ${verb} it, before any NetworkPolicy is asked`, [
        ruleText(deciding),
      ]),
      governing: [],
    };
  }
  const allowing = speaking.filter(({ policy, action }) => policy.tier === 'Network' && action === 'Allow');
  if (answer === Answer.ALLOWED) {
    if (allowing.length > 0)
      return { leg: said(`${allowedText(side)} by ${listed(allowing)}`, allowing.map(ruleText)), governing: network };
    const baseline = speaking.filter(({ policy }) => policy.tier === 'Baseline');
    if (baseline.length > 0)
      return { leg: said(`${nameOf(baseline[0].policy.object)} allows it`, baseline.map(ruleText)), governing: [] };
    return { leg: said(`no policy restricts the ${direction} of ${side.subjectName}`, []), governing: [] };
  }
  if (network.length > 0) {
    const near = rules.filter(({ policy, action }) => policy.tier === 'Network' && action === 'Allow');
    return { leg: said(deniedText(reach, side, network, near), network.map(policyText)), governing: network };
  }
  return { leg: said(`${listed(speaking)} denies it`, speaking.map(ruleText)), governing: [] };
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

function speaksOf(reach: Reach, rule: CompiledRule, { direction, subject, peer, asked }: Side): boolean {
  const { possible } = reach.portsOf(rule, direction === 'ingress' ? subject : peer);
  return reach.ports.intersection(possible, asked) !== reach.ports.none;
}

function allowedText({ direction, peerName }: Side): string {
  return direction === 'ingress' ? `${peerName} is let in` : `${peerName} may be reached`;
}

/** What governs the side, and how near its rules come: the same peer on other ports is the usual mistake. */
function deniedText(
  reach: Reach,
  side: Side,
  network: readonly CompiledPolicy[],
  near: readonly CompiledRule[],
): string {
  const { direction, subjectName, peerName, asked, subject, peer } = side;
  const names = network.map(({ object }) => nameOf(object)).join(', ');
  const what = direction === 'ingress' ? `lets ${peerName} in` : `lets it reach ${peerName}`;
  const ports = asked === reach.ports.all ? '' : ` on ${reach.ports.text(asked)}`;
  const start = `${names} ${network.length > 1 ? 'govern' : 'governs'} the ${direction} of ${subjectName}, and no rule ${what}${ports}`;
  if (near.length === 0) return start;
  const allowed = near.reduce(
    (sum, rule) => reach.ports.union(sum, reach.portsOf(rule, direction === 'ingress' ? subject : peer).possible),
    reach.ports.none,
  );
  return allowed === reach.ports.none
    ? `${start}; ${listed(near)} names a port that the pods don't have`
    : `${start}; ${listed(near)} does so on ${reach.ports.text(allowed)} only`;
}

function listed(rules: readonly CompiledRule[]): string {
  return [...new Set(rules.map(({ policy }) => nameOf(policy.object)))].join(', ');
}

function byOrder(a: CompiledRule, b: CompiledRule): number {
  return a.policy.priority - b.policy.priority || a.id - b.id;
}
