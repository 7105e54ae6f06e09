import * as fs from 'node:fs';
import * as path from 'node:path';

/** Well-known policies with what they must allow and deny; the file lies beside the repository and may be absent. */
const FILE = path.resolve(__dirname, '../../../shared/cases/recipes.json');

/** What a recipe says in YAML, and what it must come to. */
export interface Recipe {
  readonly name: string;
  readonly policies: string[];
  readonly namespaces: { readonly name: string; readonly labels: Record<string, string> }[];
  readonly pods: {
    readonly namespace: string;
    readonly name: string;
    readonly labels: Record<string, string>;
    readonly ports: object[];
  }[];
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

/** The recipe's own manifests: its policies as they are, and the rest as JSON, which is YAML, too. */
export function ownText({ policies, namespaces, pods }: Recipe): string {
  const objects = [
    ...namespaces.map((metadata) => ({ apiVersion: 'v1', kind: 'Namespace', metadata })),
    ...pods.map(({ ports, ...metadata }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { containers: [{ name: 'main', image: 'main', ports }] },
    })),
  ];
  return [...policies, ...objects.map((object) => JSON.stringify(object))].join('\n---\n');
}

/** Every question about a recipe's pods and an address outside, on ports of which some recipe speaks, and one of none. */
export function questions({ pods }: Recipe): Omit<Row, 'allowed'>[] {
  const ends = ['external:93.184.216.34', ...pods.map(({ namespace, name }) => `${namespace}/${name}`)];
  const pairs = ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => ({ from, to })));
  const ports = [53, 80, 443, 5000, 6379, 8000, 12345].flatMap((port) =>
    ['TCP', 'UDP'].map((protocol) => ({ port, protocol })),
  );
  return pairs.flatMap((pair) => ports.map((port) => ({ ...pair, ...port })));
}

/** A question, as the tests call it. */
export function told({ from, to, port, protocol }: Omit<Row, 'allowed'>): string {
  return `${from} -> ${to} ${protocol} ${port}`;
}
