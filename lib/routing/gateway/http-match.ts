/** How a path is compared. */
export enum PathMatch {
  /** The path itself and everything below it, element by element. */
  PREFIX = 'Prefix',
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
    return new HttpMatch(path, PathMatch.PREFIX);
  }

  /**
   * Requests for exactly one path.
   *
   * @param path - an absolute path such as `/healthz`
   */
  public static exactPath(path: string): HttpMatch {
    return new HttpMatch(path, PathMatch.EXACT);
  }

  private constructor(
    /** The path. */
    public readonly pathValue: string,
    /** How it is compared. */
    public readonly pathMatch: PathMatch,
  ) {}
}

/** A match as the Gateway API writes it. */
export function matchManifest(match: HttpMatch): any {
  return {
    path: { type: match.pathMatch === PathMatch.EXACT ? 'Exact' : 'PathPrefix', value: match.pathValue },
  };
}
