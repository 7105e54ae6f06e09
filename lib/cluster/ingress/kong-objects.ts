import type { ControllerObject } from '../controller-object';
import type { CorsRequest, IngressRequest } from './ingress-request';
import { isPattern, originPattern } from './origin-pattern';

/** Its cookie has no name of its own. */
const COOKIE = 'sticky-session';

/**
 * The KongPlugins of an Ingress.
 *
 * @see https://developer.konghq.com/kubernetes-ingress-controller/reference/custom-resources/#kongplugin
 */
export function pluginsOf({ sourceRanges, rateLimit, cors, maxBodySize }: IngressRequest): ControllerObject[] {
  return [
    ...(sourceRanges ? [plugin('sources', 'ip-restriction', { allow: [...sourceRanges] })] : []),
    ...(rateLimit
      ? [plugin('rate', 'rate-limiting', { second: rateLimit.requestsPerSecond, limit_by: 'ip', policy: 'local' })]
      : []),
    ...(cors ? [plugin('cors', 'cors', crossOrigin(cors))] : []),
    ...(maxBodySize === undefined
      ? []
      : [plugin('body', 'request-size-limiting', { allowed_payload_size: maxBodySize, size_unit: 'bytes' })]),
  ];
}

/** The KongUpstreamPolicy of the Services, where the requests of one client shall go to one pod. */
export function upstreamPolicyOf({ stickySession }: IngressRequest): ControllerObject | undefined {
  if (!stickySession) return undefined;
  const hashOn = { cookie: stickySession.cookieName ?? COOKIE, cookiePath: '/' };
  return {
    apiVersion: 'configuration.konghq.com/v1beta1',
    kind: 'KongUpstreamPolicy',
    suffix: 'sticky',
    fields: { spec: { algorithm: 'consistent-hashing', hashOn } },
  };
}

function plugin(suffix: string, name: string, config: object): ControllerObject {
  return { apiVersion: 'configuration.konghq.com/v1', kind: 'KongPlugin', suffix, fields: { plugin: name, config } };
}

/** Methods and headers of which nothing is said it would allow as they are asked for. */
function crossOrigin(cors: CorsRequest): object {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = cors;
  return {
    origins: allowOrigins.map((origin) => (isPattern(origin) ? originPattern(origin) : origin)),
    methods: [...allowMethods],
    headers: [...allowHeaders],
    ...(exposeHeaders.length > 0 ? { exposed_headers: [...exposeHeaders] } : {}),
    credentials: allowCredentials,
    max_age: maxAge,
  };
}
