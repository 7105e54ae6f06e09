import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { valueError } from '../../errors';
import { PerApp, type Problem, validateApp } from '../../objects';

const GROUP = 'policy.networking.k8s.io';
const KINDS = ['ClusterNetworkPolicy', 'AdminNetworkPolicy'];

const CHECKED = new PerApp((root) => {
  validateApp(root, () => equalPriorities(root));
  return root;
});

/** Has an app refused in which two policies of the cluster are asked in no order, whoever wrote them. */
export function ensureDistinctPriorities(scope: IConstruct): void {
  CHECKED.of(scope);
}

function equalPriorities(root: IConstruct): Problem[] {
  const seen = new Map<string, ApiObject>();
  return root.node.findAll().flatMap((object) => {
    if (!ApiObject.isApiObject(object) || object.apiGroup !== GROUP || !KINDS.includes(object.kind)) return [];
    const { tier = 'Admin', priority } = specOf(object);
    if (priority === undefined) return [];
    const key = `${object.kind} ${tier} ${priority}`;
    const earlier = seen.get(key);
    if (!earlier) {
      seen.set(key, object);
      return [];
    }
    const { message } = valueError({
      law:
        `the policies of a tier must differ in priority, but ${object.kind} ${object.name} has ${priority} as ` +
        `[${earlier.node.path}] has, and no order is defined for them`,
      remedy: 'give one of them another `priority`',
    });
    return { construct: object, text: message };
  });
}

/** What a policy says with its patches; nothing where these don't fit, which it reports by itself. */
function specOf(object: ApiObject): { readonly tier?: string; readonly priority?: number } {
  try {
    return object.toJson().spec ?? {};
  } catch {
    return {};
  }
}
