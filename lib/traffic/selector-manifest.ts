import type { LabelSelector } from './label-selector';

/** A label selector as Kubernetes writes it; the selector of everything is `{}`. */
export function selectorManifest(selector: LabelSelector): any {
  const labels = selector.labels;
  const expressions = selector.expressions;
  return {
    ...(Object.keys(labels).length > 0 ? { matchLabels: labels } : {}),
    ...(expressions.length > 0
      ? {
          matchExpressions: expressions.map(({ key, operator, values }) => ({
            key,
            operator,
            ...(values.length > 0 ? { values } : {}),
          })),
        }
      : {}),
  };
}
