import type { Construct } from 'constructs';
import { constructError, type Located, located } from '../../errors';
import { checkDnsSubdomain, checkKnownOptions, checkObject } from '../../traffic';
import { checkDeliveries, checkLists } from '../http/http-delivery-laws';
import { checkCallFilters } from '../http/http-filter-laws';
import { checkMatchCount, checkRuleCount, checkRuleNames } from '../http/http-route-laws';
import { checkVersions } from '../http/http-versions';
import { GrpcMatch } from './grpc-match';
import { callsOf, type GrpcRouteRule } from './grpc-rule';

const ROUTE = 'a GRPCRoute';
const WHAT = `a rule of ${ROUTE}`;
const KNOWN = ['name', 'backends', 'split', 'port', 'matches', 'filters'];

/** Checks the rules of a route before it is made. */
export function checkCallRules(place: Located, scope: Construct, rules: GrpcRouteRule[]): void {
  checkRuleCount(place, ROUTE, rules);
  for (const rule of rules) checkCallRule(place, scope, rule);
  checkRuleNames(place, ROUTE, rules);
  checkMatchCount(place, ROUTE, rules.flatMap(callsOf).length);
}

function checkCallRule(place: Located, scope: Construct, rule: GrpcRouteRule): void {
  located(place, () => checkObject(WHAT, rule));
  located(place, () => checkKnownOptions(WHAT, rule, KNOWN));
  checkLists(place, ROUTE, rule);
  for (const match of callsOf(rule)) checkMatch(place, match);
  const { name, filters = [] } = rule;
  checkCallFilters(place, filters);
  checkDeliveries(place, scope, { route: ROUTE, rule, redirects: false });
  checkVersions(place, scope, { name, filters });
  if (name !== undefined) located(place, () => checkDnsSubdomain(`the name of ${WHAT}`, name));
}

function checkMatch(place: Located, match: GrpcMatch): void {
  if (GrpcMatch.isGrpcMatch(match)) return;
  throw constructError(place, {
    law: 'a match must be a GrpcMatch',
    got: match,
    remedy: "write it as in GrpcMatch.service('acme.Orders')",
  });
}
