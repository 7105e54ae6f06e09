import * as fs from 'node:fs';
import * as path from 'node:path';

/** Well-known policies with what they must allow and deny; the file lies beside the repository and may be absent. */
const FILE = path.resolve(__dirname, '../../../shared/cases/recipes.json');

/** What a recipe must come to. */
export interface Recipe {
  readonly name: string;
  readonly pods: { readonly namespace: string; readonly name: string }[];
  readonly expect: Row[];
}

/** Whether one may open a connection to another, on a port of the pod. */
export interface Row {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
  readonly allowed: boolean;
}

/** The recipes, in the order of the file; undefined where it isn't here. */
export const recipes: Recipe[] | undefined = fs.existsSync(FILE)
  ? JSON.parse(fs.readFileSync(FILE, 'utf8'))
  : undefined;
