import type { ControllerObject } from '../controller-object';
import type { CorsRequest, IngressRequest } from './ingress-request';
import { isPattern, originPattern } from './origin-pattern';

const API_VERSION = 'traefik.io/v1alpha1';

/** A Middleware. */
export function middleware(suffix: string, spec: object): ControllerObject {
  return { apiVersion: API_VERSION, kind: 'Middleware', suffix, fields: { spec } };
}

/**
 * The Middlewares of an Ingress in the order in which requests pass them: who may not come at all is sent away first, and
 * browsers that ask about CORS, which send no password, are answered before anybody is asked for one.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/overview/
 */
export function middlewaresOf(request: IngressRequest): ControllerObject[] {
  const { sourceRanges, rateLimit, cors, maxBodySize } = request;
  return [
    ...(sourceRanges ? [middleware('sources', { ipAllowList: { sourceRange: [...sourceRanges] } })] : []),
    ...(rateLimit
      ? [
          middleware('rate', {
            rateLimit: {
              average: rateLimit.requestsPerSecond,
              period: '1s',
              ...(rateLimit.burst === undefined ? {} : { burst: rateLimit.burst }),
            },
          }),
        ]
      : []),
    ...(cors ? [middleware('cors', { headers: crossOrigin(cors) })] : []),
    ...authentication(request),
    ...(maxBodySize === undefined ? [] : [middleware('body', { buffering: { maxRequestBodyBytes: maxBodySize } })]),
    ...rewriting(request),
  ];
}

/**
 * How it asks the backends, where something is said of it.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/
 */
export function transportOf({ timeout }: IngressRequest): ControllerObject | undefined {
  if (timeout === undefined) return undefined;
  const spec = { forwardingTimeouts: { responseHeaderTimeout: `${timeout}s` } };
  return { apiVersion: API_VERSION, kind: 'ServersTransport', suffix: 'timeout', fields: { spec } };
}

function crossOrigin(cors: CorsRequest): object {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = cors;
  const patterns = allowOrigins.filter(isPattern).map(originPattern);
  const plain = allowOrigins.filter((origin) => !isPattern(origin));
  return {
    ...(plain.length > 0 ? { accessControlAllowOriginList: plain } : {}),
    ...(patterns.length > 0 ? { accessControlAllowOriginListRegex: patterns } : {}),
    accessControlAllowMethods: [...allowMethods],
    accessControlAllowHeaders: [...allowHeaders],
    ...(exposeHeaders.length > 0 ? { accessControlExposeHeaders: [...exposeHeaders] } : {}),
    accessControlAllowCredentials: allowCredentials,
    accessControlMaxAge: maxAge,
    addVaryHeader: true,
  };
}

function authentication({ basicAuthSecret, externalAuth }: IngressRequest): ControllerObject[] {
  const basic = basicAuthSecret === undefined ? [] : [middleware('basic', { basicAuth: { secret: basicAuthSecret } })];
  if (!externalAuth) return basic;
  const { url, responseHeaders } = externalAuth;
  const headers = responseHeaders.length > 0 ? { authResponseHeaders: [...responseHeaders] } : {};
  return [...basic, middleware('auth', { forwardAuth: { address: url, ...headers } })];
}

/** What is stripped leaves an absolute path, so that nothing has to stand in the place of `/`. */
function rewriting({ rewritePrefix, paths }: IngressRequest): ControllerObject[] {
  if (rewritePrefix === undefined) return [];
  const prefixes = paths.filter((path) => path !== '/').map((path) => path.replace(/\/$/, ''));
  return [
    ...(prefixes.length > 0 ? [middleware('strip', { stripPrefix: { prefixes } })] : []),
    ...(rewritePrefix === '/'
      ? []
      : [middleware('prefix', { addPrefix: { prefix: rewritePrefix.replace(/\/$/, '') } })]),
  ];
}
