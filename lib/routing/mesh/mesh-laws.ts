import type { Construct, IConstruct } from 'constructs';
import { checkFeature, GatewayFeature, type IGatewayImplementation } from '../../cluster';
import { constructError, type Located, located } from '../../errors';
import { clusterOf, isPresent, PerApp } from '../../objects';
import { checkKnownOptions, checkObject } from '../../traffic';
import { hasPods } from '../backend';
import { checkList } from '../backend-laws';
import { checkReachable } from '../delivery/reachable';
import type { MeshRouteProps } from './mesh-props';

const KNOWN = ['service', 'servicePort', 'rules', 'callers', 'implementation', 'name'];
/** Those of the catalogue that have a mesh, by its conformance reports. */
const MESHES = 'cilium or istio';

/** The routes of an app by what they take of a Service. */
const TAKEN = new PerApp<Map<string, IConstruct>>(() => new Map());

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
  const stray = callers.find((caller) => typeof caller !== 'object' || caller === null || !hasPods(caller));
  if (stray !== undefined) {
    throw constructError(place, {
      law: `the \`callers\` of ${route} must take part in connections`,
      got: stray,
      remedy: 'name workloads of this library, or AdoptedWorkload.of() for those of others',
    });
  }
  return meshOf(place, scope, route, props);
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
  const { name, features } = implementation;
  // Of one that says nothing of itself nothing is refused.
  if (features === undefined || features.supported.includes(GatewayFeature.MESH)) return implementation;
  throw constructError(place, {
    law: `${route} must be left to a mesh, and by the report of ${features.readFrom}, ${name} is none`,
    remedy: `give \`implementation\`: ${MESHES}, of GatewayImplementations`,
  });
}
