import type { Construct } from 'constructs';
import { GatewayApiVersion } from '../../cluster';
import { type Located, located } from '../../errors';
import { clusterOf } from '../../objects';
import { FilterType, type HttpFilter } from './http-filter';
import type { HttpRouteRule } from './http-rule';

/** Something of a rule that not every version of the Gateway API has. */
interface Need {
  readonly what: string;
  readonly since?: GatewayApiVersion;
  readonly isExperimental?: boolean;
}

const OLD_STATUS_CODES = [301, 302];

/** Checks that the cluster takes all of a rule: older definitions refuse a field, or drop it in silence. */
export function checkVersions(
  place: Located,
  scope: Construct,
  rule: Pick<HttpRouteRule, 'name' | 'filters' | 'retry'>,
): void {
  for (const { what, since, isExperimental } of needsOf(rule)) {
    located(place, () => {
      if (since !== undefined) clusterOf(scope)._checkGatewayApi(what, since);
      if (isExperimental) clusterOf(scope)._checkExperimental(what);
    });
  }
}

function needsOf({ name, filters = [], retry }: Pick<HttpRouteRule, 'name' | 'filters' | 'retry'>): Need[] {
  return [
    ...(name === undefined ? [] : [{ what: 'the `name` of a rule', since: GatewayApiVersion.V1_4 }]),
    ...(retry === undefined ? [] : [{ what: 'the `retry` of a rule', isExperimental: true }]),
    ...filters.flatMap(needsOfFilter),
  ];
}

function needsOfFilter({ _type: type, _says: says }: HttpFilter): Need[] {
  if (type === FilterType.REDIRECT && !OLD_STATUS_CODES.includes(says.statusCode)) {
    return [{ what: `a redirect by ${says.statusCode}`, since: GatewayApiVersion.V1_5 }];
  }
  if (type === FilterType.CORS) return [{ what: 'a CORS filter', since: GatewayApiVersion.V1_5 }];
  if (type === FilterType.EXTERNAL_AUTH) {
    return [{ what: 'an external authorization', since: GatewayApiVersion.V1_4, isExperimental: true }];
  }
  if (type !== FilterType.MIRROR || Object.keys(says).length === 0) return [];
  return [{ what: 'a mirror of a part of the requests', since: GatewayApiVersion.V1_3 }];
}
