import type { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { homeOf, PerApp } from '../objects';

/** What all charts of a namespace have in common, within one app. */
export class PerNamespace<T> {
  private readonly byApp = new PerApp<Map<string, T>>(() => new Map());

  /** What the namespace of a chart has. */
  public of(chart: Chart): T | undefined {
    return this.byApp.of(chart).get(keyOf(chart));
  }

  /** Gives something to the namespace of a chart. */
  public give(chart: Chart, value: T): void {
    this.byApp.of(chart).set(keyOf(chart), value);
  }
}

function keyOf(chart: Chart): string {
  return homeOf({ construct: chart, namespace: chart.namespace });
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
  const home = sharedHome(chart, 'SharedRouting');
  HOMES.give(chart, home);
  return home;
}

/** A construct for objects that are shared by routes, and so have no prefix of whichever name scope made them first. */
export function sharedHome(scope: Construct, id: string): Construct {
  const home = new Construct(scope, id);
  SHARED.add(home);
  return home;
}

/** Whether what is made below a construct is shared by routes. */
export function isShared(scope: IConstruct): boolean {
  return SHARED.has(scope);
}
