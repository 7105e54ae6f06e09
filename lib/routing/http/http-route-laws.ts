import type { Construct } from 'constructs';
import { constructError, type Located } from '../../errors';
import { checkList } from '../backend-laws';
import { type HttpRouteRule, matchesOf } from './http-rule';
import { checkRule } from './http-rule-laws';

/** The limits of the Gateway API. */
const MAX_HOSTNAMES = 16;
const MAX_RULES = 16;
const MAX_MATCHES = 127;

/** What a route is for. */
interface Shape {
  readonly hostnames: string[];
  readonly rules: HttpRouteRule[];
}

/** A rule as far as its route has to know it. */
interface Named {
  readonly name?: string;
}

/** Checks the hosts and rules of a route before it is made. */
export function checkRoute(place: Located, scope: Construct, { hostnames, rules }: Shape): void {
  checkHostCount(place, 'an HTTPRoute', hostnames);
  checkRules(place, scope, rules, hostnames);
}

/** Checks the rules of a route before it is made; of one in a mesh, for no hosts. */
export function checkRules(place: Located, scope: Construct, rules: HttpRouteRule[], hostnames: string[]): void {
  checkRuleCount(place, 'an HTTPRoute', rules);
  for (const rule of rules) checkRule(place, scope, rule, hostnames);
  checkRuleNames(place, 'an HTTPRoute', rules);
  checkMatchCount(place, 'an HTTPRoute', rules.flatMap(matchesOf).length);
}

/** Checks that a route has hosts, and not too many. */
export function checkHostCount(place: Located, route: string, hostnames: string[]): void {
  checkList(place, 'hostnames', hostnames);
  if (hostnames.length === 0) {
    throw constructError(place, {
      law: `${route} must have a host, since one without any takes every host of its Gateway`,
      got: hostnames,
      remedy: 'give `hostnames`',
    });
  }
  if (hostnames.length <= MAX_HOSTNAMES) return;
  throw constructError(place, {
    law: `${route} must have at most ${MAX_HOSTNAMES} hosts`,
    got: hostnames.length,
    remedy: 'make a second route',
  });
}

/** Checks that a route has rules, and not too many. */
export function checkRuleCount(place: Located, route: string, rules: unknown[]): void {
  checkList(place, 'rules', rules);
  if (rules.length > 0 && rules.length <= MAX_RULES) return;
  throw constructError(place, {
    law: `${route} must have 1 to ${MAX_RULES} rules`,
    got: rules.length,
    remedy: rules.length === 0 ? 'give `rules`' : 'make a second route',
  });
}

/** Checks that no two rules of a route have one name. */
export function checkRuleNames(place: Located, route: string, rules: Named[]): void {
  const names = rules.map(({ name }) => name).filter((name) => name !== undefined);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw constructError(place, {
    law: `the rules of ${route} must differ in their names`,
    got: twice,
    remedy: 'give one of them another `name`, or none',
  });
}

/** Checks that a route has not too many matches in all. */
export function checkMatchCount(place: Located, route: string, matches: number): void {
  if (matches <= MAX_MATCHES) return;
  throw constructError(place, {
    law: `the rules of ${route} must have at most ${MAX_MATCHES} matches together`,
    got: matches,
    remedy: 'make a second route',
  });
}
