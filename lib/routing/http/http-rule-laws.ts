import type { Construct } from 'constructs';
import { constructError, type Located, located } from '../../errors';
import { checkDnsSubdomain, checkKnownOptions, checkObject } from '../../traffic';
import { checkPath } from '../paths';
import { checkDeliveries, checkLists } from './http-delivery-laws';
import { checkFilters, redirectIn } from './http-filter-laws';
import { HttpMatch } from './http-match';
import { retryManifest } from './http-retry';
import { type HttpRouteRule, matchesOf } from './http-rule';
import { timeoutsManifest } from './http-timeouts';
import { checkVersions } from './http-versions';

const ROUTE = 'an HTTPRoute';
const WHAT = `a rule of ${ROUTE}`;
const KNOWN = ['name', 'backends', 'split', 'port', 'matches', 'filters', 'timeouts', 'retry'];

/** Checks a rule before its route is made. */
export function checkRule(place: Located, scope: Construct, rule: HttpRouteRule, hostnames: string[]): void {
  located(place, () => checkObject(WHAT, rule));
  located(place, () => checkKnownOptions(WHAT, rule, KNOWN));
  checkLists(place, ROUTE, rule);
  const matches = matchesOf(rule);
  for (const match of matches) checkMatch(place, match);
  const { name, filters = [], timeouts, retry } = rule;
  checkFilters(place, filters, { hostnames, matches });
  checkDeliveries(place, scope, { route: ROUTE, rule, redirects: redirectIn(filters) !== undefined });
  checkVersions(place, scope, rule);
  if (name !== undefined) located(place, () => checkDnsSubdomain(`the name of ${WHAT}`, name));
  if (timeouts !== undefined) located(place, () => timeoutsManifest(timeouts));
  if (retry !== undefined) located(place, () => retryManifest(retry));
}

function checkMatch(place: Located, match: HttpMatch): void {
  if (!HttpMatch.isHttpMatch(match)) {
    throw constructError(place, {
      law: 'a match must be an HttpMatch',
      got: match,
      remedy: "write it as in HttpMatch.path('/admin')",
    });
  }
  if (!match._isPattern) checkPath(place, match._path);
}
