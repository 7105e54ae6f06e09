import type { RouteFacts, RuleFacts } from './facts';
import { mappingAt, mappingsAt, textAt, type Written } from './written';

/** What a rule matches, as one text for one meaning: routes of other kinds than HTTP and gRPC match everything. */
export function matchKeysOf(route: RouteFacts, { path }: RuleFacts, body: unknown): string[] {
  if (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute') return [''];
  const matches = mappingsAt(mappingAt(body, ...path), 'matches').map(([, match]) => match);
  const keyOf = route.kind === 'HTTPRoute' ? httpKey : grpcKey;
  return [...new Set((matches.length > 0 ? matches : [{}]).map(keyOf))];
}

function httpKey(match: Written): string {
  const type = textAt(match, 'path', 'type') ?? 'PathPrefix';
  const value = textAt(match, 'path', 'value') ?? '/';
  const path = type === 'PathPrefix' ? value.replace(/(?<=.)\/$/, '') : value;
  return [
    `${textAt(match, 'method') ?? ''} ${type} ${path}`.trim(),
    ...namedValues(match, 'headers', (name) => name.toLowerCase()),
    ...namedValues(match, 'queryParams', (name) => `?${name}`),
  ].join(', ');
}

function grpcKey(match: Written): string {
  const type = textAt(match, 'method', 'type') ?? 'Exact';
  const [service, method] = ['service', 'method'].map((part) => textAt(match, 'method', part) ?? '*');
  return [`${type} ${service}/${method}`, ...namedValues(match, 'headers', (name) => name.toLowerCase())].join(', ');
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
