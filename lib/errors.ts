/** What an error tells: the law, what came instead, and what to do. */
export interface Fault {
  /** The law, as a sentence without its end: `a port number must be a whole number from 1 to 65535`. */
  readonly law: string;

  /** The value that breaks the law. Left out where the law already says what came. */
  readonly got?: unknown;

  /** What to do about it: `to allow every TCP port, use Port.allTcp()`. */
  readonly remedy?: string;
}

/** Anything with a place in the construct tree. */
export interface Located {
  readonly node: { readonly path: string };
}

/** The error for a value that cannot be: it starts with the law itself. */
export function valueError(fault: Fault): Error {
  return new Error(sentence(fault));
}

/** The error for a construct that was misused: it starts with the construct's path, as cdk8s' own do. */
export function constructError(where: Located, fault: Fault): Error {
  return new Error(`[${where.node.path}] ${sentence(fault)}`);
}

function sentence({ law, remedy, ...rest }: Fault): string {
  const got = 'got' in rest ? `, but got ${shown(rest.got)}` : '';
  return `${law}${got}${remedy ? `; ${remedy}` : ''}`;
}

/** A value as an error shows it: text in quotes, nothing longer than a line. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(clipped(value));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : clipped(JSON.stringify(value));
  if (typeof value === 'object' && value !== null) {
    const name = value.constructor?.name;
    return name && name !== 'Object' ? `a ${name}` : clipped(JSON.stringify(value));
  }
  return String(value);
}

function clipped(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Runs a check of values on behalf of a construct: what it throws starts with the construct's path. */
export function located<T>(where: Located, check: () => T): T {
  try {
    return check();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (text.startsWith('[')) throw error;
    throw new Error(`[${where.node.path}] ${text}`);
  }
}

/** The place of a construct that is about to be made, for errors thrown before its constructor can run. */
export function placeOf(scope: Located, id: string): Located {
  return { node: { path: scope.node.path ? `${scope.node.path}/${id}` : id } };
}
