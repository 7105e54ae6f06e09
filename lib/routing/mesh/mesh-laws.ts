import { Construct, type IConstruct } from 'constructs';
import { checkFeature, GatewayFeature, type IGatewayImplementation } from '../../cluster';
import { constructError, type Located, located } from '../../errors';
import { clusterOf, isPresent, PerApp } from '../../objects';
import type { IConnectable } from '../../policy';
import { checkKnownOptions, checkObject, isObject } from '../../traffic';
import { hasPods } from '../backend';
import { checkList } from '../backend-laws';
import { checkReachable } from '../delivery/reachable';
import type { MeshRouteProps } from './mesh-props';

const KNOWN = ['service', 'servicePort', 'rules', 'callers', 'implementation', 'name'];
/** Those of the catalogue that have a mesh, by its conformance reports. */
const MESHES = 'cilium or istio';

/** The routes of an app by what they take of a Service. */
const TAKEN = new PerApp<Map<string, IConstruct>>(() => new Map());

/** The routes of an app by kind and Service. */
const PARENTS = new PerApp<(MeshParent & { readonly route: IConstruct })[]>(() => []);

/** Checks what all routes of a mesh say, and returns who serves them. */
export function checkMeshRoute(
  place: Located,
  scope: Construct,
  route: string,
  props: MeshRouteProps,
): IGatewayImplementation {
  located(place, () => checkObject(`the properties of ${route}`, props));
  located(place, () => checkKnownOptions(route, props, KNOWN));
  const { service, servicePort, callers = [] } = props;
  checkReachable(place, scope, service, servicePort);
  checkList(place, 'callers', callers);
  const stray = callers.findIndex((caller) => !isObject(caller) || !hasPods(caller));
  if (stray >= 0) {
    throw constructError(place, {
      law: `the \`callers\` of ${route} must take part in connections`,
      got: callers[stray],
      remedy: 'name workloads of this library, or AdoptedWorkload.of() for those of others',
    });
  }
  for (const caller of callers) checkCaller(place, scope, route, caller);
  return meshOf(place, scope, route, props);
}

/** Before any of them is let in: the policies that were opened for those before it would stay open. */
function checkCaller(place: Located, scope: Construct, route: string, caller: IConnectable): void {
  const { _refusal: refusal } = caller.connections;
  if (refusal) throw constructError(place, refusal);
  if (!Construct.isConstruct(caller) || caller.node.root === scope.node.root) return;
  throw constructError(place, {
    law: `the \`callers\` of ${route} must be in its app, but [${caller.node.path}] is in another`,
    remedy: 'make the route in the app of its callers',
  });
}

/** Checks that a mesh heeds a route in another namespace than that of its Service. */
export function checkConsumer(place: Located, route: string, implementation: IGatewayImplementation): void {
  const { MESH_CONSUMER_ROUTE: feature } = GatewayFeature;
  located(place, () => checkFeature(implementation, feature, `${route} outside of the namespace of its Service`));
}

/** Checks that no other route has what this one takes of a Service: the mesh would heed the older one. */
export function checkTaken(place: Located, scope: Construct, takes: string[]): void {
  const taken = TAKEN.of(scope);
  for (const [index, what] of takes.entries()) {
    const earlier = taken.get(what);
    if (takes.indexOf(what) === index && !(earlier && isPresent(earlier))) continue;
    const whose = earlier ? `[${earlier.node.path}] has ${what} already` : `this one names ${what} twice`;
    throw constructError(place, {
      law: `what clients ask of a Service must belong to one route, but ${whose}`,
      remedy: 'leave one of them out, or match more',
    });
  }
}

/** The requests of a Service, as a route of one kind takes them. */
export interface MeshParent {
  readonly kind: 'HTTPRoute' | 'GRPCRoute';
  /** Whose requests: `Service shop/api for clients of shop`. */
  readonly requests: string;
  /** The port of the Service; undefined for all of them. */
  readonly port?: number;
}

/** Checks that the requests of a Service port are routed by one kind of routes: a mesh refuses HTTPRoutes beside the other. */
export function checkKind(place: Located, scope: Construct, { kind, requests, port }: MeshParent): void {
  const other = PARENTS.of(scope).find(
    (each) =>
      each.kind !== kind &&
      each.requests === requests &&
      (each.port === undefined || port === undefined || each.port === port) &&
      isPresent(each.route),
  );
  if (!other) return;
  throw constructError(place, {
    law: `a Service port must be routed by HTTPRoutes or by GRPCRoutes, but [${other.route.node.path}] is a ${other.kind} of ${requests} already`,
    remedy: 'name a `servicePort` in both, or leave one of them out: a mesh would heed the GRPCRoute alone',
  });
}

/** Notes the kind of a route, which was checked. */
export function noteKind(route: IConstruct, parent: MeshParent): void {
  PARENTS.of(route).push({ ...parent, route });
}

/** Notes what a route, which was checked, takes of a Service. */
export function noteTaken(route: IConstruct, takes: string[]): void {
  for (const what of takes) TAKEN.of(route).set(what, route);
}

function meshOf(
  place: Located,
  scope: Construct,
  route: string,
  { implementation: given }: MeshRouteProps,
): IGatewayImplementation {
  const implementation = given ?? clusterOf(scope).entries[0]?.implementation;
  if (implementation === undefined) {
    throw constructError(place, {
      law: `${route} must have an implementation, and the default entry of the cluster profile is none by Gateway`,
      remedy: `give \`implementation\`: ${MESHES}, of GatewayImplementations`,
    });
  }
  if (!isObject(implementation) || typeof implementation.name !== 'string') {
    throw constructError(place, {
      law: `the \`implementation\` of ${route} must be an IGatewayImplementation`,
      got: implementation,
      remedy: `take ${MESHES} from GatewayImplementations`,
    });
  }
  const { name, features } = implementation;
  // Of one that says nothing of itself nothing is refused.
  if (features === undefined || features.supported.includes(GatewayFeature.MESH)) return implementation;
  throw constructError(place, {
    law: `${route} must be left to a mesh, and by the report of ${features.readFrom}, ${name} is none`,
    remedy: `give \`implementation\`: ${MESHES}, of GatewayImplementations`,
  });
}
