import {
  type ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';

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

/** Whether a list or a map is kept, or left out since nothing is in it. */
type Keeps = (value: object) => boolean;

/**
 * An object as `ApiObject.toJson()` renders it, without the walk to the root of the tree that cdk8s makes for each value;
 * undefined where more than that is asked of cdk8s: by patches, by resolvers of somebody's, or by the environment.
 */
export function plainJson(object: ApiObject): any {
  if (!isUsual(object)) return undefined;
  try {
    const { props } = object as unknown as Kept;
    const { apiVersion, kind, metadata, ...rest } = plain({ ...props, metadata: metadataJson(object) }, always) as any;
    return { apiVersion, kind, metadata, ...rest };
  } catch {
    // cdk8s says what can't be rendered, and where.
    return undefined;
  }
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
  const { root } = object.node;
  if ((object as unknown as Kept).patches.length > 0) return false;
  if (!(root instanceof App) || process.env.CDK8S_DISABLE_SORT) return false;
  const { resolvers } = root;
  return resolvers.length === USUAL.length && resolvers.every((each, i) => each.constructor === USUAL[i]);
}

/** The metadata of an object as cdk8s renders it. */
export function metadataJson({ metadata }: ApiObject): unknown {
  if (metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) return metadata.toJson();
  const { _additionalAttributes } = metadata as unknown as KeptMetadata;
  const { name, namespace, annotations, finalizers, ownerReferences, labels } = metadata as any;
  return plain(
    { ..._additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels },
    (value) => (Array.isArray(value) ? value : Object.keys(value)).length > 0,
  );
}

const always: Keeps = () => true;

/** A value without anything but JSON in it, the fields of maps in the order of their names. */
function plain(value: unknown, keeps: Keeps): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') {
    if (typeof value === 'function') throw new Error('a function');
    return value;
  }
  if (value instanceof Lazy) return plain(value.produce(), keeps);
  const token = (value as { resolve?: unknown }).resolve;
  if (typeof token === 'function') return plain(token.call(value), keeps);
  if (Array.isArray(value)) return keeps(value) ? value.map((each) => plain(each, keeps)) : undefined;
  if (value.constructor !== Object) return plain(unionJson(value), keeps);
  return plainMap(value as { [key: string]: unknown }, keeps);
}

function plainMap(map: { [key: string]: unknown }, keeps: Keeps): unknown {
  // Values are asked for in the order in which they stand there, as by cdk8s.
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(map)) {
    const value = plain(map[key], keeps);
    if (value !== undefined) entries.push([key, value]);
  }
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const sorted: { [key: string]: unknown } = {};
  for (const [key, value] of entries) sorted[key] = value;
  return keeps(sorted) ? sorted : undefined;
}

/** What is a number or a text, as the generated classes have it. */
function unionJson(value: object): unknown {
  const inside = (value as { value?: unknown }).value;
  if (typeof inside === 'number' || typeof inside === 'string') return { value: inside };
  throw new Error('no JSON');
}
