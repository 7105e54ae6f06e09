import type { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';

const HOMES = new WeakMap<IConstruct, Map<string, Construct>>();

/**
 * Where the objects stand that all routes of a namespace share: in the first of its charts that asks.
 *
 * A chart that asks for it early has them near the top of its file, whichever route needs them first.
 */
export function sharedRouting(chart: Chart): Construct {
  const { root, path } = chart.node;
  const homes = HOMES.get(root) ?? new Map<string, Construct>();
  HOMES.set(root, homes);
  // Charts that name no namespace need not be in the same one.
  const key = chart.namespace === undefined ? `chart ${path}` : `namespace ${chart.namespace}`;
  const home = homes.get(key) ?? new Construct(chart, 'SharedRouting');
  homes.set(key, home);
  return home;
}
