import { generate } from '../../bench/analysis/generate';
import { questions } from '../../bench/analysis/questions';
import { SHAPES } from '../../bench/analysis/shapes/catalogue';
import { tiers } from '../../bench/analysis/shapes/tiers';
import { Connectivity } from '../../lib/analysis';

const SIZE = 60;
const SEED = 7;

function count(pattern: RegExp, texts: readonly { readonly text: string }[]): number {
  return texts.reduce((sum, { text }) => sum + (text.match(pattern) ?? []).length, 0);
}

describe.each(SHAPES)('a cluster of the shape $name', (shape) => {
  const { sources, workloads } = generate(shape, SIZE, SEED);
  const connectivity = Connectivity.ofText([...sources]);

  test('is the same bytes for the same seed', () => {
    expect(generate(shape, SIZE, SEED).sources).toEqual(sources);
  });

  test('is another text for another seed', () => {
    expect(generate(shape, SIZE, SEED + 1).sources).not.toEqual(sources);
  });

  test('has a workload and a policy for each of its size', () => {
    const defaultDenials = count(/^ {2}name: default-deny$/gm, sources);
    expect(workloads).toHaveLength(SIZE);
    expect(connectivity.workloads).toHaveLength(SIZE);
    expect(count(/^kind: Deployment$/gm, sources)).toBe(SIZE);
    expect(count(/^kind: NetworkPolicy$/gm, sources) - defaultDenials).toBe(SIZE);
  });

  test('is read without a problem', () => {
    expect(connectivity.problems).toEqual([]);
    expect(connectivity.unknownKinds).toEqual({});
  });

  test('has questions of which some are allowed, some are denied and none is unknown', () => {
    const asked = questions(workloads, 400, SEED);
    const answers = asked.map(({ from, to, port, protocol }) => connectivity.answer(from, to, port, protocol));
    expect([...new Set(answers)].sort()).toEqual(['allowed', 'denied']);
  });

  test('has the same questions for the same seed', () => {
    expect(questions(workloads, 20, SEED)).toEqual(questions(workloads, 20, SEED));
  });
});

test('tiers have a fifth of all pairs as connections, with those to the outside for those of replicas', () => {
  const { sources } = generate(tiers, 100, SEED);
  const { connections, unknown } = Connectivity.ofText([...sources]).list();
  expect(unknown).toEqual([]);
  expect(connections.filter(({ source, destination }) => source.name !== destination.name)).toHaveLength(2000);
});
