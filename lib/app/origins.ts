import { ApiObject, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { computedOnce } from '../traffic';
import type { RenderedObject } from './rendering';
import type { WrittenObject } from './written-objects';

/**
 * Where in an app written objects come from.
 *
 * A chart that hands out copies of its objects, or objects of its own making, leaves nothing by which they are known but
 * what they say: then it is the object of the chart that says the same of itself, or else the chart.
 */
export class Origins {
  /** Made when somebody asks: of most apps nothing is found. */
  private charts?: ReadonlyMap<any, Chart>;
  private readonly objectsOf = computedOnce(objectsByName);

  public constructor(private readonly rendered: readonly RenderedObject[]) {}

  /** The construct of an object; undefined where none is known. */
  public of({ object, json }: Pick<WrittenObject, 'object' | 'json'>): IConstruct | undefined {
    this.charts ??= chartsOf(this.rendered);
    const chart = this.charts.get(json);
    if (object || !chart) return object;
    const [found, ...others] =
      this.objectsOf(chart).get(keyOf(json?.apiVersion, json?.kind, json?.metadata?.name)) ?? [];
    return found && others.length === 0 ? found : chart;
  }
}

function chartsOf(rendered: readonly RenderedObject[]): Map<any, Chart> {
  const charts = new Map<any, Chart>();
  for (const { json, chart } of rendered) {
    for (const each of [json, ...itemsOf(json)]) if (!charts.has(each)) charts.set(each, chart);
  }
  return charts;
}

function objectsByName(chart: Chart): ReadonlyMap<string, readonly ApiObject[]> {
  const found = new Map<string, ApiObject[]>();
  for (const each of chart.node.findAll()) {
    if (!ApiObject.isApiObject(each)) continue;
    const object = each as ApiObject;
    const key = keyOf(object.apiVersion, object.kind, object.name);
    const known = found.get(key);
    if (known) known.push(object);
    else found.set(key, [object]);
  }
  return found;
}

function itemsOf(json: any): any[] {
  return /List$/.test(json?.kind) && Array.isArray(json.items) ? json.items.filter(Boolean) : [];
}

function keyOf(...parts: unknown[]): string {
  return parts.join(' ');
}
