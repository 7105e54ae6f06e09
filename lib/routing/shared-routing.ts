import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';

/**
 * Where the objects stand that all routes of a namespace share.
 *
 * A chart that asks for it early has them near the top of its file, whichever route needs them first.
 */
export function sharedRouting(chart: Chart): Construct {
  return (chart.node.tryFindChild('SharedRouting') as Construct | undefined) ?? new Construct(chart, 'SharedRouting');
}
