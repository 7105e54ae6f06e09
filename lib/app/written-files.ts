import { type App, YamlOutputType } from 'cdk8s';
import { fileNames } from './file-names';
import { ManifestText } from './manifest-text';
import type { RenderedObject, Rendering } from './rendering';

/** Files by their names in the output folder, with their text. */
export type WrittenFiles = ReadonlyMap<string, string>;

/** The files that cdk8s would write of what is rendered: the same names, and the same bytes. */
export function writtenFiles(app: App, rendering: Rendering): WrittenFiles {
  const text = new ManifestText();
  return new Map(
    filesOf(app, rendering).map(({ name, objects }) => [name, text.of(objects.map(({ json }) => json))] as const),
  );
}

interface File {
  readonly name: string;
  readonly objects: readonly RenderedObject[];
}

function filesOf(app: App, rendering: Rendering): File[] {
  const nameOf = fileNames(app, rendering);
  const { charts } = rendering;
  const eachInItsOwn = (all: RenderedObject[]) => all.map((each) => ({ name: nameOf(each), objects: [each] }));
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      return charts.slice(0, 1).map(({ chart }) => ({ name: nameOf({ chart, json: {} }), objects: rendering.all }));
    case YamlOutputType.FILE_PER_CHART:
      return charts.map(({ chart, written }) => ({ name: nameOf({ chart, json: {} }), objects: written }));
    case YamlOutputType.FILE_PER_RESOURCE:
      return eachInItsOwn(rendering.all.filter(({ json }) => json !== undefined));
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return eachInItsOwn(rendering.all);
    default:
      return [];
  }
}

/** Where each object comes from, as cdk8s notes it for its command line. */
export function constructMetadata({ charts }: Rendering): string {
  const objects = charts.flatMap((chart) => chart.objects);
  const resources = Object.fromEntries(objects.map(({ name, node }) => [name, { path: node.path }]));
  return JSON.stringify({ version: '1.0.0', resources });
}
