/** The steps from the top of a document to a field of it: `['spec', 'ingress', 0, 'from']`. */
export type FieldPath = readonly (string | number)[];

/** Where something stands in what was read. */
export interface Place {
  /** The name of the file, as it was given; `-` for standard input. */
  readonly file: string;
  /** Which document of the file, counted from 1. */
  readonly document: number;

  /**
   * The line of a field in the file, counted from 1; of the nearest field above it when it isn't there.
   *
   * Found on demand by reading the document once more, since hardly any line is ever asked for.
   */
  lineOf(path: FieldPath): number;
}

/** A field of an object that was read. */
export interface FieldRef {
  readonly object: ObjectRef;
  readonly path: FieldPath;
}

/** An object that was read, and where it stands. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for objects of the cluster. */
  readonly namespace: string;
  readonly name: string;
  readonly place: Place;
  /** The path of the object within its document: empty, or `['items', 3]` inside a List. */
  readonly path: FieldPath;
}

/** `NetworkPolicy shop/api`. */
export function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** `policies.yaml:12`, the line of a field of an object. */
export function whereIs({ object, path }: FieldRef): string {
  return `${object.place.file}:${object.place.lineOf([...object.path, ...path])}`;
}

/** A path as people write it: `spec.ingress[0].from`. */
export function pathText(path: FieldPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
