import { valueError } from '../../errors';
import { checkDnsSubdomain, checkLabels, type LabelExpression } from '../../traffic';
import type { SchedulingOptions } from './scheduling-options';

/** Checks on which nodes some pods are to run. */
export function checkScheduling(options: SchedulingOptions): void {
  const { nodeSelector, spread = [], priorityClass, runtimeClass } = options;
  if (nodeSelector !== undefined) checkLabels(nodeSelector);
  if (priorityClass !== undefined) checkDnsSubdomain('the name of a PriorityClass', priorityClass);
  if (runtimeClass !== undefined) checkDnsSubdomain('the name of a RuntimeClass', runtimeClass);
  const places = spread.map(({ topologyKey, isRequired }) => `${topologyKey}${isRequired ? ', required' : ''}`);
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice === undefined) return;
  throw valueError({
    law: 'each `spread` of some pods must be over another label, or differ in `isRequired`',
    got: twice,
    remedy: 'name it once',
  });
}

/**
 * Adds to a written pod on which nodes it runs.
 *
 * What is there already was said to the cdk8s-plus object, and holds as well.
 *
 * @param labels - by which the pods are selected
 */
export function writeScheduling(pod: any, options: SchedulingOptions, labels: { [key: string]: string }): void {
  const { nodeSelector, nodeExpressions = [], tolerations = [], spread = [], priorityClass, runtimeClass } = options;
  if (nodeSelector && Object.keys(nodeSelector).length > 0) pod.nodeSelector = { ...nodeSelector };
  if (nodeExpressions.length > 0) requireOfNodes(pod, nodeExpressions);
  if (tolerations.length > 0) {
    pod.tolerations = [...(pod.tolerations ?? []), ...tolerations.map((each) => each._manifest())];
  }
  if (spread.length > 0) pod.topologySpreadConstraints = spread.map((each) => each._manifest(labels));
  if (priorityClass !== undefined) pod.priorityClassName = priorityClass;
  if (runtimeClass !== undefined) pod.runtimeClassName = runtimeClass;
}

/** The terms are alternatives, so that the conditions have to stand in each. */
function requireOfNodes(pod: any, expressions: LabelExpression[]): void {
  const conditions = expressions.map(({ key, operator, values }) => ({
    key,
    operator,
    ...(values.length > 0 ? { values: [...values] } : {}),
  }));
  const nodeAffinity = pod.affinity?.nodeAffinity ?? {};
  const terms = nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [{}];
  const nodeSelectorTerms = terms.map((term: any) => ({
    ...term,
    matchExpressions: [...(term.matchExpressions ?? []), ...conditions],
  }));
  pod.affinity = {
    ...pod.affinity,
    nodeAffinity: { ...nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  };
}
