import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PodGroup } from './overlaps';
import { homeOf, partyOf } from './party';

/** The kinds that run pods and are everywhere, and where their pod template stands. Others may have a `spec.template`. */
const TEMPLATE: { [kind: string]: (manifest: any) => any } = {
  CronJob: (manifest) => manifest.spec?.jobTemplate?.spec?.template,
  DaemonSet: (manifest) => manifest.spec?.template,
  Deployment: (manifest) => manifest.spec?.template,
  Job: (manifest) => manifest.spec?.template,
  Pod: (manifest) => manifest,
  ReplicaSet: (manifest) => manifest.spec?.template,
  ReplicationController: (manifest) => manifest.spec?.template,
  StatefulSet: (manifest) => manifest.spec?.template,
};

/** Whether an object is of a kind that runs pods wherever it is. */
function runsPods(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && Object.hasOwn(TEMPLATE, construct.kind);
}

/** The template of a written object's pods, or the pod itself; undefined where there is nothing with containers. */
export function podTemplate(manifest: any): any {
  const template = (TEMPLATE[manifest.kind] ?? ((other: any) => other.spec?.template))(manifest);
  return Array.isArray(template?.spec?.containers) ? template : undefined;
}

/** The pods of all workloads in an app that aren't ours, and to which nobody of ours is connected. */
export function foreignPods(root: IConstruct): PodGroup[] {
  return root.node
    .findAll()
    .filter(runsPods)
    .filter((object) => partyOf(object) === undefined)
    .map((object) => ({
      construct: object,
      home: homeOf({ construct: object, namespace: object.metadata.namespace }),
      labels: labelsOf(object),
    }));
}

/** What can't be rendered fails the synth by itself. */
function labelsOf(object: ApiObject): { readonly [key: string]: string } {
  try {
    return podTemplate(rendered(object))?.metadata?.labels ?? {};
  } catch {
    return {};
  }
}

/**
 * The object as it will be written.
 *
 * A cdk8s-plus workload with `spread: true` adds its anti-affinity terms again each time it is rendered: it is rendered
 * here with that switched off, so that reading changes nothing.
 */
export function rendered(object: ApiObject): any {
  const owner = object.node.scope as { spread?: boolean } | undefined;
  const spread = owner?.spread;
  if (spread !== true) return object.toJson();
  try {
    (owner as { spread?: boolean }).spread = false;
    return object.toJson();
  } finally {
    (owner as { spread?: boolean }).spread = spread;
  }
}
