import * as fs from 'node:fs';
import * as path from 'node:path';
import { filesOf, runExample } from '../support/examples';

/** The recipes in the words of this library, a program each. */
const FOLDER = path.join(__dirname, 'programs');

/** The names of the programs, which are those of their recipes. */
export const programs = fs
  .readdirSync(FOLDER)
  .map((name) => path.basename(name, '.ts'))
  .sort();

/** The text of a program. */
export function textOf(name: string): string {
  return fs.readFileSync(path.join(FOLDER, `${name}.ts`), 'utf8');
}

/** The manifests that a program writes. */
export function written(name: string): string {
  const folder = runExample(path.join(FOLDER, name));
  const text = Object.values(filesOf(folder)).join('\n---\n');
  fs.rmSync(folder, { recursive: true });
  return text;
}
