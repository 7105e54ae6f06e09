import {
  type ApiObject,
  ApiObjectMetadataDefinition,
  type ApiObjectMetadataDefinitionOptions,
  App,
  ImplicitTokenResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ReadOfEach } from './reading';

/** The resolvers that every app has; whoever adds others is asked for each value by cdk8s. */
const USUAL = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** What cdk8s keeps of an object, and of its metadata, for itself. */
interface Kept {
  readonly props: { readonly [key: string]: unknown };
  readonly patches: readonly unknown[];
}
interface KeptMetadata {
  readonly _additionalAttributes?: { readonly [key: string]: unknown };
}

/**
 * An object as `ApiObject.toJson()` renders it, without the walk to the root of the tree that cdk8s makes for each value;
 * undefined where more than that is asked of cdk8s: by patches, by resolvers of somebody's, or by the environment.
 */
export function plainJson(object: ApiObject): any {
  if (!isUsual(object)) return undefined;
  try {
    return wholeJson(object);
  } catch {
    // cdk8s says what can't be rendered, and where.
    return undefined;
  }
}

function wholeJson(object: ApiObject): any {
  const { props } = object as unknown as Kept;
  const json: { [key: string]: unknown } = { apiVersion: undefined, kind: undefined, metadata: undefined };
  const others: { [key: string]: unknown } = {};
  for (const key of Object.keys(props)) {
    if (key === 'metadata') json.metadata = metadataJson(object);
    else if (key === 'apiVersion' || key === 'kind') json[key] = plain(props[key], true);
    else others[key] = plain(props[key], true);
  }
  if (!('metadata' in props)) json.metadata = metadataJson(object);
  for (const key of Object.keys(others).sort()) if (others[key] !== undefined) json[key] = others[key];
  return json;
}

/**
 * An object as its class renders it, of which cdk8s believes that it stands right below the root: for each value it walks
 * up to there.
 */
export function renderedNearRoot(object: ApiObject, render: () => any): any {
  if (!isUsual(object)) return render.call(object);
  const node = Object.create(object.node, { scope: { value: object.node.root } });
  const metadata = { toJson: () => metadataJson(object) };
  try {
    return render.call(Object.create(object, { node: { value: node }, metadata: { value: metadata } }));
  } catch {
    // The error names the path.
    return render.call(object);
  }
}

/** Whether nobody but cdk8s has a say in how an object is rendered. */
export function isUsual(object: ApiObject): boolean {
  return (object as unknown as Kept).patches.length === 0 && IS_USUAL.of(object.node.root);
}

const IS_USUAL = new ReadOfEach((root: IConstruct) => {
  if (!(root instanceof App) || process.env.CDK8S_DISABLE_SORT) return false;
  const { resolvers } = root;
  return resolvers.length === USUAL.length && resolvers.every((each, i) => each.constructor === USUAL[i]);
});

/** The metadata of an object as cdk8s renders it. */
export function metadataJson({ metadata }: ApiObject): unknown {
  const isOwn = metadata.toJson === ApiObjectMetadataDefinition.prototype.toJson;
  return isOwn ? keptJson(metadata) : plain(metadata.toJson(), true);
}

/** Metadata that an object has somewhere inside, such as that of its pods. */
export class InnerMetadata extends ApiObjectMetadataDefinition {
  private readonly object: ApiObject;

  public constructor(options: ApiObjectMetadataDefinitionOptions) {
    const { apiObject } = options;
    super(options);
    this.object = apiObject;
  }

  public override toJson(): any {
    if (!isUsual(this.object)) return super.toJson();
    try {
      return keptJson(this);
    } catch {
      // cdk8s says what can't be rendered.
      return super.toJson();
    }
  }
}

function keptJson(metadata: ApiObjectMetadataDefinition): unknown {
  const { _additionalAttributes: more = {} } = metadata as unknown as KeptMetadata;
  const own = metadata as unknown as { readonly [field: string]: unknown };
  // Those that were given stand where they were given, whatever they are by now.
  const fields = Object.keys(more);
  const isOwn = fields.every((field) => OWN_FIELDS.includes(field));
  for (const field of OWN_FIELDS) if (!fields.includes(field)) fields.push(field);
  return plainMap(isOwn ? own : { ...more, ...picked(own) }, fields, false);
}

function picked(own: { readonly [field: string]: unknown }): object {
  return Object.fromEntries(OWN_FIELDS.map((field) => [field, own[field]]));
}

/** What metadata has itself, in the order in which cdk8s writes it. */
const OWN_FIELDS = ['name', 'namespace', 'annotations', 'finalizers', 'ownerReferences', 'labels'];

/** Read once: cdk8s gives its classes by functions. */
export const LazyValue = Lazy;

/** A value without anything but JSON in it, the fields of maps in the order of their names. */
function plain(value: unknown, keepsEmpty: boolean): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') {
    if (typeof value === 'function') throw new Error('a function');
    return value;
  }
  if (value instanceof LazyValue) return plain(value.produce(), keepsEmpty);
  const token = (value as { resolve?: unknown }).resolve;
  if (typeof token === 'function') return plain(token.call(value), keepsEmpty);
  if (Array.isArray(value)) return plainList(value, keepsEmpty);
  if (value.constructor !== Object) return plain(unionJson(value), keepsEmpty);
  return plainMap(value as { [key: string]: unknown }, Object.keys(value), keepsEmpty);
}

function plainList(list: readonly unknown[], keepsEmpty: boolean): unknown {
  return keepsEmpty || list.length > 0 ? list.map((each) => plain(each, keepsEmpty)) : undefined;
}

/** The fields of a map, which are asked for in their order, as by cdk8s, and written in that of their names. */
function plainMap(map: { readonly [key: string]: unknown }, fields: readonly string[], keepsEmpty: boolean): unknown {
  const made: { [key: string]: unknown } = {};
  const keys: string[] = [];
  for (const key of fields) {
    const value = map[key];
    // Most values are texts.
    const json = typeof value === 'string' ? value : plain(value, keepsEmpty);
    if (json === undefined) continue;
    made[key] = json;
    keys.push(key);
  }
  if (keys.length === 0) return keepsEmpty ? made : undefined;
  return areSorted(keys) ? made : inOrder(made, keys.sort());
}

/** Whether names are in the order in which they are written. */
export function areSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i += 1) if ((keys[i - 1] as string) > (keys[i] as string)) return false;
  return true;
}

function inOrder(map: { [key: string]: unknown }, keys: readonly string[]): unknown {
  const sorted: { [key: string]: unknown } = {};
  for (const key of keys) sorted[key] = map[key];
  return sorted;
}

/** What is a number or a text, as the generated classes have it. */
function unionJson(value: object): unknown {
  const inside = (value as { value?: unknown }).value;
  if (typeof inside === 'number' || typeof inside === 'string') return { value: inside };
  throw new Error('no JSON');
}
