import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { linkDependencies } from './chart-dependencies';
import { inOrder } from './construct-order';

/** An object as it is about to be written. */
export interface RenderedObject {
  readonly json: any;
  /** The chart in whose file it stands. */
  readonly chart: Chart;
  /** What it comes from; undefined where a chart of somebody's makes objects out of nothing. */
  readonly object?: ApiObject;
}

/** A chart with its objects, in the order in which they are written. */
export interface RenderedChart {
  readonly chart: Chart;
  /** The objects that are in the chart. */
  readonly objects: readonly ApiObject[];
  readonly written: readonly RenderedObject[];
}

/**
 * What an app is about to write, each object rendered once.
 *
 * Rendering is most of the work of a synth, and some objects of others change with each time: what was rendered for the
 * files is looked at, rather than the same once more.
 */
export class Rendering {
  /** Renders an app as a synth of cdk8s does: a chart may say itself what is in its file, but not where it has a folder. */
  public static of(app: App): Rendering {
    const hasFolders = app.yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
    return new Rendering(app, hasFolders ? renderedObjects : renderedChart);
  }

  /** Renders an app as `synthYaml()` does: whatever the layout of its files, chart by chart. */
  public static ofText(app: App): Rendering {
    return new Rendering(app, renderedChart);
  }

  /** What is written of each chart, in their order. */
  public readonly charts: readonly RenderedChart[];
  /** Whether charts depend on each other, so that cdk8s puts numbers before their names. */
  public readonly isNumbered: boolean;

  private constructor(app: App, render: (chart: Chart, objects: readonly ApiObject[]) => RenderedObject[]) {
    this.isNumbered = linkDependencies(app);
    this.charts = chartsOf(app).map((chart) => {
      const objects = objectsOf(chart);
      return { chart, objects, written: render(chart, objects) };
    });
  }

  /** All that is written. */
  public get all(): RenderedObject[] {
    return this.charts.flatMap(({ written }) => written);
  }
}

/** The charts that an app writes. Those of a stock App are found without its own way of ordering them. */
function chartsOf(app: App): Chart[] {
  return getterOf(app, 'charts') === getterOf(App.prototype, 'charts')
    ? inOrder(app).filter(Chart.isChart)
    : app.charts;
}

function getterOf(object: object | null, name: string): unknown {
  if (object === null) return undefined;
  return Object.getOwnPropertyDescriptor(object, name)?.get ?? getterOf(Object.getPrototypeOf(object), name);
}

/** The objects of a chart, without those of the charts inside. */
function objectsOf(chart: Chart): ApiObject[] {
  return inOrder(chart)
    .filter((each): each is ApiObject => ApiObject.isApiObject(each))
    .filter((each) => Chart.of(each) === chart);
}

function renderedObject(chart: Chart, object: ApiObject): RenderedObject {
  return { json: object.toJson(), chart, object };
}

/** What a chart renders, which somebody may have made another way, with the objects that it comes from. */
function renderedChart(chart: Chart, objects: readonly ApiObject[]): RenderedObject[] {
  if (chart.toJson === Chart.prototype.toJson) return renderedObjects(chart, objects);
  const from = new Map<any, ApiObject>();
  const undo = objects.map((object) => noting(object, from));
  try {
    return Object.values(chart.toJson()).map((json) => {
      const object = from.get(json);
      return { json, chart, ...(object && { object }) };
    });
  } finally {
    for (const step of undo) step();
  }
}

/** Has an object noted under what it renders, until that is undone. */
function noting(object: ApiObject, from: Map<any, ApiObject>): () => void {
  const own = Object.getOwnPropertyDescriptor(object, 'toJson');
  const render = object.toJson.bind(object);
  const value = () => {
    const json = render();
    from.set(json, object);
    return json;
  };
  Object.defineProperty(object, 'toJson', { configurable: true, writable: true, value });
  return () => {
    if (own) Object.defineProperty(object, 'toJson', own);
    else delete (object as Partial<ApiObject>).toJson;
  };
}

/** What the objects of a chart render, whatever the chart itself would. */
function renderedObjects(chart: Chart, objects: readonly ApiObject[]): RenderedObject[] {
  return objects.map((object) => renderedObject(chart, object));
}
