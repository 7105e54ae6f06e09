import { type App, type Chart, Names, YamlOutputType } from 'cdk8s';
import { constructError } from '../errors';
import type { RenderedObject, Rendering } from './rendering';

/**
 * The files in which cdk8s writes the objects of an app, relative to its output folder.
 *
 * As soon as any chart depends on another one, or is inside of one, it puts a number before all of them.
 */
export function fileNames(app: App, { charts, isNumbered }: Rendering): (placed: RenderedObject) => string {
  const { outputFileExtension: extension, yamlOutputType: type } = app;
  if (type === YamlOutputType.FILE_PER_APP) return () => `app${extension}`;
  if (type === YamlOutputType.FILE_PER_RESOURCE) return (placed) => ownName(placed.json, placed) + extension;
  const numbered = charts.map(({ chart }, place): [Chart, string] => {
    const name = Names.toDnsLabel(chart);
    return [chart, isNumbered ? `${String(place).padStart(4, '0')}-${name}` : name];
  });
  const names = new Map(numbered);
  const nameOf = (chart: Chart) => names.get(chart) ?? Names.toDnsLabel(chart);
  if (type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) {
    // Here cdk8s asks the object, whatever its patches made of it.
    return (placed) => `${nameOf(placed.chart)}/${ownName(placed.object ?? placed.json, placed)}${extension}`;
  }
  return ({ chart }) => `${nameOf(chart)}${extension}`;
}

/** The name of a file for one object. */
function ownName({ kind, metadata }: any, { object, chart }: RenderedObject): string {
  if (metadata) return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
  throw constructError(object ?? chart, {
    law: 'an object must have metadata, as the file of its own is called by its kind and name',
    got: kind,
    remedy: 'give it `metadata` with a `name`, or write to a file for each chart',
  });
}
