/**
 * Takes fields out of an object that is about to be written, where they have the given values. They are set to undefined:
 * an object of which a field is deleted is slow from then on.
 */
export function leaveOut(object: any, defaults: { readonly [field: string]: unknown }): void {
  if (object === undefined) return;
  for (const field of Object.keys(defaults)) {
    if (isSame(object[field], defaults[field])) object[field] = undefined;
  }
}

/** Whether two values of JSON are the same, in whatever order their fields stand. */
function isSame(value: unknown, other: unknown): boolean {
  if (typeof value !== 'object' || typeof other !== 'object' || value === null || other === null)
    return value === other;
  const names = Object.keys(other);
  return (
    Object.keys(value).length === names.length &&
    names.every((name) => isSame((value as any)[name], (other as any)[name]))
  );
}
