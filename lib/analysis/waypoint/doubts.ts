import type { ClassId } from '../evaluate/class-table';
import { carriageDoubts, doubtsBetween, networkDoubts, profileDoubts } from '../evaluate/doubts';
import type { Member } from '../evaluate/population';
import type { Reach } from '../evaluate/reach';
import { nameOf } from '../network/place';
import type { ServiceFacts } from '../network/services';
import type { Crossing } from './crossings';
import type { Binding } from './waypoint';
import type { WaypointWays } from './ways';

/** Why it isn't known whether something passes to pods through waypoints: sentences, each once. */
export function waypointDoubts(reach: Reach, ways: WaypointWays, from: Member, to: Member): string[] {
  const own = ways.ownOf(to);
  const doubts = [
    ...ways.crossings.to(to).flatMap((crossing) => crossingDoubts(reach, ways, from, crossing)),
    ...(own ? bindingDoubts(reach, ways, from, to, own) : []),
  ];
  return [...new Set(doubts)];
}

/** The same of one port of a Service. */
function crossingDoubts(reach: Reach, ways: WaypointWays, from: Member, crossing: Crossing): string[] {
  const { allowed, possible } = ways.by(from, crossing);
  if (allowed === possible) return [];
  const { binding, service, to, doubt } = crossing;
  const doubts = bindingDoubts(reach, ways, from, to, binding, service);
  return [...new Set([...(doubt === undefined ? [] : [doubt]), ...doubts])];
}

function bindingDoubts(
  reach: Reach,
  ways: WaypointWays,
  from: Member,
  to: Member,
  { waypoint, doubt }: Binding,
  service?: ServiceFacts,
): string[] {
  const doubts = doubt === undefined ? [] : [doubt];
  if (!waypoint) return doubts;
  const at = ways.doors.classOf(waypoint);
  for (const a of from.classes) {
    doubts.push(...carriageDoubts(reach, a, at), ...networkDoubts(reach, a, at));
    if (ways.doors.isLayered(a, waypoint)) doubts.push(layeredText(reach, at, waypoint.name));
    doubts.push(...profileDoubts(reach, ways.doors.profileOf(waypoint, service), at, a));
  }
  for (const b of to.classes) doubts.push(...doubtsBetween(reach, at, b));
  return doubts;
}

/** Policies by labels are asked at a waypoint where Istio was told so, which no manifest shows. */
export function layeredText(reach: Reach, at: ClassId, name: string): string {
  const { policies, opaque } = reach.profileOf(at, 'identity');
  const objects = [...policies.map(({ policy }) => policy.object), ...opaque.map(({ object }) => object)];
  const names = [...new Set(objects.map(nameOf))].sort().join(', ');
  return `whether the waypoint ${name} asks ${names || 'policies by labels'} depends on how Istio is installed`;
}
