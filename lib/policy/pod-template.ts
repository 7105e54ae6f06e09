import type { ApiObject } from 'cdk8s';
import { templateOf, withoutSpread } from '../objects';

/** The kinds of Kubernetes that run pods. */
const WITH_PODS = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** The API groups in which no other kind runs pods. In another group, even a Service may have some: that of Knative. */
const KNOWN_GROUPS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apps',
  'autoscaling',
  'batch',
  'cert-manager.io',
  'core',
  'discovery.k8s.io',
  'gateway.networking.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Whether an object is of a kind that runs pods wherever it is. */
export function runsPods({ kind }: { readonly kind: string }): boolean {
  return WITH_PODS.has(kind);
}

/** Whether an object is of a kind that has no pods wherever it is. */
export function isPodless(object: ApiObject): boolean {
  return KNOWN_GROUPS.has(object.apiGroup) && !runsPods(object);
}

/** The template of a written object's pods, or the pod itself; undefined where there is nothing with containers. */
export function podTemplate(manifest: any): any {
  const template = templateOf(manifest);
  return Array.isArray(template?.spec?.containers) ? template : undefined;
}

/** The object as it will be written. Reading it changes nothing. */
export function rendered(object: ApiObject): any {
  return withoutSpread([object.node.scope], () => object.toJson());
}
