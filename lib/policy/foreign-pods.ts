import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { homeOf } from '../objects';
import type { PodGroup } from './overlaps';
import { partyOf } from './party';
import { podTemplate, rendered, runsPods } from './pod-template';

/** A chart's own test runs for a moment, under the labels of what it tests. */
const HELM_HOOK = 'helm.sh/hook';

/** The pods of all workloads in some namespaces that aren't ours, and to which nobody of ours is connected. */
export function foreignPods(root: IConstruct, homes: Set<string>): PodGroup[] {
  const isNear = (object: ApiObject, namespace?: string) => homes.has(homeOf({ construct: object, namespace }));
  return root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => partyOf(object) === undefined)
    .flatMap((object) => {
      const own = object.metadata.namespace;
      if (runsPods(object)) return isNear(object, own) ? groupOf(object, own, manifestOf(object)) : [];
      return itemsOf(object).flatMap((item) => {
        // Where an item names no namespace, nothing tells another one than that of its List.
        const namespace = item.metadata?.namespace ?? own;
        return runsPods(item) && isNear(object, namespace) ? groupOf(object, namespace, item) : [];
      });
    });
}

function groupOf(object: ApiObject, namespace: string | undefined, manifest: any): PodGroup[] {
  if (manifest?.metadata?.annotations?.[HELM_HOOK] !== undefined) return [];
  const labels = podTemplate(manifest ?? {})?.metadata?.labels ?? {};
  return [{ construct: object, home: homeOf({ construct: object, namespace }), isOurs: false, labels }];
}

/** The objects in a List, which cdk8s takes for one. */
function itemsOf(object: ApiObject): any[] {
  if (!/List$/.test(object.kind)) return [];
  const items = manifestOf(object)?.items;
  // In a typed List, such as a DeploymentList, the items need not say their kind again.
  const kind = object.kind.slice(0, -'List'.length);
  return Array.isArray(items) ? items.map((item) => ({ kind, ...item })) : [];
}

/** What can't be rendered fails the synth by itself. */
function manifestOf(object: ApiObject): any {
  try {
    return rendered(object);
  } catch {
    return undefined;
  }
}
