import type { IConstruct } from 'constructs';
import { valueError } from '../../errors';
import { isPresent, PerApp } from '../../objects';
import { ExistingGateway } from '../gateway/existing-gateway';
import { accepts, bySpecificity } from '../gateway/listeners';
import type { IGateway } from '../gateway/route-parent';
import { redirectIn } from './http-filter-laws';
import type { HttpMatch } from './http-match';
import { type HttpRouteRule, matchesOf } from './http-rule';

/** What a route takes of a host. */
interface Taken {
  readonly host: string;
  readonly match: HttpMatch;
  readonly route: IConstruct;
}

/** A redirect of a rule, by one of its matches. */
interface Redirect {
  readonly host: string;
  readonly match: HttpMatch;
  /** Where it leads, as the Gateway API has it. */
  readonly to: any;
}

/** What the routes of an app take, by the Gateway. */
const TAKEN = new PerApp<Map<string, Taken[]>>(() => new Map());

/** Notes what a route takes of its Gateway: what is redirected to it is not led back. */
export function noteMatches(route: IConstruct, gateway: IGateway, hosts: string[], rules: HttpRouteRule[]): void {
  const byGateway = TAKEN.of(route);
  const taken = byGateway.get(gateway.displayName) ?? [];
  byGateway.set(gateway.displayName, taken);
  for (const match of rules.flatMap(matchesOf)) taken.push(...hosts.map((host) => ({ host, match, route })));
}

/**
 * The redirects of a route that lead to what they match themselves, as `/` does to `/login`, so that a browser follows
 * them until it gives up. Another route, or rule, for what they lead to is the way out; so it is seen at synth alone.
 */
export function loopProblems(route: IConstruct, gateway: IGateway, hosts: string[], rules: HttpRouteRule[]): string[] {
  const redirects = rules.flatMap((rule) => {
    const to = redirectIn(rule.filters)?._says;
    return to === undefined ? [] : matchesOf(rule).flatMap((match) => hosts.map((host) => ({ host, match, to })));
  });
  // Most routes redirect nothing, and needn't look at all others.
  if (redirects.length === 0) return [];
  const taken = (TAKEN.of(route).get(gateway.displayName) ?? []).filter((each) => isPresent(each.route));
  const looped = redirects.filter((redirect) => isLooped(redirect, gateway, taken));
  return [...new Set(looped.map(problemOf))];
}

function isLooped({ host, match, to }: Redirect, gateway: IGateway, taken: Taken[]): boolean {
  // Of a Gateway that others write they may have routes for where it leads, and browsers may ask by another method then.
  if (gateway instanceof ExistingGateway || match._hasMethod) return false;
  const { httpsPort, listening } = gateway._parent;
  if (to.port !== undefined && ![80, 443, httpsPort, listening.httpPort].includes(to.port)) return false;
  const target = to.hostname ?? host;
  const path = pathAfter(match, to.path);
  if (!accepts(host, target) || path === undefined || !match._fits(path)) return false;
  const better = taken.some(
    (other) =>
      other.match !== match &&
      accepts(other.host, target) &&
      other.match._fits(path) &&
      (bySpecificity(other.host, host) < 0 || (other.host === host && other.match._isLonger(match))),
  );
  return !better;
}

/** The path of a request after the redirect; undefined where nobody knows. */
function pathAfter(match: HttpMatch, change: any): string | undefined {
  if (match._isPattern) return undefined;
  if (change === undefined) return match._path;
  return change.type === 'ReplacePrefixMatch' ? change.replacePrefixMatch : change.replaceFullPath;
}

function problemOf({ host, match, to }: Redirect): string {
  const path = pathAfter(match, to.path);
  return valueError({
    law: `a redirect must lead to what another rule is for, but requests for ${match._claim} of ${host} are led to ${path} of ${to.hostname ?? host}, and so come back for ever`,
    remedy: 'redirect to another host or path, match less, or add a rule for where it leads',
  }).message;
}
