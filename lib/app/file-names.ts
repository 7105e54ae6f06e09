import { type ApiObject, type App, type Chart, Names, YamlOutputType } from 'cdk8s';
import type { Rendering } from './rendering';

/** An object, and the chart in whose file it stands. */
interface Placed {
  readonly json: any;
  readonly object?: ApiObject;
  readonly chart: Chart;
}

/**
 * The files in which cdk8s writes the objects of an app, relative to its output folder.
 *
 * As soon as any chart depends on another one, or is inside of one, it puts a number before all of them.
 */
export function fileNames(app: App, { charts, isNumbered }: Rendering): (placed: Placed) => string {
  const { outputFileExtension: extension, yamlOutputType: type } = app;
  if (type === YamlOutputType.FILE_PER_APP) return () => `app${extension}`;
  const own = ({ kind, metadata }: any) => `${kind}.${metadata?.name}`.replace(/[^0-9a-zA-Z-_.]/g, '') + extension;
  if (type === YamlOutputType.FILE_PER_RESOURCE) return ({ json }) => own(json);
  const numbered = charts.map(({ chart }, place): [Chart, string] => {
    const name = Names.toDnsLabel(chart);
    return [chart, isNumbered ? `${String(place).padStart(4, '0')}-${name}` : name];
  });
  const names = new Map(numbered);
  const nameOf = (chart: Chart) => names.get(chart) ?? Names.toDnsLabel(chart);
  if (type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) {
    // Here cdk8s asks the object, whatever its patches made of it.
    return ({ chart, json, object }) => `${nameOf(chart)}/${own(object ?? json)}`;
  }
  return ({ chart }) => `${nameOf(chart)}${extension}`;
}
