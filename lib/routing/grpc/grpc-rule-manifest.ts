import { deliveriesOf } from '../http/http-rule';
import { backendRefs, filtersManifest } from '../http/http-rule-manifest';
import type { GrpcRouteRule } from './grpc-rule';

/** A rule as it is written to a route of a namespace. Without matches it is for every call. */
export function callRuleManifest(rule: GrpcRouteRule, home: string | undefined): any {
  const matches = (rule.matches ?? []).map(({ _manifest }) => _manifest);
  return {
    ...(rule.name === undefined ? {} : { name: rule.name }),
    ...(matches.length > 0 ? { matches } : {}),
    ...filtersManifest(rule.filters, home),
    backendRefs: backendRefs(deliveriesOf(rule), home),
  };
}
