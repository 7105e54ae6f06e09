import { type Row, sorted } from './row';

const GAP = '      ';

/** The rows as text with aligned columns, one line each. */
export function tableOf(rows: Row[]): string {
  const lines = sorted(rows).map(({ from, to, port, protocol, via }) => [
    `${from} -> ${to}`,
    protocol === 'any' ? port : `${protocol} ${port}`,
    via ?? '',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}
