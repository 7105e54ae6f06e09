import { valueError } from '../../errors';
import { prefixOf } from '../paths';
import { type FieldMatch, fieldsManifest, headerTexts, parameterTexts, withHeader, withParameter } from './field-match';
import { checkPattern } from './http-fields';
import { HttpMethod } from './http-method';

const HTTP_MATCH = Symbol.for('cdk8s-networking.HttpMatch');

/** How a path is compared, as the Gateway API calls it. */
enum PathMatchType {
  /** The path itself and everything below it, element by element. */
  PATH_PREFIX = 'PathPrefix',
  /** The path and nothing else. */
  EXACT = 'Exact',
  /** What the implementation takes for a fit. */
  REGULAR_EXPRESSION = 'RegularExpression',
}

const MAX_PATTERN = 1024;

interface Parts {
  readonly path: string;
  readonly type: PathMatchType;
  readonly method?: HttpMethod;
  readonly headers: readonly FieldMatch[];
  readonly query: readonly FieldMatch[];
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
   * Requests for a path that a regular expression fits. Its syntax, whether it has to fit the whole path, and which of
   * several matches then wins are up to the implementation; some know none.
   *
   * @param pattern - the expression, such as `/v[0-9]+/orders`; at most 1024 characters
   * @throws when it is empty or too long
   */
  public static pathRegex(pattern: string): HttpMatch {
    checkPattern('the pattern of a path', pattern, MAX_PATTERN);
    return new HttpMatch({ path: pattern, type: PathMatchType.REGULAR_EXPRESSION, headers: [], query: [] });
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
    const header = { name, value, isPattern: false };
    return new HttpMatch({ ...this.parts, headers: withHeader(this.parts.headers, header) });
  }

  /**
   * Of these requests, those with a header that a regular expression fits; its syntax is up to the implementation.
   *
   * @param name - the header, such as `x-version`; upper and lower case are alike
   * @param pattern - the expression, such as `v[0-9]+`; at most 4096 characters
   * @throws when name or pattern is malformed, when the header was named before, and for the 17th
   */
  public headerRegex(name: string, pattern: string): HttpMatch {
    const header = { name, value: pattern, isPattern: true };
    return new HttpMatch({ ...this.parts, headers: withHeader(this.parts.headers, header) });
  }

  /**
   * Of these requests, those with a query parameter that says exactly this.
   *
   * @param name - the parameter, such as `lang`; case counts
   * @param value - what it says; case counts
   * @throws when name or value is malformed, when the parameter was named before, and for the 17th
   */
  public query(name: string, value: string): HttpMatch {
    const parameter = { name, value, isPattern: false };
    return new HttpMatch({ ...this.parts, query: withParameter(this.parts.query, parameter) });
  }

  /**
   * Of these requests, those with a query parameter that a regular expression fits; its syntax is up to the
   * implementation.
   *
   * @param name - the parameter, such as `lang`; case counts
   * @param pattern - the expression, such as `en|de`; at most 1024 characters
   * @throws when name or pattern is malformed, when the parameter was named before, and for the 17th
   */
  public queryRegex(name: string, pattern: string): HttpMatch {
    const parameter = { name, value: pattern, isPattern: true };
    return new HttpMatch({ ...this.parts, query: withParameter(this.parts.query, parameter) });
  }

  /**
   * The path, or the regular expression for it, however it is compared.
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
   * Whether the path is a regular expression.
   *
   * @internal
   */
  public get _isPattern(): boolean {
    return this.parts.type === PathMatchType.REGULAR_EXPRESSION;
  }

  /**
   * Whether it takes requests for a path, as far as that decides. Of a pattern nobody knows: it may.
   *
   * @internal
   */
  public _fits(path: string): boolean {
    const own = prefixOf(this._path);
    if (this._isPattern) return true;
    return this._isPrefix ? own === '/' || path === own || path.startsWith(`${own}/`) : path === this._path;
  }

  /**
   * Whether it comes before another one, for a path that both fit.
   *
   * @internal
   */
  public _isLonger(other: HttpMatch): boolean {
    if (!this._isPrefix || !other._isPrefix) return !this._isPrefix && (other._isPrefix || this._isPattern);
    return prefixOf(this._path).length > prefixOf(other._path).length;
  }

  /**
   * Whether it asks for a method.
   *
   * @internal
   */
  public get _hasMethod(): boolean {
    return this.parts.method !== undefined;
  }

  /**
   * Whether it asks for query parameters.
   *
   * @internal
   */
  public get _hasQuery(): boolean {
    return this.parts.query.length > 0;
  }

  /**
   * What it takes of a host: two that read alike are alike.
   *
   * @internal
   */
  public get _claim(): string {
    const { path, method, headers, query } = this.parts;
    const asked = [...headerTexts(headers), ...parameterTexts(query)];
    const where = this._isPattern ? `paths like ${path}` : this._isPrefix ? prefixOf(path) : `exactly ${path}`;
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
      ...(headers.length > 0 ? { headers: fieldsManifest(headers) } : {}),
      ...(query.length > 0 ? { queryParams: fieldsManifest(query) } : {}),
    };
  }
}
