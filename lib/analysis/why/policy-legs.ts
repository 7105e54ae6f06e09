import { Answer } from '../answer';
import { tryRangeOf } from '../evaluate/address-range';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Account } from './account';
import { deadPolicies } from './dead-policies';
import { labelsOnlyOf } from './own-labels';
import type { RulePeer } from './remedy';
import { type SideLeg, sideLeg } from './side';

/** One end of a connection that policies are asked about. */
export interface PolicyEnd {
  readonly name: string;
  readonly ends: readonly EndId[];
  /** Undefined for addresses, which nothing governs. */
  readonly member?: Member;
}

/** What policies say on one side, and whom it is about. */
export interface PolicySide extends SideLeg {
  readonly direction: 'ingress' | 'egress';
  readonly own: Member;
  readonly other: PolicyEnd;
  readonly asked: PortSetId;
}

/** Adds what policies say on both sides, and what they would have to say. */
export function addPolicyLegs(account: Account, from: PolicyEnd, to: PolicyEnd, asked: PortSetId): void {
  for (const side of policySides(account, from, to, asked)) {
    account.add(side.leg);
    if (side.leg.answer === Answer.DENIED) noteLack(account, side);
  }
}

/** What policies say on both sides; ingress is asked about the ports that egress leaves, if it leaves any. */
export function policySides(account: Account, from: PolicyEnd, to: PolicyEnd, asked: PortSetId): PolicySide[] {
  const { ports } = account.model.reach;
  const left = ports.intersection(asked, egressOf(account, from, to));
  return [
    ...sideOf(account, 'egress', from, to, asked),
    ...sideOf(account, 'ingress', to, from, left === ports.none ? asked : left),
  ];
}

/** Notes what a side would have to say. */
export function noteLack(
  account: Account,
  { direction, own, other, asked, leg, governing, isFinal }: PolicySide,
): void {
  const { model } = account;
  const dead = deadPolicies(model, { direction, own, peer: other.ends, asked });
  for (const text of dead) account.hint(text);
  if (dead.length > 0) return;
  if (governing.length === 0) {
    const [by = 'the policy that decides'] = leg.decidedBy;
    account.hint(`let ${by} not deny it${isFinal ? '' : ', or put a rule that allows it before it'}`);
    return;
  }
  const peer = peerOf(account, other);
  if (!peer) {
    const missing = other.member
      ? `say where ${other.name} is (--cluster or --entry), and let its pods in`
      : `let it out to the addresses of ${other.name}, which no manifest says`;
    account.hint(missing);
    return;
  }
  account.lack({
    direction,
    pods: own,
    ownLabels: labelsOnlyOf(own, model.population),
    governing,
    peers: [peer],
    ports: asked === model.reach.ports.all ? {} : model.reach.ports.texts(asked),
  });
}

function egressOf({ model }: Account, from: PolicyEnd, to: PolicyEnd): PortSetId {
  const { reach } = model;
  if (!from.member) return reach.ports.all;
  const found = from.ends.flatMap((a) => to.ends.map((b) => reach.outOf(a, b).possible));
  return reach.ports.unionOf(found);
}

function sideOf(
  { model }: Account,
  direction: 'ingress' | 'egress',
  { name, ends, member }: PolicyEnd,
  other: PolicyEnd,
  asked: PortSetId,
): PolicySide[] {
  if (!member) return [];
  const sides = ends.flatMap((subject) =>
    other.ends.map((peer) =>
      sideLeg(model.reach, { direction, subject, peer, subjectName: name, peerName: other.name, asked }),
    ),
  );
  const who = other.member
    ? `the pods of ${name} or of ${other.name} differ`
    : `policies don't treat all pods of ${name} and all addresses of ${other.name} alike`;
  return [{ ...together(sides, who), direction, own: member, other, asked }];
}

/** Pods of one workload may differ: then what is so for some of them is not known of the workload. */
function together(sides: readonly SideLeg[], who: string): SideLeg {
  const of = (answer: Answer) => sides.find(({ leg }) => leg.answer === answer);
  const worst = of(Answer.DENIED) ?? of(Answer.UNKNOWN) ?? sides[0];
  const isOne = sides.every(({ leg }) => leg.answer === worst.leg.answer);
  if (isOne) return worst;
  const text = `${who}, and for some of them: ${worst.leg.text}`;
  return { ...worst, leg: { ...worst.leg, answer: Answer.UNKNOWN, text } };
}

/** The other end, as a rule names it; undefined where nobody says where it is. */
function peerOf({ model }: Account, { member, name }: PolicyEnd): RulePeer | undefined {
  if (member?.workload) {
    return { kind: 'pods', namespace: member.namespace, labels: labelsOnlyOf(member, model.population) };
  }
  if (member?.standIn) {
    const { namespace, namespaceLabels, labels, entity } = member.standIn;
    if (entity) return { kind: 'entity', entity };
    return namespace === undefined ? undefined : { kind: 'pods', namespace, namespaceLabels, labels };
  }
  const address = name.replace(/^external:/, '');
  if (!tryRangeOf(address)) return undefined;
  return {
    kind: 'addresses',
    cidr: address.includes('/') ? address : `${address}/${address.includes(':') ? 128 : 32}`,
  };
}
