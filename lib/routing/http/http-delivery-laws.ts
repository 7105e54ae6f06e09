import type { Construct } from 'constructs';
import { constructError, type Located, located } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';
import { checkList } from '../backend-laws';
import { checkReachable } from '../delivery/reachable';
import { checkBackendFilters } from './http-filter-laws';
import { type Delivering, deliveriesOf, othersOf } from './http-rule';
import { checkWeights, type WeightedBackend } from './http-split';

/** The limits of the Gateway API. */
const MAX_IN_RULE = { backends: 16, split: 16, filters: 16, matches: 64 };

/** The lists of a rule. */
type Lists = { readonly [list in keyof typeof MAX_IN_RULE]?: unknown[] };

/** A rule whose backends are checked. */
interface Checked {
  /** Whose rule it is: `a GRPCRoute`. */
  readonly route: string;
  readonly rule: Delivering;
  /** Whether it redirects, and so delivers nothing. */
  readonly redirects: boolean;
}

/** Checks that the lists of a rule are lists, and not too long. */
export function checkLists(place: Located, route: string, rule: Lists): void {
  for (const part of ['backends', 'split', 'filters', 'matches'] as const) {
    const list = rule[part];
    if (list === undefined) continue;
    checkList(place, part, list);
    if (list.length <= MAX_IN_RULE[part]) continue;
    throw constructError(place, {
      law: `a rule of ${route} must have at most ${MAX_IN_RULE[part]} ${part === 'split' ? 'backends' : part}`,
      got: list.length,
      remedy: 'make a second rule',
    });
  }
}

/** Checks to whom a rule delivers, by `backends` or by a `split`, and whom its filters connect to. */
export function checkDeliveries(place: Located, scope: Construct, { route, rule, redirects }: Checked): void {
  const { backends, split } = rule;
  if (backends !== undefined && split !== undefined) {
    throw constructError(place, {
      law: `a rule of ${route} must have \`backends\` or a \`split\`, but not both`,
      remedy: 'put all of them into the `split`, each with its weight',
    });
  }
  const count = (backends ?? split)?.length ?? 0;
  if (redirects && count > 0) {
    throw constructError(place, {
      law: `a rule of ${route} that redirects must have no backends, since it delivers nothing`,
      got: count,
      remedy: 'leave out the backends, or the redirect',
    });
  }
  if (!redirects && count === 0) {
    throw constructError(place, {
      law: `a rule of ${route} must have a backend, since one without any answers ${route.includes('GRPC') ? 'UNAVAILABLE' : '500'}`,
      remedy: 'give `backends`',
    });
  }
  if (split?.length) checkSplit(place, route, split);
  for (const { to, port } of [...deliveriesOf(rule), ...othersOf(rule)]) checkReachable(place, scope, to, port);
}

function checkSplit(place: Located, route: string, split: WeightedBackend[]): void {
  for (const part of split) {
    located(place, () => checkObject('a part of a `split`', part));
    located(place, () => checkKnownOptions('a part of a `split`', part, ['to', 'weight', 'port', 'filters']));
    const { filters } = part;
    if (filters === undefined) continue;
    checkList(place, 'filters', filters);
    checkBackendFilters(place, route, filters);
  }
  checkWeights(place, split);
}
