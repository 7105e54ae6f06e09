import { constructError, type Located } from '../errors';
import type { Workload } from '../traffic';

/**
 * The labels by which a Service selects the pods of a workload.
 *
 * A Service knows no expressions. Where the workload's own selector has some, all labels of its pods are written, which
 * select the same pods or fewer; without any label the Service would have no pods at all.
 */
export function selectingLabels(service: Located, workload: Workload): { readonly [key: string]: string } {
  const { labels, expressions } = workload.selector;
  const selecting = expressions.length > 0 ? workload.labels : labels;
  if (Object.keys(selecting).length > 0) return selecting;
  throw constructError(service, {
    law: `a Service must select pods by labels, but those of ${workload.displayName} have none`,
    remedy: 'give its pods a label, such as app.kubernetes.io/name',
  });
}
