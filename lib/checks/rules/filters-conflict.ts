import type { ICheck } from '../check';
import type { Finding } from '../finding';
import { filterListsOf, type HttpFilter, type HttpRule, httpRulesIn } from '../http-rules';
import type { Inspection } from '../inspection';
import { lostTexts } from '../route-stakes';
import { Severity } from '../severity';
import { isWritten, listAt, mappingsAt, textAt } from '../written';

/**
 * Finds filters that exclude each other: a redirect beside a rewrite or beside backends, one filter twice, and a change
 * of a path's prefix in a rule that doesn't match exactly one prefix.
 *
 * It looks at the route alone, and so is silent about nothing.
 */
export class FiltersConflict implements ICheck {
  public readonly id = 'filters-conflict';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'filters that exclude each other, in a rule or at a backend';
  public readonly condition = 'the API server refuses it';
  public readonly harm = 'the route is not written';
  public readonly remedy = 'write rules of their own for what excludes each other';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule';

  public inspect(inspection: Inspection): Finding[] {
    return httpRulesIn(inspection).flatMap((rule) =>
      faultsOf(rule).map(([{ path }, text]) => {
        const lines = lostTexts(rule.route, inspection._evidence);
        return inspection._at(rule.route.object, path, text, lines);
      }),
    );
  }
}

type Fault = readonly [HttpFilter, string];

function faultsOf(rule: HttpRule): Fault[] {
  const lists = filterListsOf(rule);
  const redirect = lists[0]?.find(({ type }) => type === 'RequestRedirect');
  const hasBackends = listAt(rule.written, 'backendRefs').length > 0;
  return [
    ...lists.flatMap(faultsAmong),
    ...(redirect && hasBackends ? [[redirect, 'a rule that redirects has backendRefs'] as const] : []),
    ...lists.flat().flatMap((filter) => prefixFault(filter, rule)),
  ];
}

/** These may stand there as often as one likes. */
const REPEATABLE = new Set(['RequestMirror', 'ExtensionRef']);

function faultsAmong(filters: readonly HttpFilter[]): Fault[] {
  const types = filters.map(({ type }) => type);
  const twice = filters.filter(({ type }, index) => !REPEATABLE.has(type) && types.indexOf(type) < index);
  const rewrite = filters.find(({ type }) => type === 'URLRewrite');
  return [
    ...twice.map((filter) => [filter, `${filter.type} is there twice`] as const),
    ...(rewrite && types.includes('RequestRedirect')
      ? [[rewrite, 'URLRewrite is beside RequestRedirect'] as const]
      : []),
  ];
}

function prefixFault(filter: HttpFilter, { written }: HttpRule): Fault[] {
  const isPrefix = ['urlRewrite', 'requestRedirect'].some(
    (field) => textAt(filter.written, field, 'path', 'type') === 'ReplacePrefixMatch',
  );
  if (!isPrefix) return [];
  const matches = mappingsAt(written, 'matches');
  const isOnePrefix = matches.every(([, match]) => (textAt(match, 'path', 'type') ?? 'PathPrefix') === 'PathPrefix');
  if (matches.length <= 1 && isOnePrefix && (matches.length === 1 || !isWritten(written, 'matches', 0))) return [];
  return [[filter, 'ReplacePrefixMatch needs a rule with exactly one match, of type PathPrefix']];
}
