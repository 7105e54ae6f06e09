/** What a text names that can't be parsed. Which kind goes with which group, only a parser could tell. */
export interface TypesInText {
  readonly kinds: readonly string[];
  /** The core, which is empty, where there is no apiVersion. */
  readonly groups: readonly string[];
}

/** The kinds and the API groups that a text names, each once. */
export function typesInText(text: string): TypesInText {
  const kinds = new Set<string>();
  const groups = new Set<string>();
  // Text in UTF-16 that was read as UTF-8 has a byte of nothing after every letter.
  for (const [, key, value = ''] of text.replace(/\0/g, '').matchAll(TYPE)) {
    const found = key === 'kind' ? kinds : groups;
    if (found.size < MOST_NAMED) found.add(key === 'kind' ? value : groupOf(value));
  }
  if (groups.size === 0) groups.add('');
  return { kinds: [...kinds], groups: [...groups] };
}

/** A field of this name in blocks, in brackets or in JSON, whatever its indentation. */
const TYPE = /(?:^|[\s{,"'])(kind|apiVersion)["']?\s*:\s*(?:[&!]\S*\s+)?["']?([A-Za-z][\w./-]*)/g;

/** No cluster has more kinds. */
const MOST_NAMED = 1000;

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
