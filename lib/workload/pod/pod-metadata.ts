import type * as kplus from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import { valueError } from '../../errors';
import { objectLabels } from '../../objects';
import { checkLabels } from '../../traffic';
import { checkAnnotations } from './annotations';
import { identityOf, together } from './identity';
import type { PodOptions } from './pod-options';
import { constraintsAnnotation } from './security-context-constraints';

/** What the controllers of Kubernetes set on the pods that they make. */
const CONTROLLER_LABELS = [
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-generation',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
];

/** The keys that are ours: what we write ourselves would be overwritten, or overwrite. */
const OWN_KEYS = Object.keys(objectLabels('', ''));
const OWN_PREFIX = 'cdk8s-networking/';

/** Checks the labels and annotations that users give to pods. */
export function checkPodMetadata({ labels, annotations }: PodOptions): void {
  if (labels !== undefined) checkLabels(labels);
  if (annotations !== undefined) checkAnnotations(annotations);
  const managed = Object.keys(labels ?? {}).find((key) => OWN_KEYS.includes(key) || CONTROLLER_LABELS.includes(key));
  if (managed !== undefined) {
    throw valueError({
      law: 'a label of pods must not be one by which they are selected or managed, which are set already',
      got: managed,
      remedy: 'choose another key; the `name` of the workload is what it is selected by',
    });
  }
  const own = Object.keys(annotations ?? {}).find((key) => key.startsWith(OWN_PREFIX));
  if (own === undefined) return;
  throw valueError({
    law: `an annotation of pods must not start with ${OWN_PREFIX}, which this library writes itself`,
    got: own,
    remedy: 'choose another key',
  });
}

/** Gives the pods their labels at once: peers may ask for them before anything is written. */
export function labelPods(pods: kplus.AbstractPod, options: PodOptions): void {
  const { labels, annotations } = written(pods, options);
  for (const [key, value] of Object.entries(labels)) pods.podMetadata.addLabel(key, value);
  for (const [key, value] of Object.entries(annotations)) pods.podMetadata.addAnnotation(key, value);
}

/** What users give, and what other options ask for. */
function written(scope: IConstruct, options: PodOptions) {
  const { labels = {}, annotations = {} } = options;
  const { podLabels } = identityOf(scope, options);
  const constraints = constraintsAnnotation(scope, options);
  return {
    labels: together('the label', labels, podLabels, { option: 'identity', list: 'labels' }),
    annotations: together('the annotation', annotations, constraints, {
      option: 'securityContextConstraints',
      list: 'annotations',
    }),
  };
}
