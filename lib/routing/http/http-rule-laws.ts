import type { Construct } from 'constructs';
import { constructError, type Located, located } from '../../errors';
import { checkDnsSubdomain, checkKnownOptions, checkObject } from '../../traffic';
import { type AnyBackend, namespaceOfBackend, podPort } from '../backend';
import { checkBackend, checkList } from '../backend-laws';
import { checkPath } from '../paths';
import { FilterType } from './http-filter';
import { checkBackendFilters, checkFilters, redirectIn } from './http-filter-laws';
import { HttpMatch } from './http-match';
import { deliveriesOf, type HttpRouteRule, matchesOf } from './http-rule';
import { checkWeights, type WeightedBackend } from './http-split';
import { timeoutsManifest } from './http-timeouts';
import { checkVersions } from './http-versions';

const WHAT = 'a rule of an HTTPRoute';
const KNOWN = ['name', 'backends', 'split', 'port', 'matches', 'filters', 'timeouts'];

/** The limits of the Gateway API. */
const MAX_IN_RULE = { backends: 16, split: 16, filters: 16, matches: 64 };

/** Checks a rule before its route is made. */
export function checkRule(place: Located, scope: Construct, rule: HttpRouteRule, hostnames: string[]): void {
  located(place, () => checkObject(WHAT, rule));
  located(place, () => checkKnownOptions(WHAT, rule, KNOWN));
  checkLists(place, rule);
  const matches = matchesOf(rule);
  for (const match of matches) checkMatch(place, match);
  checkFilters(place, rule.filters ?? [], { hostnames, matches });
  checkDeliveries(place, rule);
  for (const { to, port } of deliveriesOf(rule)) checkReachable(place, scope, to, port);
  const mirrors = (rule.filters ?? []).filter(({ _type }) => _type === FilterType.MIRROR);
  for (const { _mirror, _mirrorPort } of mirrors) checkReachable(place, scope, _mirror as AnyBackend, _mirrorPort);
  checkVersions(place, scope, rule);
  const { name, timeouts } = rule;
  if (name !== undefined) located(place, () => checkDnsSubdomain(`the name of ${WHAT}`, name));
  if (timeouts !== undefined) located(place, () => timeoutsManifest(timeouts));
}

function checkLists(place: Located, rule: HttpRouteRule): void {
  for (const part of ['backends', 'split', 'filters', 'matches'] as const) {
    const list = rule[part];
    if (list === undefined) continue;
    checkList(place, part, list);
    if (list.length <= MAX_IN_RULE[part]) continue;
    throw constructError(place, {
      law: `${WHAT} must have at most ${MAX_IN_RULE[part]} ${part === 'split' ? 'backends' : part}`,
      got: list.length,
      remedy: 'make a second rule',
    });
  }
}

function checkMatch(place: Located, match: HttpMatch): void {
  if (!HttpMatch.isHttpMatch(match)) {
    throw constructError(place, {
      law: 'a match must be an HttpMatch',
      got: match,
      remedy: "write it as in HttpMatch.path('/admin')",
    });
  }
  checkPath(place, match._path);
}

/** A rule delivers by `backends` or by a `split`, or it redirects. */
function checkDeliveries(place: Located, rule: HttpRouteRule): void {
  const { backends, split } = rule;
  if (backends !== undefined && split !== undefined) {
    throw constructError(place, {
      law: `${WHAT} must have \`backends\` or a \`split\`, but not both`,
      remedy: 'put all of them into the `split`, each with its weight',
    });
  }
  const count = (backends ?? split)?.length ?? 0;
  const redirects = redirectIn(rule.filters) !== undefined;
  if (redirects && count > 0) {
    throw constructError(place, {
      law: `${WHAT} that redirects must have no backends, since it delivers nothing`,
      got: count,
      remedy: 'leave out the backends, or the redirect',
    });
  }
  if (!redirects && count === 0) {
    throw constructError(place, {
      law: `${WHAT} must have a backend, since one without any answers 500`,
      remedy: 'give `backends`',
    });
  }
  if (split?.length) checkSplit(place, split);
}

function checkSplit(place: Located, split: WeightedBackend[]): void {
  for (const part of split) {
    located(place, () => checkObject('a part of a `split`', part));
    located(place, () => checkKnownOptions('a part of a `split`', part, ['to', 'weight', 'port', 'filters']));
    const { filters } = part;
    if (filters === undefined) continue;
    checkList(place, 'filters', filters);
    checkBackendFilters(place, filters);
  }
  checkWeights(place, split);
}

function checkReachable(place: Located, scope: Construct, backend: AnyBackend, port?: number): void {
  checkBackend(place, scope, backend);
  if (namespaceOfBackend(backend) === undefined) {
    throw constructError(place, {
      law: `the namespace of a backend must be known, but the chart of [${backend.service.object.node.path}] names none`,
      remedy: 'give that chart a `namespace`, or use an IsolatedNamespace',
    });
  }
  podPort(place, backend, port);
}
