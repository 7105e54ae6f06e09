import { Connectivity } from '../../../lib/analysis';
import { parseManifests } from '../../support/manifests';
import type { Manifest } from '../../support/naive/kinds';
import { NaiveCluster } from '../../support/naive/naive';
import { ownText, recipes, told } from '../../support/recipes';

if (recipes) {
  describe.each(recipes.map((recipe) => [recipe.name, recipe] as const))('%s', (_, recipe) => {
    const text = ownText(recipe);
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
