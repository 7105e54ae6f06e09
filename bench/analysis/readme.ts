import * as fs from 'node:fs';
import * as path from 'node:path';

const README = path.resolve(__dirname, '../README.md');

/** What is measured, and has figures of its own on the page. */
export type Subject = 'bench:analysis' | 'bench' | 'npm test';

/**
 * Puts the figures of a run into the page that keeps the last ones.
 *
 * @throws when the page has lost the comments between which they stand
 */
export function updateFigures(subject: Subject, figures: string): void {
  const first = `<!-- figures of the last run of ${subject}: rewritten by \`--update\` -->`;
  const last = `<!-- end of the figures of ${subject} -->`;
  const page = fs.readFileSync(README, 'utf8');
  const [start, end] = [page.indexOf(first), page.indexOf(last)];
  if (start < 0 || end < start) throw new Error(`${README} must have ${first} and ${last} below it`);
  fs.writeFileSync(README, `${page.slice(0, start + first.length)}\n\n${figures}\n\n${page.slice(end)}`);
}
