import { type Field, isRecord } from './fields/field';
import { shortened } from './object-name';

/** The type that an item of a typed List has where it doesn't say so itself, as in what the API answers. */
export interface TypeOfItems {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The type of an object, in its parts. */
export interface Type extends TypeOfItems {
  readonly group: string;
  readonly version: string;
  /** The type as reports show it. */
  readonly names: TypeOfItems;
}

/** The type of an object; complains, and is undefined, where it has none. */
export function typeIn(body: Field, inList: TypeOfItems | undefined): Type | undefined {
  if (!isRecord(body.value)) {
    body.complain({ law: 'a document must be a Kubernetes object', remedy: 'take out what else is in it' });
    return undefined;
  }
  const fields = { apiVersion: body.at('apiVersion'), kind: body.at('kind') };
  if (!inList && fields.apiVersion.isAbsent && fields.kind.isAbsent) {
    body.note(
      'a document must be a Kubernetes object, with apiVersion and kind, but got a mapping without them; take it out',
    );
    return undefined;
  }
  const textOf = (key: 'apiVersion' | 'kind') => {
    const field = fields[key];
    return inList && field.isAbsent ? inList[key] : field.text(key);
  };
  const apiVersion = textOf('apiVersion');
  const kind = textOf('kind');
  if (apiVersion === '' || kind === '') return undefined;
  const [version = '', group = '', ...more] = apiVersion.split('/').reverse();
  if (more.length > 0 || version === '') {
    body
      .at('apiVersion')
      .complain({ law: 'apiVersion must be a version, after a group and "/" or alone', remedy: 'correct it' });
    return undefined;
  }
  const names = { apiVersion: shortened(apiVersion), kind: shortened(kind) };
  return { apiVersion, kind, group, version, names };
}

/** Whether it is a List of objects, which is opened. */
export function isList(kind: string, value: unknown): boolean {
  return kind === 'List' || (kind.endsWith('List') && isRecord(value) && Array.isArray(value.items));
}
