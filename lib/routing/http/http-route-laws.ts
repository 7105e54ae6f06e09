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

/** Checks the hosts and rules of a route before it is made. */
export function checkRoute(place: Located, scope: Construct, { hostnames, rules }: Shape): void {
  checkList(place, 'hostnames', hostnames);
  if (hostnames.length === 0) {
    throw constructError(place, {
      law: 'an HTTPRoute must have a host, since one without any takes every host of its Gateway',
      got: hostnames,
      remedy: 'give `hostnames`',
    });
  }
  if (hostnames.length > MAX_HOSTNAMES) {
    throw constructError(place, {
      law: `an HTTPRoute must have at most ${MAX_HOSTNAMES} hosts`,
      got: hostnames.length,
      remedy: 'make a second route',
    });
  }
  checkList(place, 'rules', rules);
  if (rules.length === 0 || rules.length > MAX_RULES) {
    throw constructError(place, {
      law: `an HTTPRoute must have 1 to ${MAX_RULES} rules`,
      got: rules.length,
      remedy: rules.length === 0 ? 'give `rules`' : 'make a second route',
    });
  }
  for (const rule of rules) checkRule(place, scope, rule, hostnames);
  checkNames(place, rules);
  const matches = rules.flatMap(matchesOf).length;
  if (matches > MAX_MATCHES) {
    throw constructError(place, {
      law: `the rules of an HTTPRoute must have at most ${MAX_MATCHES} matches together`,
      got: matches,
      remedy: 'make a second route',
    });
  }
}

function checkNames(place: Located, rules: HttpRouteRule[]): void {
  const names = rules.map(({ name }) => name).filter((name) => name !== undefined);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw constructError(place, {
    law: 'the rules of an HTTPRoute must differ in their names',
    got: twice,
    remedy: 'give one of them another `name`, or none',
  });
}
