import { ApiObject, JsonPatch } from 'cdk8s';
import { problemOf } from './app-validation';
import { checkPatch, fits, misfit, renamed } from './patch-laws';
import { areSorted, plainJson, renderedNearRoot } from './plain-json';
import { isPresent } from './present';
import { type Fields, typedJson } from './typed-json';
import { addReadingValidation } from './validations';

const PATCHED = new WeakSet<ApiObject>();

/** Whether an object has patches. */
export function isPatched(object: ApiObject): boolean {
  return PATCHED.has(object);
}

const UNPATCHED = new WeakMap<ApiObject, () => any>();

/** Whether patches change what an object says, rather than its metadata alone. */
export function saysOtherwise(object: ApiObject): boolean {
  const text = ({ metadata, ...rest }: any) => JSON.stringify(byKey(rest));
  const unpatched = UNPATCHED.get(object);
  return unpatched !== undefined && isPatched(object) && text(unpatched()) !== text(object.toJson());
}

/** What is wrong with an object after its patches, in words without the construct's path. */
export type Inspection = (unpatched: any, patched: any) => string[];

/**
 * Makes every patch of an object apply to the JSON that is written.
 *
 * The generated classes of cdk8s-plus apply patches first and then keep only the fields they know, so that a newer
 * field, or a correct one under its Kubernetes name, disappears without a word. Here `finish` completes the rendered
 * JSON, and then the patches apply to it under Kubernetes' own field names.
 *
 * Where there are patches the object is rendered when the app is validated, so that one which doesn't fit is found before
 * anything is written; `inspect` then tells what else is wrong.
 *
 * @param finish - what it sets to undefined isn't written
 * @param fields - what an object of a generated class has in most cases
 */
export function patchable(
  object: ApiObject,
  finish?: (json: any) => void,
  inspect?: Inspection,
  fields?: Fields,
): void {
  const isPlain = object.toJson === ApiObject.prototype.toJson;
  const { toJson: render } = object;
  const patches: JsonPatch[] = [];
  const unpatched = () => {
    const quick = isPlain ? plainJson(object) : fields && typedJson(object, fields);
    // It is in order already.
    if (quick && isPlain && !finish) return quick;
    const json = quick ?? renderedNearRoot(object, render);
    finish?.(json);
    return sorted(json);
  };
  UNPATCHED.set(object, unpatched);
  object.addJsonPatch = (...more: JsonPatch[]) => {
    for (const patch of more) checkPatch(object, patch);
    patches.push(...more);
    if (more.length > 0) PATCHED.add(object);
  };
  object.toJson = () => {
    const json = unpatched();
    return patches.length === 0 ? json : sorted(patches.reduce((each, patch) => applied(object, each, patch), json));
  };
  const validate = () => {
    // What is taken out of the tree is written nowhere, and need not fit.
    if (patches.length === 0 || !isPresent(object)) return [];
    try {
      const patched = object.toJson();
      return inspect ? inspect(unpatched(), patched) : [];
    } catch (error) {
      return [problemOf(object, error).text];
    }
  };
  addReadingValidation(object, validate);
}

function applied(object: ApiObject, json: any, patch: JsonPatch): any {
  if (!fits(json, patch)) throw misfit(object, patch);
  const { name, namespace } = json.metadata;
  const patched = attempted(object, json, patch);
  if (patched.metadata?.name !== name || patched.metadata?.namespace !== namespace) throw renamed(object, patch);
  return patched;
}

function attempted(object: ApiObject, json: any, patch: JsonPatch): any {
  try {
    return JsonPatch.apply(json, patch);
  } catch {
    // A test that fails, and what cdk8s refuses to patch.
    throw misfit(object, patch);
  }
}

/** The fields in the order in which cdk8s writes them: apiVersion, kind, metadata, then by name. */
function sorted({ apiVersion, kind, metadata, ...rest }: any): any {
  const written = { apiVersion, kind, metadata: byKey(metadata) };
  return Object.assign(written, byKey(rest));
}

/**
 * A value whose fields are in the order of their names, all the way down: two that say the same are the same text. What is
 * undefined is left out.
 */
export function byKey(value: any): any {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(byKey);
  const keys = Object.keys(value);
  if (!areSorted(keys)) keys.sort();
  const ordered: any = {};
  for (const key of keys) {
    const inside = value[key];
    if (inside !== undefined) ordered[key] = typeof inside === 'object' ? byKey(inside) : inside;
  }
  return ordered;
}
