import type { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';

/** What all charts of a namespace have in common, within one app. */
export class PerNamespace<T> {
  private readonly byApp = new WeakMap<IConstruct, Map<string, T>>();

  /** What the namespace of a chart has. */
  public of(chart: Chart): T | undefined {
    return this.byApp.get(chart.node.root)?.get(keyOf(chart));
  }

  /** Gives something to the namespace of a chart. */
  public give(chart: Chart, value: T): void {
    const { root } = chart.node;
    const byKey = this.byApp.get(root) ?? new Map<string, T>();
    this.byApp.set(root, byKey.set(keyOf(chart), value));
  }
}

/** Charts that name no namespace need not be in the same one. */
function keyOf(chart: Chart): string {
  return chart.namespace === undefined ? `chart ${chart.node.path}` : `namespace ${chart.namespace}`;
}

const HOMES = new PerNamespace<Construct>();
const SHARED = new WeakSet<IConstruct>();

/**
 * Where the objects stand that all routes of a namespace share: in the first of its charts that asks.
 *
 * A chart that asks for it early has them near the top of its file, whichever route needs them first.
 */
export function sharedRouting(chart: Chart): Construct {
  const known = HOMES.of(chart);
  if (known) return known;
  const home = new Construct(chart, 'SharedRouting');
  SHARED.add(home);
  HOMES.give(chart, home);
  return home;
}

/** Whether what is made below a construct is shared by the routes of a namespace. */
export function isShared(scope: IConstruct): boolean {
  return SHARED.has(scope);
}
