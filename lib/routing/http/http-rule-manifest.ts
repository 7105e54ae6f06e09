import { backendRef } from '../delivery/backend-ref';
import type { HttpFilter } from './http-filter';
import { retryManifest } from './http-retry';
import { type Delivery, deliveriesOf, type HttpRouteRule, matchesOf } from './http-rule';
import { timeoutsManifest } from './http-timeouts';

/** A rule as it is written to a route of a namespace. */
export function ruleManifest(rule: HttpRouteRule, home: string | undefined): any {
  const deliveries = deliveriesOf(rule);
  return {
    ...(rule.name === undefined ? {} : { name: rule.name }),
    matches: matchesManifest(rule),
    ...filtersManifest(rule.filters, home),
    ...(deliveries.length > 0 ? { backendRefs: backendRefs(deliveries, home) } : {}),
    ...(rule.timeouts === undefined ? {} : { timeouts: timeoutsManifest(rule.timeouts) }),
    ...(rule.retry === undefined ? {} : { retry: retryManifest(rule.retry) }),
  };
}

/** The matches of a rule as they are written. */
export function matchesManifest(rule: HttpRouteRule): any[] {
  return matchesOf(rule).map(({ _manifest }) => _manifest);
}

/** Backends with their weights and filters as they are written to a route of a namespace. */
export function backendRefs(deliveries: Delivery[], home: string | undefined): any[] {
  return deliveries.map((delivery) => deliveryManifest(delivery, home));
}

/** Filters as they are written; nothing where there are none. */
export function filtersManifest(filters: HttpFilter[] | undefined, home: string | undefined): any {
  if (!filters?.length) return {};
  return {
    filters: filters.map((filter) => filterManifest(filter, home)),
  };
}

function deliveryManifest({ to, port, weight, filters }: Delivery, home: string | undefined): any {
  return {
    ...backendRef(to, home, port),
    ...(weight === undefined ? {} : { weight }),
    ...filtersManifest(filters, home),
  };
}

function filterManifest(filter: HttpFilter, home: string | undefined): any {
  const { _other: other } = filter;
  return filter._manifest(other && backendRef(other, home, filter._otherPort));
}
