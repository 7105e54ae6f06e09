import type { ApiObject } from 'cdk8s';
import { Checks } from '../checks';
import { byKey } from '../objects';

/** What an object says of findings that are meant. */
export interface Annotation {
  /** The steps to who says it: none for the object itself, `['items', 3]` for an item of a List. */
  readonly path: readonly (string | number)[];
  readonly text: string;
}

const TEXTS = new WeakMap<ApiObject, readonly Annotation[]>();
const ANNOTATED = new WeakSet<ApiObject>();

/** Has an object say in its annotations which findings are meant; without any no longer. */
export function annotate(object: ApiObject, annotations: readonly Annotation[]): void {
  TEXTS.set(object, annotations);
  if (ANNOTATED.has(object) || annotations.length === 0) return;
  ANNOTATED.add(object);
  const render = object.toJson.bind(object);
  object.toJson = () => withAnnotations(render(), TEXTS.get(object));
}

/** A manifest with the annotations, its fields in the order in which cdk8s writes them. */
export function withAnnotations(json: any, annotations: readonly Annotation[] = []): any {
  for (const { path, text } of annotations) {
    const said = partAt(json, path);
    said.metadata = byKey({
      ...said.metadata,
      annotations: { ...said.metadata?.annotations, [Checks._annotation]: text },
    });
  }
  return json;
}

/** What stands at the end of some steps. */
export function partAt(json: any, path: Annotation['path']): any {
  return path.reduce((part, step) => part?.[step], json);
}
