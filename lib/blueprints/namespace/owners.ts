import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, located } from '../../errors';
import { byKey, objectMetadata, patchable } from '../../objects';
import { Owner } from './owner';
import { OwnerRole } from './owner-role';

const NAME = 'owners';
const RBAC = 'rbac.authorization.k8s.io';

/** Who owns a namespace, and what they may do in it. */
export interface Owners {
  readonly owners?: (string | Owner)[];
  readonly ownerRole?: OwnerRole;
}

/** Writes what lets the owners of a namespace work in it: a RoleBinding, and a Role where it is one of the namespace. */
export function bindOwners(scope: Construct, namespace: string, { owners, ownerRole }: Owners): ApiObject[] {
  checkOwners(scope, owners, ownerRole);
  if (owners === undefined) return [];
  const role = ownerRole ?? OwnerRole.edit();
  const subjects = owners.map((each) => asOwner(scope, each)._subject(namespace));
  const distinct = [...new Map(subjects.map((subject) => [JSON.stringify(byKey(subject)), subject])).entries()];
  const own = role.clusterRoleName === undefined;
  const written = [
    ...(own ? [write(scope, 'OwnerRole', 'Role', { rules: role._rules })] : []),
    write(scope, 'Owners', 'RoleBinding', {
      roleRef: { apiGroup: RBAC, kind: own ? 'Role' : 'ClusterRole', name: role.clusterRoleName ?? NAME },
      subjects: distinct.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, subject]) => subject),
    }),
  ];
  return written;
}

function write(scope: Construct, id: string, kind: string, fields: any): ApiObject {
  const metadata = objectMetadata(scope, NAME);
  const object = new ApiObject(scope, id, { apiVersion: `${RBAC}/v1`, kind, metadata, ...fields });
  patchable(object);
  return object;
}

function asOwner(scope: Construct, owner: string | Owner): Owner {
  return located(scope, () => (typeof owner === 'string' ? Owner.group(owner) : owner));
}

/** From JavaScript, anything may come; and a RoleBinding of nobody would look like one of somebody. */
function checkOwners(scope: Construct, owners: unknown, ownerRole: unknown): void {
  const isOne = (each: unknown) => typeof each === 'string' || Owner.isOwner(each);
  if (owners !== undefined && !(Array.isArray(owners) && owners.length > 0 && owners.every(isOne))) {
    throw constructError(scope, {
      law: '`owners` must be a list of groups or Owners, with one in it',
      got: owners,
      remedy: "write it as in ['team-shop', Owner.user('ada@example.com')]",
    });
  }
  if (ownerRole === undefined) return;
  if (!OwnerRole.isOwnerRole(ownerRole)) {
    throw constructError(scope, {
      law: '`ownerRole` must be an OwnerRole',
      got: ownerRole,
      remedy: "write it as in OwnerRole.clusterRole('view')",
    });
  }
  if (owners !== undefined) return;
  throw constructError(scope, {
    law: "an `ownerRole` must be somebody's, and there are no `owners`",
    remedy: "name them as in `owners: ['team-shop']`",
  });
}
