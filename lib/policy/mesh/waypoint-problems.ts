import type { IMesh } from '../../cluster';
import { valueError } from '../../errors';
import { type Problem, problemOf } from '../../objects';
import { PortSet } from '../../traffic';
import { ConnectionGraph } from '../graph';
import type { Party } from '../party';
import { type Admission, bystanders } from './admission';
import { nameOf } from './declared-ports';
import type { IdentityObject } from './identity-object';
import { blurred } from './identity-problems';
import { USE_WAYPOINT } from './services-behind';
import { rulesFor } from './waypoint-policies';
import { routeProblems } from './waypoint-routes';
import { Waypoints } from './waypoints';

/** What can't be said of those who pass a waypoint; seen when everything is declared. */
export function waypointProblems(waypoint: Party, mesh: IMesh, write: () => IdentityObject[]): Problem[] {
  const problems = [
    ...blurredCallers(waypoint, mesh),
    ...mixedServices(waypoint, mesh),
    ...blindServices(waypoint),
    ...strays(waypoint),
    ...routeProblems(waypoint),
  ];
  try {
    write();
    return problems;
  } catch (error) {
    return [...problems, problemOf(waypoint.construct, error)];
  }
}

/** Who passes the waypoint to some workload, and is known there as somebody who may connect to another one. */
function blurredCallers(waypoint: Party, mesh: IMesh): Problem[] {
  const crossings = Waypoints.of(waypoint.construct).crossings(waypoint);
  const passing = new Map(
    crossings.flatMap(({ admissions }) =>
      admissions.map((each) => [nameOf(each), { ...each, ports: PortSet.none() }] as const),
    ),
  );
  for (const each of meantByMany(
    waypoint,
    crossings.flatMap(({ admissions }) => admissions),
    mesh,
  )) {
    passing.set(nameOf(each), each);
  }
  const callees = new Map<Party, Admission[]>();
  for (const { callee, admissions } of crossings) callees.set(callee, [...(callees.get(callee) ?? []), ...admissions]);
  return [...callees].flatMap(([callee, admissions]) => {
    // What is declared of these is looked at where they arrive.
    const known = new Set(admissions.map(nameOf));
    const others = [...passing].filter(([name]) => !known.has(name)).map(([, each]) => each);
    const faults = blurred({ admissions, workload: callee.workload() }, others);
    return faults.map((fault) => problemOf(callee.construct, valueError(fault)));
  });
}

/** Workloads that a namespace, or everyone, stands for: the network policy of the waypoint lets each of them in. */
function meantByMany(waypoint: Party, admissions: Admission[], mesh: IMesh): Admission[] {
  const isOpen = admissions.some(({ caller }) => caller.kind === 'everyone' || caller.kind === 'range');
  const many = admissions.flatMap((each): Admission[] => {
    const { caller } = each;
    if (caller.kind !== 'account' && caller.kind !== 'namespace') return [];
    const { namespace } = caller;
    const whole = { ...each, caller: { kind: 'namespace' as const, key: `2 ${namespace}`, namespace }, isWhole: true };
    return isOpen ? [whole] : [each];
  });
  return bystanders(ConnectionGraph.of(waypoint.construct), many, mesh);
}

/** A waypoint chooses among the pods of a Service whatever it is that a caller may connect to. */
function mixedServices(waypoint: Party, mesh: IMesh): Problem[] {
  return Waypoints.of(waypoint.construct)
    .servicesBehind(waypoint)
    .filter((service) => {
      const [first, ...others] = saidOf(() => rulesFor(waypoint, service, mesh));
      return others.some((rules) => JSON.stringify(rules) !== JSON.stringify(first));
    })
    .map((service) =>
      problemOf(
        service.object,
        valueError({
          law:
            'the workloads behind a Service that a waypoint is in front of must be open to the same callers on the same ' +
            'ports, since the waypoint chooses among them',
          remedy: `connect the callers with each of them, or label the Service "${USE_WAYPOINT}: none"`,
        }),
      ),
    );
}

/** The waypoint would refuse all that is sent to their Services. */
function strays(waypoint: Party): Problem[] {
  return Waypoints.of(waypoint.construct)
    .strayBehind(waypoint)
    .map((party) =>
      problemOf(
        party.construct,
        valueError({
          law: 'the workloads behind a waypoint must be in its mesh, and the pods of this one left it',
          remedy: `label its Services "${USE_WAYPOINT}: none", or leave its pods in the mesh`,
        }),
      ),
    );
}

/** What stands behind these is known to no policy, and the waypoint would refuse it. */
function blindServices(waypoint: Party): Problem[] {
  return Waypoints.of(waypoint.construct)
    .servicesBehind(waypoint)
    .filter(({ pods }) => pods === undefined)
    .map(({ object }) =>
      problemOf(
        object,
        valueError({
          law: 'a Service behind a waypoint must select pods, since nobody is let through to anything else',
          remedy: `label it "${USE_WAYPOINT}: none", and its clients go to its addresses as before`,
        }),
      ),
    );
}

/** What can't be written is a problem of its own. */
function saidOf(rules: () => any[][]): any[][] {
  try {
    return rules();
  } catch {
    return [];
  }
}
