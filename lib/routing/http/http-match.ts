import { valueError } from '../../errors';
import { prefixOf } from '../paths';
import { checkFieldName, checkHeaderValue, checkQueryValue, MAX_FIELDS } from './http-fields';
import { HttpMethod } from './http-method';

const HTTP_MATCH = Symbol.for('cdk8s-networking.HttpMatch');

/** How a path is compared, as the Gateway API calls it. */
enum PathMatchType {
  /** The path itself and everything below it, element by element. */
  PATH_PREFIX = 'PathPrefix',
  /** The path and nothing else. */
  EXACT = 'Exact',
}

/** A header or a query parameter, and what it must say. */
interface Field {
  readonly name: string;
  readonly value: string;
}

interface Parts {
  readonly path: string;
  readonly type: PathMatchType;
  readonly method?: HttpMethod;
  readonly headers: readonly Field[];
  readonly query: readonly Field[];
}

/**
 * Which requests a rule of an HttpRoute is for: those that have the path and all else that is asked for.
 *
 * A request that several matches fit goes to the one with the exact path, then with the longest path, with a method, with
 * the most headers, and with the most query parameters.
 *
 * @example
 * HttpMatch.path('/v2');
 * HttpMatch.path('/v2').method(HttpMethod.POST).header('x-beta', 'yes').query('lang', 'en');
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#matches
 */
export class HttpMatch {
  /**
   * Requests for a path and everything below it.
   *
   * @param path - an absolute path such as `/admin`
   */
  public static path(path: string): HttpMatch {
    return new HttpMatch({ path, type: PathMatchType.PATH_PREFIX, headers: [], query: [] });
  }

  /**
   * Requests for exactly one path.
   *
   * @param path - an absolute path such as `/healthz`
   */
  public static exactPath(path: string): HttpMatch {
    return new HttpMatch({ path, type: PathMatchType.EXACT, headers: [], query: [] });
  }

  /**
   * Whether this is an HttpMatch, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isHttpMatch(x: unknown): boolean {
    return typeof x === 'object' && x !== null && HTTP_MATCH in x;
  }

  private constructor(private readonly parts: Parts) {
    Object.defineProperty(this, HTTP_MATCH, { value: true });
  }

  /**
   * Of these requests, those with a method.
   *
   * @param method - the method, such as `HttpMethod.POST`
   * @throws when it is no HttpMethod, or when a method was named before
   */
  public method(method: HttpMethod): HttpMatch {
    if (!Object.values(HttpMethod).includes(method)) {
      throw valueError({
        law: 'the method of a match must be an HttpMethod',
        got: method,
        remedy: 'write it as in HttpMethod.POST',
      });
    }
    const { method: named } = this.parts;
    if (named !== undefined) {
      throw valueError({
        law: `a match must name one method at most, and this one names ${named}`,
        got: method,
        remedy: 'make a second match',
      });
    }
    return new HttpMatch({ ...this.parts, method });
  }

  /**
   * Of these requests, those with a header that says exactly this.
   *
   * @param name - the header, such as `x-beta`; upper and lower case are alike
   * @param value - what it says: visible characters of ASCII, with single spaces between them; case counts
   * @throws when name or value is malformed, when the header was named before, and for the 17th
   */
  public header(name: string, value: string): HttpMatch {
    checkFieldName('the name of a header', name);
    checkHeaderValue(name, value);
    const { headers } = this.parts;
    const earlier = headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
    if (earlier) throw namedTwice('header', earlier.name);
    checkCount('headers', headers);
    return new HttpMatch({ ...this.parts, headers: [...headers, { name, value }] });
  }

  /**
   * Of these requests, those with a query parameter that says exactly this.
   *
   * @param name - the parameter, such as `lang`; case counts
   * @param value - what it says; case counts
   * @throws when name or value is malformed, when the parameter was named before, and for the 17th
   */
  public query(name: string, value: string): HttpMatch {
    checkFieldName('the name of a query parameter', name);
    checkQueryValue(name, value);
    const { query } = this.parts;
    if (query.some((parameter) => parameter.name === name)) throw namedTwice('query parameter', name);
    checkCount('query parameters', query);
    return new HttpMatch({ ...this.parts, query: [...query, { name, value }] });
  }

  /**
   * The path, however it is compared.
   *
   * @internal
   */
  public get _path(): string {
    return this.parts.path;
  }

  /**
   * Whether it is for everything below the path as well.
   *
   * @internal
   */
  public get _isPrefix(): boolean {
    return this.parts.type === PathMatchType.PATH_PREFIX;
  }

  /**
   * What it takes of a host: two that read alike are alike.
   *
   * @internal
   */
  public get _claim(): string {
    const { path, method, headers, query } = this.parts;
    const where = this._isPrefix ? prefixOf(path) : `exactly ${path}`;
    const asked = [
      ...headers.map(({ name, value }) => `header ${name.toLowerCase()} ${JSON.stringify(value)}`).sort(),
      ...query.map(({ name, value }) => `query ${name} ${JSON.stringify(value)}`).sort(),
    ];
    return `${method === undefined ? '' : `${method} `}${where}${asked.length > 0 ? ` with ${asked.join(', ')}` : ''}`;
  }

  /**
   * The match as it is written.
   *
   * @internal
   */
  public get _manifest(): any {
    const { path, type, method, headers, query } = this.parts;
    return {
      path: { type, value: path },
      ...(method === undefined ? {} : { method }),
      ...(headers.length > 0 ? { headers: headers.map(fieldManifest) } : {}),
      ...(query.length > 0 ? { queryParams: query.map(fieldManifest) } : {}),
    };
  }
}

function fieldManifest({ name, value }: Field): any {
  return { type: 'Exact', name, value };
}

function checkCount(what: string, fields: readonly Field[]): void {
  if (fields.length < MAX_FIELDS) return;
  throw valueError({ law: `a match must name at most ${MAX_FIELDS} ${what}`, remedy: 'leave one of them out' });
}

function namedTwice(what: string, name: string): Error {
  return valueError({
    law: `a match must name a ${what} once, but this one names "${name}" twice`,
    remedy: 'leave one of them out, or make a second match where either value will do',
  });
}
