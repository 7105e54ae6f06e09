import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { homeOf, PerApp, ReadOnce } from '../../objects';

/** What of a LimitRange becomes the request of a container that has none: the default itself, or what stands in for it. */
const FILLING = ['defaultRequest', 'default', 'min', 'max'];

const FILLED = new PerApp((root) => new ReadOnce(root, () => filledIn(root)));

/**
 * Whether the API server fills in what a container doesn't request, by a LimitRange of the app in the namespace of its
 * workload.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function isRequestFilledIn(workload: ApiObject, resource: string): boolean {
  return FILLED.of(workload).value.get(placeOf(workload))?.has(resource) ?? false;
}

/** What is filled in, by namespaces. */
function filledIn(root: IConstruct): Map<string, Set<string>> {
  const filled = new Map<string, Set<string>>();
  for (const object of root.node.findAll()) {
    if (!ApiObject.isApiObject(object) || object.kind !== 'LimitRange') continue;
    const there = filled.get(placeOf(object)) ?? new Set();
    for (const resource of resourcesOf(object)) there.add(resource);
    filled.set(placeOf(object), there);
  }
  return filled;
}

/** What can't be written has a problem of its own, and tells it itself. */
function resourcesOf(object: ApiObject): string[] {
  try {
    const items: any[] = object.toJson().spec?.limits ?? [];
    return items
      .filter(({ type }) => type === 'Container')
      .flatMap((item) => FILLING.flatMap((field) => Object.keys(item[field] ?? {})));
  } catch {
    return [];
  }
}

function placeOf(object: ApiObject): string {
  return homeOf({ construct: object, namespace: object.metadata.namespace });
}
