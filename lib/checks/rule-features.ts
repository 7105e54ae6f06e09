import { GatewayFeature } from '../cluster';
import type { FieldPath } from './facts';
import type { FeatureUse } from './feature-use';
import { isWritten, mappingsAt, numberAt, type Written } from './written';

/** What a rule of an HTTPRoute asks for, with its filters and those of its backends. */
export function usesOfRule(body: unknown, rule: FieldPath): FeatureUse[] {
  const at = (feature: GatewayFeature, ...steps: FieldPath) => {
    const path = [...rule, ...steps];
    return isWritten(body, ...path) ? [{ feature, path }] : [];
  };
  const matches = mappingsAt(body, ...rule, 'matches').flatMap(([index]) => [
    ...at(GatewayFeature.HTTP_ROUTE_METHOD_MATCHING, 'matches', index, 'method'),
    ...at(GatewayFeature.HTTP_ROUTE_QUERY_PARAM_MATCHING, 'matches', index, 'queryParams'),
  ]);
  const backends = mappingsAt(body, ...rule, 'backendRefs').map(([index]) => [...rule, 'backendRefs', index]);
  return [
    ...at(GatewayFeature.HTTP_ROUTE_NAMED_ROUTE_RULE, 'name'),
    ...matches,
    ...at(GatewayFeature.HTTP_ROUTE_REQUEST_TIMEOUT, 'timeouts', 'request'),
    ...at(GatewayFeature.HTTP_ROUTE_BACKEND_TIMEOUT, 'timeouts', 'backendRequest'),
    ...at(GatewayFeature.HTTP_ROUTE_RETRY, 'retry'),
    ...usesOfFilters(body, rule),
    ...backends.flatMap((backend) => [...usesOfFilters(body, backend), ...changesAtBackend(body, backend)]),
  ];
}

function changesAtBackend(body: unknown, backend: FieldPath): FeatureUse[] {
  return mappingsAt(body, ...backend, 'filters')
    .filter(([, { type }]) => type === 'RequestHeaderModifier')
    .map(([index]) => ({
      feature: GatewayFeature.HTTP_ROUTE_BACKEND_REQUEST_HEADER_MODIFICATION,
      path: [...backend, 'filters', index],
    }));
}

function usesOfFilters(body: unknown, owner: FieldPath): FeatureUse[] {
  const filters = mappingsAt(body, ...owner, 'filters');
  const mirrors = filters.filter(([, { type }]) => type === 'RequestMirror');
  return [
    ...filters.flatMap(([index, filter]) =>
      featuresOf(filter).map((feature) => ({ feature, path: [...owner, 'filters', index] })),
    ),
    ...mirrors.slice(1, 2).map(([index]) => ({
      feature: GatewayFeature.HTTP_ROUTE_REQUEST_MULTIPLE_MIRRORS,
      path: [...owner, 'filters', index],
    })),
  ];
}

const STATUS_CODES = new Map([
  [303, GatewayFeature.HTTP_ROUTE_303_REDIRECT_STATUS_CODE],
  [307, GatewayFeature.HTTP_ROUTE_307_REDIRECT_STATUS_CODE],
  [308, GatewayFeature.HTTP_ROUTE_308_REDIRECT_STATUS_CODE],
]);

function featuresOf(filter: Written): GatewayFeature[] {
  const where = (feature: GatewayFeature | undefined, ...path: FieldPath) =>
    feature !== undefined && isWritten(filter, ...path) ? [feature] : [];
  switch (filter.type) {
    case 'CORS':
      return [GatewayFeature.HTTP_ROUTE_CORS];
    case 'RequestMirror':
      return [
        GatewayFeature.HTTP_ROUTE_REQUEST_MIRROR,
        ...where(GatewayFeature.HTTP_ROUTE_REQUEST_PERCENTAGE_MIRROR, 'requestMirror', 'percent'),
        ...where(GatewayFeature.HTTP_ROUTE_REQUEST_PERCENTAGE_MIRROR, 'requestMirror', 'fraction'),
      ];
    case 'ResponseHeaderModifier':
      return [GatewayFeature.HTTP_ROUTE_RESPONSE_HEADER_MODIFICATION];
    case 'URLRewrite':
      return [
        ...where(GatewayFeature.HTTP_ROUTE_HOST_REWRITE, 'urlRewrite', 'hostname'),
        ...where(GatewayFeature.HTTP_ROUTE_PATH_REWRITE, 'urlRewrite', 'path'),
      ];
    case 'RequestRedirect':
      return [
        ...where(GatewayFeature.HTTP_ROUTE_SCHEME_REDIRECT, 'requestRedirect', 'scheme'),
        ...where(GatewayFeature.HTTP_ROUTE_PORT_REDIRECT, 'requestRedirect', 'port'),
        ...where(GatewayFeature.HTTP_ROUTE_PATH_REDIRECT, 'requestRedirect', 'path'),
        ...where(STATUS_CODES.get(numberAt(filter, 'requestRedirect', 'statusCode') ?? 0), 'requestRedirect'),
      ];
    default:
      return [];
  }
}
