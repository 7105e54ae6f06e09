import { type App, Chart, Names, YamlOutputType } from 'cdk8s';

/** An object, and the chart in whose file it stands. */
interface Placed {
  readonly json: any;
  readonly chart: Chart;
}

/**
 * The files in which cdk8s writes the objects of an app, relative to its output folder.
 *
 * As soon as any chart depends on another one, or is inside of one, it puts a number before all of them.
 */
export function fileNames(app: App): (placed: Placed) => string {
  const { outputFileExtension: extension, yamlOutputType: type } = app;
  if (type === YamlOutputType.FILE_PER_APP) return () => `app${extension}`;
  const own = ({ kind, metadata }: any) => `${kind}.${metadata?.name}`.replace(/[^0-9a-zA-Z-_.]/g, '') + extension;
  if (type === YamlOutputType.FILE_PER_RESOURCE) return ({ json }) => own(json);
  const charts = chartNames(app);
  const nameOf = (chart: Chart) => charts.get(chart) ?? Names.toDnsLabel(chart);
  if (type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) {
    return ({ chart, json }) => `${nameOf(chart)}/${own(json)}`;
  }
  return ({ chart }) => `${nameOf(chart)}${extension}`;
}

function chartNames(app: App): Map<Chart, string> {
  const isNumbered = dependOnCharts(app);
  return new Map(
    app.charts.map((chart, place) => {
      const name = Names.toDnsLabel(chart);
      return [chart, isNumbered ? `${String(place).padStart(4, '0')}-${name}` : name];
    }),
  );
}

/**
 * Has charts depend on each other as their contents do, and tells whether any does.
 *
 * cdk8s does the same as soon as it renders; asked before that, its order of charts would be another one.
 */
function dependOnCharts(app: App): boolean {
  const pairs = app.node
    .findAll()
    .flatMap((each) => [
      ...(Chart.isChart(each) ? each.node.children.filter(Chart.isChart) : []).map((inner) => [each, inner] as const),
      ...each.node.dependencies.map((other) => [Chart.of(each), Chart.of(other)] as const),
    ]);
  const across = pairs.filter(([from, to]) => from !== to);
  for (const [from, to] of across) from.node.addDependency(to);
  return across.length > 0;
}
