/** Takes fields out of a written object where they have the given values. */
export function leaveOut(object: any, defaults: { readonly [field: string]: unknown }): void {
  if (object === undefined) return;
  for (const field of Object.keys(defaults)) {
    if (isSame(object[field], defaults[field])) delete object[field];
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
