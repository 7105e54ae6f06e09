import { type AnyBackend, namespaceOfBackend } from '../backend';
import type { HttpFilter } from './http-filter';
import { type Delivery, deliveriesOf, type HttpRouteRule, matchesOf } from './http-rule';
import { timeoutsManifest } from './http-timeouts';

/** A rule as it is written to a route of a namespace. */
export function ruleManifest(rule: HttpRouteRule, home: string | undefined): any {
  const deliveries = deliveriesOf(rule);
  return {
    ...(rule.name === undefined ? {} : { name: rule.name }),
    matches: matchesManifest(rule),
    ...filtersManifest(rule.filters, home),
    ...(deliveries.length > 0 ? { backendRefs: deliveries.map((delivery) => deliveryManifest(delivery, home)) } : {}),
    ...(rule.timeouts === undefined ? {} : { timeouts: timeoutsManifest(rule.timeouts) }),
  };
}

/** The matches of a rule as they are written. */
export function matchesManifest(rule: HttpRouteRule): any[] {
  return matchesOf(rule).map(({ _manifest }) => _manifest);
}

function deliveryManifest({ to, port, weight, filters }: Delivery, home: string | undefined): any {
  return {
    ...backendRef(to, home, port),
    ...(weight === undefined ? {} : { weight }),
    ...filtersManifest(filters, home),
  };
}

function filtersManifest(filters: HttpFilter[] | undefined, home: string | undefined): any {
  if (!filters?.length) return {};
  return {
    filters: filters.map((filter) => filterManifest(filter, home)),
  };
}

function filterManifest(filter: HttpFilter, home: string | undefined): any {
  const { _mirror: mirror } = filter;
  return filter._manifest(mirror && backendRef(mirror, home, filter._mirrorPort));
}

function backendRef(backend: AnyBackend, home: string | undefined, port?: number): any {
  const { service } = backend;
  const namespace = namespaceOfBackend(backend);
  return {
    name: service.object.name,
    ...(namespace === home ? {} : { namespace }),
    port: port ?? service.defaultPort,
  };
}
