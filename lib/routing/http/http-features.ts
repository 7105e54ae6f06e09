import { checkFeature, GatewayFeature, type IGatewayImplementation } from '../../cluster';
import { type Located, located } from '../../errors';
import { needsOfProtocols } from './backend-protocols';
import { FilterType, type HttpFilter } from './http-filter';
import { deliveriesOf, type HttpRouteRule, matchesOf, othersOf } from './http-rule';

/** Something of a rule that not every implementation can do. */
interface Need {
  readonly what: string;
  readonly feature: GatewayFeature;
}

const STATUS_CODES: { readonly [code: number]: GatewayFeature } = {
  303: GatewayFeature.HTTP_ROUTE_303_REDIRECT_STATUS_CODE,
  307: GatewayFeature.HTTP_ROUTE_307_REDIRECT_STATUS_CODE,
  308: GatewayFeature.HTTP_ROUTE_308_REDIRECT_STATUS_CODE,
};

/** Checks that an implementation doesn't declare that it can't do something of a rule. */
export function checkFeatures(place: Located, implementation: IGatewayImplementation, rule: HttpRouteRule): void {
  for (const { what, feature } of needsOf(rule)) located(place, () => checkFeature(implementation, feature, what));
}

function needsOf(rule: HttpRouteRule): Need[] {
  const { name, timeouts, retry, filters = [], split = [] } = rule;
  const matches = matchesOf(rule);
  const mirrors = filters.filter(({ _type }) => _type === FilterType.MIRROR);
  return [
    ...need(name !== undefined, 'the `name` of a rule', GatewayFeature.HTTP_ROUTE_NAMED_ROUTE_RULE),
    ...need(
      matches.some(({ _hasMethod }) => _hasMethod),
      'the method of a match',
      GatewayFeature.HTTP_ROUTE_METHOD_MATCHING,
    ),
    ...need(
      matches.some(({ _hasQuery }) => _hasQuery),
      'the query parameters of a match',
      GatewayFeature.HTTP_ROUTE_QUERY_PARAM_MATCHING,
    ),
    ...need(timeouts?.request !== undefined, 'the `request` of timeouts', GatewayFeature.HTTP_ROUTE_REQUEST_TIMEOUT),
    ...need(
      timeouts?.backendRequest !== undefined,
      'the `backendRequest` of timeouts',
      GatewayFeature.HTTP_ROUTE_BACKEND_TIMEOUT,
    ),
    ...need(retry !== undefined, 'the `retry` of a rule', GatewayFeature.HTTP_ROUTE_RETRY),
    ...filters.flatMap(needsOfFilter),
    ...need(mirrors.length > 1, 'a second mirror in a rule', GatewayFeature.HTTP_ROUTE_REQUEST_MULTIPLE_MIRRORS),
    ...split.flatMap((part) => (part.filters ?? []).flatMap(needsOfBackendFilter)),
    ...needsOfProtocols([...deliveriesOf(rule), ...othersOf(rule)]),
  ];
}

function needsOfFilter({ _type: type, _says: says }: HttpFilter): Need[] {
  switch (type) {
    case FilterType.RESPONSE_HEADERS:
      return [RESPONSE_HEADERS];
    case FilterType.CORS:
      return need(true, 'a CORS filter', GatewayFeature.HTTP_ROUTE_CORS);
    case FilterType.MIRROR:
      return [
        ...need(true, 'a mirror', GatewayFeature.HTTP_ROUTE_REQUEST_MIRROR),
        ...need(
          Object.keys(says).length > 0,
          'a mirror of a part of the requests',
          GatewayFeature.HTTP_ROUTE_REQUEST_PERCENTAGE_MIRROR,
        ),
      ];
    case FilterType.REWRITE:
      return [
        ...need(says.hostname !== undefined, 'a rewrite of the host', GatewayFeature.HTTP_ROUTE_HOST_REWRITE),
        ...need(says.path !== undefined, 'a rewrite of the path', GatewayFeature.HTTP_ROUTE_PATH_REWRITE),
      ];
    case FilterType.REDIRECT:
      return needsOfRedirect(says);
    default:
      return [];
  }
}

const RESPONSE_HEADERS: Need = {
  what: 'a change of response headers',
  feature: GatewayFeature.HTTP_ROUTE_RESPONSE_HEADER_MODIFICATION,
};

function needsOfBackendFilter({ _type: type }: HttpFilter): Need[] {
  if (type === FilterType.RESPONSE_HEADERS) return [RESPONSE_HEADERS];
  const feature = GatewayFeature.HTTP_ROUTE_BACKEND_REQUEST_HEADER_MODIFICATION;
  return [{ what: 'a change of request headers for one backend', feature }];
}

function needsOfRedirect({ scheme, path, port, statusCode }: any): Need[] {
  const byCode = STATUS_CODES[statusCode];
  return [
    ...need(scheme !== undefined, 'a redirect to another scheme', GatewayFeature.HTTP_ROUTE_SCHEME_REDIRECT),
    ...need(path !== undefined, 'a redirect to another path', GatewayFeature.HTTP_ROUTE_PATH_REDIRECT),
    ...need(port !== undefined, 'a redirect to another port', GatewayFeature.HTTP_ROUTE_PORT_REDIRECT),
    ...(byCode === undefined ? [] : [{ what: `a redirect by ${statusCode}`, feature: byCode }]),
  ];
}

function need(isNeeded: boolean, what: string, feature: GatewayFeature): Need[] {
  return isNeeded ? [{ what, feature }] : [];
}
