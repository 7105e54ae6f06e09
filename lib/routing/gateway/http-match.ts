import { prefixOf } from '../paths';

/** How a path is compared, as the Gateway API calls it. */
enum PathMatchType {
  /** The path itself and everything below it, element by element. */
  PATH_PREFIX = 'PathPrefix',
  /** The path and nothing else. */
  EXACT = 'Exact',
}

/**
 * Which requests a rule of an HttpRoute is for.
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
    return new HttpMatch(path, PathMatchType.PATH_PREFIX);
  }

  /**
   * Requests for exactly one path.
   *
   * @param path - an absolute path such as `/healthz`
   */
  public static exactPath(path: string): HttpMatch {
    return new HttpMatch(path, PathMatchType.EXACT);
  }

  private constructor(
    private readonly value: string,
    private readonly type: PathMatchType,
  ) {}

  /**
   * The path, however it is compared.
   *
   * @internal
   */
  public get _path(): string {
    return this.value;
  }

  /**
   * What it takes of a host: two that read alike are alike.
   *
   * @internal
   */
  public get _claim(): string {
    return this.type === PathMatchType.EXACT ? `exactly ${this.value}` : prefixOf(this.value);
  }

  /**
   * The match as it is written.
   *
   * @internal
   */
  public get _manifest(): any {
    return { path: { type: this.type, value: this.value } };
  }
}
