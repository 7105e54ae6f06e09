import type { Construct, IConstruct } from 'constructs';
import { clusterOf } from '../../objects';
import { containersOf } from './pod-defaults';
import type { PodOptions } from './pod-options';
import { bindClusterRole } from './roles';

/** By which OpenShift takes these constraints and no others, or else refuses the pod. */
const REQUIRED = 'openshift.io/required-scc';

/** Those of OpenShift's own constraints that take no user but of the range that a namespace has. */
const ASSIGNING = ['hostaccess', 'hostnetwork', 'hostnetwork-v2', 'restricted', 'restricted-v2', 'restricted-v3'];

/** The fields of a security context that name users and groups. */
const USERS = ['runAsUser', 'runAsGroup', 'fsGroup'];

/** The constraints that some pods name, where their cluster knows any. */
export function constraintsOf(scope: IConstruct, { securityContextConstraints }: PodOptions): string | undefined {
  if (securityContextConstraints === undefined) return undefined;
  return clusterOf(scope).assignsPodUsers ? securityContextConstraints : undefined;
}

/** Whether the cluster picks the users and groups of some pods, which then must name none. */
export function hasAssignedUser(scope: IConstruct, options: PodOptions): boolean {
  const { securityContextConstraints: constraints } = options;
  return clusterOf(scope).assignsPodUsers && (constraints === undefined || ASSIGNING.includes(constraints));
}

/** The annotation by which some pods get the constraints that they name. */
export function constraintsAnnotation(scope: IConstruct, options: PodOptions): { readonly [key: string]: string } {
  const constraints = constraintsOf(scope, options);
  return constraints === undefined ? {} : { [REQUIRED]: constraints };
}

/** Lets the account of a workload use the constraints that its pods name. */
export function allowConstraints(scope: Construct, name: string, constraints: string): void {
  // A binding can't be led to another role later, so that each has a name of its own.
  bindClusterRole(scope, name, `${name}-scc-${constraints}`, `system:openshift:scc:${constraints}`);
}

/** Takes the users and groups out of a written pod. */
export function leaveUsersOut(pod: any): void {
  for (const context of contextsOf(pod)) {
    for (const field of USERS) delete context[field];
  }
}

/** The fields by which a written pod names users and groups. */
export function namedUsers(pod: any): string[] {
  const contexts = contextsOf(pod);
  return USERS.filter((field) => contexts.some((context) => context[field] !== undefined));
}

function contextsOf(pod: any): any[] {
  return [pod, ...containersOf(pod)].flatMap(({ securityContext }) => securityContext ?? []);
}
