import { Protocol } from '../../traffic';
import { Answer } from '../answer';
import { HBONE_PORT } from '../evaluate/carriage';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import { nameOf, whereIs } from '../network/place';
import type { ServiceFacts } from '../network/services';
import { answered } from '../question/ask';
import type { Crossing } from '../waypoint/crossings';
import { layeredText } from '../waypoint/doubts';
import { type Binding, standInOf, type Waypoint } from '../waypoint/waypoint';
import type { WaypointWays } from '../waypoint/ways';
import type { Account } from './account';
import { identityRemedy } from './identity-remedy';
import { addPolicyLegs, addSides, networkSides, type PolicyEnd } from './policy-legs';
import { sideLeg } from './side';

/** A caller in the cluster. */
type Caller = PolicyEnd & { readonly member: Member };

/** What goes through a waypoint: from the caller, for a Service or a pod's own address, to pods. */
interface Passage {
  readonly binding: Binding;
  readonly service?: ServiceFacts;
  /** The ports as the waypoint sees them, and as the pods do. */
  readonly asked: PortSetId;
  readonly arriving: PortSetId;
  readonly to: Member;
  /** Why it isn't certain that it leads there. */
  readonly doubt?: string;
}

/**
 * Adds the ways through waypoints, where it is these by which what was asked about gets there, or would.
 *
 * @returns whether it is
 */
export function addWaypoints(account: Account, from: PolicyEnd, to: Member): boolean {
  const { model, asked } = account;
  const { waypoints, reach } = model;
  if (!waypoints?.leadsTo(to) || !isCaller(from)) return false;
  const found = passagesTo(account, waypoints, to).filter(
    ({ binding, arriving }) => account.asks(arriving) && waypoints.useBy(from.member, binding) !== 'never',
  );
  if (found.length === 0) return false;
  const { around, through } = waypoints.between(from.member, to);
  const [past, by] = [around, through].map((each) => rank(answered(reach.ports, each, asked)));
  if (past > by || past === RANKS.indexOf(Answer.ALLOWED)) return false;
  for (const passage of found) addPassage(account, from, passage);
  return true;
}

/** Adds the way of what is sent to a port of a Service, where that goes to a waypoint. */
export function addCrossing(account: Account, from: PolicyEnd, crossing: Crossing): boolean {
  const { waypoints } = account.model;
  if (!waypoints || !isCaller(from) || waypoints.useBy(from.member, crossing.binding) === 'never') return false;
  addPassage(account, from, passageOf(account, crossing));
  return true;
}

const RANKS = [Answer.DENIED, Answer.UNKNOWN, Answer.ALLOWED];

function rank(answer: Answer): number {
  return RANKS.indexOf(answer);
}

function isCaller(from: PolicyEnd): from is Caller {
  return from.member !== undefined;
}

function passagesTo(account: Account, waypoints: WaypointWays, to: Member): Passage[] {
  const { ports } = account.model.reach;
  const own = waypoints.ownOf(to);
  const tcp = ports.intersection(account.asked, ports.range(Protocol.TCP));
  return [
    ...waypoints.crossings.to(to).map((crossing) => passageOf(account, crossing)),
    ...(own ? [{ binding: own, asked: tcp, arriving: tcp, to }] : []),
  ];
}

function passageOf({ model }: Account, { binding, service, port, to, targetPort, doubt }: Crossing): Passage {
  const { ports } = model.reach;
  const asked = ports.range(Protocol.TCP, port.port, port.port);
  const arriving = ports.range(Protocol.TCP, targetPort, targetPort);
  return { binding, service, asked, arriving, to, ...(doubt !== undefined && { doubt }) };
}

/** From the caller to the waypoint, through it, and on to the pods. */
function addPassage(account: Account, from: Caller, passage: Passage): void {
  const { model } = account;
  const { reach, population } = model;
  const { waypoint } = passage.binding;
  addBinding(account, from, passage);
  if (!waypoint) return;
  const member = population.standIn(standInOf(waypoint));
  const at: Caller = { name: member.name, ends: member.classes, member };
  const hbone = reach.ports.range(Protocol.TCP, HBONE_PORT, HBONE_PORT);
  addSides(account, networkSides(account, from, at, hbone));
  addDoor(account, from, passage, waypoint, member);
  const { to, arriving } = passage;
  addPolicyLegs(account, at, { name: to.name, ends: to.classes, member: to }, arriving);
}

function addBinding(account: Account, from: Caller, { binding, service, to, doubt }: Passage): void {
  const { waypoint, saidBy, name } = binding;
  const isSure = account.model.waypoints?.useBy(from.member, binding) === 'always';
  const what = service
    ? `what ${from.name} sends to ${nameOf(service.object)}`
    : `what ${from.name} sends to ${to.name}`;
  const doubts = [binding.doubt, doubt].filter((each) => each !== undefined);
  const why = doubts.length > 0 ? `: ${doubts.join('; ')}` : '';
  const objects = [saidBy, ...(waypoint ? [waypoint.gateway.object] : [])];
  account.add({
    leg: 'waypoint',
    answer: isSure && doubts.length === 0 ? Answer.ALLOWED : Answer.UNKNOWN,
    text: `${what} ${isSure ? 'goes' : 'may go'} through the waypoint ${name}${why}`,
    decidedBy: objects.map((object) => `${nameOf(object)} (${whereIs({ object, path: [] })})`),
  });
}

/** What the waypoint asks of the caller. */
function addDoor(account: Account, from: Caller, passage: Passage, waypoint: Waypoint, own: Member): void {
  const { model } = account;
  const { waypoints, reach } = model;
  if (!waypoints) return;
  const { service, asked } = passage;
  const subject = waypoints.doors.classOf(waypoint);
  const door = waypoints.doors.profileOf(waypoint, service);
  const subjectName = service ? `${nameOf(service.object)} at ${own.name}` : own.name;
  for (const peer of from.ends) {
    const side = { direction: 'identity', subject, peer, subjectName, peerName: from.name, asked, door } as const;
    const { leg, governing } = sideLeg(reach, side);
    account.add(leg);
    if (leg.answer === Answer.DENIED) {
      const { member: caller, name: callerName } = from;
      const denials = leg.decidedBy;
      account.hint(identityRemedy(model, { own, caller, callerName, asked, governing, denials, service }));
    }
    if (waypoints.doors.isLayered(peer, waypoint)) {
      const text = layeredText(reach, subject, waypoint.name);
      account.add({ leg: 'identity', answer: Answer.UNKNOWN, text, decidedBy: [] });
    }
  }
}
