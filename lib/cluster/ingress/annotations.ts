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
  const written: { [key: string]: string } = {};
  for (const end of Object.keys(said)) {
    if (said[end] !== undefined) written[`${prefix}${end}`] = `${said[end]}`;
  }
  return written;
}
