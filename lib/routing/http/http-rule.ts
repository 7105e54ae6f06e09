import type { IBackend, IExternalBackend } from '../backend';
import type { HttpFilter } from './http-filter';
import { HttpMatch } from './http-match';
import type { HttpRetry } from './http-retry';
import type { WeightedBackend } from './http-split';
import type { HttpTimeouts } from './http-timeouts';

/**
 * Requests, and where they go.
 *
 * That the requests of a client stay with one backend isn't offered: the Gateway API is about to change its fields for
 * that. Until then, `addJsonPatch()` of the route says what the cluster's version takes.
 */
export interface HttpRouteRule {
  /**
   * Who answers: one of them for each request, evenly. At least one, unless the rule has a `split` or redirects.
   *
   * @default - those of the `split`
   */
  readonly backends?: (IBackend | IExternalBackend)[];

  /**
   * Who answers, and how much of the requests, in place of `backends`: `[{ to: api, weight: 90 }, { to: next, weight: 10 }]`.
   * All of their policies let the data plane in.
   *
   * @default - `backends` get the same each
   */
  readonly split?: WeightedBackend[];

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

  /**
   * Its name, a DNS-1123 subdomain of which there is one in a route: policies of the implementation refer to it. It needs
   * Gateway API 1.4, said in the cluster profile.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * For how long requests may last.
   *
   * @default - the implementation's own
   */
  readonly timeouts?: HttpTimeouts;

  /**
   * Which requests a backend is given once more. It needs the experimental channel of the Gateway API, said in the
   * cluster profile, and may change or go with any version.
   *
   * @default - the implementation's own
   */
  readonly retry?: HttpRetry;
}

/** A backend as a rule names it. */
export interface Delivery {
  readonly to: IBackend | IExternalBackend;
  readonly port?: number;
  readonly weight?: number;
  readonly filters?: HttpFilter[];
}

/** The matches of a rule: every path where it names none. */
export function matchesOf(rule: HttpRouteRule): HttpMatch[] {
  return rule.matches?.length ? rule.matches : [HttpMatch.path('/')];
}

/** How a rule says to whom it delivers. */
export type Delivering = Pick<HttpRouteRule, 'backends' | 'split' | 'port' | 'filters'>;

/** To whom a rule delivers requests; nobody where it redirects. */
export function deliveriesOf({ backends, split, port }: Delivering): Delivery[] {
  if (split) return split.map((part) => ({ ...part, port: part.port ?? port }));
  // Copied first, since a list of JavaScript may have holes, which would be passed over.
  return [...(backends ?? [])].map((to) => ({ to, port }));
}

/** Whoever else a rule connects to: who gets copies of its requests, or is asked whether to let them through. */
export function othersOf({ filters = [] }: Delivering): Delivery[] {
  return filters
    .filter(({ _connects }) => _connects)
    .map(({ _other: to, _otherPort: port }) => ({ to: to as Delivery['to'], port }));
}

/** A rule of its own: what the caller does with the lists later changes nothing. */
export function copyOf(rule: HttpRouteRule): HttpRouteRule {
  const { backends, split, matches, filters, timeouts, retry } = rule;
  return {
    ...rule,
    backends: backends && [...backends],
    split: split?.map((part) => ({ ...part, filters: [...(part.filters ?? [])] })),
    matches: [...(matches ?? [])],
    filters: [...(filters ?? [])],
    timeouts: timeouts && { ...timeouts },
    retry: retry && { ...retry, codes: retry.codes && [...retry.codes] },
  };
}
