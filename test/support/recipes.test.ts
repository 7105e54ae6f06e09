import { parseManifests } from './manifests';
import { allows } from './reachability';
import { ownText, recipes } from './recipes';

if (recipes) {
  // No case is left out: between pods, to and from addresses, and from a bare Pod to itself, all can be judged.
  test.each(recipes.map((recipe) => [recipe.name, recipe] as const))('%s', (_, recipe) => {
    const manifests = parseManifests(ownText(recipe));
    expect(recipe.expect).not.toHaveLength(0);
    expect(
      recipe.expect.map(({ from, to, port, protocol }) => {
        return { from, to, port, protocol, allowed: allows(manifests, from, to, port, protocol) };
      }),
    ).toEqual(recipe.expect.map(({ from, to, port, protocol, allowed }) => ({ from, to, port, protocol, allowed })));
  });
} else {
  test.skip('the recipes are not here: shared/cases/recipes.json beside the repository', () => {});
}
