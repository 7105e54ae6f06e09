/** The fields that have a value. */
export function present(fields: { [field: string]: unknown }): { [field: string]: any } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
