import { type ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { constructError } from '../errors';

/**
 * Makes every patch of an object apply to the JSON that is written.
 *
 * The generated classes of cdk8s-plus apply patches first and then keep only the fields they know, so that a newer
 * field, or a correct one under its Kubernetes name, disappears without a word. Here `finish` completes the rendered
 * JSON, and then the patches apply to it under Kubernetes' own field names.
 */
export function patchable(object: ApiObject, finish: (json: any) => void = () => {}): void {
  const render = object.toJson.bind(object);
  const patches: JsonPatch[] = [];
  object.addJsonPatch = (...more: JsonPatch[]) => {
    for (const patch of more) checkPatch(object, patch);
    patches.push(...more);
  };
  object.toJson = () => {
    const json = render();
    finish(json);
    return sorted(patches.reduce((patched, patch) => applied(object, patched, patch), json));
  };
}

function applied(object: ApiObject, json: any, patch: JsonPatch): any {
  try {
    return JsonPatch.apply(json, patch);
  } catch {
    const { op, path } = operationOf(patch);
    throw constructError(object, {
      law: 'a patch must fit the object that is written',
      got: `${op} ${path}`,
      remedy: 'add what is above that path first, and compare the path with the written object',
    });
  }
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

function operationOf(patch: JsonPatch): Operation {
  return patch._toJson() as Operation;
}

function checkPatch(object: ApiObject, patch: JsonPatch): void {
  const { path, value } = operationOf(patch);
  // Another path would be taken for the field "undefined".
  if (!path.startsWith('/')) {
    throw constructError(object, {
      law: 'the path of a patch must start with "/"',
      got: path,
      remedy: 'write it as in /metadata/annotations',
    });
  }
  // A Lazy in a patch is never resolved: cdk8s would print its inside.
  if (containsLazy(value)) {
    throw constructError(object, {
      law: `the value of a patch must be known when the patch is added, but the one for ${path} holds a Lazy`,
      remedy: 'add the patch with the value itself, after the value is known',
    });
  }
}

function containsLazy(value: unknown): boolean {
  if (value instanceof Lazy) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(containsLazy);
}

/** The fields in the order in which cdk8s writes them: apiVersion, kind, metadata, then by name. */
function sorted(json: any): any {
  const { apiVersion, kind, metadata, ...rest } = byKey(json);
  return { apiVersion, kind, metadata, ...rest };
}

function byKey(value: any): any {
  if (Array.isArray(value)) return value.map(byKey);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, byKey(value[key])]),
  );
}
