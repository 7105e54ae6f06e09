/** What annotations say, by the ends of their names; what is undefined says nothing. */
export interface Said {
  readonly [end: string]: string | number | boolean | undefined;
}

/**
 * Annotations of one software.
 *
 * @param prefix - with what their names start: `konghq.com/`
 * @param said - what they say
 */
export function annotations(prefix: string, said: Said): { [key: string]: string } {
  const entries = Object.entries(said).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([end, value]) => [`${prefix}${end}`, `${value}`]));
}
