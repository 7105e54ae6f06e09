import { valueError } from '../errors';
import { checkKnownOptions, checkObject, checkText } from '../traffic';

/** HTTP requests that a connection is limited to: those that have all that is said here. */
export interface HttpAccess {
  /**
   * The method, such as `GET`.
   *
   * @default - any
   */
  readonly method?: string;

  /**
   * The path with its query, as a regular expression of Go that has to match all of it: `/orders/[0-9]+`.
   *
   * @default - any
   */
  readonly path?: string;
}

const EXAMPLE = "http: [{ method: HttpMethod.GET, path: '/orders/.*' }]";

/** Checks the requests of a connection: one that says nothing would let through every request. */
export function checkHttp(accesses: HttpAccess[]): void {
  if (!Array.isArray(accesses) || accesses.length === 0) {
    throw valueError({
      law: 'the HTTP requests of a connection must be a list with a request in it',
      got: accesses,
      remedy: `leave \`http\` out for every request, or write it as in ${EXAMPLE}`,
    });
  }
  accesses.forEach(checkAccess);
}

function checkAccess(access: HttpAccess): void {
  const remedy = `write it as in ${EXAMPLE}`;
  checkObject('an HTTP request of a connection', access, remedy);
  checkKnownOptions('an HTTP request of a connection', access, ['method', 'path']);
  const { method, path } = access;
  if (method === undefined && path === undefined) {
    throw valueError({ law: 'an HTTP request of a connection must have a method or a path', got: access, remedy });
  }
  if (method !== undefined) {
    checkText('the method of an HTTP request', method, '"GET"');
    if (!/^[A-Z]+$/.test(method)) {
      throw valueError({ law: 'the method of an HTTP request must be in upper case', got: method, remedy });
    }
  }
  if (path === undefined) return;
  checkText('the path of an HTTP request', path, '"/orders/.*"');
  if (path.startsWith('/') && isExpression(path)) return;
  throw valueError({
    law: 'the path of an HTTP request must be a regular expression of Go that starts with /',
    got: path,
    remedy,
  });
}

/** Cilium refuses the whole policy where Go doesn't know an expression: it looks neither ahead nor back. */
const NOT_IN_GO = /\(\?(?!:)|\\[1-9ckuxpP]|\{\d{4,}|\{\d*,\d{4,}/;

function isExpression(text: string): boolean {
  try {
    new RegExp(text);
    return !NOT_IN_GO.test(text);
  } catch {
    return false;
  }
}

/** The requests in their one order, each once. */
export function sortedHttp(accesses: readonly HttpAccess[]): HttpAccess[] {
  const byText = new Map(accesses.map(({ method, path }) => [`${method ?? ''} ${path ?? ''}`, { method, path }]));
  return [...byText.keys()].sort().map((text) => byText.get(text) as HttpAccess);
}
