import type { Construct } from 'constructs';
import { constructError, type Located } from '../../errors';
import { type AnyBackend, type IBackend, type IExternalBackend, namespaceOfBackend, podPort } from '../backend';
import { checkBackend, checkList } from '../backend-laws';
import { checkPath } from '../paths';
import type { HttpFilter } from './http-filter';
import { HttpMatch } from './http-match';

/** Requests, and where they go. */
export interface HttpRouteRule {
  /** Who answers: one of them for each request, evenly. At least one. */
  readonly backends: (IBackend | IExternalBackend)[];

  /**
   * The Service port of the backends.
   *
   * @default - the first port of each Service
   */
  readonly port?: number;

  /**
   * Which requests it is for; one that fits is enough.
   *
   * @default - every path
   */
  readonly matches?: HttpMatch[];

  /**
   * What happens to the requests beside their delivery.
   *
   * @default - nothing
   */
  readonly filters?: HttpFilter[];
}

/** The limits of the Gateway API. */
const MAX_IN_RULE = { backends: 16, filters: 16, matches: 64 };

/** The matches of a rule: every path where it names none. */
export function matchesOf(rule: HttpRouteRule): HttpMatch[] {
  return rule.matches?.length ? rule.matches : [HttpMatch.path('/')];
}

/** A rule of its own: what the caller does with the lists later changes nothing. */
export function copyOf(rule: HttpRouteRule): HttpRouteRule {
  const { backends, matches, filters } = rule;
  return { ...rule, backends: [...backends], matches: [...(matches ?? [])], filters: [...(filters ?? [])] };
}

/** Checks a rule before its route is made. */
export function checkRule(place: Located, scope: Construct, rule: HttpRouteRule): void {
  for (const part of ['backends', 'filters', 'matches'] as const) {
    const list = rule[part];
    if (list === undefined && part !== 'backends') continue;
    checkList(place, part, list);
    const count = list?.length ?? 0;
    if (count <= MAX_IN_RULE[part]) continue;
    throw constructError(place, {
      law: `a rule of an HTTPRoute must have at most ${MAX_IN_RULE[part]} ${part}`,
      got: count,
      remedy: 'make a second rule',
    });
  }
  if (rule.backends.length === 0) {
    throw constructError(place, {
      law: 'a rule of an HTTPRoute must have a backend, since one without any answers 500',
      remedy: 'give `backends`',
    });
  }
  for (const match of matchesOf(rule)) checkPath(place, match?._path);
  for (const backend of rule.backends) checkReachable(place, scope, backend, rule.port);
  for (const filter of rule.filters ?? []) checkReachable(place, scope, filter?._mirror);
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
