import { Protocol } from '../../traffic';
import { Answer } from '../answer';
import { tryRangeOf } from '../evaluate/address-range';
import { type Carriage, HBONE_PORT, LINKERD_PORT, seenInTunnel } from '../evaluate/carriage';
import { carriageDoubts, proxyDoubts } from '../evaluate/doubts';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Direction } from '../network/policies';
import type { Account } from './account';
import { deadPolicies } from './dead-policies';
import { identityRemedy } from './identity-remedy';
import { labelsOnlyOf } from './own-labels';
import type { RulePeer } from './remedy';
import { type SideLeg, sideLeg } from './side';
import type { WhyLeg } from './why-report';

/** One end of a connection that policies are asked about. */
export interface PolicyEnd {
  readonly name: string;
  readonly ends: readonly EndId[];
  /** Undefined for addresses, which nothing governs. */
  readonly member?: Member;
}

/** What policies say on one side, and whom it is about. */
export interface PolicySide extends SideLeg {
  readonly direction: Direction;
  readonly own: Member;
  readonly other: PolicyEnd;
  readonly asked: PortSetId;
}

/** Adds what policies say on both sides, and what they would have to say. */
export function addPolicyLegs(account: Account, from: PolicyEnd, to: PolicyEnd, asked: PortSetId): void {
  for (const leg of carriageLegs(account, from, to, asked)) account.add(leg);
  addSides(account, policySides(account, from, to, asked));
}

/** Adds what policies say on the side of a workload alone, where nothing is known of those over the other end. */
export function addOwnLegs(account: Account, direction: Direction, own: PolicyEnd, other: PolicyEnd): void {
  addSides(account, sideOf(account, direction, own, other, account.asked));
}

/** Adds what was said on some sides, and notes what they lack. */
export function addSides(account: Account, sides: readonly PolicySide[]): void {
  for (const side of sides) {
    account.add(side.leg);
    if (side.leg.answer === Answer.DENIED) noteLack(account, side);
  }
}

/**
 * What policies say on both sides, and what a mesh says of the caller; ingress is asked about the ports that egress
 * leaves, if it leaves any. Inside connections of a mesh the network sees the port of these.
 */
export function policySides(account: Account, from: PolicyEnd, to: PolicyEnd, asked: PortSetId): PolicySide[] {
  const { ports } = account.model.reach;
  const isInside = carriagesOf(account, from, to).every((carriage) => carriage === 'tunnelled');
  const tcp = ports.intersection(asked, ports.range(Protocol.TCP));
  const isKnown = tcp !== ports.none && to.ends.some((end) => account.model.reach.asksWho(end));
  return [
    ...networkSides(account, from, to, isInside ? seenInTunnel(ports, asked) : asked),
    ...(isKnown ? sideOf(account, 'identity', to, from, tcp) : []),
  ];
}

/** What network policies say on both sides of a port as they see it. */
export function networkSides(account: Account, from: PolicyEnd, to: PolicyEnd, seen: PortSetId): PolicySide[] {
  const { ports } = account.model.reach;
  const left = ports.intersection(seen, egressOf(account, from, to));
  return [
    ...sideOf(account, 'egress', from, to, seen),
    ...sideOf(account, 'ingress', to, from, left === ports.none ? seen : left),
  ];
}

function carriagesOf({ model: { reach } }: Account, from: PolicyEnd, to: PolicyEnd): Carriage[] {
  return from.ends.flatMap((a) => to.ends.map((b) => reach.carriage(a, b)));
}

/** What becomes of the port on the way, where a mesh carries the connection inside another. */
function carriageLegs(account: Account, from: PolicyEnd, to: PolicyEnd, asked: PortSetId): WhyLeg[] {
  const { reach } = account.model;
  const carriages = carriagesOf(account, from, to);
  if (reach.ports.intersection(asked, reach.ports.range(Protocol.TCP)) === reach.ports.none) return [];
  if (carriages.every((carriage) => carriage === 'direct')) return [];
  if (carriages.every((carriage) => carriage === 'tunnelled')) {
    const text =
      `${from.name} and ${to.name} are in an ambient mesh, which carries TCP between them to TCP ${HBONE_PORT}: ` +
      'network policies see that port, and every TCP port behind it';
    return [{ leg: 'mesh', answer: Answer.ALLOWED, text, decidedBy: [] }];
  }
  if (carriages.every((carriage) => carriage === 'direct' || carriage === 'proxied')) {
    return proxyLegs(account, from, to, asked);
  }
  const doubts = from.ends.flatMap((a) => to.ends.flatMap((b) => carriageDoubts(reach, a, b)));
  const text = `whether network policies see the port or TCP ${HBONE_PORT} is not known: ${[...new Set(doubts)].join('; ')}`;
  return [{ leg: 'mesh', answer: Answer.UNKNOWN, text, decidedBy: [] }];
}

/** Where the port that network policies see makes a difference in the mesh of Linkerd. */
function proxyLegs({ model: { reach } }: Account, from: PolicyEnd, to: PolicyEnd, asked: PortSetId): WhyLeg[] {
  const doubts = from.ends.flatMap((a) =>
    to.ends.flatMap((b) => (reach.isSeenAlike(a, b, asked) ? [] : proxyDoubts(reach, a, b))),
  );
  if (doubts.length === 0) return [];
  const text = `whether network policies see the port or TCP ${LINKERD_PORT} is not known: ${[...new Set(doubts)].join('; ')}`;
  return [{ leg: 'mesh', answer: Answer.UNKNOWN, text, decidedBy: [] }];
}

/** Notes what a side would have to say. */
export function noteLack(
  account: Account,
  { direction, own, other, asked, leg, governing, isFinal }: PolicySide,
): void {
  const { model } = account;
  if (direction === 'identity') {
    const { member: caller, name: callerName } = other;
    account.hint(identityRemedy(model, { own, caller, callerName, asked, governing, denials: leg.decidedBy }));
    return;
  }
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
  direction: Direction,
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
    const { namespace, namespaceLabels, entity, waypoint } = member.standIn;
    const labels = waypoint?.knownBy ?? member.standIn.labels;
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
