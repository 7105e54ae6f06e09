import { ApiObject } from 'cdk8s';
import { type Fault, valueError } from '../../errors';
import { type Problem, problemOf } from '../../objects';
import type { Party } from '../party';
import { rendered } from '../pod-template';
import type { Admission, Caller } from './admission';
import { podPorts, type WrittenService } from './services-behind';
import { Waypoints } from './waypoints';

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'];

interface Reference {
  readonly name: string;
  readonly port?: number;
}

/**
 * Routes by which a waypoint would bring callers of one Service to the pods of another one that they may not connect to:
 * these know nobody but the waypoint. Pods that nobody reaches by it know it neither, and refuse it.
 */
export function routeProblems(waypoint: Party): Problem[] {
  const { namespace, construct } = waypoint;
  const waypoints = Waypoints.of(construct);
  const services = new Map(waypoints.servicesBeside(waypoint).map((service) => [service.name, service]));
  return construct.node.root.node
    .findAll()
    .filter((object): object is ApiObject => ApiObject.isApiObject(object) && ROUTES.includes(object.kind))
    .flatMap((route) => {
      const own = route.metadata.namespace;
      const isOurs = (each: any) => (each.kind ?? 'Service') === 'Service' && (each.namespace ?? own) === namespace;
      const spec = specOf(route);
      const parents: Reference[] = (spec.parentRefs ?? []).filter(({ kind }: any) => kind === 'Service').filter(isOurs);
      const backends: Reference[] = (spec.rules ?? []).flatMap(backendsOf).filter(isOurs);
      const isStrange = parents.some((parent) =>
        backends.some(
          (backend) => !isOpenToAll(waypoints, services.get(parent.name), services.get(backend.name), backend),
        ),
      );
      return isStrange ? [problemOf(route, valueError(FAULT))] : [];
    });
}

const FAULT: Fault = {
  law:
    'who may connect to a Service behind a waypoint must be let in by all to whom a route sends its requests, since ' +
    'these know nobody but the waypoint',
  remedy: 'connect the callers with the backends as well, such as by the `callers` of the route',
};

function isOpenToAll(
  waypoints: Waypoints,
  parent: WrittenService | undefined,
  backend: WrittenService | undefined,
  { port }: Reference,
): boolean {
  if (!parent?.isBehind || !backend || parent === backend) return true;
  const callers = waypoints.calleesOf(parent).flatMap((callee) => admissionsTo(waypoints, callee));
  return waypoints.calleesOf(backend).every((callee) => {
    const admissions = admissionsTo(waypoints, callee);
    if (admissions.length === 0) return true;
    const targets = podPorts(backend, callee.workload()).filter((each) => port === undefined || each.port === port);
    return callers.every(({ caller }) =>
      targets.every(({ target }) =>
        admissions.some((each) => isAmong(caller, each.caller) && each.ports.contains(target)),
      ),
    );
  });
}

function admissionsTo(waypoints: Waypoints, callee: Party): Admission[] {
  return waypoints.crossingsTo(callee).flatMap(({ admissions }) => admissions);
}

/** Whether one who is known in one way is among those who are known in another. */
function isAmong(caller: Caller, others: Caller): boolean {
  if (caller.key === others.key) return true;
  return caller.kind === 'account' && others.kind === 'namespace' && caller.namespace === others.namespace;
}

/** Those of a rule, and those to whom it sends copies. */
function backendsOf({ backendRefs = [], filters = [] }: any): Reference[] {
  const all = [...filters, ...backendRefs.flatMap((each: any) => each.filters ?? [])];
  return [...backendRefs, ...all.flatMap(({ requestMirror }: any) => requestMirror?.backendRef ?? [])];
}

/** What can't be rendered fails the synth by itself. */
function specOf(route: ApiObject): any {
  try {
    return rendered(route).spec ?? {};
  } catch {
    return {};
  }
}
