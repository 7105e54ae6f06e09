import { ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** An object as it is about to be written. */
export interface RenderedObject {
  readonly json: any;
  /** The chart in whose file it stands. */
  readonly chart: Chart;
  /** What it comes from; undefined where a chart of somebody's makes objects out of nothing. */
  readonly object?: ApiObject;
}

/** Anything that tells what it will be written as. */
interface Renders {
  toJson(): any;
}

/**
 * What an app is about to write, each object rendered once.
 *
 * Rendering is most of the work of a synth, and some objects of others change with each time: what was rendered for the
 * files is looked at, rather than the same once more.
 */
export class Rendering {
  /** Lets cdk8s render an app, and keeps what comes of it. */
  public static during(app: App, act: () => void): Rendering {
    const rendering = new Rendering();
    const { objects, objectOf, charts } = rendering;
    const keeping =
      <T extends Renders>(known: Map<T, any>, note: (json: any, each: T) => void) =>
      (each: T, render: () => any) => {
        const json = render();
        known.set(each, json);
        note(json, each);
        return json;
      };
    // An object may be rendered more than once, and a chart has what came of any of these times.
    const object = keeping(objects, (json, each) => objectOf.set(json, each));
    instead(app, { object, chart: keeping(charts, () => {}) }, act);
    return rendering;
  }

  /** Renders every chart that says itself what is in its file, and every object of the others by itself. */
  public static of(app: App): Rendering {
    const all = app.node.findAll();
    const own = new Set<IConstruct>(all.filter((each) => Chart.isChart(each) && rendersItself(each)));
    return Rendering.during(app, () => {
      for (const each of all) {
        if (own.has(each)) (each as Chart).toJson();
        else if (ApiObject.isApiObject(each) && !own.has(Chart.of(each))) (each as ApiObject).toJson();
      }
    });
  }

  private readonly objects = new Map<ApiObject, any>();
  private readonly objectOf = new Map<any, ApiObject>();
  private readonly charts = new Map<Chart, any[]>();

  private constructor() {}

  /** What is written, in no order that matters. */
  public get all(): RenderedObject[] {
    const ofCharts = [...this.charts].flatMap(([chart, list]) =>
      list.map((json) => {
        const object = this.objectOf.get(json);
        return { json, chart, ...(object && { object }) };
      }),
    );
    const others = [...this.objects].map(([object, json]) => rendered(json, object));
    return [...ofCharts, ...others.filter(({ chart }) => !this.charts.has(chart))];
  }

  /** Lets cdk8s do its work again with what was rendered. */
  public again(app: App, act: () => void): void {
    const known =
      <T>(from: Map<T, any>) =>
      (each: T, render: () => any) =>
        from.get(each) ?? render();
    instead(app, { object: known(this.objects), chart: known(this.charts) }, act);
  }
}

/**
 * Whether a chart renders otherwise than those of cdk8s do, which have the whole app validated for each of them. Of another
 * copy of cdk8s, nobody knows.
 */
function rendersItself(chart: Chart): boolean {
  return chart.toJson !== Chart.prototype.toJson;
}

function rendered(json: any, object: ApiObject): RenderedObject {
  return { json, chart: Chart.of(object), object };
}

/** What is asked in the place of what renders an object or a chart. */
interface Instead {
  object(each: ApiObject, render: () => any): any;
  chart(each: Chart, render: () => any): any;
}

function instead(app: App, { object, chart }: Instead, act: () => void): void {
  const undo: (() => void)[] = [];
  const put = <T extends Renders>(each: T, ask: (each: T, render: () => any) => any) => {
    const own = Object.getOwnPropertyDescriptor(each, 'toJson');
    const render = each.toJson.bind(each);
    Object.defineProperty(each, 'toJson', { configurable: true, writable: true, value: () => ask(each, render) });
    undo.push(() => {
      if (own) Object.defineProperty(each, 'toJson', own);
      else delete (each as Partial<T>).toJson;
    });
  };
  try {
    for (const each of app.node.findAll()) {
      if (ApiObject.isApiObject(each)) put(each as ApiObject, object);
      else if (Chart.isChart(each)) put(each as Chart, chart);
    }
    act();
  } finally {
    for (const step of undo) step();
  }
}
