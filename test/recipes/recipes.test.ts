import { Answer, Connectivity } from '../../lib/analysis';
import { parseManifests } from '../support/manifests';
import type { Manifest } from '../support/naive/kinds';
import { NaiveCluster } from '../support/naive/naive';
import { allows } from '../support/reachability';
import { ownText, questions, recipes, told } from '../support/recipes';
import { sectionOf } from './page';
import { programs, written } from './programs';

/** How the page says that something is shut which the recipe leaves open; a port fewer is no such thing. */
const CLOSES_MORE = '\nCloses more than the recipe: ';

if (recipes) {
  test('each recipe has its program', () => {
    expect(programs).toEqual(recipes?.map(({ name }) => name).sort());
  });

  describe.each(recipes.map((recipe) => [recipe.name, recipe] as const))('%s', (name, recipe) => {
    const { pods, expect: rows } = recipe;
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

    test('opens nothing that the recipe keeps shut, and the page tells where it closes more', () => {
      const own = Connectivity.ofText([{ name: 'recipe.yaml', text: ownText(recipe) }]);
      const answers = questions(recipe).map((row) => {
        const { from, to, port, protocol } = row;
        const [meant, got] = [own, network].map((each) => each.answer(from, to, port, protocol));
        return { pair: `${from} -> ${to}`, told: told(row), meant, got };
      });
      expect(answers.filter(({ meant, got }) => [meant, got].includes(Answer.UNKNOWN))).toEqual([]);
      const opened = answers.filter(({ meant, got }) => meant === Answer.DENIED && got === Answer.ALLOWED);
      expect(opened).toEqual([]);
      const pairs = (key: 'meant' | 'got') =>
        answers.filter((each) => each[key] === Answer.ALLOWED).map(({ pair }) => pair);
      const open = new Set(pairs('got'));
      const closesMore = pairs('meant').some((pair) => !open.has(pair));
      expect(sectionOf(name).includes(CLOSES_MORE)).toBe(closesMore);
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
