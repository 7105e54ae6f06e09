/** Takes fields out of a written object where they have the given values. */
export function leaveOut(object: any, defaults: { [field: string]: unknown }): void {
  for (const [field, value] of Object.entries(defaults)) {
    if (JSON.stringify(object?.[field]) === JSON.stringify(value)) delete object[field];
  }
}
