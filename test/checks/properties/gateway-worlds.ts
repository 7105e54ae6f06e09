/**
 * Who answers a GET without headers at one port of a Gateway, written straight from the API reference: by trying every way in
 * which an implementation may read it, and every age of the routes.
 */

export interface SampleRule {
  readonly type: 'Exact' | 'PathPrefix';
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly hasHeader: boolean;
}

export interface SampleRoute {
  readonly name: string;
  /** Empty for every host. */
  readonly hostnames: readonly string[];
  readonly rules: readonly SampleRule[];
}

/** A rule by its route and its place in it: `a 0`; `nobody` where no rule matches. */
export type Winner = string;

interface World {
  /** Whether a request sees the routes of the nearest listener alone. */
  readonly isIsolated: boolean;
  /** Whether a host without a matching rule leaves the request to a wider one. */
  readonly fallsBack: boolean;
  /** Whether routes are told apart by the hostnames that stand in them. */
  readonly countsOwnNames: boolean;
}

const both = [true, false];
const WORLDS: readonly World[] = both.flatMap((isIsolated) =>
  both.flatMap((fallsBack) => both.map((countsOwnNames) => ({ isIsolated, fallsBack, countsOwnNames }))),
);

/** Everyone who may answer. */
export function winnersOf(
  host: string,
  path: string,
  listeners: readonly string[],
  routes: readonly SampleRoute[],
): ReadonlySet<Winner> {
  return new Set(WORLDS.flatMap((world) => winnersIn(world, host, path, listeners, routes)));
}

interface Candidate {
  readonly winner: Winner;
  readonly route: string;
  readonly name: string;
  readonly rank: readonly number[];
  readonly matches: boolean;
}

function winnersIn(
  world: World,
  host: string,
  path: string,
  listeners: readonly string[],
  routes: readonly SampleRoute[],
): Winner[] {
  const heard = listeners.filter((listener) => covers(listener, host)).sort(byNarrowness);
  const asked = world.isIsolated ? heard.slice(0, 1) : heard;
  const all = asked.flatMap((listener) =>
    routes.flatMap((route) =>
      (route.hostnames.length > 0 ? route.hostnames : ['']).flatMap((own): Candidate[] => {
        const common = narrower(own, listener);
        if (common === undefined || !covers(common, host)) return [];
        const name = world.countsOwnNames ? own : common;
        return route.rules.map((rule, index) => ({
          winner: `${route.name} ${index}`,
          route: route.name,
          name,
          rank: [...rankOfName(name), ...rankOfRule(rule), -index],
          matches: isMatched(rule, path),
        }));
      }),
    ),
  );
  const names = [...new Set(all.map(({ name }) => name))].sort(byNarrowness);
  const [nearest] = names;
  const matching = all.filter(({ matches, name }) => matches && (world.fallsBack || name === nearest));
  if (matching.length === 0) return ['nobody'];
  const ofRoutes = [...new Set(matching.map(({ route }) => route))].map((route) =>
    best(matching.filter((candidate) => candidate.route === route)),
  );
  const top = best(ofRoutes);
  // Of routes that ask for as much, any may be the oldest.
  const isTie = ({ rank }: Candidate) => compare(rank.slice(0, -1), top.rank.slice(0, -1)) === 0;
  return ofRoutes.filter(isTie).map(({ winner }) => winner);
}

function best(candidates: readonly Candidate[]): Candidate {
  return [...candidates].sort((one, other) => compare(other.rank, one.rank))[0] as Candidate;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
}

/** A header is asked for, which the request hasn't. */
function isMatched({ type, path, method, hasHeader }: SampleRule, asked: string): boolean {
  if (hasHeader || method === 'POST') return false;
  if (type === 'Exact') return path === asked;
  return path === '/' || asked === path || asked.startsWith(`${path}/`);
}

function rankOfRule({ type, path, method }: SampleRule): number[] {
  return [type === 'Exact' ? 1 : 0, path.length, method === undefined ? 0 : 1];
}

function rankOfName(name: string): number[] {
  const isWild = name === '' || name.startsWith('*');
  return [isWild ? 0 : name.length, name.length];
}

function byNarrowness(one: string, other: string): number {
  return compare(rankOfName(other), rankOfName(one));
}

/** Whether a name means a host. */
export function covers(name: string, host: string): boolean {
  return name === '' || name === host || (name.startsWith('*.') && host.endsWith(name.slice(1)));
}

function narrower(one: string, other: string): string | undefined {
  if (one === other || covers(one, other)) return other;
  return covers(other, one) ? one : undefined;
}
