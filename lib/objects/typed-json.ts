import type { ApiObject } from 'cdk8s';
import { isUsual, LazyValue, metadataJson } from './plain-json';

/** What stands in a field, where it isn't fields again. */
export enum Content {
  /** A text, a number or a truth value. */
  VALUE = 'value',
  /** A number or a text, as the generated classes have it. */
  AMOUNT = 'amount',
  /** Values, one after the other. */
  VALUES = 'values',
  /** Values by names that users give. */
  MAP = 'map',
  /** Amounts by names that users give. */
  AMOUNTS = 'amounts',
}

type Shape = Content | Fields | readonly [Fields];

/** What some fields hold, and how Kubernetes calls them where a generated class calls them otherwise. */
export class Fields {
  private readonly known: ReadonlyMap<string, { readonly written: string; readonly shape: Shape }>;

  public constructor(shapes: { readonly [name: string]: Shape }, renamed: { readonly [name: string]: string } = {}) {
    this.known = new Map(
      Object.entries(shapes).map(([name, shape]) => [name, { written: renamed[name] ?? name, shape }]),
    );
  }

  /** @throws when there is anything else in it than these fields, each with what it holds */
  public json(value: object): object {
    if (value.constructor !== Object) throw doubt();
    const json: { [name: string]: unknown } = {};
    for (const name of Object.keys(value)) {
      const inside = (value as { [name: string]: unknown })[name];
      if (inside === undefined || inside === null) continue;
      const field = this.known.get(name);
      if (!field) throw doubt();
      json[field.written] = shaped(inside, field.shape);
    }
    return json;
  }
}

/**
 * An object of a generated class of cdk8s-plus as that class renders it, without its way through a function for each part
 * of it; undefined where anything else is in it than some fields, of which it is known how they are rendered.
 */
export function typedJson(object: ApiObject, fields: Fields): any {
  if (!isUsual(object)) return undefined;
  try {
    const { props } = object as unknown as { readonly props: object };
    return fields.json(Object.assign({}, props, { metadata: metadataJson(object) }));
  } catch {
    // The class says what can't be rendered, and where.
    return undefined;
  }
}

function shaped(value: unknown, shape: Shape): unknown {
  if (value instanceof LazyValue) return shaped(value.produce(), shape);
  switch (shape) {
    case Content.VALUE:
      return scalar(value);
    case Content.AMOUNT:
      return amount(value);
    case Content.VALUES:
      return list(value).map(scalar);
    case Content.MAP:
      return map(value, scalar);
    case Content.AMOUNTS:
      return map(value, amount);
    default:
      return shape instanceof Fields ? shape.json(value as object) : items(value, shape[0]);
  }
}

function items(value: unknown, fields: Fields): unknown[] {
  return list(value).map((each) => fields.json(each as object));
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw doubt();
  return value;
}

function map(value: unknown, json: (inside: unknown) => unknown): object {
  if ((value as object).constructor !== Object) throw doubt();
  const written: { [name: string]: unknown } = {};
  for (const [name, inside] of Object.entries(value as object)) {
    if (inside !== undefined && inside !== null) written[name] = json(inside);
  }
  return written;
}

function scalar(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw doubt();
}

function amount(value: unknown): unknown {
  const inside = (value as { readonly value?: unknown }).value;
  if ((value as object).constructor === Object || (typeof inside !== 'string' && typeof inside !== 'number'))
    throw doubt();
  return inside;
}

function doubt(): Error {
  return new Error('another field');
}
