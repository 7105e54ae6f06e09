/** A mapping as it stands in a manifest: any of its fields may be missing, or be anything. */
export interface Written {
  readonly [key: string]: unknown;
}

/** The mapping at some steps; an empty one where there is none. */
export function mappingAt(value: unknown, ...steps: readonly (string | number)[]): Written {
  const found = valueAt(value, steps);
  return isMapping(found) ? found : {};
}

/** The mappings of the list at some steps, each with its place in the list. */
export function mappingsAt(
  value: unknown,
  ...steps: readonly (string | number)[]
): readonly (readonly [number, Written])[] {
  return listAt(value, ...steps).flatMap((item, index) => (isMapping(item) ? [[index, item] as const] : []));
}

/** The list at some steps; an empty one where there is none. */
export function listAt(value: unknown, ...steps: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, steps);
  return Array.isArray(found) ? found : [];
}

/** The text at some steps; undefined where there is none. */
export function textAt(value: unknown, ...steps: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, steps);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The number at some steps; undefined where there is none. */
export function numberAt(value: unknown, ...steps: readonly (string | number)[]): number | undefined {
  const found = valueAt(value, steps);
  return typeof found === 'number' ? found : undefined;
}

/** Whether something is written there; `null` is nothing. */
export function isWritten(value: unknown, ...steps: readonly (string | number)[]): boolean {
  const found = valueAt(value, steps);
  return found !== undefined && found !== null;
}

function valueAt(value: unknown, steps: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of steps) {
    if (Array.isArray(found)) found = found[Number(step)];
    else found = isMapping(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

function isMapping(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value at some steps is this one. */
export function valueIs(value: unknown, asked: boolean, ...steps: readonly (string | number)[]): boolean {
  return valueAt(value, steps) === asked;
}
