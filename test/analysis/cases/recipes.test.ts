import * as fs from 'node:fs';
import * as path from 'node:path';
import { Connectivity } from '../../../lib/analysis';
import { parseManifests } from '../../support/manifests';
import type { Manifest } from '../../support/naive/kinds';
import { NaiveCluster } from '../../support/naive/naive';

/** Well-known policies with what they must allow and deny; the file lies beside the repository and may be absent. */
const FILE = path.resolve(__dirname, '../../../../shared/cases/recipes.json');

interface Recipe {
  readonly name: string;
  readonly policies: string[];
  readonly namespaces: { name: string; labels: Record<string, string> }[];
  readonly pods: { namespace: string; name: string; labels: Record<string, string>; ports: object[] }[];
  readonly expect: Row[];
}

interface Row {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
  readonly allowed: boolean;
}

if (fs.existsSync(FILE)) {
  const recipes: Recipe[] = JSON.parse(fs.readFileSync(FILE, 'utf8'));

  describe.each(recipes.map((recipe) => [recipe.name, recipe] as const))('%s', (_, recipe) => {
    const text = textOf(recipe);
    const expected = recipe.expect.map((row) => [told(row), row.allowed ? 'allowed' : 'denied']);

    test('has every row right', () => {
      const network = Connectivity.ofText([{ name: 'recipe.yaml', text }]);
      expect(network.problems).toEqual([]);
      expect(recipe.expect.map((row) => [told(row), network.answer(row.from, row.to, row.port, row.protocol)])).toEqual(
        expected,
      );
    });

    test('has every row right with the evaluator that is written from the API references', () => {
      const naive = new NaiveCluster(parseManifests(text) as Manifest[]);
      expect(recipe.expect.map((row) => [told(row), naive.answer(row.from, row.to, row.port, row.protocol)])).toEqual(
        expected,
      );
    });
  });
} else {
  test.skip('the recipes are not here: shared/cases/recipes.json beside the repository', () => {});
}

function told({ from, to, port, protocol }: Row): string {
  return `${from} -> ${to} ${protocol} ${port}`;
}

/** The policies as they are, and the rest as JSON, which is YAML, too. */
function textOf({ policies, namespaces, pods }: Recipe): string {
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
