/** Where a comment of several lines begins; within `/shop/*` begins none. */
const START = /<!--|(?<=^|\s)\/\*/gm;

/** A file without its comments of several lines, `<!-- -->` and `/*` to `*` with a slash; the lines keep their numbers. */
export function withoutBlockComments(text: string): string {
  const parts: string[] = [];
  let end = 0;
  const closing = { '-->': 0, '*/': 0 };
  for (const { 0: start, index } of text.matchAll(START)) {
    if (index < end) continue;
    const mark = start === '<!--' ? '-->' : '*/';
    // What was looked for once isn't looked for again from each of many beginnings.
    if (closing[mark] >= 0 && closing[mark] < index + start.length) {
      closing[mark] = text.indexOf(mark, index + start.length);
    }
    if (closing[mark] < 0) continue;
    const after = closing[mark] + mark.length;
    parts.push(text.slice(end, index), text.slice(index, after).replace(/[^\n]+/g, ' '));
    end = after;
  }
  return [...parts, text.slice(end)].join('');
}

/** A text without what is behind a `#` at the start of a word, as scripts and most files have their comments. */
export function withoutScriptComments(text: string): string {
  return text.includes('#') ? text.replace(/(?:^|(?<=\s))#(?!!).*$/gm, '') : text;
}
