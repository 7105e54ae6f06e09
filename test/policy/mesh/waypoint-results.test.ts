import * as fc from 'fast-check';
import { built, declared, isServed, plans, podsOf, Results } from './waypoint-sample';
import { objectsOf } from './written';

test('what is declared is what results, with a waypoint on the way, or the app is refused', () => {
  const made = { sound: 0, refused: 0, passing: 0 };
  fc.assert(
    fc.property(plans, (plan) => {
      let objects: any[];
      try {
        objects = objectsOf(built(plan));
      } catch (error) {
        expect(`${error}`).toMatch(/pods that a mesh knows as one/);
        made.refused += 1;
        return;
      }
      made.sound += 1;
      if (objects.some(({ kind, metadata }) => kind === 'AuthorizationPolicy' && /-waypoint$/.test(metadata.name))) {
        made.passing += 1;
      }
      const results = new Results(objects);
      expect(results.all(podsOf(plan)).sort()).toEqual(declared(plan));
      expect(results.byServices(podsOf(plan)).sort()).toEqual(declared(plan).filter((line) => isServed(plan, line)));
    }),
    { seed: 4145, numRuns: 60 },
  );
  expect(made.sound).toBeGreaterThan(25);
  expect(made.passing).toBeGreaterThan(20);
  expect(made.refused).toBeGreaterThan(3);
}, 120_000);
