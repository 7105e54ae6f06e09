import { constructError, type Located } from '../../errors';
import { prefixOf } from '../paths';
import { FilterType, HttpFilter } from './http-filter';
import type { HttpMatch } from './http-match';

/** The kinds of which a list takes as many as are wanted. */
const REPEATED: string[] = [FilterType.MIRROR, FilterType.EXTENSION];
const OF_CALLS: string[] = [
  FilterType.REQUEST_HEADERS,
  FilterType.RESPONSE_HEADERS,
  FilterType.MIRROR,
  FilterType.EXTENSION,
];
const OF_BACKENDS: string[] = [FilterType.REQUEST_HEADERS, FilterType.RESPONSE_HEADERS];

/** Ports on which the Gateway itself is asked. */
const OWN_PORTS = [undefined, 80, 443];

const NAMES: Record<string, string> = {
  [FilterType.REQUEST_HEADERS]: 'change of request headers',
  [FilterType.RESPONSE_HEADERS]: 'change of response headers',
  [FilterType.MIRROR]: 'mirror',
  [FilterType.REDIRECT]: 'redirect',
  [FilterType.REWRITE]: 'rewrite',
  [FilterType.CORS]: 'CORS filter',
  [FilterType.EXTENSION]: 'extension',
  [FilterType.EXTERNAL_AUTH]: 'external authorization',
};

/** Where filters are, as far as it decides which are possible. */
interface Surroundings {
  readonly hostnames: string[];
  readonly matches: HttpMatch[];
}

/** The filter among these that redirects. */
export function redirectIn(filters: HttpFilter[] | undefined): HttpFilter | undefined {
  return filters?.find(({ _type }) => _type === FilterType.REDIRECT);
}

/** Checks the filters of a rule: what they are, and that they can stand together. */
export function checkFilters(place: Located, filters: HttpFilter[], around: Surroundings): void {
  checkKinds(place, 'an HTTPRoute', filters);
  const redirect = redirectIn(filters);
  const rewrite = filters.find(({ _type }) => _type === FilterType.REWRITE);
  if (redirect && rewrite) {
    throw constructError(place, {
      law: 'a rule of an HTTPRoute must not both redirect and rewrite, since what is redirected is delivered to nobody',
      remedy: 'leave one of them out, or make a second rule',
    });
  }
  const change = (redirect ?? rewrite)?._says;
  if (change?.path?.type === 'ReplacePrefixMatch') checkPrefix(place, around.matches);
  if (redirect) checkLoop(place, redirect, around);
}

/** Checks the filters of a rule for gRPC: what is about paths and redirects is none of its own. */
export function checkCallFilters(place: Located, filters: HttpFilter[]): void {
  checkKinds(place, 'a GRPCRoute', filters);
  const other = filters.find(({ _type }) => !OF_CALLS.includes(_type));
  if (!other) return;
  throw constructError(place, {
    law: 'a filter of a GRPCRoute must change headers, mirror, or be an extension',
    got: oneOf(other),
    remedy: 'leave it out, or serve the host by an HttpRoute',
  });
}

/** Checks the filters of one backend of a split. */
export function checkBackendFilters(place: Located, route: string, filters: HttpFilter[]): void {
  checkKinds(place, route, filters);
  const other = filters.find(({ _type }) => !OF_BACKENDS.includes(_type));
  if (!other) return;
  throw constructError(place, {
    law: 'a filter of a backend must change request or response headers',
    got: oneOf(other),
    remedy: 'give it to the rule, for all of its backends',
  });
}

function oneOf({ _type }: HttpFilter): string {
  const name = `${NAMES[_type]}`;
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

function checkKinds(place: Located, route: string, filters: HttpFilter[]): void {
  if (!filters.every(HttpFilter.isHttpFilter)) {
    throw constructError(place, {
      law: 'a filter must be an HttpFilter',
      got: filters.find((filter) => !HttpFilter.isHttpFilter(filter)),
      remedy: "write it as in HttpFilter.rewritePrefix('/')",
    });
  }
  const types = filters.map(({ _type }) => _type);
  const twice = types.find((type, index) => types.indexOf(type) !== index && !REPEATED.includes(type));
  if (twice === undefined) return;
  throw constructError(place, {
    law: `the \`filters\` of ${route} must have one ${NAMES[twice]} at most`,
    got: types.filter((type) => type === twice).length,
    remedy: 'put them together into one, or make a second rule',
  });
}

/** What is replaced must be one thing, and a part of the path: the API server refuses the route otherwise. */
function checkPrefix(place: Located, matches: HttpMatch[]): void {
  const [match] = matches;
  if (matches.length === 1 && match?._isPrefix) return;
  throw constructError(place, {
    law: 'a rule that replaces a prefix must have one match, and that by HttpMatch.path()',
    got: matches.map(({ _claim }) => _claim),
    remedy: 'make a rule for each path, or replace the whole `path`',
  });
}

/** A redirect to the very address that was asked for is followed until the browser gives up. */
function checkLoop(place: Located, { _says: to }: HttpFilter, { hostnames, matches }: Surroundings): void {
  const isElsewhere = to.hostname !== undefined && !hostnames.includes(to.hostname);
  if (isElsewhere || !OWN_PORTS.includes(to.port)) return;
  const looped = matches.find((match) => staysAt(match, to.path));
  if (!looped) return;
  throw constructError(place, {
    law: `a redirect must lead elsewhere, but requests for ${looped._claim} of ${to.hostname ?? hostnames[0]} come back for ever`,
    remedy: 'redirect to another host or path, or match less',
  });
}

/** Whether a request of the match has the same path after the redirect. */
function staysAt(match: HttpMatch, change: any): boolean {
  if (change === undefined) return true;
  if (match._isPattern) return false;
  if (change.type === 'ReplacePrefixMatch') return prefixOf(change.replacePrefixMatch) === prefixOf(match._path);
  return !match._isPrefix && change.replaceFullPath === match._path;
}
