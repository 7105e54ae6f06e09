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
  return new Error(`${pathOf(where)} ${sentence(fault)}`);
}

/** The path as cdk8s writes it; the root of the tree has none and is called what it is. */
function pathOf(where: Located): string {
  return `[${where.node.path || 'App'}]`;
}

function sentence({ law, remedy, ...rest }: Fault): string {
  const got = 'got' in rest ? `, but got ${shown(rest.got)}` : '';
  return `${law}${got}${remedy ? `; ${remedy}` : ''}`;
}

/** A value as an error shows it: text in quotes, objects by their class, nothing longer than a line. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(clipped(value));
  if (Array.isArray(value) && value.length === 0) return 'an empty list';
  return clipped(inside(value, 0));
}

/** Below this, a plain value may well contain itself. */
const DEEPEST = 4;

function inside(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > DEEPEST) return '...';
  if (Array.isArray(value)) return `[${value.map((item) => inside(item, depth + 1)).join(',')}]`;
  const name = value.constructor?.name;
  if (name && name !== 'Object') return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${inside(field, depth + 1)}`).join(',')}}`;
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
    throw traced(new Error(`${pathOf(where)} ${text}`), error);
  }
}

/** An error with the trace of the one it tells of: a cause of its own would be printed as a second error. */
function traced(error: Error, origin: unknown): Error {
  if (origin instanceof Error && origin.stack) {
    error.stack = origin.stack.replace(origin.message, () => error.message);
  }
  return error;
}

/** The place of a construct that is about to be made, for errors thrown before its constructor can run. */
export function placeOf(scope: Located, id: string): Located {
  return { node: { path: scope.node.path ? `${scope.node.path}/${id}` : id } };
}
