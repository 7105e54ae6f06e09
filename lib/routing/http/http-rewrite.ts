import { valueError } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';
import { checkTarget, pathChange } from './http-target';

/** What a backend is asked for in place of what the client asked for. */
export interface HttpRewriteOptions {
  /**
   * The host that the backend reads in the request, such as `legacy.example.com`.
   *
   * @default - that of the request
   */
  readonly hostname?: string;

  /**
   * The whole path, such as `/index.html`.
   *
   * @default - that of the request
   */
  readonly path?: string;

  /**
   * What stands in the place of the path that was matched; what was below it stays below this. The rule must have one
   * match, and that by HttpMatch.path().
   *
   * @default - nothing: the path stays
   */
  readonly prefix?: string;
}

const WHAT = 'a rewrite';

/** Checks a rewrite, and returns it as it is written. */
export function rewrite(options: HttpRewriteOptions): any {
  checkObject(WHAT, options);
  checkKnownOptions(WHAT, options, ['hostname', 'path', 'prefix']);
  const { hostname } = options;
  if (hostname !== undefined) checkTarget(WHAT, hostname);
  const path = pathChange(WHAT, options);
  if (hostname === undefined && path === undefined) {
    throw valueError({
      law: 'a rewrite must name a host or a path',
      got: options,
      remedy: "write it as in HttpFilter.rewrite({ prefix: '/' })",
    });
  }
  return { ...(hostname === undefined ? {} : { hostname }), ...(path === undefined ? {} : { path }) };
}
