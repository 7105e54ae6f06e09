import { type ApiObject, type JsonPatch, Lazy } from 'cdk8s';
import { constructError } from '../errors';

/** A patch as RFC 6902 writes it. */
interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** What others know an object by: Services, policies and routes name it, and two of a kind must differ in it. */
const IDENTITY = ['/metadata/name', '/metadata/namespace'];

/** What can be seen of a patch when it is added. */
export function checkPatch(object: ApiObject, patch: JsonPatch): void {
  const { op, path, from, value } = operationOf(patch);
  // Another path would be taken for the field "undefined".
  const stray = [path, ...(op === 'copy' || op === 'move' ? [from] : [])].filter((each) => !each?.startsWith('/'));
  if (stray.length > 0) {
    throw constructError(object, {
      law: 'the path of a patch must start with "/"',
      got: stray[0],
      remedy: 'write it as in /metadata/annotations',
    });
  }
  const changed = op === 'test' ? [] : [path, ...(op === 'move' ? [from] : [])];
  if (changed.some((each) => IDENTITY.includes(each as string))) throw renamed(object, patch);
  // A Lazy in a patch is never resolved: cdk8s would print its inside.
  if (containsLazy(value)) {
    throw constructError(object, {
      law: `the value of a patch must be known when the patch is added, but the one for ${path} holds a Lazy`,
      remedy: 'add the patch with the value itself, after the value is known',
    });
  }
}

/** Whether a patch finds what it is about. Where it doesn't, cdk8s would drop it in silence, or write null. */
export function fits(json: any, patch: JsonPatch): boolean {
  const { op, path, from } = operationOf(patch);
  const source = op === 'add' ? undefined : (from ?? path);
  if (source !== undefined && valueAt(json, keysOf(source)) === undefined) return false;
  const keys = keysOf(path);
  const parent = valueAt(json, keys.slice(0, -1));
  return Array.isArray(parent) ? isPlace(parent, keys.at(-1) as string) : typeof parent === 'object' && parent !== null;
}

/** The error for a patch that doesn't fit what is written. */
export function misfit(object: ApiObject, patch: JsonPatch): Error {
  return constructError(object, {
    law: 'a patch must fit the object that is written',
    got: textOf(patch),
    remedy: 'add what is above that path first, and compare the path with the written object',
  });
}

/** The error for a patch that would give an object another name or namespace. */
export function renamed(object: ApiObject, patch: JsonPatch): Error {
  return constructError(object, {
    law: 'a patch must not change the name or namespace of an object, by which others know it',
    got: textOf(patch),
    remedy: 'give the construct another `name`, or its chart another `namespace`',
  });
}

function operationOf(patch: JsonPatch): Operation {
  return patch._toJson() as Operation;
}

function textOf(patch: JsonPatch): string {
  const { op, path, from } = operationOf(patch);
  return from === undefined ? `${op} ${path}` : `${op} ${from} to ${path}`;
}

function containsLazy(value: unknown): boolean {
  if (value instanceof Lazy) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(containsLazy);
}

/** The keys in a JSON pointer (RFC 6901). */
function keysOf(pointer: string): string[] {
  const [, ...keys] = pointer.split('/');
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(json: any, keys: string[]): unknown {
  return keys.reduce((value, key) => (has(value, key) ? value[key] : undefined), json);
}

function has(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return isPlace(value, key) && key !== '-' && Number(key) < value.length;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/** Whether something can be put into a list there: before one of its items, or at the end. */
function isPlace(list: unknown[], key: string): boolean {
  return key === '-' || (/^(0|[1-9]\d*)$/.test(key) && Number(key) <= list.length);
}
