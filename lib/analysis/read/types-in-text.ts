/** An API group, and a kind that may be of it. */
export interface GroupAndKind {
  readonly group: string;
  readonly kind: string;
}

/**
 * The kinds that a text names that can't be parsed, each with the groups that it names.
 *
 * Which kind goes with which group isn't told, as it takes a parser to know; a text without an apiVersion has the core.
 */
export function typesInText(text: string): GroupAndKind[] {
  const kinds = new Set<string>();
  const groups = new Set<string>();
  // Text in UTF-16 that was read as UTF-8 has a byte of nothing after every letter.
  for (const [, key, value = ''] of text.replace(/\0/g, '').matchAll(TYPE)) {
    const found = key === 'kind' ? kinds : groups;
    if (found.size < MOST_NAMED) found.add(key === 'kind' ? value : groupOf(value));
  }
  if (groups.size === 0) groups.add('');
  return [...kinds].flatMap((kind) => [...groups].map((group) => ({ group, kind })));
}

/** A field of this name in blocks, in brackets or in JSON, whatever its indentation. */
const TYPE = /(?:^|[\s{,"'])(kind|apiVersion)["']?\s*:\s*(?:[&!]\S*\s+)?["']?([A-Za-z][\w./-]*)/g;

/** No cluster has more kinds. */
const MOST_NAMED = 1000;

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
