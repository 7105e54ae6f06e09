import type { Evidence, RouteFacts, RuleFacts } from './facts';
import { conditionsOf, type Match, matchesOf, withoutSlash } from './matches';
import { textAt } from './written';

/** The requests for which a rule asks by one of its matches, on whatever host. */
export interface Asked {
  readonly route: RouteFacts;
  readonly rule: RuleFacts;
  /** One text for one meaning. */
  readonly key: string;
  readonly pathType: 'Exact' | 'PathPrefix' | 'RegularExpression';
  /** Without a slash at its end; `/` for every path. */
  readonly path: string;
  /** As the end of a URL; empty for routes that know no paths. */
  readonly end: string;
  readonly method?: string;
  /** Headers and query parameters: `x-beta=yes`, `?page=2`. */
  readonly conditions: readonly string[];
}

/** All of a rule. */
export function askedBy(route: RouteFacts, rule: RuleFacts, evidence: Evidence): Asked[] {
  return matchesOf(route, rule, evidence.bodyOf(route.object)).map((match) => {
    const asked = { route, rule, key: match.key, conditions: conditionsOf(match.written) };
    switch (route.kind) {
      case 'HTTPRoute':
        return { ...asked, ...byPath(match) };
      case 'GRPCRoute':
        return { ...asked, ...byService(match) };
      default:
        return { ...asked, pathType: 'PathPrefix', path: '/', end: '' };
    }
  });
}

function byPath({ written }: Match): Pick<Asked, 'pathType' | 'path' | 'end' | 'method'> {
  const end = textAt(written, 'path', 'value') ?? '/';
  const method = textAt(written, 'method');
  const given = textAt(written, 'path', 'type') ?? 'PathPrefix';
  // An implementation may have types of its own.
  const pathType = given === 'Exact' || given === 'PathPrefix' ? given : 'RegularExpression';
  return {
    pathType,
    path: pathType === 'Exact' ? end : withoutSlash(end),
    end,
    ...(method !== undefined && { method }),
  };
}

/** A call by gRPC is a POST to the path of its method. */
function byService({ written }: Match): Pick<Asked, 'pathType' | 'path' | 'end'> {
  const [service, method] = ['service', 'method'].map((part) => textAt(written, 'method', part));
  if (service === undefined && method === undefined) return { pathType: 'PathPrefix', path: '/', end: '/' };
  const end = `/${service ?? '*'}/${method ?? '*'}`;
  const isExact = (textAt(written, 'method', 'type') ?? 'Exact') === 'Exact';
  if (!isExact || service === undefined) return { pathType: 'RegularExpression', path: end, end };
  if (method === undefined) return { pathType: 'PathPrefix', path: `/${service}`, end };
  return { pathType: 'Exact', path: end, end };
}

/** The hostnames of a route; the empty one for every host. */
export function hostsOf({ hostnames }: RouteFacts): readonly string[] {
  return hostnames.length > 0 ? hostnames : [''];
}

/** A path and all that are above it: `/v2/orders`, `/v2`, `/`. */
export function pathsOver(path: string): string[] {
  const steps = withoutSlash(path).split('/');
  return steps.map((_, at) => steps.slice(0, steps.length - at).join('/') || '/').filter(isFirst);
}

/** A host and the wildcards that mean it as well; at the end the empty name, which means every host. */
export function namesOver(host: string): string[] {
  const labels = host.split('.');
  const wildcards = labels.slice(1).map((_, at) => `*.${labels.slice(at + 1).join('.')}`);
  return [host, ...wildcards, ''].filter(isFirst);
}

function isFirst(item: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(item) === index;
}
