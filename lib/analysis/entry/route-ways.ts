import { Answer } from '../answer';
import { nameOf } from '../network/place';
import type { BackendRefFacts, RouteFacts, RouteKind, RouteRuleFacts } from '../network/routes';
import type { Attached } from './attachment';
import type { EntryContext } from './entry-kind';
import { type Arrival, answerOf, fails, fieldOf, holds, walk } from './legs';
import type { RouteBackends } from './route-backends';
import { urlOf } from './url';
import type { WayIn } from './way-in';

/** How a kind of route says what it matches, as the end of a URL. */
export interface RouteMatching {
  readonly kind: RouteKind;
  /** The scheme where the listener isn't known. */
  readonly protocol: string;
  /** The part of a URL that a match of a rule asks for; the same for all rules of routes that know no paths. */
  pathOf(match: string): string;
}

/** A rule with what its backends lead to, which is the same on whatever host its requests come. */
interface RuleWays {
  readonly rule: RouteRuleFacts;
  readonly paths: readonly string[];
  readonly arrivals: readonly Arrival[];
}

/** The ways in by all routes of one kind. */
export function waysByRoutes({ network, attachment, backends }: EntryContext, matching: RouteMatching): WayIn[] {
  return network.routes
    .filter(({ kind }) => kind === matching.kind)
    .flatMap((route) => {
      const rules = route.rules.map((rule): RuleWays => {
        const paths = [...new Set(rule.matches.map((match) => matching.pathOf(match)))];
        const arrivals = rule.backends.map((backend) => arrivalAt(backend, route, backends));
        return { rule, paths: paths.length > 0 ? paths : [matching.pathOf('/')], arrivals };
      });
      return attachment.attach(route).flatMap((attached) => waysAt(attached, route, rules, matching));
    });
}

const SENDS = { backend: 'sends requests to', mirror: 'sends copies to', auth: 'asks for leave at' };

function arrivalAt(backend: BackendRefFacts, route: RouteFacts, backends: RouteBackends): Arrival {
  const { role, kind, namespace, name, port } = backend;
  const target = `${port === undefined ? '' : `port ${port} of `}${kind} ${namespace}/${name}`;
  const text = `${nameOf(route.object)} ${SENDS[role]} ${target}`;
  const arrival = backends.arrivalAt(backend, route);
  return { ...arrival, legs: [holds('route', text, fieldOf(route.object, backend.path)), ...arrival.legs] };
}

/** One failing way where the route isn't attached; else one for each hostname, match and backend. */
function waysAt(attached: Attached, route: RouteFacts, rules: readonly RuleWays[], matching: RouteMatching): WayIn[] {
  const { entry, legs, hostnames, port } = attached;
  const origin = route.object;
  const urlFor = (hostname: string, path: string) =>
    urlOf(attached.protocol ?? matching.protocol, hostname, port, path);
  const beginning: Arrival = { legs, targets: [] };
  if (answerOf(legs) === Answer.DENIED) {
    const url = urlFor(hostnames[0] ?? '', rules[0]?.paths[0] ?? matching.pathOf('/'));
    return [{ entry, origin, url, ...walk(beginning) }];
  }
  const walks = rules.map(({ rule, paths, arrivals }) => {
    const isDeadEnd = arrivals.length === 0 && !rule.redirects;
    return {
      paths,
      ends: isDeadEnd ? [walk(beginning, noBackend(route, rule))] : arrivals.map((end) => walk(beginning, end)),
    };
  });
  return hostnames.flatMap((hostname) =>
    walks.flatMap(({ paths, ends }) =>
      paths.flatMap((path) => {
        const url = urlFor(hostname, path);
        return ends.map((end) => ({ entry, origin, url, ...end }));
      }),
    ),
  );
}

function noBackend({ object, kind }: RouteFacts, { path }: RouteRuleFacts) {
  const isHttp = kind === 'HTTPRoute' || kind === 'GRPCRoute';
  const fate = isHttp ? 'requests are answered with an error' : 'connections are refused';
  return fails(
    'route',
    `a rule of ${nameOf(object)} has no backend, so ${fate}; give it backendRefs`,
    fieldOf(object, path),
  );
}
