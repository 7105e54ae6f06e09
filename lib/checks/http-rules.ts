import type { BackendFacts, FieldPath, RouteFacts, RuleFacts } from './facts';
import type { Inspection } from './inspection';
import { mappingAt, mappingsAt, textAt, type Written } from './written';

/** A rule of an HTTPRoute or a GRPCRoute: what is understood of it, and what stands there. */
export interface HttpRule {
  readonly route: RouteFacts;
  readonly facts: RuleFacts;
  readonly written: Written;
}

/** A filter, where it stands. */
export interface HttpFilter {
  readonly type: string;
  readonly path: FieldPath;
  readonly written: Written;
}

/** The rules of all HTTPRoutes and GRPCRoutes. */
export function httpRulesIn({ _evidence: evidence }: Inspection): HttpRule[] {
  return evidence.network.routes
    .filter(({ kind }) => kind === 'HTTPRoute' || kind === 'GRPCRoute')
    .flatMap((route) => {
      const body = evidence.bodyOf(route.object);
      return route.rules.map((facts) => ({ route, facts, written: mappingAt(body, ...facts.path) }));
    });
}

/** Lists of filters that act together: those of the rule, and those of each backend. */
export function filterListsOf({ facts, written }: HttpRule): readonly (readonly HttpFilter[])[] {
  const ofBackends = mappingsAt(written, 'backendRefs').map(([index, backend]) =>
    filtersIn(backend, [...facts.path, 'backendRefs', index]),
  );
  return [filtersIn(written, facts.path), ...ofBackends];
}

/** All filters, of the rule and of its backends. */
export function filtersOf(rule: HttpRule): readonly HttpFilter[] {
  return filterListsOf(rule).flat();
}

/** The backends that get requests, mirrors and the like left out. */
export function backendsOf({ backends }: RuleFacts): readonly BackendFacts[] {
  return backends.filter(({ role }) => role === 'backend');
}

function filtersIn(written: Written, path: FieldPath): HttpFilter[] {
  return mappingsAt(written, 'filters').map(([index, filter]) => ({
    type: textAt(filter, 'type') ?? '',
    path: [...path, 'filters', index],
    written: filter,
  }));
}
