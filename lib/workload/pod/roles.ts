import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { constructError } from '../../errors';
import { namespaceOf, objectMetadata, patchable } from '../../objects';
import { AccessScope } from './access-rule';
import type { KubernetesAccess } from './kubernetes-access';

const GROUP = 'rbac.authorization.k8s.io';
const ID = 'Access';
/** Why something is allowed, kept where the cluster's people read it. */
const REASONS = 'cdk8s-networking/access-reasons';

/** A role that exists or is written, as a binding names it. */
interface RoleRef {
  readonly kind: 'Role' | 'ClusterRole';
  readonly name: string;
}

/** The roles and the bindings of a workload. */
export function accessObjects(workload: Construct): ApiObject[] {
  const home = workload.node.tryFindChild(ID);
  return (home?.node.children ?? []).filter((child): child is ApiObject => ApiObject.isApiObject(child));
}

/** Writes what the account of a workload may do, and binds it to the account, which has the workload's name. */
export function writeAccess(scope: Construct, name: string, access: KubernetesAccess): void {
  const namespace = homeOfAccount(scope);
  const home = homeOfRoles(scope);
  if (access._manifests(AccessScope.NAMESPACE).length > 0) {
    writeRole(home, { kind: 'Role', name }, name, access, AccessScope.NAMESPACE);
    writeBinding(home, 'RoleBinding', name, name, { kind: 'Role', name });
  }
  if (access._manifests(AccessScope.CLUSTER).length > 0) {
    // A label of DNS has no dots, so that two workloads of one name in two namespaces never share it.
    const role: RoleRef = { kind: 'ClusterRole', name: `${namespace}.${name}` };
    writeRole(home, role, name, access, AccessScope.CLUSTER);
    writeBinding(home, 'ClusterRoleBinding', role.name, name, role);
  }
}

/** Binds a ClusterRole that exists to the account of a workload, in its namespace. */
export function bindClusterRole(scope: Construct, name: string, binding: string, clusterRole: string): void {
  homeOfAccount(scope);
  writeBinding(homeOfRoles(scope), 'RoleBinding', binding, name, { kind: 'ClusterRole', name: clusterRole });
}

function homeOfRoles(scope: Construct): Construct {
  return (scope.node.tryFindChild(ID) as Construct | undefined) ?? new Construct(scope, ID);
}

function writeRole(home: Construct, role: RoleRef, workload: string, access: KubernetesAccess, scope: AccessScope) {
  const reasons = access._reasons(scope);
  const metadata = objectMetadata(home, role.name, workload);
  const object = new ApiObject(home, role.kind, {
    apiVersion: `${GROUP}/v1`,
    kind: role.kind,
    metadata: { ...metadata, ...(reasons.length > 0 ? { annotations: { [REASONS]: reasons.join('; ') } } : {}) },
    rules: access._manifests(scope),
  });
  patchable(object, scope === AccessScope.CLUSTER ? ofTheCluster : undefined);
}

function writeBinding(home: Construct, kind: string, name: string, account: string, role: RoleRef): void {
  const isOfCluster = kind === 'ClusterRoleBinding';
  const id = role.kind === 'ClusterRole' && !isOfCluster ? `${kind}-${role.name}` : kind;
  const object = new ApiObject(home, id, {
    apiVersion: `${GROUP}/v1`,
    kind,
    metadata: objectMetadata(home, name, account),
    roleRef: { apiGroup: GROUP, kind: role.kind, name: role.name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: namespaceOf(home) }],
  });
  patchable(object, isOfCluster ? ofTheCluster : undefined);
}

/** cdk8s gives every object of a chart the chart's namespace. */
function ofTheCluster(json: any): void {
  delete json.metadata.namespace;
}

/** The API server refuses a binding that doesn't say where its account is. */
function homeOfAccount(scope: Construct): string {
  const namespace = namespaceOf(scope);
  if (namespace !== undefined) return namespace;
  throw constructError(scope, {
    law: 'a workload with roles must be in a chart that names its namespace, which their bindings have to name',
    remedy: "make it inside an IsolatedNamespace, or inside new Chart(app, 'shop', { namespace: 'shop' })",
  });
}
