import type { RouteFacts, RuleFacts } from './facts';
import { mappingAt, mappingsAt, textAt, type Written } from './written';

/** What a rule matches, as one text for one meaning: routes of other kinds than HTTP and gRPC match everything. */
export function matchKeysOf(route: RouteFacts, rule: RuleFacts, body: unknown): string[] {
  return [...new Set(matchesOf(route, rule, body).map(({ key }) => key))];
}

/** A match of a rule, as it stands there. */
export interface Match {
  /** One text for one meaning. */
  readonly key: string;
  readonly written: Written;
}

/** The matches of a rule; one that matches everything where it has none. */
export function matchesOf({ kind }: RouteFacts, { path }: RuleFacts, body: unknown): Match[] {
  if (kind !== 'HTTPRoute' && kind !== 'GRPCRoute') return [{ key: '', written: {} }];
  const matches = mappingsAt(mappingAt(body, ...path), 'matches').map(([, match]) => match);
  const keyOf = kind === 'HTTPRoute' ? httpKey : grpcKey;
  return (matches.length > 0 ? matches : [{}]).map((written) => ({ key: keyOf(written), written }));
}

/** The headers and query parameters that a match asks for: `x-beta=yes`, `?page=2`; after `~` stands an expression. */
export function conditionsOf(match: Written): string[] {
  return [
    ...namedValues(match, 'headers', (name) => name.toLowerCase()),
    ...namedValues(match, 'queryParams', (name) => `?${name}`),
  ];
}

function httpKey(match: Written): string {
  const type = textAt(match, 'path', 'type') ?? 'PathPrefix';
  const value = textAt(match, 'path', 'value') ?? '/';
  const path = type === 'PathPrefix' ? withoutSlash(value) : value;
  return [`${textAt(match, 'method') ?? ''} ${type} ${path}`.trim(), ...conditionsOf(match)].join(', ');
}

/** A path without a slash at its end, but for that of every path. */
export function withoutSlash(path: string): string {
  return path.replace(/(?<=.)\/$/, '');
}

function grpcKey(match: Written): string {
  const type = textAt(match, 'method', 'type') ?? 'Exact';
  const [service, method] = ['service', 'method'].map((part) => textAt(match, 'method', part) ?? '*');
  return [`${type} ${service}/${method}`, ...conditionsOf(match)].join(', ');
}

/** Headers or query parameters; of several with one name, the first counts. */
function namedValues(match: Written, list: string, nameOf: (name: string) => string): string[] {
  const byName = new Map<string, string>();
  for (const [, entry] of mappingsAt(match, list)) {
    const name = nameOf(textAt(entry, 'name') ?? '');
    const operator = textAt(entry, 'type') === 'RegularExpression' ? '~' : '=';
    if (!byName.has(name)) byName.set(name, `${name}${operator}${textAt(entry, 'value') ?? ''}`);
  }
  return [...byName.values()].sort();
}
