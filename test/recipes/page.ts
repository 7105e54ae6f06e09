import * as fs from 'node:fs';
import * as path from 'node:path';

/** The page that shows the recipes. */
export const PAGE = path.resolve(__dirname, '../../docs/recipes.md');

/** Its sections, each from its heading on; before them stands what they have in common. */
export const sections = fs.readFileSync(PAGE, 'utf8').split(/^(?=## )/m);

/** The section of a recipe; empty where there is none. */
export function sectionOf(name: string): string {
  return sections.find((section) => section.startsWith(`## ${name}: `)) ?? '';
}
