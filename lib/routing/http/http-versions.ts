import type { Construct } from 'constructs';
import { GatewayApiVersion } from '../../cluster';
import { type Located, located } from '../../errors';
import { clusterOf } from '../../objects';
import { FilterType, type HttpFilter } from './http-filter';
import type { HttpRouteRule } from './http-rule';

/** Something of a rule that not every version of the Gateway API has. */
interface Need {
  readonly what: string;
  readonly since: GatewayApiVersion;
}

const OLD_STATUS_CODES = [301, 302];

/** Checks that the cluster takes all of a rule: older definitions refuse a field, or drop it in silence. */
export function checkVersions(place: Located, scope: Construct, rule: HttpRouteRule): void {
  for (const { what, since } of needsOf(rule)) {
    located(place, () => clusterOf(scope)._checkGatewayApi(what, since));
  }
}

function needsOf({ name, filters = [] }: HttpRouteRule): Need[] {
  const named = name === undefined ? [] : [{ what: 'the `name` of a rule', since: GatewayApiVersion.V1_4 }];
  return [...named, ...filters.flatMap(needsOfFilter)];
}

function needsOfFilter({ _type: type, _says: says }: HttpFilter): Need[] {
  if (type === FilterType.REDIRECT && !OLD_STATUS_CODES.includes(says.statusCode)) {
    return [{ what: `a redirect by ${says.statusCode}`, since: GatewayApiVersion.V1_5 }];
  }
  if (type === FilterType.CORS) return [{ what: 'a CORS filter', since: GatewayApiVersion.V1_5 }];
  if (type !== FilterType.MIRROR || Object.keys(says).length === 0) return [];
  return [{ what: 'a mirror of a part of the requests', since: GatewayApiVersion.V1_3 }];
}
