import type { ApiObject } from 'cdk8s';
import { type AnyBackend, namespaceOfBackend } from '../backend';
import { grant } from '../gateway/needed-grants';
import { type ReferenceGrant, ReferentKind, type ReferrerKind } from '../gateway/reference-grant';

/** The grant by which a route may refer to a backend; none where both are in one namespace. */
export function grantsFor(route: ApiObject, backend: AnyBackend): ReferenceGrant[] {
  const home = route.metadata.namespace as string;
  const target = namespaceOfBackend(backend) as string;
  if (target === home) return [];
  const needed = {
    fromKind: route.kind as ReferrerKind,
    fromNamespace: home,
    toKind: ReferentKind.SERVICE,
    toName: backend.service.object.name,
    namespace: target,
  };
  return [grant(backend.service.object, needed)];
}

/** Grants, each once and frozen, as routes show them. */
export function distinct(grants: ReferenceGrant[]): ReferenceGrant[] {
  const all = [...new Set(grants)];
  Object.freeze(all);
  return all;
}
