/** The lines of a table in Markdown; cells may hold anything, and show it as it is. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(header), row(header.map(() => '---')), ...rows.map((cells) => row(cells.map(markdownText)))];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/**
 * A text that means nothing but itself in Markdown.
 *
 * An underscore or a hyphen inside a word is left alone, so that names stay readable in the source too; `@` is cut off
 * from what follows, since a comment would otherwise call on whoever has that name.
 */
export function markdownText(words: string): string {
  return words
    .replace(/\s*\n\s*/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '&#64;')
    .replace(/[\\`*|[\]~]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_');
}
