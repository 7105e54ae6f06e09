/** A column of a table of measurements. */
export interface Column<Row> {
  readonly title: string;
  /** Undefined where it wasn't measured. */
  readonly value: (row: Row) => number | undefined;
  readonly digits?: number;
  /** How it grows is no question of a ratio, nor of the size itself. */
  readonly hasNoGrowth?: boolean;
}

/**
 * A Markdown table of measurements, with two lines below: how each column grows with the size, from the first size to the
 * last one and over the last step. 1 is linear, 2 is quadratic.
 */
export function tableOf<Row>(
  rows: readonly Row[],
  sizeOf: (row: Row) => number,
  columns: readonly Column<Row>[],
): string {
  const cells = rows.map((row) => columns.map(({ value, digits }) => numberText(value(row), digits)));
  const growths = rows.length < 2 ? [] : [growth('growth, all', 0), growth('growth, last step', -2)];
  const lines = [columns.map(({ title }) => title), columns.map(() => '--:'), ...cells, ...growths];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');

  function growth(title: string, first: number): string[] {
    return columns.map(({ value, hasNoGrowth }, i) => {
      if (i === 0) return title;
      const known = rows.flatMap((row) => {
        const measured = value(row);
        return measured === undefined || measured === 0 ? [] : [{ size: sizeOf(row), measured }];
      });
      const [a, b] = [known.at(first), known.at(-1)];
      return hasNoGrowth || !a || !b || a === b ? '' : slope(a, b).toFixed(2);
    });
  }
}

interface Point {
  readonly size: number;
  readonly measured: number;
}

/** The exponent of a power of the size that leads from one point to the other. */
function slope(a: Point, b: Point): number {
  return Math.log(b.measured / a.measured) / Math.log(b.size / a.size);
}

function numberText(value: number | undefined, digits = 0): string {
  if (value === undefined) return '–';
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
