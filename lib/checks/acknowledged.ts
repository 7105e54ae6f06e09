import { type Evidence, groupOf, type ReadObject } from './facts';
import type { Subject } from './finding';
import { textAt } from './written';

/** The annotation in which an object says which findings about it are meant: a line `check-id: reason` for each. */
export const ACKNOWLEDGED = 'cdk8s-networking/acknowledged';

/** What stands in the annotation of one object. */
export interface AcknowledgedObject {
  readonly object: ReadObject;
  /** The reasons by check. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Lines that say no check, or no reason. */
  readonly unreadable: readonly string[];
}

/** What objects say themselves, by what findings call them. */
export function acknowledgedIn({ objects }: Evidence): ReadonlyMap<string, AcknowledgedObject> {
  const found = new Map<string, AcknowledgedObject>();
  if (!objects.some(({ body }) => textAt(body, 'metadata', 'annotations', ACKNOWLEDGED) !== undefined)) return found;
  const seen = new Set<string>();
  for (const object of objects) {
    const key = keyOf({ ...object, file: object.place.file });
    // Of one that is there twice the first counts, whether or not it says anything.
    if (seen.has(key)) continue;
    seen.add(key);
    const text = textAt(object.body, 'metadata', 'annotations', ACKNOWLEDGED);
    if (text === undefined) continue;
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const parts = lines.map((line) => ({ line, parts: /^\s*([a-z0-9-]+)\s*:\s*(\S.*?)\s*$/.exec(line) }));
    found.set(key, {
      object,
      reasons: new Map(parts.flatMap(({ parts }) => (parts ? [[parts[1] as string, parts[2] as string]] : []))),
      unreadable: parts.flatMap(({ line, parts }) => (parts ? [] : [line.trim()])),
    });
  }
  return found;
}

/** Tells whether two are about one object. */
export function keyOf({ file, apiVersion, kind, namespace, name }: Omit<Subject, 'line'>): string {
  return `${file} ${groupOf({ apiVersion })}/${kind} ${namespace}/${name}`;
}
