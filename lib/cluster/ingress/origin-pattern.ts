/** An origin of CORS as a regular expression that fits it from its start to its end. */
export function originPattern(origin: string): string {
  const hosts = origin.replace(/\./g, '\\.').replace('*\\.', '([a-z0-9-]+\\.)+').replace('*', '[^/:]+');
  return `^${hosts}$`;
}

/** Whether an origin stands for several. */
export function isPattern(origin: string): boolean {
  return origin !== '*' && origin.includes('*');
}
