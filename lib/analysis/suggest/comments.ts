/** Where a comment of several lines begins; within `/shop/*` begins none. Lua has as many `=` at its end as here. */
const START = /<!--|(?<=^|\s)\/\*|--\[(={0,9})\[/gm;

/**
 * A file without its comments of several lines, `<!-- -->`, `--[[ ]]`, and `/*` to `*` with a slash; the lines keep their
 * numbers.
 */
export function withoutBlockComments(text: string): string {
  const parts: string[] = [];
  let end = 0;
  const closing = new Map<string, number>();
  for (const { 0: start, 1: equals = '', index } of text.matchAll(START)) {
    if (index < end) continue;
    const mark = endOf(start, equals);
    const inside = index + start.length;
    // What was looked for once isn't looked for again from each of many beginnings.
    let close = closing.get(mark) ?? 0;
    if (close >= 0 && close < inside) close = text.indexOf(mark, inside);
    closing.set(mark, close);
    if (close < 0) continue;
    const after = close + mark.length;
    parts.push(text.slice(end, index), text.slice(index, after).replace(/[^\n]+/g, ' '));
    end = after;
  }
  return [...parts, text.slice(end)].join('');
}

function endOf(start: string, equals: string): string {
  if (start === '<!--') return '-->';
  return start.startsWith('-') ? `]${equals}]` : '*/';
}

/** A text without what is behind a `#` at the start of a word, as scripts and most files have their comments. */
export function withoutScriptComments(text: string): string {
  return text.includes('#') ? text.replace(/(?:^|(?<=\s))#(?!!).*$/gm, '') : text;
}
