import { claimsOf, standingOf, urlOf } from './claims';
import { endsAt } from './ends';
import type { BackendFacts, Evidence, FieldPath, RouteFacts, RuleFacts } from './facts';
import { backendsOf } from './http-rules';
import { fewFrom, listed } from './stakes';
import { mappingsAt } from './written';

/** A backend, and the rule in which it stands. */
interface Use {
  readonly route: RouteFacts;
  readonly rule: RuleFacts;
  readonly backend: BackendFacts;
}

/**
 * What becomes of requests that a rule would bring to a backend which isn't there, or may not be referred to.
 *
 * @param path - the steps to the backend, as its facts have them
 */
export function brokenBackendTexts(path: FieldPath, evidence: Evidence): string[] {
  const use = usesByPath(evidence).get(path);
  if (!use || use.rule.redirects) return [];
  const { route, rule, backend } = use;
  const meant = listed(endsAt(backend, route, evidence));
  switch (backend.role) {
    case 'mirror':
      return fewFrom(linesOf(use, evidence, (url) => `${url} isn't copied to ${meant}`));
    case 'auth':
      return fewFrom(linesOf(use, evidence, (url) => `${meant} isn't asked whether ${url} may pass`));
    default: {
      const share = shareText(backend, rule, route);
      if (share === undefined) return [];
      const { fate, instead } = failureOf(route, rule, evidence);
      return fewFrom(linesOf(use, evidence, (url) => `${url} ${fate}${share}, ${instead} ${meant}`));
    }
  }
}

/** What becomes of requests that a rule would bring to a Service outside of the cluster. */
export function outsideTexts(path: FieldPath, externalName: string, evidence: Evidence): string[] {
  const use = usesByPath(evidence).get(path);
  if (!use || use.rule.redirects || (use.backend.role === 'backend' && use.backend.weight === 0)) return [];
  return fewFrom(
    linesOf(use, evidence, (url) => `${url} leads out of the cluster to ${externalName}, or isn't served`),
  );
}

/** What becomes of all requests of a rule that brings them to nobody; the API says nothing of those that pass a filter. */
export function unansweredTexts(route: RouteFacts, rule: RuleFacts, evidence: Evidence): string[] {
  const meant = listed(backendsOf(rule).flatMap((backend) => endsAt(backend, route, evidence)));
  const hasFilters = meant === '' && filtersIn(route, rule, evidence).length > 0;
  const { fate, instead } = hasFilters ? UNCLEAR : failureOf(route, rule, evidence);
  const text = meant ? `${fate}, ${instead} ${meant}` : fate;
  return fewFrom(linesOf({ route, rule }, evidence, (url) => `${url} ${text}`));
}

/** A line for each URL that comes to a rule; where others may get some of its requests, for what comes to its route. */
function* linesOf(
  { route, rule }: Pick<Use, 'route' | 'rule'>,
  evidence: Evidence,
  lineFor: (url: string) => string,
): Generator<string | undefined> {
  for (const claim of claimsOf(route, evidence, rule)) {
    const standing = standingOf(claim, evidence);
    const url = `${urlOf(claim, evidence)} at ${claim.at}`;
    if (standing === 'never') yield undefined;
    else yield lineFor(standing === 'sure' ? url : `what ${evidence.nameOf(route.object)} gets for ${url}`);
  }
}

/**
 * What the API says of requests for a backend that is invalid. Filters of an implementation's own may answer them.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
function failureOf(route: RouteFacts, rule: RuleFacts, evidence: Evidence): { fate: string; instead: string } {
  return filtersIn(route, rule, evidence).includes('ExtensionRef') ? UNCLEAR : FAILURES[route.kind];
}

/** The types of the filters of a rule. */
function filtersIn({ object }: RouteFacts, { path }: RuleFacts, evidence: Evidence): unknown[] {
  return mappingsAt(evidence.bodyOf(object), ...path, 'filters').map(([, { type }]) => type);
}

const UNCLEAR = { fate: 'may be answered with an error', instead: 'not by' };
const REFUSED = { fate: 'is refused', instead: 'and was meant for' };

const FAILURES: { readonly [kind in RouteFacts['kind']]: { readonly fate: string; readonly instead: string } } = {
  HTTPRoute: { fate: 'is answered with 500', instead: 'not by' },
  GRPCRoute: { fate: 'is answered with UNAVAILABLE', instead: 'not by' },
  TLSRoute: REFUSED,
  TCPRoute: REFUSED,
  UDPRoute: { fate: 'is dropped', instead: 'and was meant for' },
};

/** ` for 1 of 10 requests`: a backend's share of its rule; empty where it gets all of them, undefined where it gets none. */
function shareText({ weight }: BackendFacts, rule: RuleFacts, { kind }: RouteFacts): string | undefined {
  const sum = backendsOf(rule).reduce((total, backend) => total + backend.weight, 0);
  if (weight === 0) return undefined;
  const common = commonDivisor(weight, sum);
  return weight === sum ? '' : ` for ${weight / common} of ${sum / common} ${UNITS[kind]}`;
}

const UNITS: { readonly [kind in RouteFacts['kind']]: string } = {
  HTTPRoute: 'requests',
  GRPCRoute: 'requests',
  TLSRoute: 'connections',
  TCPRoute: 'connections',
  UDPRoute: 'packets',
};

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}

/** By the path, which is a value of its own for each backend. */
function usesByPath(evidence: Evidence): ReadonlyMap<FieldPath, Use> {
  const known = KNOWN.get(evidence) ?? new Map(evidence.network.routes.flatMap(usesOf));
  KNOWN.set(evidence, known);
  return known;
}

const KNOWN = new WeakMap<Evidence, ReadonlyMap<FieldPath, Use>>();

function usesOf(route: RouteFacts): [FieldPath, Use][] {
  return route.rules.flatMap((rule) =>
    rule.backends.map((backend): [FieldPath, Use] => [backend.path, { route, rule, backend }]),
  );
}
