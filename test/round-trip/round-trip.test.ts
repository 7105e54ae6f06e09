import * as fc from 'fast-check';
import { counterexample } from '../support/naive/questions';
import { plans, WAYS } from './arbitrary-plans';
import { built } from './build';
import { fault } from './judge';
import type { Plan } from './plan';

interface Sample {
  readonly plan: Plan;
  /** By which the parts of the app are ordered anew. */
  readonly dice: readonly number[];
}

const samples: fc.Arbitrary<Sample> = fc.record({
  plan: plans,
  dice: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
});

test('what routes declare is what results, in whichever order and wherever it is declared', () => {
  expect(counterexample(samples, { seed: 50, numRuns: 40 }, broken)).toBe('');
}, 120_000);

test('the apps that are tried are worth trying: all ways in and all kinds of routes are there, and most hold', () => {
  const made: { [kind: string]: number } = {};
  const ways = new Set<string>();
  let sound = 0;
  for (const { plan } of fc.sample(samples, { seed: 50, numRuns: 150 })) {
    const app = built(plan);
    if (app.faults.length > 0) continue;
    sound += 1;
    const routes = plan.routes.filter((_, i) => app.made.includes(`route ${i}`));
    for (const { kind } of routes) made[kind] = (made[kind] ?? 0) + 1;
    for (const way of routes.length > 0 ? plan.cluster.ways : []) ways.add(way);
  }
  expect(sound).toBeGreaterThan(140);
  expect([...ways].sort()).toEqual([...WAYS].sort());
  expect(Object.keys(made).sort()).toEqual(['exposure', 'grpc', 'http', 'ingress', 'tcp', 'tls', 'udp', 'web']);
  expect(Math.min(...Object.values(made))).toBeGreaterThan(5);
}, 60_000);

function broken({ plan, dice }: Sample): string {
  const found = fault(plan, (parts) => shuffled(parts, dice));
  return found && `${found}\n${JSON.stringify(plan, null, 2)}`;
}

function shuffled(parts: readonly string[], dice: readonly number[]): string[] {
  const at = (part: string) => dice[parts.indexOf(part) % dice.length] as number;
  return [...parts].sort((a, b) => at(a) - at(b));
}
