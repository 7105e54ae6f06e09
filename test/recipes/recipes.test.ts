import { Connectivity } from '../../lib/analysis';
import { parseManifests } from '../support/manifests';
import type { Manifest } from '../support/naive/kinds';
import { NaiveCluster } from '../support/naive/naive';
import { allows } from '../support/reachability';
import { type Row, recipes } from './cases';
import { programs, written } from './programs';

if (recipes) {
  test('each recipe has its program', () => {
    expect(programs).toEqual(recipes?.map(({ name }) => name).sort());
  });

  describe.each(recipes.map((recipe) => [recipe.name, recipe] as const))('%s', (name, { pods, expect: rows }) => {
    const text = written(name);
    const network = Connectivity.ofText([{ name: `${name}.yaml`, text }]);
    const expected = rows.map((row) => [told(row), row.allowed ? 'allowed' : 'denied']);

    test('is about the same pods', () => {
      expect(network.problems).toEqual([]);
      expect([...network.workloads].sort()).toEqual(pods.map((pod) => `${pod.namespace}/${pod.name}`).sort());
    });

    test('has every row right', () => {
      expect(rows).not.toHaveLength(0);
      const answers = rows.map((row) => [told(row), network.answer(row.from, row.to, row.port, row.protocol)]);
      expect(answers).toEqual(expected);
    });

    test('has every row right with the evaluators that share no line with the library', () => {
      const manifests = parseManifests(text);
      const naive = new NaiveCluster(manifests as Manifest[]);
      const answers = rows.map((row) => [told(row), naive.answer(row.from, row.to, row.port, row.protocol)]);
      expect(answers).toEqual(expected);
      const others = rows.map((row) => [told(row), allows(manifests, row.from, row.to, row.port, row.protocol)]);
      expect(others).toEqual(rows.map((row) => [told(row), row.allowed]));
    });
  });
} else {
  test.skip('the recipes are not here: shared/cases/recipes.json beside the repository', () => {});
}

function told({ from, to, port, protocol }: Row): string {
  return `${from} -> ${to} ${protocol} ${port}`;
}
