import * as fs from 'node:fs';
import * as path from 'node:path';

const README = path.resolve(__dirname, '../README.md');
const START = '<!-- figures of the last run: rewritten by `--update` -->';
const END = '<!-- end of the figures -->';

/**
 * Puts the figures of a run into the page that keeps the last ones.
 *
 * @throws when the page has lost the comments between which they stand
 */
export function updateFigures(figures: string): void {
  const page = fs.readFileSync(README, 'utf8');
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${README} must have ${START} and ${END} below it`);
  fs.writeFileSync(README, `${page.slice(0, start + START.length)}\n\n${figures}\n\n${page.slice(end)}`);
}
