import { valueError } from '../../errors';
import { checkKnownOptions, checkObject, isPortNumber } from '../../traffic';
import { checkTarget, pathChange } from './http-target';

/** How a browser is told to ask. */
export enum HttpScheme {
  /** In clear text. */
  HTTP = 'http',
  /** With TLS. */
  HTTPS = 'https',
}

/** Where a redirect leads: what isn't said stays as it was in the request. */
export interface HttpRedirectOptions {
  /**
   * The scheme. It isn't enough: an HttpRoute with TLS redirects plain HTTP by itself.
   *
   * @default - that of the request
   */
  readonly scheme?: HttpScheme;

  /**
   * The host, such as `www.example.com`.
   *
   * @default - that of the request
   */
  readonly hostname?: string;

  /**
   * The port that the browser asks, from 1 to 65535.
   *
   * @default - the usual one of the `scheme` where that is given, else that of the listener
   */
  readonly port?: number;

  /**
   * The whole path, such as `/login`.
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

  /**
   * 301, which browsers remember for long, or 302, which they don't; 308 and 307 likewise, with the method kept; or 303,
   * which has them ask with GET. The last three need Gateway API 1.5, said in the cluster profile.
   *
   * @default 302
   */
  readonly statusCode?: number;
}

const WHAT = 'a redirect';
const KNOWN = ['scheme', 'hostname', 'port', 'path', 'prefix', 'statusCode'];
const STATUS_CODES = [301, 302, 303, 307, 308];

/** Checks a redirect, and returns it as it is written. */
export function redirect(options: HttpRedirectOptions): any {
  checkObject(WHAT, options);
  checkKnownOptions(WHAT, options, KNOWN);
  const { scheme, hostname, port, statusCode = 302 } = options;
  checkOptions(options);
  if (hostname !== undefined) checkTarget(WHAT, hostname);
  const path = pathChange(WHAT, options);
  if (hostname === undefined && port === undefined && path === undefined) {
    throw valueError({
      law: 'a redirect must lead to another host, port or path',
      got: options,
      remedy: 'say where to; from plain HTTP to HTTPS an HttpRoute with TLS redirects by itself',
    });
  }
  return {
    ...(scheme === undefined ? {} : { scheme }),
    ...(hostname === undefined ? {} : { hostname }),
    ...(port === undefined ? {} : { port }),
    ...(path === undefined ? {} : { path }),
    statusCode,
  };
}

function checkOptions({ scheme, port, statusCode }: HttpRedirectOptions): void {
  if (scheme !== undefined && !Object.values(HttpScheme).includes(scheme)) {
    throw valueError({
      law: 'the `scheme` of a redirect must be HttpScheme.HTTP or HttpScheme.HTTPS',
      got: scheme,
      remedy: 'leave it out for that of the request',
    });
  }
  if (port !== undefined && !isPortNumber(port)) {
    throw valueError({
      law: 'the `port` of a redirect must be a whole number from 1 to 65535',
      got: port,
      remedy: 'leave it out for the usual one',
    });
  }
  if (statusCode === undefined || STATUS_CODES.includes(statusCode)) return;
  throw valueError({
    law: `the \`statusCode\` of a redirect must be 301, 302, 303, 307 or 308`,
    got: statusCode,
    remedy: 'leave it out for 302',
  });
}
