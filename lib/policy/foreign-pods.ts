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
  return root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => runsPods(object) && partyOf(object) === undefined)
    .map((object) => ({ object, home: homeOf({ construct: object, namespace: object.metadata.namespace }) }))
    .filter(({ object, home }) => homes.has(home) && object.metadata.toJson()?.annotations?.[HELM_HOOK] === undefined)
    .map(({ object, home }) => ({ construct: object, home, isOurs: false, labels: labelsOf(object) }));
}

/** What can't be rendered fails the synth by itself. */
function labelsOf(object: ApiObject): { readonly [key: string]: string } {
  try {
    return podTemplate(rendered(object))?.metadata?.labels ?? {};
  } catch {
    return {};
  }
}
