import type { ObjectRef } from '../network/place';
import { pathText } from '../network/place';
import type { Contribution } from './draft';
import { type Field, isRecord } from './fields/field';

/**
 * A field that a reader doesn't understand: its object may mean anything then.
 *
 * Thrown from wherever it is found, as nothing that was read of the object until then counts.
 */
export class NotUnderstood extends Error {
  public constructor(field: Field, what = 'is not analysed') {
    super(`${pathText(field.path) || 'the object'} ${what}`);
  }
}

/**
 * What is read of a policy; where it isn't understood, that it may open and close whatever it governs, and why.
 *
 * @param namespace - the namespace whose pods it may govern; empty for all
 */
export function understood(object: ObjectRef, read: () => Contribution, namespace = object.namespace): Contribution {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    const where = namespace === '' ? {} : { namespace };
    return { opaquePolicies: [{ object, ...where, onlyDenies: false, why: error.message }] };
  }
}

/** The fields that a mapping has, each of which must be among the known ones. */
export function onlyKnown(field: Field, known: readonly string[]): string[] {
  if (!isRecord(field.value)) throw new NotUnderstood(field);
  const keys = field.keys().filter((key) => !field.at(key).isAbsent);
  for (const key of keys) if (!known.includes(key)) throw new NotUnderstood(field.at(key));
  return keys;
}

/** The items of a list; none where it is absent. */
export function listed(field: Field): Field[] {
  if (!field.isAbsent && !Array.isArray(field.value)) throw new NotUnderstood(field);
  return field.items('a list');
}

/** A text that must be there. */
export function textIn(field: Field): string {
  if (typeof field.value !== 'string' || field.value === '') throw new NotUnderstood(field);
  return field.value;
}
