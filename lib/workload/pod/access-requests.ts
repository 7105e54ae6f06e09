import { valueError } from '../../errors';
import type { AccessRule } from './access-rule';

// What every cluster accepts of a rule, although no request ever matches it.

/** What is asked of objects alone; of a path, the verb is the method of the request. */
const OF_OBJECTS = ['list', 'watch', 'deletecollection'];

/**
 * Paths have neither groups nor names.
 *
 * Of other verbs none is refused: the API server asks for methods in lower case, but whoever else asks it about a path,
 * such as kube-rbac-proxy, may say `create` of a POST.
 */
export function checkPaths({ urls, verbs, ...rule }: AccessRule): void {
  if (urls === undefined) return;
  for (const field of ['apiGroups', 'resourceNames'] as const) {
    if (rule[field] === undefined) continue;
    throw valueError({
      law: `a rule with \`urls\` must have no \`${field}\`, since paths are no objects`,
      got: rule[field],
      remedy: 'leave it out, or give what is meant of objects a rule of its own',
    });
  }
  const dead = verbs.find((verb) => OF_OBJECTS.includes(verb));
  if (dead === undefined) return;
  throw valueError({
    law: `a rule with \`urls\` must not have the verb ${dead}, which is asked of objects alone`,
    got: verbs,
    remedy: 'leave it out, and name the methods of the requests in lower case, as in get',
  });
}

/** An object that isn't there yet has no name by which a request could be told from others, and neither have all at once. */
export function checkNames({ resources = [], resourceNames, verbs }: AccessRule): void {
  if (resourceNames === undefined) return;
  // To Kubernetes a request for all objects has an empty name, and a star is a name like others.
  const odd = resourceNames.find((name) => name === '' || name === '*');
  if (odd !== undefined) {
    throw valueError({
      law: 'the `resourceNames` of a rule must each name one object',
      got: odd,
      remedy: 'leave `resourceNames` out for all objects',
    });
  }
  const parts = resources.filter((resource) => resource.includes('/'));
  const wholes = resources.filter((resource) => !resource.includes('/'));
  // What is made of a part, such as pods/exec, is made of an object that has a name.
  const dead = verbs.find((verb) => (verb === 'create' && wholes.length > 0) || verb === 'deletecollection');
  if (dead === undefined) return;
  if (dead === 'create' && parts.length > 0) {
    throw valueError({
      law: `a rule with \`resourceNames\` must not have the verb create for ${wholes.join(', ')}, which Kubernetes then allows for no object`,
      got: resources,
      remedy: `give ${parts.join(', ')} a rule of their own`,
    });
  }
  throw valueError({
    law: `a rule with \`resourceNames\` must not have the verb ${dead}, which Kubernetes then allows for no object`,
    got: resourceNames,
    remedy:
      wholes.length > 0
        ? `allow ${dead} in a rule of its own, without \`resourceNames\``
        : 'say delete, the verb for a part of one object',
  });
}
