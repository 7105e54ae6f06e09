import { Answer } from '../answer';
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

/** Adds what policies say on both sides, and what they would have to say. */
export function addPolicyLegs(account: Account, from: PolicyEnd, to: PolicyEnd, asked: PortSetId): void {
  addSide(account, 'egress', from, to, asked, to);
  addSide(account, 'ingress', to, from, asked, to);
}

function addSide(
  account: Account,
  direction: 'ingress' | 'egress',
  own: PolicyEnd,
  other: PolicyEnd,
  asked: PortSetId,
  destination: PolicyEnd,
): void {
  if (!own.member) return;
  const { reach } = account.model;
  const sides = own.ends.flatMap((subject) =>
    other.ends.map((peer) =>
      sideLeg(reach, { direction, subject, peer, subjectName: own.name, peerName: other.name, asked }),
    ),
  );
  const { leg, governing } = worst(sides);
  account.add(leg);
  if (leg.answer !== Answer.DENIED) return;
  if (governing.length === 0) {
    const [by = 'the policy that decides'] = leg.decidedBy;
    account.hint(`let ${by} not deny it, or put a rule with action Allow or Pass before it`);
    return;
  }
  for (const text of deadPolicies(account.model, { direction, own: own.member, peer: other.ends, asked }))
    account.hint(text);
  account.lack({
    direction,
    pods: own.member,
    ownLabels: labelsOnlyOf(own.member, account.model.population),
    governing,
    peers: [peerOf(account, other)],
    ports: asked === reach.ports.all ? declaredPorts(account, destination) : reach.ports.texts(asked),
  });
}

/** Pods of one workload may differ: what doesn't hold for some of them is what matters. */
function worst(sides: readonly SideLeg[]): SideLeg {
  const of = (answer: Answer) => sides.find(({ leg }) => leg.answer === answer);
  return of(Answer.DENIED) ?? of(Answer.UNKNOWN) ?? sides[0];
}

function peerOf({ model }: Account, { member, name }: PolicyEnd): RulePeer {
  if (member?.workload) {
    return { kind: 'pods', namespace: member.namespace, labels: labelsOnlyOf(member, model.population) };
  }
  if (member) {
    const [id] = member.classes;
    return { kind: 'pods', namespace: member.namespace, labels: model.reach.table.classes[id].labels };
  }
  const address = name.replace(/^external:/, '');
  return {
    kind: 'addresses',
    cidr: address.includes('/') ? address : `${address}/${address.includes(':') ? 128 : 32}`,
  };
}

/** Where nobody asks for a port, those that the pods declare are what is wanted. */
function declaredPorts({ model }: Account, { member }: PolicyEnd): { readonly [protocol: string]: string } {
  const { ports } = model.reach;
  const declared = (member?.workload?.pods ?? []).flatMap((pod) => pod.ports);
  const sets = declared.map(({ protocol, number }) => ports.range(protocol, number, number));
  return ports.texts(sets.reduce((a, b) => ports.union(a, b), ports.none));
}
