import type { ApiObject } from 'cdk8s';
import { Checks } from '../checks';
import { byKey } from '../objects';

const TEXTS = new WeakMap<ApiObject, string>();
const ANNOTATED = new WeakSet<ApiObject>();

/** Has an object say in its annotation which findings are meant; with an undefined text no longer. */
export function annotate(object: ApiObject, text: string | undefined): void {
  if (text === undefined) TEXTS.delete(object);
  else TEXTS.set(object, text);
  if (ANNOTATED.has(object) || text === undefined) return;
  ANNOTATED.add(object);
  const render = object.toJson.bind(object);
  object.toJson = () => withAnnotation(render(), TEXTS.get(object));
}

/** A manifest with the annotation, its fields in the order in which cdk8s writes them. */
export function withAnnotation(json: any, text: string | undefined): any {
  if (text !== undefined) {
    json.metadata = byKey({
      ...json.metadata,
      annotations: { ...json.metadata?.annotations, [Checks._annotation]: text },
    });
  }
  return json;
}
